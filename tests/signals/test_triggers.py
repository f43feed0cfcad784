"""Triggers: each row of their table, and small questions (domain §3.1)."""

from datetime import timedelta

import pytest
from asking import (
    told,
    verbs,
)
from django.utils import timezone

from building import a_situation, a_trigger, a_weighing, amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.forms import offer
from mit_waakstand.outbox.models import Work
from mit_waakstand.workflow import RefusedError
from signals.forms.triggers import CompleteForm
from signals.models import Outcome, Trigger
from signals.states import Route, TriggerState
from signals.workflow import triggers

pytestmark = pytest.mark.django_db

NOW = amsterdam(2026, 9, 1, hour=10)


# --- Who may do what from where --------------------------------------------------------------

OPEN_TO_CPO = ["correct_facts", "merge", "void", "hand_over", "report_outside_scope"]
OFFERED = {
    # (route, state): {role: steps}; whoever is not named gets nothing
    (Route.A1_STATUS, TriggerState.REGISTERED): {
        Role.CPO: ["weigh", "end_a1", *OPEN_TO_CPO],
        Role.SECRETARY: ["weigh", "end_a1", "correct_facts"],
    },
    (Route.OMT_CONVENED, TriggerState.REGISTERED): {
        Role.CPO: ["submit", *OPEN_TO_CPO],
        Role.SECRETARY: ["submit", "correct_facts"],
    },
    (Route.OWN_INITIATIVE, TriggerState.REGISTERED): {
        Role.CPO: ["weigh", *OPEN_TO_CPO],
        Role.SECRETARY: ["weigh", "correct_facts"],
    },
    (Route.OMT_CONVENED, TriggerState.WITH_CPO): {
        Role.CPO: ["convene", "do_not_convene", "uphold", *OPEN_TO_CPO],
        Role.SECRETARY: ["correct_facts"],
    },
    (Route.OMT_CONVENED, TriggerState.NOT_CONVENED): {Role.CPO: ["reconsider"]},
    (Route.A1_STATUS, TriggerState.WEIGHED): {
        Role.CPO: ["end_a1"],
        Role.SECRETARY: ["end_a1"],
    },
    (Route.OMT_CONVENED, TriggerState.WEIGHED): {},
    (Route.OWN_INITIATIVE, TriggerState.WEIGHED): {},
}


@pytest.mark.parametrize(("where", "expected"), OFFERED.items(), ids=str)
def test_a_trigger_offers_its_steps_to_these_roles_only(
    where: tuple[Route, TriggerState], expected: dict[Role, list[str]]
) -> None:
    route, state = where
    trigger = a_trigger(route, state=state)

    offered = {role: verbs(trigger, person(role)) for role in Role}

    assert {role: steps for role, steps in offered.items() if steps} == expected


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_decided_a1_can_only_still_end(outcome: Outcome, cpo: User) -> None:
    trigger = a_weighing(outcome).triggers.get()

    offered = verbs(trigger, cpo)

    assert offered == ["end_a1"]
    assert trigger.state == f"besloten_{outcome}"


def test_an_a1_without_its_place_in_the_staatscourant_can_be_completed(secretary: User) -> None:
    trigger = triggers.register(
        a_situation(), route=Route.A1_STATUS, happened_on=NOW.date(), by=secretary, at=NOW
    )
    offered = verbs(trigger, secretary)

    trigger = triggers.complete(trigger, gazette_reference="Stcrt. 2026, 9", by=secretary, at=NOW)

    assert offered == ["weigh", "complete", "end_a1", "correct_facts"]
    assert verbs(trigger, secretary) == ["weigh", "end_a1", "correct_facts"]
    assert trigger.gazette_reference == "Stcrt. 2026, 9"
    assert trigger.state == TriggerState.REGISTERED
    assert told(trigger)[-1] == ("complete", secretary.pk)


def test_the_place_in_the_staatscourant_is_not_empty(secretary: User) -> None:
    trigger = triggers.register(
        a_situation(), route=Route.A1_STATUS, happened_on=NOW.date(), by=secretary, at=NOW
    )

    with pytest.raises(RefusedError, match="Vul de vindplaats in") as refusal:
        triggers.complete(trigger, gazette_reference="  ", by=secretary, at=NOW)

    assert refusal.value.field == "gazette_reference"


# --- Small questions -------------------------------------------------------------------------


def test_a_waiting_a1_is_known_and_counts_whole_hours() -> None:
    registered = timezone.now() - timedelta(hours=25, minutes=59)
    waiting = a_trigger(at=registered)
    a_trigger(Route.OWN_INITIATIVE)
    a_trigger(state=TriggerState.WEIGHED)

    hours = waiting.waiting_hours(registered + timedelta(hours=25, minutes=59))

    assert list(Trigger.objects.unweighed_a1()) == [waiting]
    assert hours == 25


def test_registering_a_trigger_sends_no_mail() -> None:
    a_trigger(Route.OMT_CONVENED, state=TriggerState.NOT_CONVENED)

    kinds = set(Work.objects.values_list("kind", flat=True))

    assert kinds == set()


def test_only_a_choice_of_records_can_offer_records() -> None:
    with pytest.raises(TypeError, match="gazette_reference is not a choice of records"):
        offer(CompleteForm(), "gazette_reference", Trigger.objects.all())
