"""From received to answered, referred or closed: the steps, and what is refused."""

from datetime import date, timedelta

import pytest
from asking import (
    buttons,
    main_text,
    refusal_of_the_database,
    signed_in,
    told,
)
from asking_today import rows_for
from building_aanspreekpunt import (
    ANONYMOUS,
    ASKED,
    REASON,
    a_question,
    a_standard_answer,
    an_entered_question,
    an_undelivered_question,
)
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html
from signal_forms import TODAY

from aanspreekpunt import terms
from aanspreekpunt.models import Answer, Question
from aanspreekpunt.states import CLOSED, QuestionState
from aanspreekpunt.workflow import handling
from building import amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db

TEXT = "Dag Wilhelmina,\n\nDat zoeken wij uit."


def page(question: Question, step: str = "") -> str:
    name = f"aanspreekpunt:question-{step}" if step else "aanspreekpunt:question"
    return reverse(name, args=[question.pk])


def asked_of(role: Role) -> list[str]:
    return [row.action for row in rows_for(person(role), timezone.localdate())]


def test_the_main_road_from_the_website_to_an_answer_by_mail(secretary: User) -> None:
    question, client = a_question(), signed_in(secretary)

    client.post(page(question, "take-up"), {"csrfmiddlewaretoken": "x"})
    client.post(page(question, "answer"), {"text": TEXT, "standard": ""})
    doing.do_due(timezone.now())

    question.refresh_from_db()
    (message,) = [m for m in mail.outbox if m.to == [ASKED.email]]
    assert (question.state, question.assigned_to) == ("beantwoord", secretary)
    assert told(question) == [("ask", 0), ("take_up", secretary.pk), ("answer", secretary.pk)]
    assert message.subject == f"Antwoord op uw vraag {question.reference}"
    assert TEXT in message.body
    assert "De mail is verzonden op" in main_text(client.get(page(question)))


def test_the_mail_holds_no_link_to_the_office_and_no_name_of_ours(secretary: User) -> None:
    a_question(QuestionState.ANSWERED)
    doing.do_due(timezone.now())

    (message,) = [m for m in mail.outbox if m.to == [ASKED.email]]

    assert "/werk/" not in message.body
    assert secretary.full_name not in message.body
    assert message.body.count("http") == 1


def test_without_an_address_there_is_no_button_to_mail_and_why_not_is_said(
    secretary: User,
) -> None:
    question = a_question(QuestionState.IN_PROGRESS, asked=ANONYMOUS)
    client = signed_in(secretary)

    shown = client.get(page(question))
    refused = client.post(page(question, "answer"), {"text": TEXT})

    assert buttons(shown) == ["Antwoord per brief of telefoon vastleggen", "Doorverwijzen"]
    assert "Van deze vraag is geen mailadres bekend." in main_text(shown)
    assert refused.status_code == 422
    assert Answer.objects.count() == 0


def test_an_answer_on_the_telephone_is_recorded_with_its_day(secretary: User) -> None:
    at = amsterdam(2026, 9, 3)
    question = handling.take_up(an_entered_question(at=at), by=secretary, at=at)

    handling.record_answer(
        question, way="telefoon", given_on=date(2026, 9, 3), text="Gebeld.", by=secretary, at=at
    )

    answer = Answer.objects.get()
    assert (answer.way, answer.given_on, answer.text) == ("telefoon", date(2026, 9, 3), "Gebeld.")
    assert Question.objects.get().state == "beantwoord"
    assert not mail.outbox


def test_the_history_says_how_it_came_in_was_given_and_was_answered(
    cpo: User, secretary: User
) -> None:
    at = amsterdam(2026, 9, 3)
    question = handling.take_up(an_entered_question(at=at), by=secretary, at=at)
    handling.assign(question, assigned_to=cpo, by=secretary, at=at)
    handling.record_answer(
        question, way="brief", given_on=date(2026, 9, 3), text="Geschreven.", by=secretary, at=at
    )

    events = [event.facts for event in Event.objects.about(question).order_by("position")]

    assert events == [
        ["Binnengekomen per telefoon"],
        [],
        [f"Aan {cpo.full_name}"],
        ["Geantwoord per brief, 3 september 2026"],
    ]


def test_the_search_box_of_a_question_s_page_is_empty(secretary: User) -> None:
    question = a_question(QuestionState.IN_PROGRESS)
    client = signed_in(secretary)

    pages = [client.get(page(question)), client.get(page(question, "answer"))]

    boxes = [html.fromstring(answer.content).xpath("//input[@name='q']/@value") for answer in pages]
    assert all(set(values) <= {""} for values in boxes)
    assert all(ASKED.text in main_text(answer) for answer in pages)


@pytest.mark.parametrize("day", [date(2026, 9, 2), date(2026, 9, 4)])
def test_an_answer_is_given_neither_before_the_question_nor_in_the_future(
    day: date, secretary: User
) -> None:
    at = amsterdam(2026, 9, 3)
    question = handling.take_up(an_entered_question(at=at), by=secretary, at=at)

    with pytest.raises(RefusedError) as refused:
        handling.record_answer(question, way="brief", given_on=day, text="Ja.", by=secretary, at=at)

    assert refused.value.field == "given_on"


def test_who_is_referred_gets_a_mail_that_says_where_to(secretary: User) -> None:
    question = a_question(QuestionState.REFERRED)
    doing.do_due(timezone.now())

    (message,) = [m for m in mail.outbox if m.to == [ASKED.email]]

    assert (question.state, question.referred_to) == ("doorverwezen", "RIVM")
    assert "Vraag dit aan het RIVM." in message.body
    assert secretary.pk == question.closed_by_id


def test_an_anonymous_question_is_referred_without_telling_anybody() -> None:
    question = a_question(QuestionState.REFERRED, asked=ANONYMOUS)

    assert question.state == "doorverwezen"
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("verb", ["dismiss", "mark_as_spam"])
def test_closing_without_an_answer_asks_for_a_reason(verb: str, secretary: User) -> None:
    question = a_question()
    act = getattr(handling, verb)

    with pytest.raises(RefusedError, match="Geef een reden"):
        act(question, reason=" ", by=secretary, at=timezone.now())
    act(question, **REASON, by=secretary, at=timezone.now())

    assert Question.objects.get().state in {"geen_antwoord", "spam"}
    assert "zonder antwoord kan alleen met een reden" in refusal_of_the_database_of_no_reason()


def refusal_of_the_database_of_no_reason() -> str:
    question = Question.objects.get()
    name = "question_without_answer_has_a_reason"
    said = refusal_of_the_database(question, reason="")
    assert name in said
    (rule,) = [rule for rule in Question._meta.constraints if rule.name == name]  # noqa: SLF001
    return str(rule.get_violation_error_message())


def test_a_closed_question_is_opened_again_and_keeps_its_answers(secretary: User) -> None:
    question = a_question(QuestionState.ANSWERED)

    question = handling.reopen(question, by=secretary, at=timezone.now())
    question = handling.answer(question, text="En nog dit.", by=secretary, at=timezone.now())

    assert question.state == "beantwoord"
    assert [answer.text for answer in question.answers.all()] == [
        "Dat zoeken wij uit.",
        "En nog dit.",
    ]


ILLEGAL = {
    "answer": (QuestionState.RECEIVED, {"text": "Ja."}),
    "record_answer": (
        QuestionState.ANSWERED,
        {"way": "brief", "given_on": TODAY, "text": "Ja."},
    ),
    "refer": (QuestionState.RECEIVED, {"referred_to": "RIVM", "text": "Ja."}),
    "take_up": (QuestionState.ANSWERED, {}),
    "dismiss": (QuestionState.ANSWERED, {"reason": "Toch."}),
    "mark_as_spam": (QuestionState.REFERRED, {"reason": "Toch."}),
    "reopen": (QuestionState.IN_PROGRESS, {}),
    "resend": (QuestionState.ANSWERED, {}),
    "assign": (QuestionState.SPAM, {}),
}


@pytest.mark.parametrize("verb", ILLEGAL)
def test_a_step_that_does_not_exist_here_has_no_button_and_is_refused(
    verb: str, secretary: User
) -> None:
    state, form = ILLEGAL[verb]
    form = form | ({"assigned_to": secretary.pk} if verb == "assign" else {})
    question, client = a_question(state), signed_in(secretary)
    offered = [offer.step.verb for offer in question.steps_for(secretary)]

    answer = client.post(
        page(question, verb.replace("_", "-")), {"csrfmiddlewaretoken": "x"} | form
    )

    assert verb not in offered
    assert answer.status_code == 409
    assert "Deze stap kan niet meer" in main_text(answer)
    question.refresh_from_db()
    assert question.state == state


@pytest.mark.parametrize("target", [QuestionState.ANSWERED, QuestionState.REFERRED])
def test_the_database_refuses_a_state_that_no_step_leads_to(target: str) -> None:
    question = a_question()

    said = refusal_of_the_database(question, state=target)

    assert "Deze stap bestaat niet voor een vraag." in said


def test_the_database_keeps_how_a_question_came_in_and_its_words() -> None:
    question = a_question(QuestionState.ANSWERED)
    answer = question.answers.get()

    said = [
        refusal_of_the_database(question, due_on="2030-01-01"),
        refusal_of_the_database(question, text="Iets anders"),
        refusal_of_the_database(question, taken_up_at=None, taken_up_by_id=None),
        refusal_of_the_database(answer, text="Iets anders"),
    ]

    assert "verandert niet" in said[0]
    assert "De woorden van de vraagsteller veranderen niet." in said[1]
    assert "question_is_taken_up_before_it_is_answered" in said[2]
    assert "Een gegeven antwoord verandert niet." in said[3]


def test_two_people_answer_at_one_moment_and_one_is_told(secretary: User, cpo: User) -> None:
    question = a_question(QuestionState.IN_PROGRESS)
    handling.answer(question, text="Ja.", by=secretary, at=timezone.now())

    answer = signed_in(cpo).post(page(question, "answer"), {"text": "Nee, dat niet."})

    assert answer.status_code == 409
    assert b"Nee, dat niet." in answer.content
    assert Answer.objects.get().text == "Ja."


def test_an_expert_reads_what_is_assigned_to_him_and_nothing_else(
    expert: User, secretary: User
) -> None:
    question, other = a_question(), a_question()
    handling.assign(question, assigned_to=expert, by=secretary, at=timezone.now())
    doing.do_due(timezone.now())
    client = signed_in(expert)

    listed = main_text(client.get(reverse("aanspreekpunt:questions")))

    assert question.reference in listed
    assert other.reference not in listed
    assert ASKED.text in main_text(client.get(page(question)))
    assert client.get(page(other)).status_code == 404
    assert buttons(client.get(page(question))) == []
    assert [m.subject for m in mail.outbox if m.to == [expert.email]] == [
        f"Vraag {question.reference}: aan u toegewezen"
    ]
    with pytest.raises(NotAllowedError):
        handling.take_up(question, by=expert, at=timezone.now())


def test_bureau_sg_and_beheerder_see_nothing_of_questions() -> None:
    question = a_question()

    for role in (Role.SG_OFFICE, Role.ADMINISTRATOR):
        client = signed_in(person(role))
        paths = (page(question), reverse("aanspreekpunt:questions"))
        assert [client.get(path).status_code for path in paths] == [403, 403]
        assert question.reference not in str(rows_for(person(role), timezone.localdate()))


def test_a_question_that_waits_stands_in_nu_te_doen_of_cpo_and_secretaris() -> None:
    a_question()

    assert asked_of(Role.SECRETARY) == ["Neem deze vraag in behandeling"]
    assert asked_of(Role.CPO) == ["Neem deze vraag in behandeling"]


def test_past_its_target_date_a_question_is_late_for_everybody(cpo: User) -> None:
    at = timezone.now() - timedelta(days=40)
    a_question(QuestionState.IN_PROGRESS, at=at)

    (row,) = rows_for(cpo, timezone.localdate())

    assert (row.urgency.name, row.action) == ("OVERDUE", "Een ander beantwoordt deze vraag")


def test_mail_that_did_not_arrive_is_loud_and_is_sent_again_to_a_better_address(
    secretary: User,
) -> None:
    question, client = an_undelivered_question(), signed_in(secretary)
    before = (asked_of(Role.SECRETARY), main_text(client.get(page(question))))

    client.post(
        page(question, "correct"),
        {"name": "Wilhelmina", "email": "beter@vraag.invalid", "topic": "anders"},
    )
    client.post(page(question, "resend"), {"csrfmiddlewaretoken": "x"})
    doing.do_due(timezone.now())

    assert before[0] == ["De mail met het antwoord is niet aangekomen"]
    assert "De mail is niet aangekomen" in before[1]
    assert [m.to for m in mail.outbox if "Antwoord op" in m.subject] == [["beter@vraag.invalid"]]
    assert asked_of(Role.SECRETARY) == []


def test_of_two_who_correct_the_address_at_once_the_second_reads_what_is_there(
    secretary: User, cpo: User
) -> None:
    question = a_question()
    form = {"name": "", "topic": "anders", "seen": question.mark_of_asker()}
    signed_in(cpo).post(page(question, "correct"), form | {"email": "eerst@vraag.invalid"})

    answer = signed_in(secretary).post(
        page(question, "correct"), form | {"email": "later@vraag.invalid"}
    )

    question.refresh_from_db()
    (seen,) = html.fromstring(answer.content).xpath("//input[@name='seen']/@value")
    assert answer.status_code == 409
    assert "e-mailadres: eerst@vraag.invalid" in main_text(answer)
    assert b"later@vraag.invalid" in answer.content
    assert (question.email, question.mark_of_asker()) == ("eerst@vraag.invalid", seen)


def test_what_came_on_the_telephone_is_entered_by_hand(secretary: User) -> None:
    form = {
        "channel": "telefoon",
        "received_on": timezone.localdate().strftime("%d-%m-%Y"),
        "topic": "werk",
        "text": "Wie betaalt dit?",
        "name": "",
        "email": "",
    }

    signed_in(secretary).post(reverse("aanspreekpunt:question-enter"), form)

    question = Question.objects.get()
    assert (question.channel, question.entered_by, question.name) == ("telefoon", secretary, "")


def test_a_question_from_tomorrow_is_refused_at_its_field() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(RefusedError) as refused:
        an_entered_question(received_on=tomorrow)

    assert refused.value.field == "received_on"


def test_a_standard_answer_is_put_into_the_text_without_taking_the_step(secretary: User) -> None:
    question, standard = a_question(QuestionState.IN_PROGRESS), a_standard_answer()
    form = {"text": "Dag Wilhelmina,", "standard": standard.pk, "invoegen": "ja"}

    answer = signed_in(secretary).post(page(question, "answer"), form)

    (text,) = html.fromstring(answer.content).xpath("//textarea[@name='text']")
    assert answer.status_code == 200
    assert text.text_content().strip() == f"Dag Wilhelmina,\n\n{standard.text}"
    assert Answer.objects.count() == 0
    question.refresh_from_db()
    assert question.state == QuestionState.IN_PROGRESS


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 9, 1), date(2026, 9, 15)),  # Tuesday
        (date(2026, 9, 4), date(2026, 9, 18)),  # Friday
        (date(2026, 9, 5), date(2026, 9, 18)),  # Saturday: Monday is day 1
        (date(2026, 12, 21), date(2027, 1, 6)),  # Christmas and New Year's Day are no working days
    ],
)
def test_the_target_term_is_ten_working_days(received: date, due: date) -> None:
    assert terms.due_on(received) == due


def test_a_stale_record_cannot_be_closed_twice(secretary: User) -> None:
    question = a_question()
    handling.dismiss(question, **REASON, by=secretary, at=timezone.now())

    with pytest.raises(ConflictError):
        handling.mark_as_spam(question, **REASON, by=secretary, at=timezone.now())

    assert Question.objects.get().state in CLOSED


def test_nobody_who_is_not_signed_in_reads_a_question() -> None:
    answer = Client().get(page(a_question()))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/aanmelden/")
