"""How often one address may ask for what needs no sign-in.

An address is the visitor's as the trusted proxies tell it, never as he claims it himself.
"""

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

MOST_IN_A_MINUTE = 60  # from one address; an office may share one


def asks_too_often(request: HttpRequest, what: str, *, most: int = MOST_IN_A_MINUTE) -> bool:
    """Count a request; return whether this address had its number of them in this minute."""
    minute = f"{timezone.now():%d%H%M}"
    key = f"{what}:{get_adapter().get_client_ip(request)}:{minute}"
    cache.add(key, 0, timeout=120)
    return cache.incr(key) > most


def too_often(request: HttpRequest) -> HttpResponse:
    """Return the page that asks for patience (429)."""
    answer: HttpResponse = ratelimit.respond_429(request)
    return answer
