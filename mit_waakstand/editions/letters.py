"""Mail about versions: the day on which one is looked at again comes near, or is there."""

from mit_waakstand.editions.models import Edition
from mit_waakstand.house import office_address
from mit_waakstand.mail import Letter

DAYS_BEFORE = (30, 0)


def review_letter(edition: Edition, *, to: str, key: str) -> Letter:
    """Return the reminder that a version is to be looked at again; without any content."""
    day = f"{edition.review_on:%d-%m-%Y}" if edition.review_on else "onbekend"
    return Letter(
        to=to,
        key=key,
        subject=f"{edition.title()}: kijk uiterlijk {day} of de tekst nog klopt",
        lines=(
            f"U sprak af {edition.ARTICLE} uiterlijk {day} opnieuw te bekijken.",
            "Klopt de tekst nog? Kies dan een nieuwe datum.",
            "Klopt hij niet meer? Begin dan een nieuwe versie.",
            "",
            "Lees de versie die nu geldt:",
        ),
        link=office_address(edition.get_absolute_url()),
    )
