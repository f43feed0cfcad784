"""What the tests of signals share: two moments, and the forms as people fill them in."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from building import amsterdam
from mit_waakstand.outbox import doing
from signals.models import Signal

NOW = amsterdam(2026, 9, 1, hour=16)
LATER = amsterdam(2026, 9, 10, hour=11)


def act_url(signal: Signal, verb: str) -> str:
    return reverse(f"signals:signal-{verb}", args=[signal.pk])


def fresh(signal: Signal) -> Signal:
    return Signal.objects.get(pk=signal.pk)


def with_files(signal: Signal) -> Signal:
    """Return the signal after the outbox made its PDFs."""
    doing.sweep(timezone.now())
    return fresh(signal)


TODAY = timezone.localdate().strftime("%d-%m-%Y")


def moment(name: str, at: datetime | None = None) -> dict[str, object]:
    """Return a moment as the two fields of a form; now unless told otherwise."""
    local = timezone.localtime(at or timezone.now())
    return {f"{name}_0": local.strftime("%d-%m-%Y"), f"{name}_1": local.strftime("%H:%M")}


def an_agreement(at: datetime | None = None) -> dict[str, object]:
    return {"agreed_way": "telefoon"} | moment("agreed_at", at)


def a_receipt(at: datetime | None = None, **changes: object) -> dict[str, object]:
    given = {"channel": "telefoon", "confirmed_by": "De secretaresse van de SG"}
    return given | moment("confirmed_at", at) | changes


def a_disclosure(**changes: object) -> dict[str, object]:
    given = {"shared_with": "De directeur", "organisation": "RIVM", "reason": "Feiten nagaan."}
    return given | moment("shared_at") | changes


def a_date(at: datetime | None = None, **changes: object) -> dict[str, object]:
    at = at or timezone.now() - timedelta(days=1)
    return {"reason": "De mail kwam nooit aan."} | moment("issued_at", at) | changes


def a_response(**changes: object) -> dict[str, object]:
    today = timezone.localdate().strftime("%d-%m-%Y")
    return {
        "text": "Wij nemen uw signaal over.",
        "signed_by": "De SG",
        "dated_on": today,
        "sent_on": today,
    } | changes
