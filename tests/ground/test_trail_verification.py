"""Whoever changes the record behind the application's back is found by computing it anew."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from building import amsterdam, person
from mit_waakstand import chain
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail import verification
from mit_waakstand.trail.models import Event
from mit_waakstand.trail.recording import Happening, record, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail() -> None:
    """Four events by the CPO."""
    cpo = person(Role.CPO)
    for number in range(1, 5):
        with recorded():
            happening = Happening("proef", "heeft iets gedaan", cpo, cpo, amsterdam(2026, 9, 1))
            record(happening).data["nummer"] = number


@pytest.fixture
def behind_our_back(trail: None) -> Callable[[str], None]:  # noqa: ARG001
    """Run SQL as the owner of the database can: without the rule that the rows lie fast."""

    def run(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE trail_event DISABLE TRIGGER trail_event_append_only")
            cursor.execute(sql)

    return run


def test_a_record_that_nobody_touched_adds_up(trail: None) -> None:  # noqa: ARG001
    found = list(verification.problems())

    assert found == []
    assert Event.objects.count() == 4
    assert verification.head() == Event.objects.get(position=4).link


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            """UPDATE trail_event SET payload = replace(payload, '"nummer":2', '"nummer":9')
               WHERE position = 2""",
            ["de inhoud van gebeurtenis 2 is gewijzigd"],
        ),
        (
            "UPDATE trail_event SET sentence = 'heeft niets gedaan' WHERE position = 2",
            ["de kolommen van gebeurtenis 2 wijken af van de inhoud"],
        ),
        (
            """UPDATE trail_event SET occurred_at = occurred_at + interval '1 day'
               WHERE position = 4""",
            ["de kolommen van gebeurtenis 4 wijken af van de inhoud"],
        ),
        (
            "DELETE FROM trail_event WHERE position = 2",
            ["gebeurtenis 2 ontbreekt", "gebeurtenis 3 sluit niet aan op de vorige"],
        ),
        (
            "UPDATE trail_event SET link = repeat('f', 64) WHERE position = 1",
            [
                "gebeurtenis 1 sluit niet aan op de vorige",
                "gebeurtenis 2 sluit niet aan op de vorige",
            ],
        ),
        *[
            (
                f"UPDATE trail_event SET payload = '{payload}' WHERE position = 3",  # noqa: S608
                [
                    "de inhoud van gebeurtenis 3 is gewijzigd",
                    "de kolommen van gebeurtenis 3 wijken af van de inhoud",
                ],
            )
            for payload in ("", "geen json", "[]")
        ],
    ],
)
def test_tampering_is_found(
    behind_our_back: Callable[[str], None], sql: str, expected: list[str]
) -> None:
    behind_our_back(sql)

    found = list(verification.problems())

    assert found == expected


def test_who_also_computes_the_digest_anew_breaks_the_next_link(
    behind_our_back: Callable[[str], None],
) -> None:
    second = Event.objects.get(position=2)
    payload = second.payload.replace('"nummer":2', '"nummer":9')
    digest = chain.digest(second.salt, payload)
    link = chain.link(Event.objects.get(position=1).link, digest)

    behind_our_back(
        f"UPDATE trail_event SET payload = '{payload}', digest = '{digest}', link = '{link}' "  # noqa: S608
        "WHERE position = 2"
    )

    assert list(verification.problems()) == ["gebeurtenis 3 sluit niet aan op de vorige"]


def test_who_removes_the_newest_events_is_betrayed_by_the_head(
    behind_our_back: Callable[[str], None],
) -> None:
    known_elsewhere = verification.head()

    behind_our_back("DELETE FROM trail_event WHERE position > 2")

    assert list(verification.problems()) == []
    assert verification.head() != known_elsewhere


def test_the_command_says_that_the_record_adds_up(trail: None) -> None:  # noqa: ARG001
    said = StringIO()

    call_command("verify_trail", head=verification.head(), stdout=said)

    assert said.getvalue().splitlines() == [
        "4 gebeurtenissen, het logboek klopt",
        f"kop: {verification.head()}",
    ]


def test_the_command_accepts_a_head_of_long_ago(trail: None) -> None:  # noqa: ARG001
    said, old = StringIO(), Event.objects.get(position=2).link

    call_command("verify_trail", head=old.upper(), stdout=said)

    assert said.getvalue().startswith("4 gebeurtenissen")


def test_the_command_names_what_was_changed(behind_our_back: Callable[[str], None]) -> None:
    behind_our_back("UPDATE trail_event SET sentence = 'heeft niets gedaan' WHERE position = 3")

    with pytest.raises(CommandError) as failure:
        call_command("verify_trail")

    assert str(failure.value).splitlines() == [
        "Het logboek klopt niet:",
        "de kolommen van gebeurtenis 3 wijken af van de inhoud",
    ]


def test_the_command_finds_a_record_that_was_computed_anew(
    behind_our_back: Callable[[str], None],
) -> None:
    noted = verification.head()
    behind_our_back("DELETE FROM trail_event WHERE position = 4")

    with pytest.raises(CommandError, match="komt in het logboek niet voor"):
        call_command("verify_trail", head=noted)
