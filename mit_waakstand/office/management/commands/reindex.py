"""``manage.py reindex``: build the index of the search again from the records."""

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from mit_waakstand.findable import findable
from mit_waakstand.office.models import Lexeme, SearchEntry
from mit_waakstand.office.search_rules import name_of


class Command(BaseCommand):
    """Changes nothing but the index. Acts wait while it runs."""

    help = "Bouwt de index van het zoeken opnieuw op uit de records."

    def handle(self, **_options: object) -> None:
        """Build the index and say how much is in it."""
        reindex()
        self.stdout.write(f"Te vinden: {SearchEntry.objects.count()} records.")


def reindex() -> None:
    """Empty the index and the vocabulary and fill them again, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("LOCK TABLE office_searchentry IN SHARE ROW EXCLUSIVE MODE")
        SearchEntry.objects.all().delete()
        Lexeme.objects.all().delete()
        for table in findable:
            # The names come from the table of what is offered, never from a person.
            cursor.execute(f"SELECT {name_of(table)}(record.id) FROM {table} record")  # noqa: S608
