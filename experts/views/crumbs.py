"""Where a page of the register stands."""

from django.urls import reverse

from experts.models import Expert

TITLE = "Experts"
Crumbs = tuple[tuple[str, str], ...]


def register_crumb() -> Crumbs:
    """Return the way to the register."""
    return ((TITLE, reverse("experts:experts")),)


def expert_crumb(expert: Expert) -> Crumbs:
    """Return the way to somebody's record."""
    return (*register_crumb(), (expert.name, expert.get_absolute_url()))
