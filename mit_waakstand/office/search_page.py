"""The page with search results."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mit_waakstand.accounts.access import OfficeRequest, office_page
from mit_waakstand.findable import Findable
from mit_waakstand.office.excerpts import Piece, excerpt, pattern_of
from mit_waakstand.office.models import SearchEntry
from mit_waakstand.office.search import entries, kinds_for, question_of
from mit_waakstand.paging import page_of


@dataclass(frozen=True)
class Hit:
    """One result as the page shows it."""

    label: str
    title: str
    url: str
    happened_at: datetime
    is_exercise: bool
    excerpt: list[Piece]


@office_page("search.use")
def search(request: OfficeRequest) -> HttpResponse:
    """Show what this person may know of what he asks, the newest first."""
    question = question_of(request.GET.get("q", ""))
    kinds = kinds_for(request.user)
    page = page_of(entries(question, kinds), request.GET.get("pagina"))
    pattern = pattern_of(question.needles)
    context = {
        "question": question,
        "page": page,
        "hits": [_hit(entry, kinds[entry.kind], pattern) for entry in page],
    }
    return render(request, "office/search.html", context)


def _hit(entry: SearchEntry, kind: Findable, pattern: re.Pattern[str] | None) -> Hit:
    place = f"#{kind.place}" if kind.place else ""
    return Hit(
        label=kind.label,
        title=entry.title,
        url=reverse(kind.url_name, args=[entry.page_pk]) + place,
        happened_at=entry.happened_at,
        is_exercise=entry.is_exercise,
        excerpt=excerpt(entry.body, pattern),
    )
