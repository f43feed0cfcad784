"""Asking pages as somebody who is signed in, and reading the answers as people do."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.http import HttpResponse
from django.test import Client
from lxml import html

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.second_factor import READY
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import Record

# A browser never sends an empty form: it has at least this field.
BUTTON_ONLY = {"csrfmiddlewaretoken": "in-tests-not-checked"}


@contextmanager
def undone() -> Generator[None, None, None]:
    """Undo, at the end, what was done in the database meanwhile."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def signed_in(user: User) -> Client:
    """Return a browser in which this person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def signed_in_with_both_steps(user: User) -> Client:
    """Return the same where a second factor is asked: as if it had been given."""
    client = signed_in(user)
    state = client.session
    state[READY] = True
    state.save()
    return client


def main_text(answer: HttpResponse) -> str:
    """Return the words of the page's main part, with single spaces."""
    (main,) = html.fromstring(answer.content).xpath("//main")
    return " ".join(main.text_content().split())


def buttons(answer: HttpResponse) -> list[str]:
    """Return the labels of the steps that the page offers, in their order."""
    links = html.fromstring(answer.content).xpath(
        "//section[@aria-labelledby='stappen']//a[contains(@class, 'utrecht-button')]"
    )
    return [" ".join(link.text_content().split()) for link in links]


def verbs(record: Record, user: User) -> list[str]:
    """Return the steps that are offered to this person."""
    return [offer.step.verb for offer in record.steps_for(user)]


def told(record: Record) -> list[tuple[str, int]]:
    """Return what the trail says of a record: verb and person, the oldest first."""
    events = Event.objects.about(record).order_by("position")
    return [(event.verb, event.by_id or 0) for event in events]


def refusal_of_the_database(record: Record, **changes: object) -> str:
    """Return the words with which PostgreSQL refuses these changes, whoever makes them."""
    columns = ", ".join(f'"{name}" = %s' for name in changes)
    table = record._meta.db_table  # noqa: SLF001
    return refusal_of_sql(
        f'UPDATE {table} SET {columns} WHERE "id" = %s',  # noqa: S608  (names from the test)
        [*changes.values(), record.pk],
    )


def refusal_of_sql(statement: str, values: Iterable[object]) -> str:
    """Return the words with which PostgreSQL refuses a statement; "" when it does not."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, list(values))
    except IntegrityError as error:
        return str(error)
    return ""
