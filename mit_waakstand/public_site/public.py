"""What stands on the site that is no app's own: home, register, what machines read, a 404."""

from collections.abc import Iterator

from django.template.loader import render_to_string

from mit_waakstand import house
from mit_waakstand.public_site import open_data
from mit_waakstand.public_site.addresses import NOT_FOUND
from mit_waakstand.public_site.diwoo import DiwooSitemaps
from mit_waakstand.public_site.feed import Feed
from mit_waakstand.public_site.home import Home
from mit_waakstand.public_site.pages import Fixed, Page, Part, parts
from mit_waakstand.public_site.register_pages import RegisterPages
from mit_waakstand.public_site.sitemaps import Sitemaps


@parts("home")
def home() -> Part:
    """Return the home page."""
    return Home()


@parts("feed")
def feed() -> Part:
    """Return the Atom feed."""
    return Feed()


@parts("sitemaps")
def sitemaps() -> Part:
    """Return the sitemaps for search engines."""
    return Sitemaps()


@parts("diwoo")
def diwoo() -> Part:
    """Return the sitemaps for the Woo-index."""
    return DiwooSitemaps()


@parts("lists for machines")
def lists_for_machines() -> Part:
    """Return the lists of what was published, as JSON."""
    return open_data.Lists()


@parts("schemas")
def schemas() -> Part:
    """Return what describes our JSON."""
    return Fixed(open_data.documentation)


@parts("not found")
def not_found() -> Part:
    """Return what a web server says when the application is down: Django's own 404."""
    return Fixed(_not_found)


@parts("register")
def register() -> Part:
    """Return the register: a file for each publication, its head, and a page about it."""
    return RegisterPages()


def _not_found() -> Iterator[Page]:
    yield Page(NOT_FOUND, render_to_string(NOT_FOUND, house.facts()).encode())
