"""The page behind a personal link: no account, no trace in a cache, and it opens nothing else.

Looking changes nothing, because programs that read mail open every link; only a POST acts.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mit_waakstand.accounts import rates
from mit_waakstand.accounts.access import ACT
from mit_waakstand.personal_links.models import PersonalLink

GONE = 410
LinkView = Callable[[HttpRequest, PersonalLink], HttpResponse]


def personal_page(
    purpose: str, *, gone: str = "personal_links/gone.html"
) -> Callable[[LinkView], Callable[..., HttpResponse]]:
    """Return the decorator of a page behind a link for this purpose.

    The view gets the link, open at this moment. A link that was used, taken back, has expired, is
    for another purpose, or never existed, gives one and the same page: the template ``gone``.
    """

    def decorate(view: LinkView) -> Callable[..., HttpResponse]:
        @require_http_methods(list(ACT))
        @never_cache
        @wraps(view)
        def opened(request: HttpRequest, secret: str) -> HttpResponse:
            if rates.asks_too_often(request, "personal_link"):
                return rates.too_often(request)
            link = PersonalLink.objects.with_secret(secret)
            if link is None or link.purpose != purpose or not link.is_open_at(timezone.now()):
                return _private(render(request, gone, status=GONE))
            return _private(view(request, link))

        opened.is_form = True  # type: ignore[attr-defined]  # alleen lezen asks it
        return opened

    return decorate


def _private(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex"
    return answer
