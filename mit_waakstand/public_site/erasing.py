"""What is public of a signal stays as it was published; taking it offline is an act of its own."""

from django.db.models import Q

from mit_waakstand.erasing import Archive, archives
from mit_waakstand.public_site.models import Card, Publication


@archives("public_site")
def archive() -> Archive:
    """Return the publications, and the cards of the catalogue that are made of them."""
    return {Publication: Q(), Card: Q()}
