"""The Atom feed (RFC 4287): the fifty newest changes, and the newest hash of the register.

Ids are tag: URIs (RFC 4151) that never change, also when the site moves to another address.
"""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Final

from django.utils.timezone import localtime, make_aware

from mit_waakstand.public_site.for_machines.described import Described, Document, sources
from mit_waakstand.public_site.for_machines.volumes import newest_changes
from mit_waakstand.public_site.for_machines.xml_writing import Element, document, node
from mit_waakstand.public_site.for_people.standing import SINCE
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import Order, Page, absolute

PATH: Final = "signalen/feed.atom"
NEWEST: Final = 50
ATOM: Final = "http://www.w3.org/2005/Atom"
TAG: Final = "tag:scp.nl,2026-09-01:mit-in-waakstand"
OWN: Final = f"{TAG}/register"
LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"  # for machines
LICENCE_IN_DUTCH: Final = f"{LICENCE}deed.nl"
AUTHOR: Final = "MIT in waakstand"


class Feed:
    """The feed; every publication changes it, if only by the hash that it carries."""

    def all(self) -> Iterator[Page]:
        """Yield the feed as it is now."""
        head = Publication.objects.order_by("-position").only("position", "hash", "published_at")
        feed = _frame(head.first())
        for publication in newest_changes(sources, NEWEST):
            feed.append(_entry(publication, sources[publication.kind]().describe(publication)))
        yield Page(PATH, document(feed), Order.FEED)

    def touched_by(self, _: Publication) -> Iterator[Page]:
        """Yield the feed."""
        return self.all()


def moment(at: datetime) -> str:
    """Return a moment as RFC 3339 writes it, in Amsterdam time."""
    return localtime(at).isoformat(timespec="seconds")


def _frame(head: Publication | None) -> Element:
    """Return the feed without entries."""
    updated = head.published_at if head else make_aware(datetime.combine(SINCE, time()))
    feed = node(
        "feed",
        node("id", f"{TAG}/signalen"),
        node("title", "Nieuws van het MIT in waakstand"),
        node("subtitle", _subtitle(head)),
        node("updated", moment(updated)),
        node("author", node("name", AUTHOR), node("uri", absolute(""))),
        node("rights", f"CC0 1.0: {LICENCE_IN_DUTCH}"),
        node("link", rel="self", type="application/atom+xml", href=absolute(PATH)),
        node("link", rel="alternate", type="text/html", hreflang="nl", href=absolute("signalen/")),
        node("link", rel="license", href=LICENCE_IN_DUTCH),
        **{"xmlns": ATOM, "xmlns:mit": OWN, "xml:lang": "nl"},
    )
    if head:
        feed.append(
            node(
                "mit:register",
                node("mit:volgnummer", str(head.position)),
                node("mit:hash", head.hash),
            )
        )
    return feed


def _subtitle(head: Publication | None) -> str:
    if head is None:
        return "Er is nog niets gepubliceerd."
    return (
        "Nieuwe signalen, aanvullingen en correcties; versies van draaiboek en kaders; de "
        "jaarlijkse verantwoording. "
        f"Controlegetal van het openbare register, na publicatie {head.position}: {head.hash}"
    )


def _entry(publication: Publication, described: Described) -> Element:
    at = moment(publication.published_at)
    page = absolute(described.page_address)
    return node(
        "entry",
        node("id", f"{TAG}/{publication.kind}/{publication.key}/{publication.version}"),
        node("title", described.title),
        node("updated", at),
        node("published", at),
        node("category", term=described.change),
        node("link", rel="alternate", type="text/html", hreflang="nl", href=page),
        *(_enclosure(described, found) for found in described.documents),
        node("summary", described.summary, type="text"),
    )


def _enclosure(described: Described, found: Document) -> Element:
    return node(
        "link",
        rel="enclosure",
        type=found.file.media_type,
        length=str(found.file.size),
        title=found.title,
        href=absolute(described.address_of(found.file.name)),
    )
