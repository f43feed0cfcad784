"""A small PDF to test with, of any HTML."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.safestring import mark_safe

from mit_waakstand import pdf

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def a_document(**changes: Any) -> pdf.Document:
    facts: dict[str, Any] = {
        "identifier": "miw-2026-01-proef",
        "reference": "MIW-2026-01",
        "title": "Proef met “Łukasz Őrsi”",
        "subject": "Een proef",
        "text": "De tekst.",
        "created_at": datetime(2026, 9, 1, 16, 0, tzinfo=AMSTERDAM),
    }
    return pdf.Document(**{**facts, **changes})


def rendered(html: str, **changes: Any) -> bytes:
    return pdf.render(
        "letters/response.html",
        {"letter": {"title": "Proef"}, "text": mark_safe(html)},  # noqa: S308 - as hostile as can be
        document=a_document(**changes),
        stylesheet="letters/letter.css",
    )
