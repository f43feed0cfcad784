"""The WSGI application: the published files first, Django behind them."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from mit_waakstand import shared_counts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mit_waakstand.settings")

if settings.MONITORS:
    shared_counts.count_together()
django_application = get_wsgi_application()

from mit_waakstand import house  # noqa: E402  (needs the settings)
from mit_waakstand.public_site.serving.published import PublishedPages  # noqa: E402

application = PublishedPages(
    django_application, root=settings.PUBLIC_ROOT, prefix=house.public_root().rstrip("/")
)

# Every view is there before the first visitor comes. What is loaded now stays for good: looking
# through all of it for rubbish would hold up everybody who waits at that moment.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
