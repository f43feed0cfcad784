"""Whether the virus scanner is there, and knows the viruses of today."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from mit_waakstand import clamav
from mit_waakstand.readiness import Status
from mit_waakstand.working_days import in_dutch

OLDEST_LIST = timedelta(days=7)  # a new list comes out each day


@dataclass(frozen=True)
class Condition:
    """How the scanner stands now, in a Dutch sentence or two."""

    status: Status
    words: str


def condition(today: date) -> Condition:
    """Return how the scanner stands; one that is away is waited for a few seconds at most."""
    if settings.CLAMAV is None:
        return Condition(
            Status.ATTENTION,
            "Er is geen virusscanner ingesteld. Bestanden worden wel gecontroleerd, maar niet op "
            "virussen.",
        )
    try:
        engine = clamav.engine()
    except clamav.SilentError:
        return Condition(
            Status.NOT_IN_ORDER,
            "De virusscanner antwoordt niet. Zolang dat zo is, wordt elk bestand geweigerd.",
        )
    if engine.list_of is None:
        return Condition(Status.IN_ORDER, f"{engine.name} antwoordt, met een eigen lijst.")
    day = in_dutch(engine.list_of)
    if engine.list_of < today - OLDEST_LIST:
        return Condition(
            Status.ATTENTION,
            f"{engine.name} antwoordt, maar de lijst met virussen is van {day}.",
        )
    return Condition(
        Status.IN_ORDER, f"{engine.name} antwoordt. De lijst met virussen is van {day}."
    )
