"""The CPO's assessment of a situation holds until its review date, or is made again (domain §2)."""

from datetime import timedelta

import pytest
from asking import BUTTON_ONLY, main_text, refusal_of_the_database, signed_in, told, verbs
from django.utils import timezone
from django.utils.timezone import localdate
from trigger_acts import act_url

from building import a_situation, a_trigger, an_omt_after_a_standing_one, weegvragen_in_force
from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import Trigger
from signals.states import Route, TriggerState
from signals.workflow import assessing, triggers

pytestmark = pytest.mark.django_db

UPHELD = "blijft gelden"


def test_with_one_click_the_assessment_holds_for_a_later_omt(cpo: User) -> None:
    trigger = an_omt_after_a_standing_one(state=TriggerState.WITH_CPO)
    client = signed_in(cpo)

    page = client.get(trigger.get_absolute_url())
    client.post(act_url(trigger, "uphold"), BUTTON_ONLY)

    trigger.refresh_from_db()
    earlier = trigger.situation.triggers.get(upholds=None)
    assert UPHELD in main_text(page)
    assert (trigger.state, trigger.upholds) == (TriggerState.NOT_CONVENED, earlier)
    assert trigger.assessment.startswith("De beoordeling van ")
    assert (trigger.assessed_by, trigger.review_on) == (cpo, None)


def test_the_cpo_upholds_what_was_only_registered_in_the_same_act(cpo: User) -> None:
    trigger = an_omt_after_a_standing_one()

    signed_in(cpo).post(act_url(trigger, "uphold"), BUTTON_ONLY)

    trigger.refresh_from_db()
    assert trigger.state == TriggerState.NOT_CONVENED
    assert told(trigger)[-2:] == [("submit", cpo.pk), ("uphold", cpo.pk)]


def test_only_the_cpo_upholds_and_then_nothing_was_submitted_either(secretary: User) -> None:
    trigger = an_omt_after_a_standing_one()
    client = signed_in(secretary)

    page = client.get(trigger.get_absolute_url())
    sent = client.post(act_url(trigger, "uphold"), BUTTON_ONLY)

    trigger.refresh_from_db()
    assert UPHELD not in main_text(page)
    assert sent.status_code == 403
    assert trigger.state == TriggerState.REGISTERED


def test_an_assessment_holds_on_its_review_date_and_not_a_day_longer(cpo: User) -> None:
    trigger = an_omt_after_a_standing_one(state=TriggerState.WITH_CPO)
    last_day = trigger.situation.triggers.get(review_on__isnull=False).review_on
    assert last_day is not None
    after = timezone.now() + (last_day - localdate()) + timedelta(days=1)

    stands = [trigger.standing_assessment(last_day + timedelta(days=n)) for n in (0, 1)]
    with pytest.raises(RefusedError, match="staat geen beoordeling die nog geldt"):
        assessing.uphold(trigger, by=cpo, at=after)

    assert stands == [trigger.previous_assessment(), None]


def test_an_assessment_of_another_situation_does_not_hold(cpo: User) -> None:
    an_omt_after_a_standing_one()
    other = a_trigger(Route.OMT_CONVENED, state=TriggerState.WITH_CPO)

    with pytest.raises(RefusedError, match="staat geen beoordeling"):
        assessing.uphold(other, by=cpo, at=timezone.now())


def test_a_later_decision_to_meet_ends_the_standing_assessment(cpo: User) -> None:
    weegvragen_in_force()
    second = an_omt_after_a_standing_one(state=TriggerState.WITH_CPO)
    triggers.convene(second, assessment="Nu wel.", by=cpo, at=timezone.now())

    third = a_trigger(Route.OMT_CONVENED, situation=second.situation)

    assert third.standing_assessment(localdate()) is None


def test_the_database_upholds_nothing_that_does_not_stand(cpo: User) -> None:
    trigger = an_omt_after_a_standing_one(state=TriggerState.WITH_CPO)
    elsewhere = an_omt_after_a_standing_one().situation.triggers.get(review_on__isnull=False)

    refusal = refusal_of_the_database(
        trigger,
        state="geen_samenkomst",
        upholds_id=elsewhere.pk,
        assessment="x",
        assessed_at=timezone.now(),
        assessed_by_id=cpo.pk,
    )

    assert refusal.startswith("In deze situatie staat geen beoordeling die nog geldt.")


def test_a_review_date_lies_after_today(cpo: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.WITH_CPO)

    with pytest.raises(RefusedError, match="Kies een dag na vandaag") as refusal:
        triggers.do_not_convene(
            trigger, assessment="x", review_on=localdate(), by=cpo, at=timezone.now()
        )

    assert refusal.value.field == "review_on"


def test_the_page_proposes_a_review_date_and_shows_the_previous_assessment(cpo: User) -> None:
    trigger = an_omt_after_a_standing_one(state=TriggerState.WITH_CPO)

    page = signed_in(cpo).get(act_url(trigger, "do-not-convene"))

    proposed = (localdate() + timedelta(weeks=13)).strftime("%d-%m-%Y")
    assert f'value="{proposed}"' in page.content.decode()
    assert "Vorige beoordeling in deze situatie" in main_text(page)
    assert "Bekende ziekte." in main_text(page)


def test_new_facts_bring_an_omt_back_to_the_cpo_and_the_record_keeps_what_was(cpo: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.NOT_CONVENED)
    facts = {"new_facts": "Er zijn nu doden.", "reconsideration": "Dat verandert het beeld."}

    answer = signed_in(cpo).post(act_url(trigger, "reconsider"), facts)

    trigger.refresh_from_db()
    assert answer.status_code == 302
    assert trigger.state == TriggerState.WITH_CPO
    assert (trigger.assessment, trigger.assessed_at, trigger.review_on) == ("", None, None)
    assert trigger.new_facts == "Er zijn nu doden."
    assert "Niet nodig." in trigger.history.values_list("assessment", flat=True)
    assert told(trigger)[-1] == ("reconsider", cpo.pk)


@pytest.mark.parametrize("left_out", ["new_facts", "reconsideration"])
def test_reconsidering_asks_for_new_facts_and_a_reason(left_out: str, cpo: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.NOT_CONVENED)
    given = {"new_facts": "Nieuw.", "reconsideration": "Reden."} | {left_out: " "}

    sent = signed_in(cpo).post(act_url(trigger, "reconsider"), given)
    with pytest.raises(RefusedError) as refusal:
        assessing.reconsider(trigger, by=cpo, at=timezone.now(), **given)

    assert sent.status_code == 422
    assert refusal.value.field == left_out


def test_only_the_cpo_reconsiders(secretary: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.NOT_CONVENED)

    with pytest.raises(NotAllowedError):
        assessing.reconsider(
            trigger, new_facts="x", reconsideration="y", by=secretary, at=timezone.now()
        )

    assert verbs(trigger, secretary) == []


def test_an_a1_is_never_upheld_or_reconsidered(cpo: User) -> None:
    situation = a_situation()
    trigger = a_trigger(situation=situation)
    client = signed_in(cpo)

    sent = [client.post(act_url(trigger, verb), BUTTON_ONLY) for verb in ("uphold", "reconsider")]

    assert [answer.status_code for answer in sent] == [422, 422]
    assert Trigger.objects.get(pk=trigger.pk).state == TriggerState.REGISTERED
    with pytest.raises(ConflictError):
        triggers.do_not_convene(
            a_trigger(Route.OMT_CONVENED), assessment="x", by=cpo, at=timezone.now()
        )
