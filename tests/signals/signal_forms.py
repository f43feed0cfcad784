"""What the tests of signals share: two moments, and the forms as people fill them in."""

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


def a_response(**changes: object) -> dict[str, object]:
    today = timezone.localdate().strftime("%d-%m-%Y")
    return {
        "text": "Wij nemen uw signaal over.",
        "signed_by": "De SG",
        "dated_on": today,
        "sent_on": today,
    } | changes
