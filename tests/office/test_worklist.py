"""Nu te doen: what each role finds there, in which order, and in which words."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from asking import main_text, signed_in
from asking_today import rows_for
from building_meetings import the_meeting_of_this_year
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pytest_django import Settings

from building import (
    a_signal,
    a_situation,
    a_trigger,
    a_weighing,
    amsterdam,
    an_expert,
    answer_everything,
    person,
    received,
    weegvragen_in_force,
)
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.worklist import Urgency
from signals.arrival import NOT_CONFIRMED
from signals.models import Outcome
from signals.states import Route, SignalState, TriggerState
from signals.workflow import signals, weighings
from signals.workflow.calendar import confirm_calendar

pytestmark = pytest.mark.django_db

ISSUED = amsterdam(2026, 9, 1)
TODAY = date(2026, 9, 2)
TITLE = "Stel een commissie MIT in"


def shown_to(role: Role, today: date = TODAY) -> list[tuple[str, str]]:
    """Return title and action of the rows of this role's worklist."""
    return [(row.title, row.action) for row in rows_for(person(role), today)]


# --- Rows per role ----------------------------------------------------------------------------

TRIGGERS = {
    (Route.A1_STATUS, TriggerState.REGISTERED): {
        Role.CPO: "Weeg deze A1-status binnen 24 uur",
        Role.SECRETARY: "Weeg deze A1-status binnen 24 uur",
    },
    (Route.OWN_INITIATIVE, TriggerState.REGISTERED): {
        Role.CPO: "Weging openen",
        Role.SECRETARY: "Weging openen",
    },
    (Route.OMT_CONVENED, TriggerState.REGISTERED): {
        Role.CPO: "Voorleggen aan de CPO",
        Role.SECRETARY: "Voorleggen aan de CPO",
    },
    (Route.OMT_CONVENED, TriggerState.WITH_CPO): {Role.CPO: "Samenkomen: weging openen"},
    (Route.OMT_CONVENED, TriggerState.NOT_CONVENED): {},
}


@pytest.mark.parametrize(("where", "expected"), TRIGGERS.items(), ids=str)
def test_a_trigger_stands_in_the_worklist_of_those_who_can_do_something(
    where: tuple[Route, TriggerState], expected: dict[Role, str]
) -> None:
    route, state = where
    a_trigger(route, state=state)

    found = {role: shown_to(role) for role in Role}

    assert {role: rows for role, rows in found.items() if rows} == {
        role: [("zilverkoorts", action)] for role, action in expected.items()
    }


def test_an_open_weighing_asks_each_for_his_own_part() -> None:
    a_weighing()

    found = {role: shown_to(role) for role in Role}

    assert {role: rows for role, rows in found.items() if rows} == {
        Role.CPO: [("zilverkoorts", "Beantwoord de weegvragen en sluit de weging")],
        Role.SECRETARY: [("zilverkoorts", "Beantwoord de weegvragen")],
        Role.EXPERT: [("zilverkoorts", "Geef uw standpunt")],
    }


def test_an_expert_who_gave_his_standpunt_has_nothing_left_to_do(expert: User) -> None:
    weighing = a_weighing()

    weighings.give_opinion(
        weighing, opinion=Outcome.SIGNAL, rationale="Reden.", by=expert, at=ISSUED
    )

    assert shown_to(Role.EXPERT) == []


def test_an_expert_finds_only_the_weighing_he_was_invited_to() -> None:
    a_weighing()
    stranger = person(Role.EXPERT, "tweede-expert")
    an_expert(stranger)

    rows = rows_for(stranger, TODAY)

    assert rows == []


SIGNALS = {
    SignalState.DRAFT: {Role.CPO: "Vaststellen", Role.SECRETARY: "Tekst bewerken"},
    SignalState.ADOPTED: {
        Role.CPO: "Uitbrengen aan de SG",
        Role.SECRETARY: "Wacht op uitbrengen door de CPO",
    },
    SignalState.ISSUED: {
        Role.CPO: "Wacht op de reactie van de SG",
        Role.SECRETARY: "Reactie vastleggen",
        Role.SG_OFFICE: "Reactie vastleggen",
    },
    SignalState.ANSWERED: {
        Role.CPO: "Wacht op publicatie",
        Role.SECRETARY: "Wacht op publicatie",
    },
    SignalState.PUBLISHED: {},
}


@pytest.mark.parametrize(("state", "expected"), SIGNALS.items(), ids=SIGNALS)
def test_a_signal_stands_in_the_worklist_of_those_whom_it_concerns(
    state: SignalState, expected: dict[Role, str]
) -> None:
    signal = a_signal(state)
    title = f"{signal.working_name()}: {TITLE}"

    found = {role: shown_to(role) for role in Role}

    assert {role: rows for role, rows in found.items() if rows} == {
        role: [(title, action)] for role, action in expected.items()
    }


def test_once_the_files_are_made_the_cpo_can_publish() -> None:
    a_signal(SignalState.ANSWERED)
    doing.do_due(timezone.now())

    ((_, action),) = shown_to(Role.CPO)

    assert action == "Publiceren"


def test_an_answered_exercise_is_done() -> None:
    a_signal(SignalState.ANSWERED, is_exercise=True)

    assert shown_to(Role.CPO) == []


def test_a_withdrawn_concept_is_gone(cpo: User, expert: User) -> None:
    weighing = a_weighing()
    signals.draft(weighing, title="x", by=cpo, at=ISSUED)
    before = [title for title, _ in shown_to(Role.CPO) if title.startswith("Concept")]
    answer_everything(weighing)
    weighings.give_opinion(
        weighing, opinion=Outcome.NO_SIGNAL, rationale="Reden.", by=expert, at=ISSUED
    )

    weighings.close(weighing, outcome=Outcome.NO_SIGNAL, rationale="Klein.", by=cpo, at=ISSUED)

    assert len(before) == 1
    assert shown_to(Role.CPO) == []


def test_an_exercise_stands_only_in_the_worklist_of_its_participants(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED, is_exercise=True)
    outsiders = [person(role, f"andere-{role}") for role in Role]

    rows = rows_for(cpo, TODAY)

    assert [(row.title, row.is_exercise) for row in rows] == [(f"{signal.number}: {TITLE}", True)]
    assert [rows_for(outsider, TODAY) for outsider in outsiders] == [[]] * len(outsiders)


# --- Order and words --------------------------------------------------------------------------


def test_the_most_urgent_stands_first() -> None:
    weegvragen_in_force()
    late = a_signal(SignalState.ISSUED, at=amsterdam(2026, 8, 10))
    later = a_signal(SignalState.ISSUED, at=amsterdam(2026, 8, 12))
    soon = received(a_signal(SignalState.ISSUED, at=amsterdam(2026, 8, 20)))
    far = received(a_signal(SignalState.ISSUED, at=amsterdam(2026, 9, 1)))
    a_trigger(situation=a_situation(disease="maanhoest"))
    a_trigger(Route.OWN_INITIATIVE, situation=a_situation(disease="blauwe hik"))

    rows = rows_for(person(Role.CPO), TODAY)

    assert [(row.title.split(":")[0], row.urgency) for row in rows] == [
        ("maanhoest", Urgency.FIRST),
        (late.number, Urgency.OVERDUE),
        (later.number, Urgency.OVERDUE),
        (soon.number, Urgency.SOON),
        ("blauwe hik", Urgency.ACT),
        (far.number, Urgency.WAIT),
    ]


def test_nothing_stands_before_an_a1_status_that_is_not_weighed(cpo: User) -> None:
    received = timezone.now() - timedelta(days=3)
    unconfirmed = a_signal(SignalState.ISSUED, at=received)
    weighing = a_trigger(situation=a_situation(disease="maanhoest"), state=TriggerState.WEIGHED)
    a_trigger(situation=a_situation(disease="duinkoorts"))
    a_trigger(situation=a_situation(disease="oefenkoorts", is_exercise=True))

    rows = rows_for(cpo, timezone.localdate())

    assert [(row.title.split(":")[0], row.urgency) for row in rows] == [
        ("maanhoest", Urgency.FIRST),
        ("duinkoorts", Urgency.FIRST),
        (unconfirmed.number, Urgency.OVERDUE),
        ("oefenkoorts", Urgency.SOON),
    ]
    assert rows[0].url == weighing.weighing.get_absolute_url()
    page = main_text(signed_in(cpo).get(reverse("office:worklist")))
    assert page.index("Nu eerst 2 maanhoest") < page.index("Te laat of misgegaan 1")


def test_a_weighing_of_another_route_waits_its_turn(cpo: User) -> None:
    a_trigger(Route.OMT_CONVENED, state=TriggerState.WEIGHED)

    (row,) = rows_for(cpo, TODAY)

    assert row.urgency == Urgency.ACT


@pytest.mark.parametrize(
    ("days", "urgency", "words"),
    [
        (0, Urgency.ACT, "nog 14 dagen"),
        (10, Urgency.ACT, "nog 4 dagen"),
        (11, Urgency.SOON, "nog 3 dagen"),
        (13, Urgency.SOON, "nog 1 dag"),
        (14, Urgency.SOON, "laatste dag"),
        (15, Urgency.OVERDUE, "1 dag buiten de termijn"),
        (17, Urgency.OVERDUE, "3 dagen buiten de termijn"),
    ],
)
def test_the_term_is_told_in_days(days: int, urgency: Urgency, words: str) -> None:
    a_signal(SignalState.ISSUED, at=ISSUED)
    today = ISSUED.date() + timedelta(days=days)

    (row,) = rows_for(person(Role.SG_OFFICE), today)

    assert row.urgency == urgency
    assert words in row.detail


def test_the_page_shows_rows_with_their_marks(cpo: User) -> None:
    the_meeting_of_this_year()  # asked from October
    late = a_signal(SignalState.ISSUED, at=timezone.now() - timedelta(days=16))
    exercise = a_signal(SignalState.DRAFT, is_exercise=True)

    answer = signed_in(cpo).get(reverse("office:worklist"))

    items = html.fromstring(answer.content).xpath("//li[@class='mit-worklist__item']")
    texts = [" ".join(item.text_content().split()) for item in items]
    assert texts == [
        f"{late.number}: {TITLE} {NOT_CONFIRMED.short} – 2 dagen buiten de termijn",
        f"Concept {exercise.pk}: {TITLE} oefening Vaststellen – concept",
    ]
    headings = html.fromstring(answer.content).xpath("//main//h2")
    assert [" ".join(h2.text_content().split()) for h2 in headings] == [
        "Te laat of misgegaan 1",
        "Te doen 1",
    ]
    assert [item.xpath(".//a/@href")[0] for item in items] == [
        late.get_absolute_url(),
        exercise.get_absolute_url(),
    ]


# --- Nothing to do ----------------------------------------------------------------------------

EMPTY = {
    Role.CPO: "Leg de aanleiding vast zodra u ervan hoort.",
    Role.SECRETARY: "Leg de aanleiding vast zodra u ervan hoort.",
    Role.EXPERT: "Als de CPO u uitnodigt voor een weging, krijgt u een mail",
    Role.SG_OFFICE: "Er is geen signaal dat op u wacht",
    Role.ADMINISTRATOR: "Onder Werk ziet u wat er op de achtergrond draait",
    Role.DEPUTY: "U bent nu niet vastgelegd als waarnemer",
}


@pytest.mark.parametrize("role", list(Role))
def test_an_empty_worklist_says_to_each_role_what_will_come(role: Role) -> None:
    confirm_calendar(by=person(Role.ADMINISTRATOR), at=timezone.now())  # asked in the autumn
    the_meeting_of_this_year()  # from October
    doing.do_due(timezone.now())

    page = main_text(signed_in(person(role)).get(reverse("office:worklist")))

    assert EMPTY[role] in page
    assert ("Aanleiding vastleggen" in page) == (role in {Role.CPO, Role.SECRETARY})


@pytest.mark.parametrize("role", list(Role))
def test_a_silent_engine_is_told_to_everybody_but_bureau_sg(role: Role) -> None:
    page = main_text(signed_in(person(role)).get(reverse("office:worklist")))

    assert ("Mails en publicaties staan stil" in page) == (role != Role.SG_OFFICE)


# --- Quick, however much there is -------------------------------------------------------------

PER_ROLE = {Role.CPO: 26, Role.SECRETARY: 23, Role.EXPERT: 4, Role.SG_OFFICE: 9}


def one_of_everything() -> None:
    a_trigger()
    a_trigger(Route.OMT_CONVENED, state=TriggerState.WITH_CPO)
    a_weighing()
    a_signal(SignalState.DRAFT)
    a_signal(SignalState.ISSUED)
    a_signal(SignalState.ANSWERED)


def test_the_worklist_asks_the_database_as_much_for_three_rows_as_for_one(
    django_assert_num_queries: Callable[..., AbstractContextManager[None]],
) -> None:
    found: dict[Role, list[int]] = {role: [] for role in PER_ROLE}

    for more in (1, 2):
        for _ in range(more):
            one_of_everything()
        for role, queries in PER_ROLE.items():
            someone = person(role)
            with django_assert_num_queries(queries):
                found[role].append(len(rows_for(someone, timezone.localdate())))

    assert found == {
        Role.CPO: [6, 18],
        Role.SECRETARY: [5, 15],
        Role.EXPERT: [1, 3],
        Role.SG_OFFICE: [1, 3],
    }


def test_bureau_sg_finds_the_number_to_call(settings: Settings) -> None:
    settings.TELEPHONE = "070 000 00 00"

    pages = {
        role: main_text(signed_in(person(role)).get(reverse("office:worklist"))) for role in Role
    }

    calls = {role for role, page in pages.items() if "070 000 00 00" in page}
    assert calls == {Role.SG_OFFICE}
