"""Triggers that are merged or were never rightly registered; an end is an end (domain §3.1)."""

from collections.abc import Callable

import pytest
from asking import main_text, refusal_of_the_database, signed_in, told, verbs
from django.db import connection
from django.utils import timezone
from trigger_acts import act_url

from building import a_situation, a_trigger, a_weighing, an_omt_after_a_standing_one
from building import weegvragen_in_force as weegvragen
from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import Outcome, Trigger
from signals.states import Route, TriggerState
from signals.workflow import closing, triggers

pytestmark = pytest.mark.django_db

REASON = "Hetzelfde bericht."


def merge(trigger: Trigger, target: Trigger, by: User) -> Trigger:
    return closing.merge(trigger, target=target, reason=REASON, by=by, at=timezone.now())


def merge_form(target: Trigger) -> dict[str, object]:
    return {"target": target.pk, "reason": REASON}


# --- Merging ----------------------------------------------------------------------------------


def test_a_merged_trigger_is_covered_by_the_weighing_of_the_other(cpo: User) -> None:
    weighed = a_trigger(state=TriggerState.WEIGHED)
    trigger = a_trigger(situation=weighed.situation)

    answer = signed_in(cpo).post(act_url(trigger, "merge"), merge_form(weighed))

    trigger.refresh_from_db()
    assert answer.status_code == 302
    assert (trigger.state, trigger.merged_into) == (TriggerState.MERGED, weighed)
    assert trigger.weighing == weighed.weighing
    assert (trigger.closing_reason, trigger.closed_by) == (REASON, cpo)
    assert told(trigger)[-1] == ("merge", cpo.pk)


def test_what_was_merged_goes_along_into_a_weighing(cpo: User) -> None:
    weegvragen()
    first = a_trigger(Route.OWN_INITIATIVE)
    second = a_trigger(Route.OWN_INITIATIVE, situation=first.situation)
    third = a_trigger(Route.OWN_INITIATIVE, situation=first.situation)
    merge(third, second, cpo)
    merge(second, first, cpo)

    first = triggers.weigh(first, by=cpo, at=timezone.now())

    assert first.weighing is not None
    assert first.weighing.triggers.count() == 3
    assert set(first.weighing.triggers.values_list("state", flat=True)) == {"in_weging", "gevoegd"}


@pytest.mark.parametrize("state", [TriggerState.REGISTERED, TriggerState.WITH_CPO])
def test_an_a1_is_not_merged_into_what_may_end_without_a_weighing(
    state: TriggerState, cpo: User
) -> None:
    omt = a_trigger(Route.OMT_CONVENED, state=state)
    trigger = a_trigger(situation=omt.situation)

    sent = signed_in(cpo).post(act_url(trigger, "merge"), merge_form(omt))
    refusal = refusal_of_the_database(
        trigger,
        state="gevoegd",
        merged_into_id=omt.pk,
        closing_reason="x",
        closed_at=timezone.now(),
        closed_by_id=cpo.pk,
    )

    offer = trigger.offer("merge", cpo)
    assert offer is not None
    assert offer.obstacles == (
        "In deze situatie is geen aanleiding waarbij deze gevoegd kan worden.",
    )
    assert sent.status_code == 422
    assert refusal.startswith("Deze aanleiding kan niet bij die andere worden gevoegd.")


def itself(trigger: Trigger) -> Trigger:
    return trigger


def of_another_situation(_: Trigger) -> Trigger:
    return a_trigger(Route.OMT_CONVENED)


def merged_into_this_one(trigger: Trigger) -> Trigger:
    other = a_trigger(Route.OMT_CONVENED, situation=trigger.situation)
    a_trigger(Route.OMT_CONVENED, situation=trigger.situation)
    merge(other, trigger, trigger.registered_by.__class__.objects.get(role="cpo"))
    return other


def already_decided(trigger: Trigger) -> Trigger:
    state = TriggerState.NOT_CONVENED
    a_trigger(Route.OMT_CONVENED, situation=trigger.situation)
    return a_trigger(Route.OMT_CONVENED, situation=trigger.situation, state=state)


@pytest.mark.parametrize(
    "choose", [itself, of_another_situation, merged_into_this_one, already_decided]
)
def test_merging_into_this_is_refused(choose: Callable[[Trigger], Trigger], cpo: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED)
    a_trigger(Route.OMT_CONVENED, situation=trigger.situation)
    target = choose(trigger)

    sent = signed_in(cpo).post(act_url(trigger, "merge"), merge_form(target))
    with pytest.raises(ConflictError) as refusal:
        merge(trigger, target, cpo)
    said = refusal_of_the_database(
        trigger,
        state="gevoegd",
        merged_into_id=target.pk,
        closing_reason="x",
        closed_at=timezone.now(),
        closed_by_id=cpo.pk,
    )

    assert target not in trigger.places_to_merge()
    assert sent.status_code in {409, 422}
    assert refusal.value.field == "target"
    assert said.startswith("Deze aanleiding kan niet bij die andere worden gevoegd.")


def test_an_exercise_and_a_real_trigger_are_never_merged(cpo: User) -> None:
    real = a_trigger(Route.OMT_CONVENED)
    exercise = a_trigger(Route.OMT_CONVENED, situation=a_situation(is_exercise=True))

    with pytest.raises(RefusedError):
        merge(real, exercise, cpo)

    assert exercise not in real.places_to_merge()


def test_closing_a_weighing_leaves_what_was_merged_merged(cpo: User) -> None:
    weighing = a_weighing(Outcome.SIGNAL)
    late = a_trigger(situation=weighing.situation)

    with pytest.raises(RefusedError):
        merge(late, weighing.triggers.get(), cpo)

    assert late.places_to_merge().count() == 0


# --- Voiding ----------------------------------------------------------------------------------


@pytest.mark.parametrize("route", list(Route))
def test_a_wrong_registration_ends_with_a_reason_and_stays_in_the_record(
    route: Route, cpo: User
) -> None:
    trigger = a_trigger(route)

    answer = signed_in(cpo).post(act_url(trigger, "void"), {"reason": "Dubbel ingevoerd."})

    trigger.refresh_from_db()
    assert answer.status_code == 302
    assert (trigger.state, trigger.closing_reason) == (TriggerState.VOID, "Dubbel ingevoerd.")
    assert verbs(trigger, cpo) == []
    assert "Dubbel ingevoerd." in main_text(signed_in(cpo).get(trigger.get_absolute_url()))


@pytest.mark.parametrize("act", ["merge", "void"])
def test_only_the_cpo_ends_a_trigger(act: str, secretary: User) -> None:
    trigger = an_omt_after_a_standing_one()
    other = trigger.situation.triggers.exclude(pk=trigger.pk).get()
    given = merge_form(other)

    sent = signed_in(secretary).post(act_url(trigger, act), {"reason": REASON, **given})

    assert act not in verbs(trigger, secretary)
    assert sent.status_code in {403, 422}
    with pytest.raises(NotAllowedError):
        closing.void(trigger, reason=REASON, by=secretary, at=timezone.now())


def test_ending_without_a_reason_is_refused(cpo: User) -> None:
    trigger = a_trigger()

    with pytest.raises(RefusedError, match=r"Geef een reden\.") as refusal:
        closing.void(trigger, reason=" ", by=cpo, at=timezone.now())
    said = refusal_of_the_database(
        trigger, state="onterecht", closed_at=timezone.now(), closed_by_id=cpo.pk
    )

    assert refusal.value.field == "reason"
    assert "closed_trigger_has_reasons" in said


# --- An end is an end -------------------------------------------------------------------------

ENDS = ["geen_samenkomst", "besloten_signaal", "gevoegd", "onterecht"]


def ended(state: str, cpo: User) -> Trigger:
    if state == "geen_samenkomst":
        return a_trigger(Route.OMT_CONVENED, state=TriggerState.NOT_CONVENED)
    if state == "besloten_signaal":
        return a_weighing(Outcome.SIGNAL).triggers.get()
    trigger = a_trigger(Route.OWN_INITIATIVE)
    if state == "onterecht":
        return closing.void(trigger, reason=REASON, by=cpo, at=timezone.now())
    return merge(trigger, a_trigger(situation=trigger.situation), cpo)


@pytest.mark.parametrize("state", ENDS)
def test_no_end_leads_back_into_a_weighing(state: str, cpo: User) -> None:
    weighing = a_weighing()
    trigger = ended(state, cpo)
    form = {"form": "samenkomst", "held_on": "2-9-2026", "assessment": "Toch."}
    verb = "convene" if trigger.is_omt() else "weigh"

    sent = signed_in(cpo).post(act_url(trigger, verb), form)
    said = refusal_of_the_database(trigger, state="in_weging", weighing_id=weighing.pk)

    assert not {"weigh", "convene"} & set(verbs(trigger, cpo))
    assert sent.status_code == 409
    assert said.startswith("Deze stap bestaat niet voor een aanleiding.")


def test_what_is_weighed_was_not_registered_wrongly(cpo: User) -> None:
    trigger = a_trigger(state=TriggerState.WEIGHED)

    sent = signed_in(cpo).post(act_url(trigger, "void"), {"reason": REASON})
    said = refusal_of_the_database(trigger, state="onterecht", weighing_id=None)

    assert "void" not in verbs(trigger, cpo)
    assert sent.status_code == 409
    assert said.startswith("Deze stap bestaat niet voor een aanleiding.")


def test_the_reason_of_an_end_does_not_change(cpo: User) -> None:
    trigger = ended("onterecht", cpo)

    said = refusal_of_the_database(trigger, closing_reason="Anders.")

    assert said.startswith("Deze aanleiding is afgesloten en verandert niet meer.")


def test_a_decision_follows_from_a_closed_weighing() -> None:
    trigger = a_trigger(state=TriggerState.WEIGHED)

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    said = refusal_of_the_database(trigger, state="besloten_signaal")

    assert said.startswith("Een besluit volgt uit de gesloten weging.")
