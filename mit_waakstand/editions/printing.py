"""The PDF of a version: made when its text freezes, and never again (architecture §1.3)."""

from django.conf import settings
from django.utils.timezone import localdate

from mit_waakstand import pdf
from mit_waakstand.editions import yaml_files
from mit_waakstand.editions.models import Edition

STYLESHEET = "letters/letter.css"
EXAMPLE = "Voorbeeld, door het MIT in waakstand te vervangen."


def pdf_of(edition: Edition) -> bytes:
    """Return the content of an adopted version as a PDF that everybody can read.

    Raises ValueError for a draft.
    """
    if edition.adopted_at is None or edition.adopted_on is None:
        message = f"{edition} was not adopted"
        raise ValueError(message)
    document = pdf.Document(
        identifier=edition.public_key(),
        reference=f"{edition.SUBJECT} {edition.number}",
        title=edition.title(),
        subject=f"{edition.title()} van het MIT in waakstand",
        text=yaml_files.write(edition),
        created_at=edition.adopted_at,
        demo=settings.DEMO,
    )
    context = {
        "edition": edition,
        "adopted": edition.decision(),
        "adopted_on": localdate(edition.adopted_at),
        "example": EXAMPLE if edition.is_example else "",
        "parts": edition.parts(),
    }
    return pdf.render("editions/print.html", context, document=document, stylesheet=STYLESHEET)
