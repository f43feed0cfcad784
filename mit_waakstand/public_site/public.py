"""What stands on the site that is no app's own: home, and the page for what is not there."""

from collections.abc import Iterator

from django.template.loader import render_to_string

from mit_waakstand import house
from mit_waakstand.public_site.addresses import NOT_FOUND
from mit_waakstand.public_site.home import Home
from mit_waakstand.public_site.pages import Fixed, Page, Part, parts


@parts("home")
def home() -> Part:
    """Return the home page."""
    return Home()


@parts("not found")
def not_found() -> Part:
    """Return what a web server says when the application is down: Django's own 404."""
    return Fixed(_not_found)


def _not_found() -> Iterator[Page]:
    yield Page(NOT_FOUND, render_to_string(NOT_FOUND, house.facts()).encode())
