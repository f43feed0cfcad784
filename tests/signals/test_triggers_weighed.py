"""How triggers come into a weighing, new or open."""

import pytest
from asking import (
    buttons,
    main_text,
    signed_in,
    told,
)
from trigger_acts import act_url

from building import a_trigger, a_weighing, amsterdam, an_expert, person
from building import weegvragen_in_force as weegvragen
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.workflow import NotAllowedError, RefusedError
from signals.models import Outcome, Weighing
from signals.states import Route, TriggerState
from signals.workflow import triggers, weighings

pytestmark = pytest.mark.django_db

NOW = amsterdam(2026, 9, 1, hour=10)


@pytest.mark.parametrize("route", [Route.A1_STATUS, Route.OWN_INITIATIVE])
def test_a_secretary_brings_a_trigger_into_a_weighing_without_inviting(
    route: Route, secretary: User
) -> None:
    weegvragen()
    trigger = a_trigger(route)
    client = signed_in(secretary)
    form = client.get(act_url(trigger, "weigh"))

    client.post(
        act_url(trigger, "weigh"),
        {"form": "samenkomst", "held_on": "2-9-2026", "experts": [an_expert().pk]},
    )

    trigger.refresh_from_db()
    assert "Experts die u uitnodigt" not in main_text(form)
    assert trigger.state == TriggerState.WEIGHED
    assert trigger.weighing is not None
    assert not trigger.weighing.participants.exists()


def test_a_secretary_invites_nobody_and_then_nothing_happens(secretary: User) -> None:
    weegvragen()
    trigger = a_trigger()

    with pytest.raises(NotAllowedError, match="expert uitnodigen"):
        triggers.weigh(trigger, experts=[an_expert()], by=secretary, at=NOW)

    trigger.refresh_from_db()
    assert trigger.state == TriggerState.REGISTERED
    assert not Weighing.objects.exists()
    assert told(trigger) == [("register", secretary.pk)]


def test_a_second_trigger_joins_the_open_weighing_of_its_situation(cpo: User) -> None:
    first = a_trigger(state=TriggerState.WEIGHED)
    second = a_trigger(Route.OWN_INITIATIVE, situation=first.situation)
    newcomer = an_expert(person(Role.EXPERT, "tweede-expert"))

    second = triggers.weigh(second, experts=[an_expert(), newcomer], by=cpo, at=NOW)

    assert second.weighing == first.weighing
    assert Weighing.objects.count() == 1
    invited = [p.expert for p in first.weighing.participants.order_by("pk")]
    assert invited == [an_expert(), newcomer]


def test_an_a1_and_an_omt_share_one_weighing(cpo: User) -> None:
    first = a_trigger(state=TriggerState.WEIGHED)
    second = a_trigger(Route.OMT_CONVENED, situation=first.situation, state=TriggerState.WITH_CPO)

    second = triggers.convene(second, assessment="Ook hierom.", by=cpo, at=NOW)

    assert second.weighing == first.weighing


def test_after_a_closed_weighing_a_new_trigger_gets_a_new_one(cpo: User) -> None:
    closed = a_weighing(Outcome.NO_SIGNAL)
    again = a_trigger(Route.OWN_INITIATIVE, situation=closed.situation)

    again = triggers.weigh(again, by=cpo, at=NOW)

    assert again.weighing is not None
    assert again.weighing != closed
    assert again.weighing.held_on == NOW.date()


def test_without_weegvragen_in_force_there_is_no_weighing(secretary: User) -> None:
    trigger = a_trigger()
    client = signed_in(secretary)

    page = client.get(trigger.get_absolute_url())
    sent = client.post(act_url(trigger, "weigh"), {"form": "samenkomst", "held_on": "2-9-2026"})

    assert buttons(page) == []
    assert "Stel eerst een versie van de weegvragen vast." in main_text(page)
    assert sent.status_code == 422
    assert "Stel eerst een versie van de weegvragen vast." in main_text(sent)
    with pytest.raises(RefusedError, match="Stel eerst een versie van de weegvragen vast"):
        weighings.open_weighing(
            trigger.situation,
            form="samenkomst",
            held_on=NOW.date(),
            by=secretary,
            at=NOW,
        )
