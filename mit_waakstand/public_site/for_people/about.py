"""What the pages about the MIT in waakstand itself show: over, contact, privacy and so on."""

from typing import Any

from django.conf import settings

from mit_waakstand.house import office_address
from mit_waakstand.public_site.for_people.standing import KEY, is_suspended
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.serving.addresses import ASK


def reachable() -> dict[str, Any]:
    """Return how the public reaches us, and whether the contact point is open.

    The form is a page of the application, so its address is whole: this page may stand elsewhere.
    """
    return {
        "ask_url": office_address(ASK),
        "mail": settings.PUBLIC_MAIL,
        "telephone": settings.PUBLIC_TELEPHONE,
        "postal": settings.SENDER_ADDRESS.split("|"),
        "is_suspended": is_suspended(),
        "kept_months": settings.QUESTIONS_KEPT,
    }


def statement() -> dict[str, Any]:
    """Return where the official accessibility statement is; the software claims none itself."""
    return reachable() | {"statement": settings.ACCESSIBILITY_URL}


def privacy() -> dict[str, Any]:
    """Return whom to ask about privacy, and whether there is a security.txt."""
    ways = (settings.SECURITY_TXT, settings.SECURITY_CONTACT, settings.SECURITY_TXT_URL)
    return reachable() | {"security_txt": any(ways)}


def is_standing(publication: Publication) -> bool:
    """Return whether a publication opens or closes the contact point."""
    return (publication.kind, publication.key) == (Publication.Kind.STANDING, KEY)
