"""What the acts of this app said about themselves, as lines under their sentence in a history."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import localtime

from mit_waakstand.personal_data import in_words as in_counts
from mit_waakstand.trail.models import facts
from signals import deadlines

# The data of an event by its name, with the words before it. What is not named here stays in the
# event log and is not shown: keys and technical names say nothing to a reader.
WORDS = {
    "new_facts": "Nieuwe feiten",
    "reason": "Reden",
    "title_was": "Naam was",
    "disease_was": "Ziekte was",
    "reference": "Vindplaats",
    "sent_on": "Verzonden op",
    "agreed_at": "De CPO was akkoord op",
    "agreed_way": "Hoe de CPO akkoord gaf",
    "channel": "Hoe",
    "confirmed_by": "Bevestigd door",
    "recipient": "Aan",
    "informed_on": "Datum",
    "ended_on": "Einde",
    "review_on": "Geldt tot",
    "decided_on": "Datum van het besluit",
    "starts_on": "Vanaf",
    "about": "Signalen",
    "in_force_from": "Werkt vanaf",
    "lapses_on": "Vervalt met ingang van",
    "live_on": "Op de website van het SCP sinds",
    "url": "Adres",
    "used_kader": "Gewogen met het afwegingskader, versie",
    "ends_on": "Waakstand hervat op",
    "old_issued_at": "Oude datum",
    "new_issued_at": "Nieuwe datum",
}
# How acts write a date or a moment into an event: ISO 8601, and nothing else after it.
ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")


@facts("signals")
def in_words(verb: str, data: dict[str, object]) -> Iterator[str]:  # noqa: ARG001
    """Yield "Reden: …" and the like, in the order of the table; moments in Dutch time."""
    for name, words in WORDS.items():
        value = data.get(name)
        if isinstance(value, str) and value.strip():
            yield f"{words}: {_shown(value)}"
    if isinstance(found := data.get("found"), dict):
        yield f"Nagekeken op persoonsgegevens. Gevonden en goed bevonden: {in_counts(found)}"


def _shown(value: str) -> str:
    """Return a date or moment in Dutch words; another text as it is."""
    try:
        moment = datetime.fromisoformat(value) if ISO.fullmatch(value) else None
    except ValueError:  # a 31 February that somebody typed
        moment = None
    if moment is None:
        return value
    if moment.tzinfo is None:
        return deadlines.in_dutch(date.fromisoformat(value[:10]))
    local = localtime(moment)
    return f"{deadlines.in_dutch(local.date())}, {local:%H.%M} uur"
