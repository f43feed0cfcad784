"""Taking a step: locked, checked, stamped, saved and written down; or nothing happened."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from afwegingskader.workflow import load_starting_version
from building import a_signal, a_situation, a_trigger, amsterdam, an_expert, person, respond
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import (
    START,
    ConflictError,
    NotAllowedError,
    Record,
    RefusedError,
    Step,
    Steps,
    step,
)
from signals.models import Signal, Trigger
from signals.states import Route, SignalState, TriggerState
from signals.workflow import publishing, signals, triggers

pytestmark = pytest.mark.django_db

MOMENT = amsterdam(2026, 9, 1, hour=16)


def _row(verb: str, **known: object) -> Step:
    plain = {
        "label": verb,
        "sentence": verb,
        "sources": frozenset({"a"}),
        "permission": "event.see",
    }
    return Step(verb=verb, **(plain | known))


def test_a_table_is_asked_by_verb_and_keeps_its_order() -> None:
    table = Steps(_row("later"), _row("eerder"))

    verbs = [row.verb for row in table]

    assert verbs == ["later", "eerder"]
    assert table["eerder"].label == "eerder"


def test_a_table_does_not_know_every_verb() -> None:
    table = Steps(_row("later"))

    with pytest.raises(KeyError):
        table["nooit"]


def test_a_step_without_target_stays_where_it_is() -> None:
    table = Steps(_row("bewerk"), _row("stel_vast", target="b"))

    targets = [row.arrives_at("a") for row in table]

    assert targets == ["a", "b"]


def test_the_diagram_knows_every_state_but_the_start() -> None:
    table = Steps(_row("begin", sources=frozenset({START}), target="a"), _row("door", target="b"))

    states = table.states()

    assert states == {"a", "b"}


def test_a_step_changes_the_state_and_says_when_and_by_whom(cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)

    signals.adopt(signal, by=cpo, at=MOMENT)

    stored = Signal.objects.get(pk=signal.pk)
    assert (stored.state, stored.adopted_at, stored.adopted_by) == ("vastgesteld", MOMENT, cpo)


def test_a_step_writes_one_event_with_the_way_it_went(cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    before = Event.objects.count()

    with step("adopt", signal, by=cpo, at=MOMENT, reden="klaar") as locked:
        locked.text_hash = locked.hash_of_text()

    event = Event.objects.about(signal).first()
    assert Event.objects.count() == before + 1
    assert (event.verb, event.by, event.occurred_at) == ("adopt", cpo, MOMENT)
    assert json.loads(event.payload)["data"] == {
        "reden": "klaar",
        "from": "concept",
        "to": "vastgesteld",
    }


def test_a_step_without_stamp_leaves_the_stamps_alone(secretary: User) -> None:
    signal = a_signal(SignalState.DRAFT)

    signals.edit(signal, title="Andere titel", by=secretary, at=MOMENT)

    stored = Signal.objects.get(pk=signal.pk)
    assert (stored.title, stored.state, stored.adopted_at) == ("Andere titel", "concept", None)


def test_a_new_record_starts_with_a_step(secretary: User) -> None:
    situation = a_situation()

    trigger = triggers.register(
        situation,
        route=Route.OWN_INITIATIVE,
        happened_on=date(2026, 9, 1),
        description="Reden.",
        by=secretary,
        at=MOMENT,
    )

    stored = Trigger.objects.get(pk=trigger.pk)
    assert (stored.state, stored.registered_by) == ("geregistreerd", secretary)


def test_the_record_is_locked_while_the_step_is_taken(cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)

    with CaptureQueriesContext(connection) as queries:
        signals.adopt(signal, by=cpo, at=MOMENT)

    locking = [q["sql"] for q in queries if 'FOR NO KEY UPDATE OF "signals_signal"' in q["sql"]]
    assert len(locking) == 1


def test_a_step_looks_at_the_record_as_it_is_now_not_as_it_was_shown(cpo: User) -> None:
    shown = a_signal(SignalState.DRAFT)
    signals.adopt(shown, by=cpo, at=MOMENT)

    with pytest.raises(ConflictError) as refusal:
        signals.adopt(shown, by=cpo, at=MOMENT)

    assert shown.state == "concept"
    assert refusal.value.message == (
        "Deze stap kan niet meer: vaststellen. De stand is nu “vastgesteld”. "
        "Misschien was iemand anders u voor."
    )


def test_who_lacks_the_permission_is_refused_and_nothing_happened(secretary: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    before = Event.objects.count()

    with pytest.raises(NotAllowedError) as refusal:
        signals.adopt(signal, by=secretary, at=MOMENT)

    assert refusal.value.message == "U kunt dit niet doen: vaststellen."
    assert Signal.objects.get(pk=signal.pk).state == "concept"
    assert Event.objects.count() == before


def test_who_may_not_know_the_record_is_refused(cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT, is_exercise=True)
    outsider = person(Role.CPO, "andere-cpo")
    assert signal.is_visible_to(cpo)

    with pytest.raises(NotAllowedError) as refusal:
        signals.adopt(signal, by=outsider, at=MOMENT)

    assert refusal.value.message == "U kunt dit niet doen: vaststellen."


def test_a_step_of_another_route_does_not_exist(secretary: User) -> None:
    trigger = a_trigger(Route.A1_STATUS)

    with pytest.raises(RefusedError) as refusal:
        triggers.submit(trigger, by=secretary, at=MOMENT)

    assert refusal.value.message == "Deze stap bestaat hier niet: voorleggen aan de CPO."
    assert type(refusal.value) is RefusedError


def test_what_somebody_did_just_before_is_a_conflict(cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    publishing.prepare_correction(signal, reason="Fout.", summary="Een.", by=cpo, at=MOMENT)

    with pytest.raises(ConflictError) as refusal:
        publishing.prepare_correction(signal, reason="Fout.", summary="Twee.", by=cpo, at=MOMENT)

    assert refusal.value.message == (
        "Deze stap kan niet meer: correctie klaarzetten. De stand is nu “gepubliceerd”. "
        "Misschien was iemand anders u voor."
    )


def test_what_stands_in_the_way_is_said_and_nothing_happened(secretary: User, cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    signals.edit(signal, by=secretary, at=MOMENT, summary="", text="")

    with pytest.raises(RefusedError) as refusal:
        signals.adopt(signal, by=cpo, at=MOMENT)

    assert refusal.value.message == "Vul eerst in: samenvatting, tekst van de brief."
    assert Signal.objects.get(pk=signal.pk).adopted_at is None


def test_a_wrong_value_is_refused_at_its_field(secretary: User) -> None:
    signal = a_signal(SignalState.DRAFT)

    with pytest.raises(RefusedError) as refusal:
        signals.edit(signal, purport="onzin", by=secretary, at=MOMENT)

    assert refusal.value.field == "purport"
    assert refusal.value.message == "Waarde 'onzin' is geen geldige keuze."


def test_a_broken_rule_of_the_database_is_refused_in_its_own_words(secretary: User) -> None:
    situation = a_situation()

    with pytest.raises(RefusedError) as refusal:
        triggers.register(
            situation,
            route=Route.OMT_CONVENED,
            happened_on=date(2026, 9, 1),
            by=secretary,
            at=MOMENT,
        )

    assert refusal.value.message == "Vul in wie u informeerde, of hoe u het zelf vernam."
    assert refusal.value.field == ""
    assert not Trigger.objects.exists()


def test_a_step_that_touches_what_is_frozen_is_stopped_by_the_database(cpo: User) -> None:
    signal = a_signal(SignalState.ADOPTED)

    def tamper() -> None:
        with step("issue", signal, by=cpo, at=MOMENT) as locked:
            locked.number, locked.deadline_rule = "MIW-2026-01", "strict"
            locked.response_due_on = date(2026, 9, 15)
            locked.text = "Een andere tekst."

    with pytest.raises(RefusedError) as refusal:
        tamper()

    assert refusal.value.message == "De tekst van een vastgesteld signaal verandert niet meer."
    assert Signal.objects.get(pk=signal.pk).state == "vastgesteld"


def test_what_goes_wrong_inside_a_step_undoes_all_of_it(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED, at=MOMENT)
    before = Event.objects.count()

    with pytest.raises(RefusedError) as refusal:
        respond(signal, on=amsterdam(2026, 8, 31), by=sg_office)

    stored = Signal.objects.get(pk=signal.pk)
    assert refusal.value.field == "sent_on"
    assert (stored.state, stored.answered_at, stored.response_or_none()) == (
        "uitgebracht",
        None,
        None,
    )
    assert Event.objects.count() == before


def test_a_page_offers_the_steps_that_this_person_may_take_now(
    cpo: User, secretary: User, sg_office: User
) -> None:
    signal = a_signal(SignalState.DRAFT)

    offered = {
        user.role: [offer.step.verb for offer in signal.steps_for(user)]
        for user in (cpo, secretary, sg_office)
    }

    assert offered == {
        "cpo": ["edit", "withdraw", "disclose", "adopt", "summarise"],
        "secretaris": ["edit", "summarise"],
        "bureau_sg": [],
    }


def test_a_page_offers_no_step_of_another_route(secretary: User) -> None:
    with_reference, omt = a_trigger(Route.A1_STATUS), a_trigger(Route.OMT_CONVENED)
    without_reference = a_trigger(Route.A1_STATUS)
    without_reference.gazette_reference = ""

    by_route = [
        [offer.step.verb for offer in trigger.steps_for(secretary) if not offer.step.aside]
        for trigger in (without_reference, with_reference, omt)
    ]

    assert by_route == [["weigh", "complete"], ["weigh"], ["submit"]]


def test_a_page_offers_no_step_to_who_may_not_know_the_record() -> None:
    signal = a_signal(SignalState.DRAFT, is_exercise=True)
    outsider = person(Role.CPO, "andere-cpo")

    offers = signal.steps_for(outsider)

    assert offers == []


def test_a_page_says_what_stands_in_the_way_of_a_step(cpo: User, secretary: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    signal = signals.edit(signal, by=secretary, at=MOMENT, text="")

    offer = signal.offer("adopt", cpo)

    assert offer is not None
    assert offer.obstacles == ("Vul eerst in: tekst van de brief.",)
    assert offer.url_name == "signals:signal-adopt"


def test_a_step_that_is_not_offered_is_not_there(secretary: User) -> None:
    signal = a_signal(SignalState.DRAFT)

    offer = signal.offer("adopt", secretary)

    assert offer is None


def test_the_address_of_a_step_is_named_after_record_and_verb() -> None:
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.WITH_CPO)

    name = trigger.url_name("do_not_convene")

    assert name == "signals:trigger-do-not-convene"


def test_every_kind_of_record_says_itself_who_may_see_it(cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)

    with pytest.raises(NotImplementedError):
        Record.is_visible_to(signal, cpo)


def test_a_record_is_no_part_of_an_exercise_unless_it_says_so() -> None:
    an_expert()

    answers = (
        load_starting_version().is_part_of_exercise(),
        a_signal(is_exercise=True).is_part_of_exercise(),
    )

    assert answers == (False, True)


def test_a_rule_without_words_is_a_fault_of_ours_and_keeps_nothing(cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)

    def tamper() -> None:
        with step("adopt", signal, by=cpo, at=MOMENT) as locked:
            locked.text_hash = "0" * 64
            locked.drafted_by_id = None

    with pytest.raises(IntegrityError, match="null value"), transaction.atomic():
        tamper()

    assert Signal.objects.get(pk=signal.pk).state == "concept"
