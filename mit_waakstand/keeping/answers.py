"""What the page is told after keeping a text: in words, to a person or to our own script."""

from datetime import datetime

from django.http import HttpRequest, JsonResponse
from django.utils.timezone import localtime

from mit_waakstand.keeping.pages import ASKED, GO_ON
from mit_waakstand.keeping.slips import Slip

DATA = "application/json"


def wants_data(request: HttpRequest) -> bool:
    """Return whether our own script asks, not somebody who pressed a button."""
    return request.headers.get("Accept") == DATA


def in_words(at: datetime) -> str:
    """Return the sentence "Bewaard om 14:03."."""
    return f"Bewaard om {localtime(at):%H:%M}."


def address_of(slip: Slip) -> str:
    """Return where the form is, filled with the kept text."""
    return f"{slip.address}?{ASKED}={GO_ON}"


def said(sentence: str, *, status: int = 200, token: str = "") -> JsonResponse:
    """Return the sentence for the live region of the form.

    ``token`` is a new one against forged forms, for a page whose own was renewed.
    """
    return JsonResponse({"said": sentence, "token": token}, status=status)
