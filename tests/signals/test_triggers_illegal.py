"""What is illegal for a trigger: no button, a refused POST, a refusing database (domain §3.1)."""

import pytest
from asking import (
    BUTTON_ONLY,
    buttons,
    main_text,
    refusal_of_the_database,
    signed_in,
)
from trigger_acts import act_url

from building import a_trigger, a_weighing, amsterdam
from building import weegvragen_in_force as weegvragen
from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import ConflictError
from signals.models import Outcome, Trigger
from signals.states import Route, TriggerState
from signals.workflow import triggers

pytestmark = pytest.mark.django_db

NO_SUCH_STEP = "Deze stap bestaat niet voor een aanleiding."
NOW = amsterdam(2026, 9, 1, hour=10)


@pytest.mark.parametrize("route", [Route.A1_STATUS, Route.OWN_INITIATIVE])
@pytest.mark.parametrize("state", [TriggerState.WITH_CPO, TriggerState.NOT_CONVENED])
def test_only_an_omt_can_end_without_a_weighing(
    route: Route, state: TriggerState, cpo: User
) -> None:
    trigger = a_trigger(route)
    verb = "submit" if state == TriggerState.WITH_CPO else "do-not-convene"
    client = signed_in(cpo)

    page = client.get(trigger.get_absolute_url())
    sent = client.post(act_url(trigger, verb), BUTTON_ONLY | {"assessment": "Niet nodig."})
    refusal = refusal_of_the_database(trigger, state=state)

    assert "Voorleggen aan de CPO" not in main_text(page)
    assert "Geen samenkomst nodig" not in main_text(page)
    assert sent.status_code == 422
    assert "Deze stap bestaat hier niet" in main_text(sent)
    assert refusal.startswith(NO_SUCH_STEP) or "only_an_omt_is_assessed_by_the_cpo" in refusal
    trigger.refresh_from_db()
    assert trigger.state == TriggerState.REGISTERED


def test_an_omt_is_not_weighed_before_the_cpo_assessed_it(cpo: User) -> None:
    weegvragen()
    trigger = a_trigger(Route.OMT_CONVENED)
    weighing = a_weighing()
    client = signed_in(cpo)

    page = client.get(trigger.get_absolute_url())
    as_other = client.post(act_url(trigger, "weigh"), {"form": "samenkomst", "held_on": "2-9-2026"})
    too_soon = client.post(
        act_url(trigger, "convene"),
        {"assessment": "Nodig.", "form": "samenkomst", "held_on": "2-9-2026"},
    )
    refusal = refusal_of_the_database(trigger, state="in_weging", weighing_id=weighing.pk)

    assert buttons(page) == ["Voorleggen aan de CPO"]
    assert as_other.status_code == 422
    assert too_soon.status_code == 409
    assert "De stand is nu “geregistreerd”" in main_text(too_soon)
    assert refusal.startswith(NO_SUCH_STEP)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_decided_trigger_is_not_weighed_again(outcome: Outcome, cpo: User) -> None:
    trigger = a_weighing(outcome).triggers.get()
    client = signed_in(cpo)

    page = client.get(trigger.get_absolute_url())
    sent = client.post(act_url(trigger, "weigh"), {"form": "samenkomst", "held_on": "2-9-2026"})

    assert buttons(page) == []
    assert sent.status_code == 409
    assert "Misschien was iemand anders u voor." in main_text(sent)
    with pytest.raises(ConflictError):
        triggers.weigh(trigger, by=cpo, at=NOW)


def test_no_samenkomst_is_an_end(cpo: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.NOT_CONVENED)

    with pytest.raises(ConflictError):
        triggers.convene(trigger, assessment="Toch wel.", by=cpo, at=NOW)

    refusal = refusal_of_the_database(trigger, state=TriggerState.WEIGHED)
    assert refusal.startswith(NO_SUCH_STEP)


def test_a_trigger_says_when_and_by_whom_it_was_assessed() -> None:
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.NOT_CONVENED)

    refusal = refusal_of_the_database(trigger, assessed_by_id=None)

    assert "trigger_assessment_says_when_and_by_whom" in refusal


def test_a_trigger_is_in_a_weighing_exactly_when_it_is_weighed() -> None:
    weighing = a_weighing()
    trigger = a_trigger()

    refusals = [
        refusal_of_the_database(trigger, weighing_id=weighing.pk),
        refusal_of_the_database(weighing.triggers.get(), weighing_id=None),
    ]

    assert all("trigger_is_weighed_in_a_weighing" in refusal for refusal in refusals)


def test_extra_fields_in_a_form_change_nothing(secretary: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED)
    smuggled = {"state": "besloten_signaal", "route": "a1", "registered_at": "2020-01-01"}

    signed_in(secretary).post(act_url(trigger, "submit"), BUTTON_ONLY | smuggled)

    after = Trigger.objects.get(pk=trigger.pk)
    assert after.state == TriggerState.WITH_CPO
    assert (after.route, after.registered_at) == (trigger.route, trigger.registered_at)
