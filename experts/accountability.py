"""What the register tells of a year, for the yearly account (R-074): numbers, never names."""

from datetime import date

from experts.coverage import coverage_on
from experts.models import Erasure, Expert
from mit_waakstand.accountability import Chapter, Line, chapters

PLACE = 50


@chapters("experts")
def experts(year: int, today: date) -> Chapter:
    """Return how many experts there are, confirmed, added and erased; the overview is of today."""
    found = coverage_on(today)
    added = Expert.objects.filter(added_at__year=year).count()
    erased = Erasure.objects.filter(erased_at__year=year).count()
    confirmed = Expert.objects.filter(confirmed_on__year=year).count()
    gaps = tuple(f"Voor {cover.name} is er niemand." for cover in found.gaps)
    return Chapter(
        title="Register van expertises",
        place=PLACE,
        explanation="De stand van nu; bevestigd, toegevoegd en gewist in het jaar.",
        lines=(
            Line(label="Experts in het register", value=str(found.in_register)),
            Line(label="Beschikbaar en in het afgelopen jaar bevestigd", value=str(found.people)),
            Line(label="Bevestigd", value=str(confirmed)),
            Line(label="Toegevoegd", value=str(added)),
            Line(label="Gewist", value=str(erased)),
            Line(
                label="Expertises en aandachtsgebieden zonder iemand",
                value=f"{len(found.gaps)} van {len(found.covers)}",
                details=gaps,
            ),
        ),
    )
