"""What weegvragen and afwegingskader say of a year in the yearly account (R-074)."""

from datetime import date

from afwegingskader.models import Assessment, KaderEdition, WeighingQuestions
from mit_waakstand.accountability import Chapter, Line, chapters

PLACE = 40


@chapters("afwegingskader")
def kader_in(year: int, today: date) -> Chapter:  # noqa: ARG001
    """Return which versions were adopted, and how often the kader was used; exercises apart."""
    used = Assessment.objects.filter(begun_at__year=year, situation__is_exercise=False)
    return Chapter(
        title="Weegvragen en afwegingskader",
        place=PLACE,
        lines=(
            _adopted(WeighingQuestions, year),
            _adopted(KaderEdition, year),
            Line(label="Toepassingen van het afwegingskader", value=str(used.count())),
        ),
    )


def _adopted(kind: type[KaderEdition] | type[WeighingQuestions], year: int) -> Line:
    found = kind.objects.adopted_ever().filter(adopted_on__year=year)
    details = tuple(f"Versie {one.number}, vastgesteld {one.decision()}." for one in found)
    label = f"Vastgestelde versies van {kind.ARTICLE}"
    return Line(label=label, value=str(len(details)), details=details)
