"""Pages of a list: 25 rows each, and counting that stops, so that a long list is as quick."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

PAGE = 25
MOST = 500  # rows that are counted and can be looked at; who has more asks a narrower question


class Pages(Paginator):
    """The pages of a list; ``is_more``: there are more rows than are counted."""

    def __init__(self, found: QuerySet[Any]) -> None:
        """Count, once."""
        total = found.order_by()[: MOST + 1].count()  # in any order: PostgreSQL stops sooner
        self.is_more = total > MOST
        self.total = min(total, MOST)
        super().__init__(found, PAGE)

    @property
    def count(self) -> int:
        """How many rows can be looked at."""
        return self.total


def page_of(found: QuerySet[Any], number: object) -> "Page[Any]":
    """Return the page that was asked for; the nearest one when that does not exist."""
    return Pages(found).get_page(str(number or 1))
