"""Triggers: each row of their table, and what is illegal (domain §2, §3.1)."""

from datetime import date, timedelta

import pytest
from asking import (
    BUTTON_ONLY,
    buttons,
    main_text,
    refusal_of_the_database,
    signed_in,
    told,
    verbs,
)
from django.urls import reverse
from django.utils import timezone

from building import a_situation, a_trigger, a_weighing, amsterdam, an_expert, person
from building import weegvragen_in_force as weegvragen
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox.models import Work
from mit_waakstand.situations.models import Situation
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.forms.triggers import CompleteForm, offer
from signals.models import Outcome, Trigger, Weighing
from signals.states import Route, TriggerState, WeighingState
from signals.workflow import triggers, weighings

pytestmark = pytest.mark.django_db

NOW = amsterdam(2026, 9, 1, hour=10)
EVERY_ROUTE = pytest.mark.parametrize("route", list(Route))


def act_url(trigger: Trigger, verb: str) -> str:
    return reverse(f"signals:trigger-{verb}", args=[trigger.pk])


# --- Who may do what from where ---------------------------------------------------------------

OFFERED = {
    # (route, state): {role: steps}; whoever is not named gets nothing
    (Route.A1_STATUS, TriggerState.REGISTERED): {
        Role.CPO: ["weigh"],
        Role.SECRETARY: ["weigh"],
    },
    (Route.OMT_CONVENED, TriggerState.REGISTERED): {
        Role.CPO: ["submit"],
        Role.SECRETARY: ["submit"],
    },
    (Route.OWN_INITIATIVE, TriggerState.REGISTERED): {
        Role.CPO: ["weigh"],
        Role.SECRETARY: ["weigh"],
    },
    (Route.OMT_CONVENED, TriggerState.WITH_CPO): {Role.CPO: ["convene", "do_not_convene"]},
    (Route.OMT_CONVENED, TriggerState.NOT_CONVENED): {},
    (Route.A1_STATUS, TriggerState.WEIGHED): {},
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
def test_a_decided_trigger_offers_nothing(outcome: Outcome, cpo: User) -> None:
    trigger = a_weighing(outcome).triggers.get()

    offered = verbs(trigger, cpo)

    assert offered == []
    assert trigger.state == f"besloten_{outcome}"


def test_an_a1_without_its_place_in_the_staatscourant_can_be_completed(secretary: User) -> None:
    trigger = triggers.register(
        a_situation(), route=Route.A1_STATUS, happened_on=NOW.date(), by=secretary, at=NOW
    )
    offered = verbs(trigger, secretary)

    trigger = triggers.complete(trigger, gazette_reference="Stcrt. 2026, 9", by=secretary, at=NOW)

    assert offered == ["weigh", "complete"]
    assert verbs(trigger, secretary) == ["weigh"]
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


# --- Registering ------------------------------------------------------------------------------


@EVERY_ROUTE
def test_registering_says_what_happened_when_and_by_whom(route: Route, secretary: User) -> None:
    known = {"informed_by": "RIVM", "omt_number": "12"} if route == Route.OMT_CONVENED else {}

    trigger = triggers.register(
        a_situation(), route=route, happened_on=date(2026, 8, 30), by=secretary, at=NOW, **known
    )

    trigger.refresh_from_db()
    assert (trigger.state, trigger.route) == (TriggerState.REGISTERED, route)
    assert (trigger.registered_at, trigger.registered_by) == (NOW, secretary)
    assert told(trigger) == [("register", secretary.pk)]


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_nobody_outside_the_secretariat_registers(role: Role) -> None:
    situation = a_situation()

    with pytest.raises(NotAllowedError):
        triggers.register(
            situation, route=Route.A1_STATUS, happened_on=NOW.date(), by=person(role), at=NOW
        )

    assert not Trigger.objects.exists()


def test_in_an_exercise_only_participants_register(cpo: User) -> None:
    situation = a_situation(is_exercise=True)
    outsider = person(Role.SECRETARY, "andere-secretaris")

    with pytest.raises(NotAllowedError, match="in deze situatie niets vastleggen"):
        triggers.register(
            situation, route=Route.A1_STATUS, happened_on=NOW.date(), by=outsider, at=NOW
        )

    assert situation.is_within_reach_of(cpo)
    assert not Trigger.objects.exists()


def test_an_a1_status_may_start_in_the_future(secretary: User) -> None:
    tomorrow = NOW.date() + timedelta(days=1)

    trigger = triggers.register(
        a_situation(), route=Route.A1_STATUS, happened_on=tomorrow, by=secretary, at=NOW
    )

    assert trigger.happened_on == tomorrow


@pytest.mark.parametrize("route", [Route.OMT_CONVENED, Route.OWN_INITIATIVE])
def test_an_omt_or_own_initiative_does_not_start_in_the_future(
    route: Route, secretary: User
) -> None:
    tomorrow = NOW.date() + timedelta(days=1)

    with pytest.raises(RefusedError, match="ligt in de toekomst") as refusal:
        triggers.register(
            a_situation(),
            route=route,
            happened_on=tomorrow,
            informed_by="RIVM",
            by=secretary,
            at=NOW,
        )

    assert refusal.value.field == "happened_on"


def test_an_omt_says_how_the_miw_heard_of_it(secretary: User) -> None:
    situation = a_situation()

    with pytest.raises(RefusedError, match="of hoe u het zelf vernam"):
        triggers.register(
            situation, route=Route.OMT_CONVENED, happened_on=NOW.date(), by=secretary, at=NOW
        )

    assert not Trigger.objects.exists()


def test_the_page_registers_a_trigger_in_a_new_situation(secretary: User) -> None:
    answer = signed_in(secretary).post(
        reverse("signals:register"),
        {
            "route": "omt",
            "happened_on": "1-3-2026",
            "disease": "zilverkoorts",
            "learned_from": "een nieuwsbericht",
        },
    )

    trigger = Trigger.objects.get()
    assert answer.headers["Location"] == trigger.get_absolute_url()
    assert (trigger.situation.disease, trigger.happened_on) == ("zilverkoorts", date(2026, 3, 1))
    assert trigger.learned_from == "een nieuwsbericht"


def test_the_page_registers_a_trigger_in_a_situation_that_is_followed(secretary: User) -> None:
    situation = a_situation()
    client = signed_in(secretary)
    offered = client.get(reverse("signals:register"), {"situatie": situation.pk})

    client.post(
        reverse("signals:register"),
        {
            "route": "eigen",
            "happened_on": "1-3-2026",
            "situation": situation.pk,
            "description": "Wij zien gevolgen.",
        },
    )

    assert f'<option value="{situation.pk}" selected>' in offered.content.decode()
    assert Trigger.objects.get().situation == situation


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"route": "a1"}, "Vul de ziekte in, of kies een situatie die u al volgt."),
        (
            {"route": "omt", "disease": "koorts"},
            "of hoe u het zelf vernam.",
        ),
        ({"route": "eigen", "disease": "koorts"}, "Leg uit waarom u een weging nodig vindt."),
        ({"route": "anders", "disease": "koorts"}, "anders"),
        (
            {"route": "eigen", "disease": "koorts", "description": "x", "happened_on": "1-1-2100"},
            "Deze datum ligt in de toekomst.",
        ),
    ],
    ids=["no disease", "no informer", "no reason", "no such route", "in the future"],
)
def test_the_page_asks_for_what_a_route_needs(
    given: dict[str, str], words: str, secretary: User
) -> None:
    data = {"happened_on": "1-3-2026"} | given

    answer = signed_in(secretary).post(reverse("signals:register"), data)

    assert answer.status_code == 422
    assert words in main_text(answer)
    assert not Trigger.objects.exists()


def test_a_refused_registration_leaves_no_situation_behind(secretary: User) -> None:
    data = {"route": "eigen", "disease": "nieuw", "description": "x", "happened_on": "1-1-2100"}

    signed_in(secretary).post(reverse("signals:register"), data)

    assert not Situation.objects.exists()


# --- The road of an OMT -----------------------------------------------------------------------


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


# --- Into a weighing --------------------------------------------------------------------------


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


# --- What is illegal (domain §3.1) ------------------------------------------------------------


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
    assert "only_an_omt_is_assessed_by_the_cpo" in refusal
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
    assert "omt_goes_on_after_a_reasoned_assessment" in refusal


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
    assert "trigger_is_weighed_in_a_weighing" in refusal


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


# --- Small questions --------------------------------------------------------------------------


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
