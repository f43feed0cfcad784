"""What the rooms of readiness keep is found as well: each by who may read it there."""

from typing import Any

import pytest
from asking import main_text, signed_in
from building_aanspreekpunt import an_entered_question
from building_draaiboek import a_document, a_lesson, a_run, playbook_in_force
from building_experts import a_registered_expert
from building_kader import kader_in_force
from building_meetings import a_meeting, an_action
from building_yearly import a_written_account
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from lxml import html

from building import person
from draaiboek.states.meetings import MeetingState
from draaiboek.workflow import outcomes
from experts.workflow import erasing
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role

pytestmark = pytest.mark.django_db
EVERYBODY = (Role.CPO, Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE)


def ask(user: User, question: str) -> HttpResponse:
    return signed_in(user).get(reverse("office:search"), {"q": question})


def hits(answer: HttpResponse) -> list[str]:
    links = html.fromstring(answer.content).xpath("//ol//h2/a/@href")
    return [str(link) for link in links]


def _an_expert() -> tuple[str, str]:
    expert = a_registered_expert("Geertruida Wimpel", function="lector watermolens")
    return "watermolens", expert.get_absolute_url()


def _a_playbook() -> tuple[str, str]:
    playbook = playbook_in_force()
    return "draaiboek versie 0.1", playbook.get_absolute_url()


def _a_kader() -> tuple[str, str]:
    return "dilemma", kader_in_force().get_absolute_url()


def _a_document() -> tuple[str, str]:
    return "reglement", a_document().get_absolute_url()


def _a_run() -> tuple[str, str]:
    run = a_run()
    return run.purpose, run.get_absolute_url()


def _a_lesson() -> tuple[str, str]:
    return "telefoonnummer", f"{a_lesson().run.get_absolute_url()}#lessen"


def _a_decision() -> tuple[str, str]:
    meeting = a_meeting(MeetingState.HELD, with_expert=False)
    by = person(Role.SECRETARY)
    outcomes.decide(meeting, text="Wij kopen een windroos.", by=by, at=timezone.now())
    return "windroos", f"{meeting.get_absolute_url()}#besluiten"


def _an_action() -> tuple[str, str]:
    action = an_action()
    return action.text, f"{action.meeting.get_absolute_url()}#acties"


def _an_account() -> tuple[str, str]:
    return "rustig", a_written_account().get_absolute_url()


def _a_question() -> tuple[str, str]:
    question = an_entered_question()
    return question.text, question.get_absolute_url()


@pytest.mark.parametrize(
    "build",
    [
        _an_expert,
        _a_playbook,
        _a_kader,
        _a_document,
        _a_run,
        _a_lesson,
        _a_decision,
        _an_action,
        _an_account,
        _a_question,
    ],
)
def test_the_secretariat_finds_what_is_kept_and_nobody_else(build: Any) -> None:
    question, page = build()

    found = {role: page in hits(ask(person(role), question)) for role in EVERYBODY}

    assert found == dict.fromkeys(EVERYBODY[:2], True) | dict.fromkeys(EVERYBODY[2:], False)


def test_an_expert_is_found_by_name_field_and_institute_and_never_by_his_contact(
    cpo: User,
) -> None:
    _, page = _an_expert()
    expert = a_registered_expert("Wiebe Kraan", email="kraanvogel@voorbeeld.invalid")

    assert hits(ask(cpo, "wimpel")) == [page]
    assert hits(ask(cpo, "kraan")) == [expert.get_absolute_url()]
    assert hits(ask(cpo, "kraanvogel")) == []
    assert "kraanvogel" not in main_text(ask(cpo, "kraan"))


def test_who_was_erased_is_found_by_nothing(cpo: User) -> None:
    expert = a_registered_expert("Geertruida Wimpel")

    erasing.erase(expert, sure=True, by=cpo, at=timezone.now())

    assert hits(ask(cpo, "wimpel")) == []
    assert hits(ask(cpo, "gewiste expert")) == []


def test_an_exercise_is_found_by_its_participants_only(cpo: User) -> None:
    run = a_run(is_exercise=True)
    outsider = person(Role.CPO, "een-andere-cpo")

    found = [hits(ask(user, run.purpose)) for user in (cpo, outsider)]

    assert run.get_absolute_url() in found[0]
    assert run.get_absolute_url() not in found[1]
