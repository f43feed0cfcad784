"""Rules that PostgreSQL keeps by itself, tried on tables that exist for one test only."""

from collections.abc import Generator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations import RunSQL

from mit_waakstand import database_rules

pytestmark = pytest.mark.django_db


def _run(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def _apply(operations: list[RunSQL]) -> None:
    with connection.schema_editor() as editor:
        for operation in operations:
            operation.database_forwards("proef", editor, None, None)


def _take_back(operations: list[RunSQL]) -> None:
    with connection.schema_editor() as editor:
        for operation in reversed(operations):
            operation.database_backwards("proef", editor, None, None)


@contextmanager
def _refused(error: type[Exception], message: str) -> Generator[None, None, None]:
    with pytest.raises(error, match=message), transaction.atomic():
        yield


@pytest.fixture
def book() -> list[RunSQL]:
    _run("CREATE TABLE proef_boek (id integer, regel text)")
    rules = database_rules.append_only("proef_boek")
    _apply(rules)
    _run("INSERT INTO proef_boek VALUES (1, 'een')")
    return rules


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE proef_boek SET regel = 'anders'",
        "DELETE FROM proef_boek",
        "TRUNCATE proef_boek",
    ],
)
def test_a_book_only_grows(book: list[RunSQL], sql: str) -> None:  # noqa: ARG001
    with _refused(DatabaseError, "Regels van proef_boek liggen vast"):
        _run(sql)

    _run("INSERT INTO proef_boek VALUES (2, 'twee')")
    assert _run("SELECT * FROM proef_boek ORDER BY id") == [(1, "een"), (2, "twee")]


def test_the_rules_of_a_book_can_be_taken_back(book: list[RunSQL]) -> None:
    _take_back(book)

    _run("UPDATE proef_boek SET regel = 'anders'")
    _run("TRUNCATE proef_boek")
    assert _run("SELECT count(*) FROM proef_boek") == [(0,)]


@pytest.fixture
def letters() -> list[RunSQL]:
    _run("CREATE TABLE proef_brief (id integer, stand text, tekst text, notitie text)")
    rules = database_rules.frozen(
        "proef_brief_ligt_vast",
        "proef_brief",
        when="OLD.stand <> 'concept'",
        columns=["tekst", "stand"],
        message="Deze brief ligt vast.",
    )
    _apply(rules)
    _run("INSERT INTO proef_brief VALUES (1, 'concept', 'a', NULL), (2, 'vast', 'b', NULL)")
    return rules


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE proef_brief SET tekst = 'c' WHERE id = 2",
        "UPDATE proef_brief SET tekst = NULL WHERE id = 2",
        "UPDATE proef_brief SET stand = 'concept' WHERE id = 2",
        "DELETE FROM proef_brief WHERE id = 2",
    ],
)
def test_what_is_frozen_keeps_its_values(letters: list[RunSQL], sql: str) -> None:  # noqa: ARG001
    with _refused(IntegrityError, "Deze brief ligt vast"):
        _run(sql)

    assert _run("SELECT * FROM proef_brief WHERE id = 2") == [(2, "vast", "b", None)]


def test_what_is_not_frozen_can_change_and_go(letters: list[RunSQL]) -> None:  # noqa: ARG001
    _run("UPDATE proef_brief SET tekst = 'c' WHERE id = 1")
    _run("UPDATE proef_brief SET notitie = 'gezien', tekst = 'b' WHERE id = 2")
    _run("DELETE FROM proef_brief WHERE id = 1")

    assert _run("SELECT * FROM proef_brief") == [(2, "vast", "b", "gezien")]


def test_the_rule_of_what_is_frozen_can_be_taken_back(letters: list[RunSQL]) -> None:
    _take_back(letters)

    _run("DELETE FROM proef_brief")
    assert _run("SELECT count(*) FROM proef_brief") == [(0,)]


@pytest.fixture
def answers() -> None:
    _run("CREATE TABLE proef_weging (id integer, stand text)")
    _run("CREATE TABLE proef_antwoord (weging_id integer, tekst text)")
    _apply(
        database_rules.frozen_with_parent(
            "proef_antwoord_volgt",
            "proef_antwoord",
            parent="proef_weging",
            key="weging_id",
            when="parent.stand = 'gesloten'",
            message="Deze weging is gesloten.",
        )
    )
    _run("INSERT INTO proef_weging VALUES (1, 'open'), (2, 'open')")
    _run("INSERT INTO proef_antwoord VALUES (1, 'a'), (2, 'b')")
    _run("UPDATE proef_weging SET stand = 'gesloten' WHERE id = 2")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO proef_antwoord VALUES (2, 'c')",
        "UPDATE proef_antwoord SET tekst = 'c' WHERE weging_id = 2",
        "UPDATE proef_antwoord SET weging_id = 1 WHERE weging_id = 2",
        "UPDATE proef_antwoord SET weging_id = 2 WHERE weging_id = 1",
        "DELETE FROM proef_antwoord WHERE weging_id = 2",
    ],
)
def test_closed_is_closed_for_what_belongs_to_it(answers: None, sql: str) -> None:  # noqa: ARG001
    with _refused(IntegrityError, "Deze weging is gesloten"):
        _run(sql)

    assert _run("SELECT * FROM proef_antwoord ORDER BY tekst") == [(1, "a"), (2, "b")]


def test_what_belongs_to_something_open_can_change(answers: None) -> None:  # noqa: ARG001
    _run("INSERT INTO proef_antwoord VALUES (1, 'c')")
    _run("UPDATE proef_antwoord SET tekst = 'd' WHERE tekst = 'a'")
    _run("DELETE FROM proef_antwoord WHERE tekst = 'c'")

    assert _run("SELECT * FROM proef_antwoord ORDER BY tekst") == [(2, "b"), (1, "d")]
