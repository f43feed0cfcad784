"""From the records of every app to the chapters of an account, as plain data."""

from datetime import date
from typing import Any

import structlog
from django.db import transaction

from mit_waakstand.accountability import Chapter, chapters

log = structlog.get_logger()


def compose(year: int, *, today: date) -> list[dict[str, Any]]:
    """Return what every app tells of a year up to and including ``today``, in order.

    A chapter that fails is there too, without figures: the account cannot be adopted with it.
    """
    found = [_chapter(name, year, today) for name in chapters]
    return sorted(found, key=lambda chapter: (chapter["place"], chapter["title"]))


def counted_until(year: int, today: date) -> date:
    """Return the last day that the figures cover."""
    return min(today, date(year, 12, 31))


def _chapter(name: str, year: int, today: date) -> dict[str, Any]:
    try:
        with transaction.atomic():
            return _as_data(name, chapters[name](year, counted_until(year, today)))
    except Exception as error:  # noqa: BLE001  (whatever goes wrong in one, the others are there)
        log.warning("chapter_failed", chapter=name, year=year, error=type(error).__name__)
        return _data(name, title=f"Hoofdstuk “{name}”", place=999, failed=True)


def _as_data(name: str, chapter: Chapter) -> dict[str, Any]:
    return _data(
        name,
        title=chapter.title,
        place=chapter.place,
        explanation=chapter.explanation,
        lines=[
            {"label": line.label, "value": line.value, "details": list(line.details)}
            for line in chapter.lines
        ],
    )


def _data(name: str, *, title: str, place: int, **more: Any) -> dict[str, Any]:
    nothing = {"explanation": "", "lines": [], "failed": False}
    return {"name": name, "title": title, "place": place} | nothing | more
