"""During a suspension: the commissie MIT takes a trigger over, or a red notice says it does not."""

import pytest
from asking import main_text, refusal_of_the_database, signed_in, verbs
from asking_today import rows_for
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from trigger_acts import act_url

from building import a_commission, a_situation, a_suspension, a_trigger, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.workflow import NotAllowedError, RefusedError
from mit_waakstand.worklist import Urgency
from signals.models import Trigger
from signals.states import Route, TriggerState
from signals.workflow import handing_over

pytestmark = pytest.mark.django_db

COVERED = {"covers_disease": "on", "reason": "Zilverkoorts staat in de opdracht."}
NOTICE = "Deze ziekte valt buiten de opdracht van de commissie MIT"


def reported(trigger: Trigger) -> Trigger:
    return handing_over.report_outside_scope(
        trigger, reason="Een andere ziekte.", by=person(Role.CPO), at=timezone.now()
    )


def titles(role: Role) -> list[tuple[str, str, Urgency]]:
    rows = rows_for(person(role), timezone.localdate())
    return [(row.title, row.action, row.urgency) for row in rows]


@pytest.mark.parametrize("route", list(Route))
def test_the_cpo_hands_a_trigger_over_to_the_commissie(route: Route, cpo: User) -> None:
    trigger = a_trigger(route)
    suspension = a_suspension()

    answer = signed_in(cpo).post(act_url(trigger, "hand-over"), COVERED)

    trigger.refresh_from_db()
    assert answer.status_code == 302
    assert trigger.state == TriggerState.HANDED_OVER
    assert trigger.handed_to == suspension.commission
    assert verbs(trigger, cpo) == []


def test_without_a_suspension_there_is_nobody_to_hand_over_to(cpo: User) -> None:
    trigger = a_trigger()
    client = signed_in(cpo)

    page = client.get(trigger.get_absolute_url())
    sent = client.post(act_url(trigger, "hand-over"), COVERED)
    said = refusal_of_the_database(
        trigger,
        state="overgedragen",
        handed_to_id=a_commission().pk,
        closing_reason="x",
        closed_at=timezone.now(),
        closed_by_id=cpo.pk,
    )

    assert "Overdragen aan de commissie MIT" not in main_text(page)
    assert sent.status_code == 422
    assert "De waakstand is niet opgeschort: weeg de aanleiding zelf." in main_text(sent)
    assert said.startswith("Overdragen kan alleen tijdens een opschorting, aan die commissie MIT.")


def test_handing_over_asks_the_word_of_the_cpo_that_the_disease_is_covered(cpo: User) -> None:
    trigger = a_trigger()
    a_suspension()

    with pytest.raises(RefusedError) as refusal:
        handing_over.hand_over(trigger, covers_disease=False, reason="x", by=cpo, at=timezone.now())

    assert refusal.value.field == "covers_disease"


def test_only_the_cpo_hands_over(secretary: User) -> None:
    trigger = a_trigger()
    a_suspension()

    with pytest.raises(NotAllowedError):
        handing_over.hand_over(
            trigger, covers_disease=True, reason="x", by=secretary, at=timezone.now()
        )

    assert not {"hand_over", "report_outside_scope"} & set(verbs(trigger, secretary))


def test_a_disease_that_nobody_covers_is_a_red_notice_to_cpo_and_bureau_sg(cpo: User) -> None:
    trigger = a_trigger(Route.OWN_INITIATIVE)
    a_suspension()
    before = titles(Role.SG_OFFICE)

    signed_in(cpo).post(act_url(trigger, "report-outside-scope"), {"reason": "Iets anders."})

    notice = ("zilverkoorts", NOTICE, Urgency.OVERDUE)
    assert before == []
    assert titles(Role.SG_OFFICE) == [notice]
    assert notice in titles(Role.CPO)
    assert notice not in titles(Role.SECRETARY)
    assert notice not in titles(Role.EXPERT)


def test_bureau_sg_reads_the_disease_and_the_fact_and_nothing_else(sg_office: User) -> None:
    trigger = a_trigger(Route.OWN_INITIATIVE)
    a_suspension()
    reported(trigger)
    client = signed_in(sg_office)

    page = main_text(client.get(reverse("signals:outside-scope", args=[trigger.pk])))
    behind = client.get(trigger.get_absolute_url())

    assert "zilverkoorts" in page
    assert "Een andere ziekte." not in page
    assert "Reden." not in page
    assert behind.status_code == 403


def test_both_get_mail_without_the_disease(settings: Settings) -> None:
    settings.SG_ADDRESS = "bureau-sg@voorbeeld.invalid"
    trigger = a_trigger()
    a_suspension()

    reported(trigger)
    doing.sweep(timezone.now())

    found = [m for m in mail.outbox if "buiten de opdracht" in m.subject]
    assert {m.to[0] for m in found} >= {"bureau-sg@voorbeeld.invalid", person(Role.CPO).email}
    assert not any("zilverkoorts" in f"{m.subject}{m.body}" for m in found)


def test_a_report_in_an_exercise_goes_to_its_participants_only(settings: Settings) -> None:
    settings.SG_ADDRESS = "bureau-sg@voorbeeld.invalid"
    outsider = person(Role.SG_OFFICE, "andere-sg")
    trigger = a_trigger(situation=a_situation(is_exercise=True))
    a_suspension(exercise=trigger.situation)

    reported(trigger)
    doing.sweep(timezone.now())

    found = [m for m in mail.outbox if "buiten de opdracht" in m.subject]
    assert all(m.subject.startswith("OEFENING: ") for m in found)
    assert {m.to[0] for m in found} == {person(Role.CPO).email, person(Role.SG_OFFICE).email}
    assert rows_for(outsider, timezone.localdate()) == []


def test_a_report_is_made_once_and_does_not_change(cpo: User) -> None:
    trigger = a_trigger()
    a_suspension()
    trigger = reported(trigger)

    said = refusal_of_the_database(trigger, outside_scope="Anders.")

    assert said.startswith("Een melding aan Bureau SG verandert niet meer.")
    assert "report_outside_scope" not in verbs(trigger, cpo)
    assert "hand_over" in verbs(trigger, cpo)
