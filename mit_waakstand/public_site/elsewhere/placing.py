"""In which order files are put in their place on another server, told from their paths.

``Page.order`` says it while baking; whoever has only the directory asks here. A test holds the
two together, for every page there is.
"""

import re

from mit_waakstand.public_site.checking.layout import HEAD
from mit_waakstand.public_site.for_machines import robots, security
from mit_waakstand.public_site.for_machines.open_data import FOLDER as DATA
from mit_waakstand.public_site.for_machines.open_data import OPENAPI
from mit_waakstand.public_site.pages import Order, listings
from mit_waakstand.public_site.serving.addresses import COMPRESSED

_DATA_LIST = re.compile(rf"{DATA}/[^/]+\.json")


def order_of(path: str) -> Order:
    """Return when a page is put in its place: nothing is there before what it links to."""
    if path.endswith((".atom", ".xml")) or path in {HEAD, robots.ADDRESS}:
        return Order.FEED
    if _DATA_LIST.fullmatch(path) and path != OPENAPI:
        return Order.FEED
    if path in {"index.html", security.ADDRESS}:
        return Order.LIST
    if not path.endswith(".html"):
        return Order.FILE
    in_a_list = any(listings[kind]().holds(path) for kind in listings)
    return Order.LIST if in_a_list else Order.PAGE


def page_of(path: str) -> str:
    """Return the page of which a file is the plain or a compressed form."""
    for suffix in COMPRESSED.values():
        if path.endswith(suffix):
            return path.removesuffix(suffix)
    return path
