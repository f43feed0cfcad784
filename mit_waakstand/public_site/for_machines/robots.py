"""``robots.txt``: everybody may read everything; parts of the site add lines to it.

A part names its sitemap with a function in the app's module ``public``::

    @robots("sitemaps")
    def name_sitemaps() -> list[str]:
        return [f"Sitemap: {absolute('sitemap.xml')}"]
"""

from collections.abc import Callable, Iterable, Iterator

from mit_waakstand.offers import Offers
from mit_waakstand.public_site.pages import Order, Page

ADDRESS = "robots.txt"

robots: Offers[Callable[[], Iterable[str]]] = Offers("public")


def make() -> Iterator[Page]:
    """Yield the file."""
    added = [line for name in robots for line in robots[name]()]
    lines = ["User-agent: *", "Allow: /", *([""] if added else []), *added, ""]
    yield Page(ADDRESS, "\n".join(lines).encode(), Order.FEED)
