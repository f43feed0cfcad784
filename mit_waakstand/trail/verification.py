"""Checking the event log: every digest and every link computed anew."""

import json
from collections.abc import Iterator

from mit_waakstand import chain
from mit_waakstand.trail.models import Event, EventBlanking
from mit_waakstand.trail.recording import payload_of


def head() -> str:
    """Return the newest link of the trail; 64 zeros when nothing happened yet."""
    last = Event.objects.order_by("-position").only("link").first()
    return last.link if last else chain.GENESIS


def problems() -> Iterator[str]:
    """Yield one Dutch sentence for everything that does not add up; nothing when all is well."""
    expected, previous = 1, chain.GENESIS
    blanked = set(EventBlanking.objects.values_list("event", flat=True))
    for event in Event.objects.order_by("position").iterator():
        if event.position != expected:
            yield f"gebeurtenis {expected} ontbreekt"
        yield from _problems_with_words(event, is_blank=event.pk in blanked)
        if chain.link(previous, event.digest) != event.link:
            yield f"gebeurtenis {event.position} sluit niet aan op de vorige"
        expected, previous = event.position + 1, event.link


def problems_with_head(noted: str | None) -> Iterator[str]:
    """Yield a sentence when a head that was noted earlier is no longer part of the chain.

    A chain alone proves little against whoever holds the whole database and computes it anew;
    a head that was kept elsewhere does.
    """
    if noted is None or noted == chain.GENESIS:
        return
    if not Event.objects.filter(link=noted.strip().lower()).exists():
        yield "de opgegeven kop komt in het logboek niet voor: het is herschreven of ingekort"


def _problems_with_words(event: Event, *, is_blank: bool) -> Iterator[str]:
    """Yield what is wrong with the words; an event that was blanked for privacy has none."""
    if is_blank and not event.payload and not event.salt:
        return
    if chain.digest(event.salt, event.payload) != event.digest:
        yield f"de inhoud van gebeurtenis {event.position} is gewijzigd"
    if not _says_the_same(event):
        yield f"de kolommen van gebeurtenis {event.position} wijken af van de inhoud"


def _says_the_same(event: Event) -> bool:
    try:
        stored = dict(json.loads(event.payload))
    except (ValueError, TypeError):  # not even a JSON object any more
        return False
    stored.pop("data", None)
    return bool(chain.canonical(stored) == chain.canonical(payload_of(event)))
