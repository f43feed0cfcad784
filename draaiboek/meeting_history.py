"""What acts on meetings and minutes said about themselves, as lines under their sentence."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from draaiboek.models import Reply
from mit_waakstand.trail.models import facts


@facts("draaiboek.meetings")
def in_words(verb: str, data: dict[str, object]) -> Iterator[str]:
    """Yield "Begint op: …" and the like. A reason is told by the words that all apps share."""
    if verb == "reschedule" and isinstance(start := data.get("starts_at"), str):
        moment = localtime(datetime.fromisoformat(start))
        yield f"Begint op: {date_format(moment, 'l j F Y, H.i')} uur"
    reply = str(data.get("reply", ""))
    if verb == "reply" and reply in Reply.values:
        yield f"Antwoord: {Reply(reply).label}"
