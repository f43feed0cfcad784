"""Browsers in which somebody signed in before: guessing elsewhere does not shut them out.

A signed cookie names the account and a number of its own. It opens nothing; it only has failed
attempts from this browser counted apart from those of the rest of the world (ADR 19).
"""

from datetime import timedelta
from secrets import token_hex

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from mit_waakstand.accounts.models import User

SALT = "mit_waakstand.accounts.devices"
KNOWN_FOR = timedelta(days=180)
# The first mark that a browser's name for itself holds counts: each also says what it looks like.
BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def number_of(request: HttpRequest, user: User | None) -> str:
    """Return the number of this browser when this person signed in in it before, "" otherwise."""
    written = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        pk, number = signing.loads(written, salt=SALT, max_age=KNOWN_FOR)
    except (signing.BadSignature, TypeError, ValueError):
        return ""
    return str(number) if user is not None and pk == user.pk else ""


def remember(answer: HttpResponse, user: User) -> None:
    """Let this browser be known as one in which this person signed in."""
    answer.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([user.pk, token_hex(8)], salt=SALT),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def in_words(user_agent: str) -> str:
    """Return "Firefox op Windows" for what a browser says of itself; "" when it is unclear."""
    found = (
        next((name for mark, name in table if mark in user_agent), "")
        for table in (BROWSERS, SYSTEMS)
    )
    return " op ".join(word for word in found if word)
