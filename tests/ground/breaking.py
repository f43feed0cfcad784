"""Run by ``test_error_reports``: goes wrong in three ways, in a process that tells of its errors.

Prints, a line of JSON for each, what the library wanted to send; the server gets what we let out.
"""

import json
import os
import sys
from typing import Any

from mit_waakstand import error_reports

os.environ["DJANGO_SETTINGS_MODULE"] = "mit_waakstand.settings"
ours = error_reports.without_personal_data


def told(event: Any, hint: Any) -> Any:
    """Print what would have gone out, and let out what we let out."""
    sys.stdout.write(f"{json.dumps(event, default=str)}\n")
    return ours(event, hint)


error_reports.without_personal_data = told

import django  # noqa: E402  (what was put in place must be there when the settings are read)

django.setup()

from django.conf import settings  # noqa: E402  (from here on there are settings)
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402

from mit_waakstand import tracing, urls  # noqa: E402

plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES["staticfiles"] = plain  # the page that says sorry names its style sheet
# Given from outside, for lines of the program itself are told: they hold nothing of anybody.
NAME, SECRET, SOUGHT, TYPED, COOKIE, ADDRESS, BROWSER = sys.argv[1:]


@csrf_exempt
def breaks(request: HttpRequest, secret: str) -> HttpResponse:
    """Fail as PostgreSQL does, which quotes a row."""
    full_name, typed = NAME, dict(request.POST)
    message = f"Key (naam)=({full_name}) bestaat al, met {typed} onder {secret}"
    raise ValueError(message)


urls.urlpatterns.append(path("persoonlijk/<str:secret>/proef/", breaks))
asked = RequestFactory(
    REMOTE_ADDR=ADDRESS,
    headers={"User-Agent": BROWSER, "Cookie": f"kenmerk={COOKIE}"},
).post(f"/persoonlijk/{SECRET}/proef/?zoek={SOUGHT}", {"tekst": TYPED})
get_wsgi_application()(asked.environ, lambda *_: None)

with tracing.traced("f" * 32):
    try:
        breaks(HttpRequest(), SECRET)
    except ValueError as error:
        error_reports.report(error)

breaks(HttpRequest(), SECRET)
