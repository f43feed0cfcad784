"""The overview of expertises: as a picture, as a table, and in words."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from experts.coverage import Cover, Coverage, coverage_on
from experts.views.crumbs import register_crumb
from mit_waakstand.accounts.access import OfficeRequest, office_page

WIDTH, LEFT = 320, 4  # of the picture and its margin, in its own units
BAR, ROW, TOP = 12, 40, 8
LEAST_SCALE = 4


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row of the picture, in its own units."""

    cover: Cover
    label_y: int
    bar_y: int
    width: int
    wanted_x: int
    value_x: int
    value_y: int
    foot_y: int


@office_page("expert.see")
def coverage(request: OfficeRequest) -> HttpResponse:
    """Show for each expertise how many people are there, and what rests on one of them."""
    found = coverage_on(localdate())
    context = {
        "breadcrumb": [*register_crumb(), ("Overzicht van expertises", "")],
        "coverage": found,
        "bars": bars(found),
        "height": TOP + ROW * len(found.covers),
        "width": WIDTH,
        "today": localdate(),
    }
    return render(request, "experts/coverage.html", context)


def bars(found: Coverage) -> list[Bar]:
    """Return the rows of the picture; the longest bar leaves room for its number."""
    most = max([LEAST_SCALE, *(max(c.people, c.wanted) for c in found.covers)])
    unit = (WIDTH - LEFT - 36) / most
    return [
        Bar(
            cover=cover,
            label_y=TOP + ROW * place + 10,
            bar_y=TOP + ROW * place + 16,
            width=round(cover.people * unit),
            wanted_x=LEFT + round(cover.wanted * unit),
            value_x=LEFT + round(max(cover.people, cover.wanted) * unit) + 6,
            value_y=TOP + ROW * place + 16 + BAR - 2,
            foot_y=TOP + ROW * place + 16 + BAR + 2,
        )
        for place, cover in enumerate(found.covers)
    ]
