"""The road of an OMT: the CPO assesses whether the MIW must meet (R-047)."""

from datetime import date

import pytest
from asking import (
    BUTTON_ONLY,
    buttons,
    main_text,
    refusal_of_the_database,
    signed_in,
    told,
)
from trigger_acts import act_url

from building import a_trigger, amsterdam, an_expert
from building import weegvragen_in_force as weegvragen
from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import RefusedError
from signals.states import Route, TriggerState, WeighingState
from signals.workflow import triggers

pytestmark = pytest.mark.django_db

NOW = amsterdam(2026, 9, 1, hour=10)


def test_an_omt_is_laid_before_the_cpo(secretary: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED)

    answer = signed_in(secretary).post(act_url(trigger, "submit"), BUTTON_ONLY)

    trigger.refresh_from_db()
    assert answer.headers["Location"] == trigger.get_absolute_url()
    assert trigger.state == TriggerState.WITH_CPO
    assert told(trigger)[-1] == ("submit", secretary.pk)


def test_the_cpo_decides_with_a_reason_that_no_meeting_is_needed(cpo: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.WITH_CPO)

    trigger = triggers.do_not_convene(
        trigger, assessment="Bekende ziekte.", measures="Nee.", by=cpo, at=NOW
    )

    trigger.refresh_from_db()
    assert trigger.state == TriggerState.NOT_CONVENED
    assert (trigger.assessment, trigger.measures) == ("Bekende ziekte.", "Nee.")
    assert (trigger.assessed_at, trigger.assessed_by) == (NOW, cpo)
    assert trigger.weighing is None
    assert told(trigger)[-1] == ("do_not_convene", cpo.pk)


def test_the_cpo_convenes_and_a_weighing_opens(cpo: User) -> None:
    weegvragen()
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.WITH_CPO)
    answer = signed_in(cpo).post(
        act_url(trigger, "convene"),
        {
            "assessment": "Nodig.",
            "potential": "Ja.",
            "form": "schriftelijk",
            "held_on": "3-9-2026",
            "experts": [an_expert().pk],
        },
    )

    trigger.refresh_from_db()
    weighing = trigger.weighing
    assert answer.status_code == 302
    assert weighing is not None
    assert (weighing.state, weighing.form) == (WeighingState.OPEN, "schriftelijk")
    assert weighing.held_on == date(2026, 9, 3)
    assert weighing.questions == weegvragen()
    assert [p.expert for p in weighing.participants.all()] == [an_expert()]
    assert (trigger.assessment, trigger.potential) == ("Nodig.", "Ja.")


@pytest.mark.parametrize("verb", ["convene", "do-not-convene"])
def test_an_assessment_has_a_reason(verb: str, cpo: User) -> None:
    weegvragen()
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.WITH_CPO)

    answer = signed_in(cpo).post(
        act_url(trigger, verb), {"assessment": " ", "form": "samenkomst", "held_on": "3-9-2026"}
    )

    trigger.refresh_from_db()
    assert answer.status_code == 422
    assert trigger.state == TriggerState.WITH_CPO
    with pytest.raises(RefusedError, match="Geef een reden voor uw besluit") as refusal:
        triggers.do_not_convene(trigger, assessment=" ", by=cpo, at=NOW)
    assert refusal.value.field == "assessment"


def test_the_database_wants_the_reason_of_the_cpo_too() -> None:
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.NOT_CONVENED)

    refusal = refusal_of_the_database(trigger, assessment="")

    assert "omt_goes_on_after_a_reasoned_assessment" in refusal


def test_only_the_cpo_assesses_an_omt(secretary: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.WITH_CPO)
    client = signed_in(secretary)

    page = client.get(trigger.get_absolute_url())
    opened = client.get(act_url(trigger, "do-not-convene"))
    sent = client.post(act_url(trigger, "do-not-convene"), {"assessment": "Niet nodig."})

    assert buttons(page) == []
    assert "Voor u is hier nu niets te doen." in main_text(page)
    assert opened.headers["Location"] == trigger.get_absolute_url()
    assert sent.status_code == 403
    assert "U kunt dit niet doen: geen samenkomst nodig." in main_text(sent)
    trigger.refresh_from_db()
    assert trigger.state == TriggerState.WITH_CPO
