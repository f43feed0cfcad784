"""Two people at one trigger at one moment, each on a connection of his own (robustness 15-18)."""

from functools import partial
from uuid import uuid4

import pytest
from asking import BUTTON_ONLY, signed_in
from django.urls import reverse
from django.utils import timezone
from test_two_people import at_one_moment, statuses
from together import one_waits_for_the_other
from trigger_acts import act_url

from building import (
    a_trigger,
    a_weighing,
    an_omt_after_a_standing_one,
    answer_everything,
    person,
)
from building import weegvragen_in_force as weegvragen
from mit_waakstand.accounts.roles import Role
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.verification import problems
from signals.models import Trigger
from signals.states import Route, TriggerState
from signals.workflow import closing, weighings

pytestmark = pytest.mark.django_db(transaction=True)

WEIGHED = {"form": "samenkomst", "held_on": "2-9-2026"}


def test_of_two_triggers_merged_into_each_other_one_is() -> None:
    first = a_trigger(Route.OMT_CONVENED)
    second = a_trigger(Route.OMT_CONVENED, situation=first.situation)
    windows = [signed_in(person(Role.CPO)) for _ in range(2)]

    answers = at_one_moment(
        *(
            lambda window=window, pair=pair: window.post(
                act_url(pair[0], "merge"), {"target": pair[1].pk, "reason": "Hetzelfde."}
            )
            for window, pair in zip(windows, [(first, second), (second, first)], strict=True)
        )
    )

    states = sorted(Trigger.objects.values_list("state", flat=True))
    assert statuses(answers)[0] == 302
    assert statuses(answers)[1] in {409, 422}
    assert states == [TriggerState.REGISTERED, TriggerState.MERGED]
    assert list(problems()) == []


def test_upholding_against_convening_one_wins_and_the_other_is_told() -> None:
    weegvragen()
    trigger = an_omt_after_a_standing_one(state=TriggerState.WITH_CPO)
    windows = [signed_in(person(Role.CPO)) for _ in range(2)]

    answers = at_one_moment(
        lambda: windows[0].post(act_url(trigger, "uphold"), BUTTON_ONLY),
        lambda: windows[1].post(act_url(trigger, "convene"), WEIGHED | {"assessment": "Nodig."}),
    )

    trigger.refresh_from_db()
    assert statuses(answers) == [302, 409]
    assert (trigger.upholds is None) == (trigger.state == TriggerState.WEIGHED)
    assert list(problems()) == []


def test_registering_twice_at_one_moment_gives_one_trigger_and_one_situation() -> None:
    form = {"route": "a1", "disease": "koorts", "happened_on": "1-9-2026"}
    form["request_key"] = str(uuid4())
    windows = [signed_in(person(Role.SECRETARY)) for _ in range(3)]
    address = reverse("signals:register")

    answers = at_one_moment(
        *(lambda window=window: window.post(address, form) for window in windows)
    )

    assert statuses(answers) == [302, 302, 302]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert (Trigger.objects.count(), Situation.objects.count()) == (1, 1)


def test_merging_against_weighing_one_wins_and_both_lead_into_the_weighing() -> None:
    target = a_trigger(state=TriggerState.WEIGHED)
    trigger = a_trigger(situation=target.situation)
    windows = [signed_in(person(Role.CPO)) for _ in range(2)]

    answers = at_one_moment(
        lambda: windows[0].post(
            act_url(trigger, "merge"), {"target": target.pk, "reason": "Hetzelfde."}
        ),
        lambda: windows[1].post(act_url(trigger, "weigh"), WEIGHED),
    )

    trigger.refresh_from_db()
    assert statuses(answers) == [302, 409]
    assert trigger.weighing == target.weighing


@pytest.mark.parametrize("is_merged_first", [True, False], ids=["merge first", "close first"])
def test_merging_and_closing_wait_for_each_other_in_one_order_only(
    is_merged_first: bool,  # noqa: FBT001
) -> None:
    weighing, cpo, now = answer_everything(a_weighing()), person(Role.CPO), timezone.now()
    target = weighing.triggers.get()
    a1 = a_trigger(Route.A1_STATUS, situation=weighing.situation)
    reasons = {"rationale": "Klein.", "urgency": "Nacht."}
    merge = partial(closing.merge, a1, target=target, reason="Dezelfde.", by=cpo, at=now)
    close = partial(weighings.close, weighing, outcome="geen_signaal", by=cpo, at=now, **reasons)

    refusal = one_waits_for_the_other(*((merge, close) if is_merged_first else (close, merge)))

    states = {trigger.pk: trigger.state for trigger in Trigger.objects.all()}
    a1.refresh_from_db()
    assert states[target.pk] == TriggerState.NO_SIGNAL
    assert list(problems()) == []
    if is_merged_first:
        assert refusal is None
        assert (a1.state, a1.weighing) == (TriggerState.MERGED, weighing)
    else:
        assert refusal is not None
        assert (a1.state, a1.weighing) == (TriggerState.REGISTERED, None)
