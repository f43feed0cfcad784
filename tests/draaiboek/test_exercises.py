"""An exercise of the draaiboek: only for who takes part, with injects that nobody sees early."""

from datetime import datetime, timedelta

import pytest
import time_machine
from asking import main_text, refusal_of_sql, refusal_of_the_database, signed_in, verbs
from building_draaiboek import a_run, an_inject
from django.core.mail import EmailMessage
from django.db import DatabaseError, transaction

from building import amsterdam, person
from draaiboek.models import Inject, InjectResponse, PlaybookRun
from draaiboek.workflow import injects, runs
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.office.views import rows_for
from mit_waakstand.outbox import doing
from mit_waakstand.workflow import NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db
NOON = amsterdam(2026, 9, 3, 12)
TWO = amsterdam(2026, 9, 3, 14)
LATER = amsterdam(2026, 9, 3, 15)


@pytest.fixture
def press_calls() -> Inject:
    """Return "om 14:00 belt de pers", planned at noon by the secretaris, who leads."""
    return an_inject(a_run(is_exercise=True, at=NOON), planned_at=TWO, at=NOON)


def page(run: PlaybookRun, user: User, at: datetime) -> str:
    with time_machine.travel(at, tick=False):
        return main_text(signed_in(user).get(run.get_absolute_url()))


def test_an_inject_is_there_for_participants_from_its_moment_on(press_calls: Inject) -> None:
    run = press_calls.run
    participants = [person(role) for role in (Role.CPO, Role.EXPERT, Role.SG_OFFICE)]

    before = ["De pers belt." in page(run, user, NOON) for user in participants]
    after = ["De pers belt." in page(run, user, TWO) for user in participants]

    assert (before, after) == ([False] * 3, [True] * 3)
    assert "De pers belt." in page(run, run.leader, NOON)


def test_the_history_does_not_tell_participants_what_is_still_to_come(press_calls: Inject) -> None:
    run, planned = press_calls.run, "heeft een inject gepland"

    told = [planned in page(run, user, NOON) for user in (run.leader, person(Role.CPO))]

    assert told == [True, False]


def test_an_inject_for_one_part_is_not_there_for_the_others() -> None:
    inject = an_inject(
        a_run(is_exercise=True, at=NOON), planned_at=TWO, shown_to=Role.SG_OFFICE, at=NOON
    )

    seen = [
        role
        for role in (Role.CPO, Role.EXPERT, Role.SG_OFFICE)
        if Inject.objects.visible_to(person(role), TWO).filter(pk=inject.pk).exists()
    ]

    assert seen == [Role.SG_OFFICE]


def test_bureau_sg_gets_its_injects_and_never_the_draaiboek(press_calls: Inject) -> None:
    text = page(press_calls.run, person(Role.SG_OFFICE), TWO)

    assert "De pers belt." in text
    assert "Stel het signaal vast" not in text
    assert "Stel het signaal vast" in page(press_calls.run, person(Role.EXPERT), TWO)


def test_who_does_not_take_part_finds_nothing(press_calls: Inject) -> None:
    outsiders = [person(role, f"buiten-{role}") for role in (Role.CPO, Role.EXPERT, Role.SG_OFFICE)]

    with time_machine.travel(TWO, tick=False):
        found = [
            signed_in(user).get(press_calls.run.get_absolute_url()).status_code
            for user in outsiders
        ]

    assert found == [404, 404, 404]


def test_what_a_participant_does_is_recorded_for_ever(press_calls: Inject) -> None:
    expert = person(Role.EXPERT)

    with pytest.raises(RefusedError):
        injects.respond(press_calls, text="Te vroeg.", by=expert, at=NOON)
    injects.respond(press_calls, text="Wij bellen terug.", by=expert, at=LATER)

    (response,) = press_calls.responses.all()
    assert (response.text, response.given_by, response.given_at) == (
        "Wij bellen terug.",
        expert,
        LATER,
    )
    with pytest.raises(DatabaseError, match="liggen vast"), transaction.atomic():
        InjectResponse.objects.update(text="Anders.")
    assert "verandert niet meer" in refusal_of_the_database(press_calls, text="Iets anders.")


def test_only_the_leader_plans_and_changes_and_only_while_nobody_saw_it(
    press_calls: Inject, cpo: User
) -> None:
    changed = {"planned_at": LATER, "text": "De pers mailt.", "shown_to": "iedereen"}

    with pytest.raises(NotAllowedError):
        injects.plan_inject(press_calls.run, planned_at=LATER, text="Iets.", by=cpo, at=NOON)
    with pytest.raises(NotAllowedError):
        injects.change(press_calls, by=cpo, at=NOON, **changed)  # type: ignore[arg-type]
    inject = injects.change(press_calls, by=press_calls.run.leader, at=NOON, **changed)  # type: ignore[arg-type]

    assert inject.text == "De pers mailt."
    with time_machine.travel(LATER, tick=False):
        assert verbs(inject, press_calls.run.leader) == ["respond"]
    with pytest.raises(RefusedError):
        injects.withdraw(inject, by=press_calls.run.leader, at=LATER)


def test_a_real_run_has_no_injects(secretary: User) -> None:
    run = a_run(at=NOON)

    assert "plan_inject" not in verbs(run, secretary)
    with pytest.raises(RefusedError):
        injects.plan_inject(run, planned_at=TWO, text="Iets.", by=secretary, at=NOON)
    insert = (
        "INSERT INTO draaiboek_inject (run_id, planned_at, text, shown_to, state, recorded_at, "
        "recorded_by_id) VALUES (%s, now(), 'x', 'iedereen', 'gepland', now(), %s)"
    )
    assert "Alleen een oefening heeft injects." in refusal_of_sql(insert, [run.pk, secretary.pk])


def test_each_participant_is_told_by_mail_at_the_moment(
    press_calls: Inject, mailoutbox: list[EmailMessage]
) -> None:
    for moment in (NOON, TWO, TWO + timedelta(minutes=1)):
        with time_machine.travel(moment, tick=False):
            doing.sweep(moment)

    told = [mail for mail in mailoutbox if "er is iets gebeurd" in mail.subject]
    assert sorted(mail.to[0].partition("@")[0] for mail in told) == ["bureau_sg", "cpo", "expert"]
    assert told[0].subject == f"OEFENING: Uitvoering {press_calls.run_id}: er is iets gebeurd"
    assert "De pers" not in told[0].body


def test_an_answer_is_asked_in_nu_te_doen_until_it_is_given(press_calls: Inject) -> None:
    expert = person(Role.EXPERT)

    with time_machine.travel(LATER, tick=False):
        asked = [row.action for row in rows_for(expert, LATER.date())]
        injects.respond(press_calls, text="Wij bellen terug.", by=expert, at=LATER)
        then = [row.action for row in rows_for(expert, LATER.date())]

    assert asked.count("Er is iets gebeurd: leg vast wat u doet") == 1
    assert "Er is iets gebeurd: leg vast wat u doet" not in then


def test_the_leader_of_an_exercise_takes_part_in_it(secretary: User) -> None:
    run = a_run(is_exercise=True)
    runs.close(run, evaluation="Goed.", open_reason="Klaar.", by=secretary, at=run.started_at)

    with pytest.raises(RefusedError) as refusal:
        a_run(situation=run.situation, leader=person(Role.CPO, "andere-cpo"))

    assert refusal.value.field == "leader"
