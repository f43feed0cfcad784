"""What stands on the site that is no app's own: home, about us, register, machines, a 404."""

from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils import timezone

from mit_waakstand.public_site.for_machines import open_data, robots, security
from mit_waakstand.public_site.for_machines.diwoo import DiwooSitemaps
from mit_waakstand.public_site.for_machines.diwoo import indexes as diwoo_indexes
from mit_waakstand.public_site.for_machines.feed import Feed
from mit_waakstand.public_site.for_machines.sitemaps import INDEX, Sitemaps
from mit_waakstand.public_site.for_people import about
from mit_waakstand.public_site.for_people.articles import (
    Article,
    Articles,
    articles,
    lines_change_by,
    with_line,
)
from mit_waakstand.public_site.for_people.home import Home
from mit_waakstand.public_site.for_people.register_pages import RegisterPages
from mit_waakstand.public_site.pages import Fixed, Page, Part, absolute, parts, site
from mit_waakstand.public_site.serving.addresses import NOT_FOUND


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


@parts("articles")
def all_articles() -> Part:
    """Return the pages at an address of their own, those of the apps too."""
    return Articles()


@parts("robots")
def robots_txt() -> Part:
    """Return what search engines may read."""
    return Fixed(robots.make)


@robots.robots("sitemaps")
def name_sitemaps() -> list[str]:
    """Return where search engines and the Woo-index begin."""
    return [f"Sitemap: {absolute(path)}" for path in (INDEX, *diwoo_indexes())]


@parts("security")
def security_txt() -> Part:
    """Return where to report that the site is not safe; its date follows from the month."""
    return Fixed(lambda: security.make(timezone.now()))


@articles("over")
def about_us() -> Article:
    """Return who we are, what a signal is, and what the numbers mean."""
    return Article(
        "Over het MIT in waakstand",
        "public/about.html",
        lambda: {"articles": with_line()},
        changed_by=lines_change_by,
    )


@articles("contact")
def contact() -> Article:
    """Return how to reach us; during a suspension the contact point is closed."""
    return Article("Contact", "public/contact.html", about.reachable, changed_by=about.is_standing)


@articles("toegankelijkheid")
def accessibility() -> Article:
    """Return what we do so that everybody can read the site."""
    return Article("Toegankelijkheid", "public/accessibility.html", about.statement)


@articles("privacy")
def privacy() -> Article:
    """Return what we know of a visitor, and whose names stand on the site."""
    return Article("Privacy en veiligheid", "public/privacy.html", about.privacy)


@articles("gegevens")
def open_data_page() -> Article:
    """Return what machines can read, for people who make them do so."""
    return Article("Open data", "public/open_data.html", open_data.facts)


def _not_found() -> Iterator[Page]:
    yield Page(NOT_FOUND, render_to_string(NOT_FOUND, site()).encode())
