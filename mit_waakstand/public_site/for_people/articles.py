"""Pages of their own at a fixed address, such as /over/: how an app declares one.

A function in the app's module ``public``, under the address::

    @articles("vaste-besluiten")
    def standing_decisions() -> Article:
        return Article("Vaste besluiten", "public/standing_decisions.html", _context)

That is all: it is baked, has a breadcrumb, and is named on /over/ when it has a ``line``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from mit_waakstand.offers import Offers
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import Page, html, root


def _never(_: Publication) -> bool:
    return False


@dataclass(frozen=True)
class Article:
    """A page of its own. ``context`` says what its template shows, when it is baked.

    ``line`` is the sentence about it on /over/; ``changed_by`` tells whether a publication
    changes the page or that sentence.
    """

    title: str
    template: str
    context: Callable[[], dict[str, Any]] = dict
    line: Callable[[], str] | None = None
    changed_by: Callable[[Publication], bool] = _never


articles: Offers[Callable[[], Article]] = Offers("public")


class Articles:
    """All articles, as one part of the site."""

    def all(self) -> Iterator[Page]:
        """Yield every article."""
        for name in articles:
            yield _page(name, articles[name]())

    def touched_by(self, publication: Publication) -> Iterator[Page]:
        """Yield the few articles that change with a publication."""
        for name in articles:
            article = articles[name]()
            if article.changed_by(publication):
                yield _page(name, article)


def with_line() -> list[dict[str, str]]:
    """Return title, address and sentence of each article that has one."""
    found = [(name, articles[name]()) for name in articles]
    return [
        {"title": article.title, "url": f"{root()}{name}/", "line": article.line()}
        for name, article in found
        if article.line is not None
    ]


def lines_change_by(publication: Publication) -> bool:
    """Return whether a publication changes one of those sentences."""
    found = [articles[name]() for name in articles]
    return any(article.changed_by(publication) for article in found if article.line is not None)


def _page(name: str, article: Article) -> Page:
    frame = {
        "section": name,
        "title": article.title,
        "breadcrumb": [("Home", root()), (article.title, "")],
    }
    body = html(article.template, frame | article.context(), address=f"{name}/")
    return Page(f"{name}/index.html", body)
