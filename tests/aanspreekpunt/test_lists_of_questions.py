"""The list of questions, its file, what is found of them, and what the whole house is told."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
import time_machine
from asking import BUTTON_ONLY, main_text, signed_in
from building_aanspreekpunt import (
    ANONYMOUS,
    ASKED,
    a_question,
    an_entered_question,
    an_undelivered_question,
)
from django.core import mail
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pytest_django import Settings

from aanspreekpunt.models import Question, Topic
from aanspreekpunt.readiness import contact_point, questions_in_time
from aanspreekpunt.states import QuestionState
from aanspreekpunt.workflow import handling, questions
from aanspreekpunt.workflow.questions import Asked
from building import amsterdam, person
from mit_waakstand.accountability import Chapter, chapters
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.calendar_feed.appointments import appointments_of
from mit_waakstand.outbox import doing
from mit_waakstand.public_site.for_people import standing
from mit_waakstand.readiness import Status
from mit_waakstand.trail.models import Event

pytestmark = pytest.mark.django_db

LIST = "aanspreekpunt:questions"


def rows(answer: HttpResponse) -> list[str]:
    links = html.fromstring(answer.content).xpath("//tbody//th[@scope='row']//a/@href")
    return [str(link) for link in links]


def listed(user: User, **choice: str) -> list[str]:
    return rows(signed_in(user).get(reverse(LIST), choice))


def addresses(*found: Question) -> list[str]:
    return [question.get_absolute_url() for question in found]


def file_of(user: User) -> list[dict[str, str]]:
    answer = signed_in(user).post(reverse("aanspreekpunt:questions-file"), BUTTON_ONLY)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_an_empty_list_says_what_comes_in_it(secretary: User, expert: User) -> None:
    pages = [main_text(signed_in(user).get(reverse(LIST))) for user in (secretary, expert)]

    assert "Nog geen vragen" in pages[0]
    assert "Geen vragen voor u" in pages[1]


def test_questions_are_asked_for_by_state_term_topic_channel_year_and_words(
    secretary: User,
) -> None:
    now = timezone.now()
    late = a_question(QuestionState.IN_PROGRESS, at=now - timedelta(days=60))
    answered = a_question(QuestionState.ANSWERED)
    told = an_entered_question(asked=ANONYMOUS)

    assert listed(secretary) == addresses(told, answered, late)
    assert listed(secretary, stand="open") == addresses(told, late)
    assert listed(secretary, stand="beantwoord") == addresses(answered)
    assert listed(secretary, termijn="te-laat") == addresses(late)
    assert listed(secretary, termijn="op-tijd") == addresses(answered)
    assert listed(secretary, onderwerp="werk") == addresses(told)
    assert listed(secretary, binnengekomen="telefoon") == addresses(told)
    assert listed(secretary, jaar="2019") == []
    assert listed(secretary, zoek="wilhelmina") == addresses(answered, late)
    assert listed(secretary, zoek=told.reference.lower()) == addresses(told)


def test_an_answer_that_did_not_arrive_can_be_asked_for(secretary: User) -> None:
    failed = an_undelivered_question()
    a_question(QuestionState.ANSWERED)

    assert listed(secretary, stand="niet-aangekomen") == addresses(failed)


@pytest.mark.parametrize(
    "question",
    [
        "pagina=-1&per_page=1e9&ordering=assigned_to__password",
        "zoek=!%3A*%26%7C%3C-%3E'%25%00",
        f"zoek={'x' * 10_000}",
        "jaar=1e400&stand=%27%3B+DROP&onderwerp=x",
    ],
)
def test_hostile_parameters_give_a_page(question: str, secretary: User) -> None:
    a_question()

    answer = signed_in(secretary).get(f"{reverse(LIST)}?{question}")

    assert answer.status_code == 200
    assert "Vragen aan het aanspreekpunt" in main_text(answer)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_questions_as_for_one(
    count: int,
    secretary: User,
    django_assert_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    for _ in range(count):
        a_question(QuestionState.IN_PROGRESS)
    client = signed_in(secretary)

    with django_assert_num_queries(5):
        answer = client.get(reverse(LIST))

    assert len(rows(answer)) == count


def test_the_file_holds_no_name_address_or_text_and_is_written_down(secretary: User) -> None:
    question = a_question(QuestionState.IN_PROGRESS)
    handling.refer(
        question,
        referred_to="=HYPERLINK(1)",
        text="Naar het RIVM.",
        by=secretary,
        at=timezone.now(),
    )

    (row,) = file_of(secretary)

    assert row["kenmerk"] == question.reference
    assert row["doorverwezen naar"] == "'=HYPERLINK(1)"
    assert not {"Wilhelmina", ASKED.email, ASKED.text} & set(" ".join(row.values()).split())
    assert Event.objects.latest("position").data == {"list": "vragen", "rows": 1}


def test_a_question_is_found_by_its_words_by_whom_may_read_it(
    secretary: User, expert: User
) -> None:
    question = a_question()

    def found(user: User) -> bool:
        answer = signed_in(user).get(reverse("office:search"), {"q": "scholen"})
        return question.get_absolute_url() in answer.content.decode()

    assert found(secretary)
    assert not found(expert)
    assert not found(person(Role.SG_OFFICE))
    handling.assign(question, assigned_to=expert, by=secretary, at=timezone.now())
    assert found(expert)


def test_the_target_date_stands_in_the_calendar_of_whoever_answers(
    secretary: User, cpo: User
) -> None:
    question = a_question(QuestionState.IN_PROGRESS)

    own = [entry.title for entry in appointments_of(secretary, timezone.localdate())]
    others = appointments_of(cpo, timezone.localdate())

    assert own == [f"Beantwoorden: vraag {question.reference}"]
    assert others == []


class TestOneMailForAllThatWaits:
    """On working days at nine, one mail with numbers, however many questions came in."""

    def swept(self, *moments: tuple[int, int]) -> list[str]:
        for day, hour in moments:
            with time_machine.travel(amsterdam(2026, 11, day, hour=hour), tick=False):
                doing.sweep(timezone.now())
        return [m.subject for m in mail.outbox if "Aanspreekpunt" in m.subject]

    def test_what_is_new_is_told_once_a_day_to_cpo_and_secretaris(
        self, cpo: User, secretary: User
    ) -> None:
        nothing = self.swept((12, 9))
        for _ in range(3):
            a_question(at=amsterdam(2026, 11, 12))

        subjects = self.swept((13, 8), (13, 9), (13, 15))

        assert (nothing, subjects) == ([], ["Aanspreekpunt: vragen wachten (3)"] * 2)
        assert {m.to[0] for m in mail.outbox} == {cpo.email, secretary.email}
        assert "3 vragen zijn nog niet in behandeling genomen." in mail.outbox[0].body
        assert ASKED.text not in mail.outbox[0].body

    def test_not_in_the_weekend_and_not_when_nothing_waits(self, secretary: User) -> None:
        question = a_question(QuestionState.IN_PROGRESS, at=amsterdam(2026, 11, 12))

        assert self.swept((13, 9), (14, 9), (15, 9), (16, 9)) == []
        assert question.assigned_to == secretary

    def test_what_is_past_its_target_date_is_told_even_when_somebody_has_it(
        self, secretary: User
    ) -> None:
        a_question(QuestionState.IN_PROGRESS, at=amsterdam(2026, 10, 1))

        subjects = self.swept((13, 9))

        assert subjects == ["Aanspreekpunt: vragen wachten (1)"]
        assert secretary.email in mail.outbox[0].to
        assert "Eén vraag is voorbij de streefdatum" in mail.outbox[0].body


class TestReadiness:
    """Whether people are answered, for Paraatheid; each check is mended by doing what it says."""

    def test_a_question_past_its_term_is_amber_until_it_is_answered(self, secretary: User) -> None:
        at, today = timezone.now(), timezone.localdate()
        question = a_question(QuestionState.IN_PROGRESS, at=at - timedelta(days=60))

        before = questions_in_time(today)
        assert before.act is not None
        waiting = rows(signed_in(secretary).get(before.act.url))
        handling.answer(question, text="Alsnog.", by=secretary, at=at)

        assert before.status == Status.ATTENTION
        assert waiting == addresses(question)
        assert questions_in_time(today).status == Status.IN_ORDER

    def test_an_answer_that_did_not_arrive_is_amber_until_it_is_sent_again(
        self, secretary: User
    ) -> None:
        today, question = timezone.localdate(), an_undelivered_question()

        before = contact_point(today)
        assert before.act is not None
        waiting = rows(signed_in(secretary).get(before.act.url))
        handling.resend(question, by=secretary, at=timezone.now())

        assert before.status == Status.ATTENTION
        assert waiting == addresses(question)
        assert contact_point(today).status == Status.IN_ORDER

    def test_it_says_whether_the_form_is_open(self) -> None:
        is_open = contact_point(timezone.localdate()).reason
        standing.publish_standing(
            standing.SUSPENDED, since=timezone.localdate(), reason="MIT", at=timezone.now()
        )

        closed = contact_point(timezone.localdate())

        assert "is open" in is_open
        assert (closed.status, "Gesloten" in closed.reason) == (Status.IN_ORDER, True)


class TestYearlyAccount:
    """Numbers for the yearly account; they outlive the questions (R-026, R-074)."""

    def lines(self, year: int = 2026, today: date = date(2026, 12, 31)) -> dict[str, str]:
        return {line.label: line.value for line in self.chapter(year, today).lines}

    def chapter(self, year: int = 2026, today: date = date(2026, 12, 31)) -> Chapter:
        return chapters["questions"](year, today)

    def test_questions_of_the_year_are_counted_by_how_they_ended(self, settings: Settings) -> None:
        settings.QUESTION_TERM = 10
        at = amsterdam(2026, 10, 1)
        for state in (
            QuestionState.ANSWERED,
            QuestionState.REFERRED,
            QuestionState.NO_ANSWER,
            QuestionState.SPAM,
            QuestionState.IN_PROGRESS,
        ):
            a_question(state, at=at)
        a_question(QuestionState.ANSWERED, at=amsterdam(2025, 10, 1))

        assert self.lines() == {
            "Vragen ontvangen": "4",
            "Onderwerpen": "1",
            "Beantwoord of doorverwezen": "2",
            "Daarvan binnen 10 werkdagen": "2",
            "Gesloten: geen antwoord nodig": "1",
            "Nog niet beantwoord": "1",
        }

    def test_it_says_how_they_came_in_and_what_they_were_about(self) -> None:
        at = amsterdam(2026, 10, 1)
        a_question(at=at)
        a_question(at=at)
        an_entered_question(at=at, asked=Asked(text="Wat?", topic=Topic.SIGNAL))

        details = {line.label: line.details for line in self.chapter().lines}

        assert details["Vragen ontvangen"] == ("via de website: 2", "per telefoon: 1")
        assert details["Onderwerpen"] == (
            "Gevolgen van een pandemie voor de samenleving: 2",
            "Een signaal, of een reactie daarop: 1",
        )

    def test_an_erased_question_still_counts(self) -> None:
        a_question(QuestionState.ANSWERED, at=amsterdam(2024, 10, 1))
        before = self.lines(2024)

        doing.sweep(timezone.now())

        assert Question.objects.get().text == ""
        assert self.lines(2024) == before

    def test_nothing_of_a_question_stands_in_it(self) -> None:
        questions.ask(ASKED, at=amsterdam(2026, 10, 1))

        assert ASKED.name not in str(self.chapter())
        assert ASKED.text not in str(self.chapter())
