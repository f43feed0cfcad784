"""Facts of a trigger: corrected while it is open, ended, and counted for the year (domain §2)."""

from datetime import timedelta

import pytest
from asking import main_text, refusal_of_the_database, signed_in, told
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from trigger_acts import act_url

from building import a_situation, a_trigger, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.workflow import ConflictError, RefusedError
from signals.models import Trigger
from signals.states import Route, TriggerState
from signals.workflow import closing, triggers

pytestmark = pytest.mark.django_db


def heard_in_the_news(*, is_exercise: bool = False) -> Trigger:
    return triggers.register(
        a_situation(is_exercise=is_exercise),
        route=Route.OMT_CONVENED,
        happened_on=localdate(),
        learned_from="de krant",
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )


# --- Correcting -------------------------------------------------------------------------------


def test_a_fact_is_corrected_and_the_history_keeps_the_old_one(secretary: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED)
    form = {"happened_on": localdate().strftime("%d-%m-%Y"), "informed_by": "GGD"}

    answer = signed_in(secretary).post(act_url(trigger, "correct-facts"), form)

    trigger.refresh_from_db()
    assert answer.status_code == 302
    assert trigger.informed_by == "GGD"
    assert "RIVM" in trigger.history.values_list("informed_by", flat=True)
    assert told(trigger)[-1] == ("correct_facts", secretary.pk)


def test_a_correction_keeps_the_rules_of_registering(secretary: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED)
    tomorrow = (localdate() + timedelta(days=1)).strftime("%d-%m-%Y")
    client, address = signed_in(secretary), act_url(trigger, "correct-facts")

    later = client.post(address, {"happened_on": tomorrow, "informed_by": "RIVM"})
    unheard = client.post(address, {"happened_on": localdate().strftime("%d-%m-%Y")})

    assert "Deze datum ligt in de toekomst." in main_text(later)
    assert "Vul in wie u informeerde, of hoe u het zelf vernam." in main_text(unheard)
    assert Trigger.objects.get().informed_by == "RIVM"


def test_of_two_corrections_the_second_is_refused_and_shown_both(secretary: User) -> None:
    trigger = a_trigger(Route.OMT_CONVENED)
    seen, day = trigger.hash_of_facts(), localdate().strftime("%d-%m-%Y")
    client, address = signed_in(secretary), act_url(trigger, "correct-facts")
    client.post(address, {"happened_on": day, "informed_by": "van Anna", "seen": seen})

    sent = client.post(address, {"happened_on": day, "informed_by": "van Bram", "seen": seen})

    assert sent.status_code == 409
    assert "van Anna" in main_text(sent)
    assert "van Bram" in sent.content.decode()
    assert Trigger.objects.get().informed_by == "van Anna"


def test_once_it_is_weighed_the_facts_are_frozen(secretary: User) -> None:
    trigger = a_trigger(state=TriggerState.WEIGHED)

    with pytest.raises(ConflictError):
        triggers.correct_facts(trigger, description="x", by=secretary, at=timezone.now())

    said = refusal_of_the_database(trigger, description="Anders.")
    assert said.startswith("Over deze aanleiding is al besloten")


def test_a_trigger_never_changes_its_route_or_situation() -> None:
    trigger, other = a_trigger(), a_situation()

    said = [
        refusal_of_the_database(trigger, route="eigen"),
        refusal_of_the_database(trigger, situation_id=other.pk),
    ]

    assert all(words.startswith("Een aanleiding houdt haar situatie") for words in said)


# --- The end of an A1 status ------------------------------------------------------------------


def test_an_a1_that_ends_is_still_weighed(secretary: User, cpo: User) -> None:
    trigger = a_trigger()
    day = (localdate() + timedelta(days=3)).strftime("%d-%m-%Y")

    signed_in(secretary).post(act_url(trigger, "end-a1"), {"ended_on": day})

    trigger.refresh_from_db()
    assert trigger.ended_on == localdate() + timedelta(days=3)
    assert trigger.state == TriggerState.REGISTERED
    assert "weigh" in [offer.step.verb for offer in trigger.steps_for(cpo)]
    assert Trigger.objects.unweighed_a1().get() == trigger


def test_an_a1_does_not_end_before_it_starts(secretary: User) -> None:
    trigger = a_trigger()
    before = trigger.happened_on - timedelta(days=1)

    with pytest.raises(RefusedError, match="eindigt niet voordat zij begint"):
        triggers.end_a1(trigger, ended_on=before, by=secretary, at=timezone.now())

    said = refusal_of_the_database(trigger, ended_on=before)
    assert "only_an_a1_ends_and_not_before_it_starts" in said


# --- Counted for the yearly account -----------------------------------------------------------


def test_what_the_miw_learned_without_notice_is_counted_and_exercises_are_not() -> None:
    learned = heard_in_the_news()
    a_trigger(Route.OMT_CONVENED)
    heard_in_the_news(is_exercise=True)
    closing.void(heard_in_the_news(), reason="Dubbel.", by=person(Role.CPO), at=timezone.now())
    year = localdate().year

    counted = Trigger.objects.of_the_year(year).learned_without_notice()

    assert list(counted) == [learned]
    assert not Trigger.objects.of_the_year(year - 1).exists()


def test_an_a1_without_a_closed_weighing_after_7_days_is_counted() -> None:
    now = timezone.now()
    waiting = a_trigger(at=now - timedelta(days=7, minutes=1))
    in_weighing = a_trigger(state=TriggerState.WEIGHED, at=now - timedelta(days=8))
    a_trigger(at=now - timedelta(days=6, hours=23))
    a_trigger(Route.OWN_INITIATIVE, at=now - timedelta(days=9))

    late = Trigger.objects.weighed_too_late(now).order_by("pk")

    assert list(late) == [waiting, in_weighing]


def test_the_list_of_situations_shows_the_figures_of_the_year(secretary: User) -> None:
    client = signed_in(secretary)
    before = main_text(client.get(reverse("signals:situations")))
    heard_in_the_news()

    page = main_text(client.get(reverse("signals:situations")))

    assert "Voor de verantwoording" not in before
    assert "Zelf vernomen, zonder bericht: 1 samenkomst van het OMT." in page
