"""What holds today on each point of opschaling, for its page and for Paraatheid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from draaiboek.models import Arrangement, ScaleUpPoint


@dataclass(frozen=True)
class PointNow:
    """A point with what holds today, and with what was agreed before."""

    point: ScaleUpPoint
    holds: Arrangement | None
    earlier: list[Arrangement]


def points_with_arrangements(today: date, *kinds: str) -> list[PointNow]:
    """Return the points of these kinds in their order; all of them when none is named."""
    found = ScaleUpPoint.objects.order_by("place", "pk")
    points = list(found.filter(kind__in=kinds, is_active=True) if kinds else found)
    every = list(
        Arrangement.objects.filter(point__in=points)
        .select_related("recorded_by")
        .order_by("-agreed_on", "-pk")
    )
    return [
        _now(point, [one for one in every if one.point_id == point.pk], today) for point in points
    ]


def _now(point: ScaleUpPoint, arrangements: Iterable[Arrangement], today: date) -> PointNow:
    arrangements = list(arrangements)
    holds = next((one for one in arrangements if one.holds_on(today)), None)
    return PointNow(point, holds, [one for one in arrangements if one is not holds])
