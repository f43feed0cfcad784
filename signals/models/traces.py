"""What shows that a signal had gone out: no herstel of its date goes past it (domain §3.3)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Min
from django.utils.timezone import localdate

from signals.states import DecisionState

if TYPE_CHECKING:
    from signals.models.signal import Signal

Trace = tuple[date | datetime, str]  # by when it had gone out, and what happened then


def traces(signal: "Signal") -> Iterator[Trace]:
    """Yield what was recorded about an issued signal, each with the words "Toen was …"."""
    response, leak = signal.response_or_none(), signal.leak_or_none()
    receipt = signal.receipts.order_by("confirmed_at").first()
    standing = signal.decisions.filter(state=DecisionState.RECORDED)
    spoken_at = signal.messages.aggregate(first=Min("spoken_at"))["first"]
    decided_on = standing.aggregate(first=Min("decided_on"))["first"]
    if response is not None:
        yield response.sent_on, "de reactie al verzonden"
    if receipt is not None:
        yield receipt.confirmed_at, "de ontvangst al bevestigd"
    if signal.minister_informed_on is not None:
        yield signal.minister_informed_on, "de Minister al geïnformeerd"
    for message in signal.messages.order_by("sent_on", "pk"):
        if message.sent_on is not None:
            yield message.sent_on, f"{message.name()} al verzonden"
    if spoken_at is not None:
        yield spoken_at, "er al over het signaal gesproken"
    if decided_on is not None:
        yield decided_on, "er al een besluit van de minister over het signaal"
    if leak is not None:
        yield leak.known_on, "het signaal al voortijdig bekend"


def contradiction(signal: "Signal", issued_at: datetime) -> str:
    """Return, in Dutch, what happened before this moment of issue; "" when nothing did."""
    for moment, words in traces(signal):
        is_later = (
            issued_at > moment if isinstance(moment, datetime) else localdate(issued_at) > moment
        )
        if is_later:
            return f"Toen was {words}."
    return ""


def latest_issue(signal: "Signal") -> str:
    """Return, in Dutch, by when it must have gone out and why; "" when nothing says so."""
    found = [(_day(moment), words) for moment, words in traces(signal)]
    if not found:
        return ""
    day, words = min(found)
    return f"Niet later dan {day:%d-%m-%Y}: toen was {words}."


def _day(moment: date | datetime) -> date:
    return localdate(moment) if isinstance(moment, datetime) else moment
