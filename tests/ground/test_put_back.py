"""What was put back is what was built, down to rows, files and mail; elsewhere it is built."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from put_back import rows, walked_once
from pytest_django import Settings

from building import a_signal, amsterdam, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation
from mit_waakstand.trail import verification
from signals.states import SignalState

pytestmark = pytest.mark.django_db

MOMENT = amsterdam(2026, 3, 4, 10, 20)


@contextmanager
def undone() -> Generator[None, None, None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Road:
    """A builder of situations that counts how often it was walked."""

    def __init__(self) -> None:
        self.walks = 0
        self.walk = walked_once()(self._open)

    def _open(self, disease: str, *, at: datetime) -> Situation:
        self.walks += 1
        return open_situation(
            disease=disease, is_exercise=False, participants=(), by=person(Role.SECRETARY), at=at
        )


@pytest.fixture
def road() -> Road:
    return Road()


def files(directory: Path) -> dict[str, bytes]:
    found = (path for path in directory.rglob("*") if path.is_file())
    return {str(path.relative_to(directory)): path.read_bytes() for path in found}


def test_a_published_signal_comes_back_with_every_row_file_and_letter(
    settings: Settings, tmp_path: Path
) -> None:
    found = []
    for turn in ("first", "second"):
        settings.PRIVATE_ROOT = tmp_path / turn / "private"
        settings.PUBLIC_ROOT = tmp_path / turn / "public"
        mail.outbox.clear()
        with undone():
            signal = a_signal(SignalState.PUBLISHED, at=MOMENT)
            letters = [str(letter.message()) for letter in mail.outbox]
            found.append((signal.pk, rows(), files(tmp_path / turn), letters))
            assert list(verification.problems()) == []

    first, second = found
    assert first == second
    assert first[2]
    assert first[3]


def test_the_same_words_at_the_same_moment_are_walked_once(road: Road) -> None:
    for _ in range(3):
        with undone():
            assert road.walk("duinkoorts", at=MOMENT).disease == "duinkoorts"

    assert road.walks == 1


@pytest.mark.parametrize(
    ("disease", "at"),
    [
        ("zilverkoorts", MOMENT),
        ("duinkoorts", MOMENT + timedelta(minutes=1)),
    ],
)
def test_other_words_and_another_moment_are_another_road(
    road: Road, disease: str, at: datetime
) -> None:
    with undone():
        road.walk("duinkoorts", at=MOMENT)

    assert road.walk(disease, at=at).disease == disease
    assert road.walks == 2


def test_a_moment_that_does_not_come_back_is_walked_each_time(road: Road) -> None:
    for _ in range(2):
        with undone():
            road.walk("duinkoorts", at=MOMENT + timedelta(seconds=1))

    assert road.walks == 2


def test_between_other_accounts_it_is_walked_anew(road: Road) -> None:
    with undone():
        road.walk("duinkoorts", at=MOMENT)
    person(Role.SG_OFFICE)

    road.walk("duinkoorts", at=MOMENT)

    assert road.walks == 2


def test_beside_a_record_it_is_walked_anew(road: Road) -> None:
    with undone():
        road.walk("duinkoorts", at=MOMENT)

    road.walk("zilverkoorts", at=MOMENT)
    road.walk("duinkoorts", at=MOMENT)

    assert [situation.disease for situation in Situation.objects.order_by("pk")] == [
        "zilverkoorts",
        "duinkoorts",
    ]
    assert road.walks == 3


@pytest.mark.django_db(transaction=True)
def test_where_a_test_is_not_rolled_back_it_is_walked(road: Road) -> None:
    for _ in range(2):
        road.walk("duinkoorts", at=MOMENT)
        call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)

    assert road.walks == 2
