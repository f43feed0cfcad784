"""Nu te doen with more than anybody can do today: the most urgent, and a way to the others."""

from datetime import timedelta

import pytest
from asking import main_text, signed_in
from asking_today import rows_for
from bench.filling import multiply
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from building import a_signal, a_signal_with_failed_mail, a_trigger, person, received
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.worklist import Row
from signals.models import Receipt, Signal, Trigger
from signals.states import Route, SignalState

pytestmark = pytest.mark.django_db


def rows_of(role: Role) -> tuple[list[Row], list[Row]]:
    """Return the rows that show a record, and those that lead to a list."""
    rows = rows_for(person(role), localdate())
    return [row for row in rows if not row.is_rest], [row for row in rows if row.is_rest]


def in_words(rows: list[Row]) -> list[tuple[str, str, str]]:
    return [(row.title, row.action, row.url) for row in rows]


def test_of_many_signals_the_fifty_most_urgent_are_shown_and_the_others_are_counted(
    sg_office: User,
) -> None:
    late = received(a_signal(SignalState.ISSUED, at=timezone.now() - timedelta(days=20)))
    received(a_signal(SignalState.ISSUED, at=timezone.now() - timedelta(days=2)))
    multiply(40, SignalState.ISSUED)

    shown, others = rows_of(Role.SG_OFFICE)

    due = [row.due_on for row in shown]
    assert due[:40] == [late.response_due_on] * 40
    assert (len(due), len(set(due))) == (50, 2)
    assert in_words(others) == [
        ("En nog 30 andere signalen", "Zie de lijst", reverse("signals:signals") + "?termijn=wacht")
    ]
    client = signed_in(sg_office)
    assert "80 gevonden bij deze keuze" in main_text(client.get(others[0].url))
    page = main_text(client.get(reverse("office:worklist")))
    assert "Te laat of misgegaan 40 " in page
    assert "Te doen 10+ " in page


def test_counting_the_others_stops(cpo: User) -> None:
    received(a_signal(SignalState.ISSUED))
    multiply(300, SignalState.ISSUED)

    shown, others = rows_of(Role.CPO)

    client = signed_in(cpo)
    assert "300 gevonden bij deze keuze" in main_text(client.get(others[0].url))
    assert len(shown) == 50
    assert [row.title for row in others] == ["En nog meer dan 200 andere signalen"]
    assert "Loopt 50+" in main_text(signed_in(cpo).get(reverse("office:worklist")))


def test_a_mail_that_did_not_arrive_is_shown_however_many_signals_wait() -> None:
    for _ in range(2):
        received(a_signal(SignalState.ISSUED, at=timezone.now() - timedelta(days=20)))
    multiply(30, SignalState.ISSUED)
    bounced = a_signal_with_failed_mail()
    concept = a_signal(SignalState.DRAFT)

    shown, _ = rows_of(Role.CPO)

    titles = [row.title for row in shown]
    assert [str(bounced.number) in title for title in titles].count(True) == 1
    assert concept.working_name() not in "".join(titles)  # 60 are late, and that is worse


def test_of_many_triggers_an_a1_status_is_shown_first() -> None:
    for _ in range(60):
        a_trigger(Route.OWN_INITIATIVE)
    newest = a_trigger(Route.A1_STATUS)

    shown, others = rows_of(Role.SECRETARY)

    assert (len(shown), shown[0].url) == (50, newest.get_absolute_url())
    assert in_words(others) == [
        (
            "En nog 11 andere aanleidingen",
            "Zie de lijst",
            reverse("signals:triggers") + "?stand=open",
        )
    ]
    page = signed_in(person(Role.SECRETARY)).get(others[0].url)
    assert "61 gevonden bij deze keuze" in main_text(page)


def test_copies_for_a_measurement_are_whole_records() -> None:
    original = received(a_signal(SignalState.ISSUED))
    multiply(3, SignalState.ISSUED)

    found = Signal.objects.order_by("pk")
    assert [signal.number for signal in found] == [
        original.number,
        f"{original.number}~1",
        f"{original.number}~2",
    ]
    assert Signal.history.count() % 3 == Trigger.objects.count() % 3 == 0
    assert Receipt.objects.filter(signal__in=found).count() == 3
    assert len({signal.weighing.situation_id for signal in found}) == 3
    assert dangling() == []


def dangling() -> list[str]:
    """Return the foreign keys that point to nothing."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass, a.attname, confrelid::regclass FROM pg_constraint c "
            "JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1] "
            "WHERE contype = 'f' AND array_length(conkey, 1) = 1"
        )
        for table, column, parent in cursor.fetchall():
            cursor.execute(
                f"SELECT count(*) FROM {table} child WHERE {column} IS NOT NULL AND NOT EXISTS "  # noqa: S608  (names from the catalog)
                f"(SELECT FROM {parent} p WHERE p.id = child.{column})"
            )
            found += [f"{table}.{column}"] * cursor.fetchone()[0]
    return found
