"""What was put back is what was built, down to rows, files and mail; elsewhere it is built."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import emptying
import put_back
import pytest
import time_machine
from asking import undone
from django.core import mail
from django.db import connection
from put_back import remembered, rows
from pytest_django import Settings

from building import a_signal, amsterdam, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation
from mit_waakstand.trail import verification
from signals.states import SignalState

pytestmark = pytest.mark.django_db

MOMENT = amsterdam(2026, 3, 4, 10, 20)


class Builder:
    """A builder of situations that counts how often it had to build, of a disease of its own."""

    def __init__(self) -> None:
        self.times = 0
        self.disease = f"koorts {uuid4()}"
        self.build = remembered(players=self._let_in)(self._open)

    def _let_in(self) -> None:
        person(Role.SECRETARY)

    def _open(self, disease: str, *, at: datetime) -> Situation:
        self.times += 1
        return open_situation(
            disease=disease, is_exercise=False, participants=(), by=person(Role.SECRETARY), at=at
        )


@pytest.fixture
def builder(db: None) -> Builder:  # noqa: ARG001
    """Return one that built once, so that it is put back from now on."""
    made = Builder()
    with undone():
        made.build(made.disease, at=MOMENT)
    return made


def files(directory: Path) -> dict[str, bytes]:
    found = (path for path in directory.rglob("*") if path.is_file())
    return {str(path.relative_to(directory)): path.read_bytes() for path in found}


def test_a_published_signal_comes_back_with_every_row_file_and_letter(
    settings: Settings, tmp_path: Path
) -> None:
    found = []
    for turn in ("built", "put back", "put back by another process"):
        settings.PRIVATE_ROOT = tmp_path / turn / "private"
        settings.PUBLIC_ROOT = tmp_path / turn / "public"
        mail.outbox.clear()
        with undone():
            signal = a_signal(SignalState.PUBLISHED, at=MOMENT)
            letters = [(letter.to, letter.subject, letter.body) for letter in mail.outbox]
            found.append((signal.pk, rows(), files(tmp_path / turn), letters))
            assert list(verification.problems()) == []
        if turn == "put back":
            put_back._kept.clear()  # noqa: SLF001

    built, here, elsewhere = found
    assert built == here == elsewhere
    assert built[2]
    assert built[3]


def test_the_same_words_are_put_back(builder: Builder) -> None:
    assert builder.build(builder.disease, at=MOMENT).disease == builder.disease
    assert builder.times == 1


def test_where_another_process_built_it_what_comes_next_gets_a_number_of_its_own(
    builder: Builder,
) -> None:
    put_back._kept.clear()  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('situations_situation_id_seq', 1)")

    first = builder.build(builder.disease, at=MOMENT)
    other = builder.build("zilverkoorts", at=MOMENT)

    assert other.pk > first.pk
    assert builder.times == 2


def test_a_table_without_a_row_yet_counts_on_from_the_first_number() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE counter; SELECT nextval('counter')")
        numbers = put_back._numbers()  # noqa: SLF001
        cursor.execute(f"SELECT setval('counter', 1, false); {numbers}; SELECT nextval('counter')")
        while cursor.nextset():
            pass
        (following,) = cursor.fetchone()

    assert following == 2


@pytest.mark.parametrize(
    ("more", "at"),
    [
        ("van de duinen", MOMENT),
        ("", MOMENT + timedelta(minutes=1)),
    ],
)
def test_other_words_and_another_moment_are_built(
    builder: Builder, more: str, at: datetime
) -> None:
    disease = f"{builder.disease}{more}"

    assert builder.build(disease, at=at).disease == disease
    assert builder.times == 2


def test_what_began_at_a_moment_with_seconds_is_built_each_time(builder: Builder) -> None:
    for _ in range(3):
        with undone():
            builder.build(builder.disease, at=MOMENT + timedelta(seconds=1))

    assert builder.times == 4


def test_between_other_accounts_it_is_built(builder: Builder) -> None:
    person(Role.SG_OFFICE)

    builder.build(builder.disease, at=MOMENT)

    assert builder.times == 2


def test_under_another_setting_it_is_built(builder: Builder, settings: Settings) -> None:
    settings.DEADLINE_RULE = "atw"

    builder.build(builder.disease, at=MOMENT)

    assert builder.times == 2


def test_on_another_day_it_is_built(builder: Builder) -> None:
    with time_machine.travel(MOMENT + timedelta(days=1)):
        builder.build(builder.disease, at=MOMENT)

    assert builder.times == 2


def test_beside_a_record_it_is_built(builder: Builder) -> None:
    builder.build("zilverkoorts", at=MOMENT)
    builder.build(builder.disease, at=MOMENT)

    diseases = Situation.objects.order_by("pk").values_list("disease", flat=True)
    assert [*diseases] == ["zilverkoorts", builder.disease]
    assert builder.times == 3


@pytest.mark.usefixtures("monkeypatch")
def test_for_a_test_with_a_hand_in_the_code_it_is_built(builder: Builder) -> None:
    builder.build(builder.disease, at=MOMENT)

    assert builder.times == 2


@pytest.mark.django_db(transaction=True)
def test_where_nothing_is_rolled_back_it_is_built() -> None:
    builder = Builder()
    for _ in range(3):
        builder.build(builder.disease, at=MOMENT)
        emptying.empty()

    assert builder.times == 3
