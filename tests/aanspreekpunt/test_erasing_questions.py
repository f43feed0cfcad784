"""A year after the answer nothing of the asker is left, in whatever table (domain §8)."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from asking import refusal_of_the_database, signed_in, told
from building_aanspreekpunt import (
    ASKED,
    REASON,
    a_question,
    an_undelivered_question,
)
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from aanspreekpunt import terms
from aanspreekpunt.models import Question
from aanspreekpunt.states import QuestionState
from aanspreekpunt.workflow import erasing, handling
from building import amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.keeping.models import KeptText
from mit_waakstand.outbox import doing
from mit_waakstand.trail.verification import problems
from mit_waakstand.workflow import ConflictError

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - timedelta(days=800)
WORDS = ("wilhelmina", "vraagmaar", "vraag.invalid", "scholen")


def tables_with(*words: str) -> set[str]:
    """Return every table of the database in which one of these words stands, in any column."""
    return {table for table in _tables() for word in words if _stands_in(table, word)}


def _tables() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        yield from [name for (name,) in cursor.fetchall()]


def _stands_in(table: str, word: str) -> bool:
    with connection.cursor() as cursor:
        statement = f'SELECT 1 FROM "{table}" found WHERE found::text ILIKE %s LIMIT 1'  # noqa: S608
        cursor.execute(statement, [f"%{word}%"])
        return cursor.fetchone() is not None


def everywhere(secretary: User) -> Question:
    """Return a question that left its traces in every place where it can: kept, mailed, found."""
    question = an_undelivered_question()
    question = handling.correct(
        question,
        name="Wilhelmina van Vraagmaar",
        email=ASKED.email,
        topic=ASKED.topic,
        by=secretary,
        at=timezone.now(),
    )
    KeptText.objects.create(
        user=secretary,
        address=reverse("aanspreekpunt:question-answer", args=[question.pk]),
        data={"text": ["Dag Wilhelmina,"]},
        page="x",
        saved_at=timezone.now(),
    )
    return question


def test_erased_a_name_stands_in_no_table_any_more(secretary: User) -> None:
    question = everywhere(secretary)
    before = tables_with(*WORDS)

    erasing.erase(question, by=secretary, at=timezone.now())
    doing.sweep(timezone.now())

    assert before == {
        "aanspreekpunt_question",
        "aanspreekpunt_historicalquestion",
        "keeping_kepttext",
        "office_lexeme",
        "office_searchentry",
        "outbox_work",
    }
    assert tables_with(*WORDS) == set()


def test_what_is_counted_stays_and_the_trail_is_whole(secretary: User) -> None:
    question = a_question(QuestionState.ANSWERED)

    erasing.erase(question, by=secretary, at=timezone.now())

    question.refresh_from_db()
    assert (question.state, question.channel, question.topic) == (
        "beantwoord",
        "website",
        "samenleving",
    )
    assert told(question)[-1] == ("erase", secretary.pk)
    assert list(problems()) == []
    assert "gewist" in str(signed_in(secretary).get(question.get_absolute_url()).content)


def test_a_year_after_the_answer_it_is_erased_by_itself() -> None:
    question = a_question(QuestionState.ANSWERED, at=LONG_AGO)

    doing.sweep(timezone.now())

    question.refresh_from_db()
    assert (question.text, question.name, question.email) == ("", "", "")
    assert question.erased_by is None
    assert told(question)[-1] == ("erase", 0)


@pytest.mark.parametrize(
    ("today", "count"), [(date(2026, 9, 3), 0), (date(2026, 9, 4), 1), (date(2027, 1, 1), 1)]
)
def test_it_is_kept_until_a_year_has_passed_since_the_day_of_the_answer(
    today: date, count: int
) -> None:
    a_question(QuestionState.ANSWERED, at=amsterdam(2025, 9, 3, hour=23))

    found = Question.objects.to_erase(terms.kept_since(today))

    assert found.count() == count


def test_an_open_question_is_kept_however_old_it_is() -> None:
    question = a_question(QuestionState.IN_PROGRESS, at=LONG_AGO)

    doing.sweep(timezone.now())

    question.refresh_from_db()
    assert question.text == ASKED.text


@pytest.mark.parametrize(
    ("today", "since"),
    [
        (date(2026, 9, 4), date(2025, 9, 4)),
        (date(2028, 2, 29), date(2027, 2, 28)),
        (date(2027, 1, 15), date(2026, 1, 15)),
    ],
)
def test_twelve_months_are_counted_on_the_calendar(today: date, since: date) -> None:
    assert terms.kept_since(today) == since


def test_erased_is_erased(secretary: User) -> None:
    question = a_question(QuestionState.NO_ANSWER)
    erasing.erase(question, by=secretary, at=timezone.now())

    refused = refusal_of_the_database(question, name="Wilhelmina")

    assert "Deze vraag is gewist." in refused
    for verb in (erasing.erase, handling.reopen):
        with pytest.raises(ConflictError):
            verb(question, by=secretary, at=timezone.now())


def test_an_open_question_is_not_erased_at_all(secretary: User) -> None:
    question = a_question()

    with pytest.raises(ConflictError):
        erasing.erase(question, by=secretary, at=timezone.now())
    refused = refusal_of_the_database(
        question, name="", email="", text="", erased_at=timezone.now()
    )

    assert "erased_question_is_closed_and_empty" in refused


def test_a_mail_that_still_waits_goes_nowhere_after_erasing(secretary: User) -> None:
    question = a_question(QuestionState.ANSWERED)
    erasing.erase(question, by=secretary, at=timezone.now())

    doing.sweep(timezone.now())

    assert REASON
    assert person(Role.CPO)
    assert tables_with(*WORDS) == set()


def test_what_was_erased_on_request_is_erased_again_after_a_restore(secretary: User) -> None:
    question = a_question(QuestionState.ANSWERED)
    place = Path(settings.PRIVATE_ROOT) / "wissingen"
    with transaction.atomic():
        erasing.erase(question, by=secretary, at=timezone.now())
        doing.sweep(timezone.now())
        listed = [(file.name, file.read_bytes()) for file in place.iterdir()]
        transaction.set_rollback(True)  # the backup of the day before
    brought_back = Question.objects.get().text

    call_command("reapply_erasures", stdout=StringIO())

    assert listed == [(question.reference, b"")]
    assert brought_back == ASKED.text
    assert tables_with("wilhelmina", "vraagmaar") <= {"office_lexeme"}
