"""Of an exercise, who does not take part finds nothing at any address (robustness 7)."""

from collections.abc import Generator

import pytest
from office_answers import (
    OF_A_RECORD,
    ROLES,
    answers,
    browser_with,
    closed_to,
    sign_ins,
    statuses,
)
from office_places import PLACES
from pytest_django import DjangoDbBlocker

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def outsiders(
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
) -> Generator[list[str], None, None]:
    """Return the sessions of one of each role who is not asked to take part."""
    with sign_ins(django_db_blocker, [(role, f"andere-{role}") for role in ROLES]) as sessions:
        yield [*sessions.values()]


@pytest.mark.parametrize("name", OF_A_RECORD)
def test_an_exercise_is_not_there_for_who_does_not_take_part(
    name: str, outsiders: list[str]
) -> None:
    place = PLACES[name](True)  # noqa: FBT003

    found = [statuses(answers(browser_with(session), name, place)) for session in outsiders]

    assert found == [closed_to(name, role) for role in ROLES]
