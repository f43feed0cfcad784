"""Suspension: its own table, and what it stops (domain §3.5)."""

from datetime import date, timedelta

import pytest
from asking import (
    main_text,
    refusal_of_sql,
    refusal_of_the_database,
    signed_in,
    told,
    verbs,
)
from asking_today import rows_for
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from building import (
    a_commission,
    a_signal,
    a_situation,
    a_suspension,
    a_trigger,
    a_weighing,
    acts_for_the_cpo,
    amsterdam,
    answer_everything,
    declare,
    person,
    weegvragen_in_force,
)
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site.for_people.standing import standing
from mit_waakstand.public_site.models import Publication
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from mit_waakstand.worklist import Urgency
from signals.models import Outcome, Signal, Suspension, Trigger, Weighing
from signals.states import Route, SignalState, SuspensionState, TriggerState, WeighingState
from signals.workflow import decisions, signals, suspensions, triggers, weighings

pytestmark = pytest.mark.django_db

TODAY = localdate()
TOMORROW = TODAY + timedelta(days=1)
PAUSED = "De waakstand is opgeschort sinds"
TICKS = {f"{point}_done": True for point in Suspension.CHECKLIST}


# --- Its own steps ----------------------------------------------------------------------------


def test_recording_a_commissie_proposes_a_suspension(sg_office: User) -> None:
    commission = a_commission(by=sg_office)

    suspension = commission.suspensions.get()
    assert suspension.state == SuspensionState.PROPOSED
    assert suspension.starts_on == commission.in_force_from
    assert Suspension.objects.in_force(TODAY) is None
    assert told(suspension) == [("propose", sg_office.pk)]


OFFERED = {
    SuspensionState.PROPOSED: {Role.CPO: ["register", "drop"]},
    SuspensionState.RUNNING: {Role.CPO: ["prepare", "end"], Role.SECRETARY: ["prepare"]},
    SuspensionState.ENDED: {},
    SuspensionState.DROPPED: {},
}


@pytest.mark.parametrize(("state", "expected"), OFFERED.items(), ids=str)
def test_a_suspension_offers_its_steps_to_these_roles_only(
    state: SuspensionState, expected: dict[Role, list[str]]
) -> None:
    suspension = a_suspension(state, at=timezone.now() - timedelta(days=2))

    offered = {role: verbs(suspension, person(role)) for role in Role}

    assert {role: steps for role, steps in offered.items() if steps} == expected


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_only_the_cpo_registers_and_ends(role: Role) -> None:
    proposed, somebody, now = a_suspension(SuspensionState.PROPOSED), person(role), timezone.now()

    with pytest.raises(NotAllowedError):
        suspensions.register(proposed, by=somebody, at=now)
    running = suspensions.register(proposed, by=person(Role.CPO), at=now)
    with pytest.raises(NotAllowedError):
        suspensions.end(running, by=somebody, at=now)

    assert Suspension.objects.get().state == SuspensionState.RUNNING


def test_a_suspension_starts_on_the_day_on_which_the_instellingsbesluit_takes_effect(
    cpo: User,
) -> None:
    at = amsterdam(2026, 9, 1)
    suspension = a_suspension(SuspensionState.PROPOSED, at=at, in_force_from=date(2026, 9, 10))

    with pytest.raises(RefusedError, match="werkt vanaf donderdag 10 september 2026"):
        suspensions.register(suspension, by=cpo, at=amsterdam(2026, 9, 9, hour=23))
    suspension = suspensions.register(suspension, by=cpo, at=amsterdam(2026, 9, 10, hour=0))

    assert suspension.state == SuspensionState.RUNNING
    assert Suspension.objects.in_force(date(2026, 9, 9)) is None
    assert Suspension.objects.in_force(date(2026, 9, 10)) == suspension


def test_the_database_refuses_a_suspension_before_its_first_day(cpo: User) -> None:
    suspension = a_suspension(SuspensionState.PROPOSED, in_force_from=TOMORROW)

    refusal = refusal_of_the_database(
        suspension, state="lopend", registered_at=timezone.now(), registered_by_id=cpo.pk
    )

    assert "suspension_is_registered_from_its_first_day" in refusal


def test_an_instellingsbesluit_may_work_back_in_time(cpo: User) -> None:
    suspension = a_suspension(in_force_from=TODAY - timedelta(days=9))

    assert suspension.starts_on == TODAY - timedelta(days=9)
    assert suspension.is_in_force(TODAY)
    assert told(suspension)[-1] == ("register", cpo.pk)


def test_at_most_one_suspension_is_open() -> None:
    first = a_suspension()
    second = a_commission(name="Commissie MIT goudkoorts")

    with pytest.raises(RefusedError, match="Er is al een opschorting"):
        suspensions.propose(second, by=person(Role.CPO), at=timezone.now())
    refusal = refusal_of_sql(
        "INSERT INTO signals_suspension (commission_id, state, starts_on, proposed_at, "
        "proposed_by_id, reason, archive_done, archive_remark, members_done, members_remark, "
        "framework_done, framework_remark, evaluation_done, evaluation_remark) SELECT %s, "
        "'voorgesteld', starts_on, proposed_at, proposed_by_id, '', false, '', false, '', false, "
        "'', false, '' FROM signals_suspension",
        [second.pk],
    )

    assert list(Suspension.objects.open()) == [first]
    assert "one_open_suspension" in refusal


def test_a_suspension_of_an_exercise_stands_beside_a_real_one() -> None:
    exercise = a_situation(is_exercise=True)

    practised, real = a_suspension(exercise=exercise), a_suspension()

    assert Suspension.objects.in_force(TODAY) == real
    assert Suspension.objects.in_force(TODAY, exercise) == practised
    assert Suspension.objects.in_force(TODAY, a_situation(is_exercise=True)) is None
    assert Suspension.objects.in_force(TODAY, a_situation()) == real


def test_a_dropped_proposal_has_a_reason_and_makes_room(cpo: User) -> None:
    suspension = a_suspension(SuspensionState.PROPOSED)

    with pytest.raises(RefusedError, match="Geef een reden"):
        suspensions.drop(suspension, reason=" ", by=cpo, at=timezone.now())
    suspension = suspensions.drop(suspension, reason="Dubbel.", by=cpo, at=timezone.now())
    again = suspensions.propose(suspension.commission, by=cpo, at=timezone.now())

    assert suspension.state == SuspensionState.DROPPED
    assert list(Suspension.objects.open()) == [again]


# --- Its end ----------------------------------------------------------------------------------


def test_the_waakstand_resumes_by_itself_when_the_commissie_lapsed() -> None:
    suspension = a_suspension(at=amsterdam(2026, 9, 1), lapses_on=date(2027, 3, 1))

    last, next_day = date(2027, 2, 28), date(2027, 3, 1)

    assert Suspension.objects.in_force(last) == suspension
    assert Suspension.objects.in_force(next_day) is None
    assert [suspension.is_in_force(day) for day in (last, next_day)] == [True, False]
    assert suspension.state == SuspensionState.RUNNING


def test_the_cpo_confirms_the_end_with_the_checklist(cpo: User) -> None:
    suspension = a_suspension(at=amsterdam(2026, 9, 1), lapses_on=date(2026, 9, 8))
    at = amsterdam(2026, 9, 10)

    with pytest.raises(RefusedError, match="nog 4 punten open"):
        suspensions.end(suspension, by=cpo, at=at)
    suspensions.prepare(
        suspension, by=person(Role.SECRETARY), at=at, **TICKS | {"archive_done": False}
    )
    with pytest.raises(RefusedError, match="nog 1 punt open"):
        suspensions.end(suspension, by=cpo, at=at)
    remark = "Het archief komt in oktober."
    suspensions.prepare(suspension, by=person(Role.SECRETARY), at=at, archive_remark=remark)
    suspension = suspensions.end(suspension, by=cpo, at=at)

    assert (suspension.state, suspension.ends_on) == (SuspensionState.ENDED, date(2026, 9, 8))
    assert (suspension.ended_at, suspension.ended_by) == (at, cpo)
    assert Suspension.objects.in_force(date(2026, 9, 7)) == suspension
    assert Suspension.objects.in_force(date(2026, 9, 8)) is None


def test_a_suspension_does_not_end_before_its_commissie(cpo: User) -> None:
    suspension = a_suspension(lapses_on=TOMORROW)
    suspension = suspensions.prepare(suspension, by=cpo, at=timezone.now(), **TICKS)

    with pytest.raises(RefusedError, match="De commissie bestaat nog"):
        suspensions.end(suspension, by=cpo, at=timezone.now())
    refusal = refusal_of_the_database(
        suspension,
        state="beeindigd",
        ends_on=TOMORROW,
        ended_at=timezone.now(),
        ended_by_id=cpo.pk,
    )

    assert "eindigt als de commissie is vervallen" in refusal


def test_the_database_wants_the_checklist(cpo: User) -> None:
    at = timezone.now()
    suspension = a_suspension(at=at - timedelta(days=1), lapses_on=TODAY)

    refusal = refusal_of_the_database(
        suspension, state="beeindigd", ends_on=TODAY, ended_at=at, ended_by_id=cpo.pk
    )

    assert "ended_suspension_has_its_checklist" in refusal


ILLEGAL = [
    (SuspensionState.PROPOSED, "end"),
    (SuspensionState.PROPOSED, "prepare"),
    (SuspensionState.RUNNING, "register"),
    (SuspensionState.ENDED, "register"),
    (SuspensionState.ENDED, "end"),
    (SuspensionState.DROPPED, "register"),
]


@pytest.mark.parametrize(("state", "verb"), ILLEGAL)
def test_an_illegal_step_is_refused(state: SuspensionState, verb: str, cpo: User) -> None:
    suspension = a_suspension(state, at=timezone.now() - timedelta(days=2))

    with pytest.raises(ConflictError, match="Deze stap kan niet meer"):
        getattr(suspensions, verb)(suspension, by=cpo, at=timezone.now())

    assert verb not in verbs(suspension, cpo)


@pytest.mark.parametrize(
    ("state", "changes", "words"),
    [
        (SuspensionState.ENDED, {"state": "lopend"}, "is voorbij en verandert niet meer"),
        (SuspensionState.DROPPED, {"reason": "anders"}, "is voorbij en verandert niet meer"),
        (SuspensionState.RUNNING, {"starts_on": TODAY}, "houdt haar commissie en haar begin"),
        (SuspensionState.RUNNING, {"registered_at": None}, "blijft geregistreerd"),
    ],
)
def test_the_database_keeps_what_was_registered(
    state: SuspensionState, changes: dict[str, object], words: str
) -> None:
    suspension = a_suspension(state, at=timezone.now() - timedelta(days=2))

    assert words in refusal_of_the_database(suspension, **changes)


# --- What it stops ----------------------------------------------------------------------------


def test_triggers_are_still_registered_but_not_weighed(cpo: User) -> None:
    weegvragen_in_force()
    a_suspension()
    at = timezone.now()

    a1 = a_trigger(Route.A1_STATUS)
    omt = a_trigger(Route.OMT_CONVENED, state=TriggerState.WITH_CPO)

    with pytest.raises(RefusedError, match=PAUSED):
        triggers.weigh(a1, by=cpo, at=at)
    with pytest.raises(RefusedError, match=PAUSED):
        triggers.convene(omt, assessment="Nodig.", by=cpo, at=at)
    weigh, convene = a1.offer("weigh", cpo), omt.offer("convene", cpo)
    assert weigh is not None
    assert convene is not None
    assert [step.obstacles[0][: len(PAUSED)] for step in (weigh, convene)] == [PAUSED, PAUSED]
    assert set(Trigger.objects.values_list("state", flat=True)) == {
        TriggerState.REGISTERED,
        TriggerState.WITH_CPO,
    }


def test_no_weighing_and_no_concept_begins(cpo: User) -> None:
    weighing = a_weighing(Outcome.SIGNAL)
    a_suspension()
    at = timezone.now()

    with pytest.raises(RefusedError, match=PAUSED):
        weighings.open_weighing(weighing.situation, form="samenkomst", held_on=TODAY, by=cpo, at=at)
    with pytest.raises(RefusedError, match=PAUSED):
        signals.draft(weighing, title="Concept", by=cpo, at=at)

    assert Weighing.objects.get() == weighing
    assert not Signal.objects.exists()


def test_no_signal_is_issued_and_an_issued_one_runs_on(cpo: User) -> None:
    issued, adopted = a_signal(SignalState.ISSUED), a_signal(SignalState.ADOPTED)
    suspension = a_suspension()

    with pytest.raises(RefusedError, match=PAUSED):
        signals.issue(adopted, by=cpo, at=timezone.now())

    assert list(Signal.objects.waiting_for_response()) == [issued]
    assert issued.is_overdue((issued.response_due_on or TODAY) + timedelta(days=1))
    decisions.change_end(
        suspension.commission, lapses_on=TOMORROW, reason="Voorbij.", by=cpo, at=timezone.now()
    )
    later = signals.issue(adopted, by=cpo, at=timezone.now() + timedelta(days=1))
    assert later.state == SignalState.ISSUED


def test_the_database_refuses_what_a_suspension_stops(cpo: User) -> None:
    adopted = a_signal(SignalState.ADOPTED)
    a_suspension()
    weighing, now = adopted.weighing, timezone.now()

    refusals = [
        refusal_of_sql(
            "INSERT INTO signals_weighing (situation_id, state, form, held_on, questions_id, "
            "outcome, rationale, departure, urgency, opened_at, opened_by_id) SELECT situation_id, "
            "'open', form, held_on, questions_id, '', '', '', '', %s, opened_by_id "
            "FROM signals_weighing WHERE id = %s",
            [now, weighing.pk],
        ),
        refusal_of_sql(
            "INSERT INTO signals_signal (weighing_id, is_exercise, state, purport, title, summary, "
            "text, attachments, copies, drafted_at, drafted_by_id, text_hash, deadline_rule, "
            "letterhead, letter_sha256) SELECT weighing_id, is_exercise, 'concept', '', title, '', "
            "'', '', '', %s, drafted_by_id, '', '', '{}', '' FROM signals_signal WHERE id = %s",
            [now, adopted.pk],
        ),
        refusal_of_the_database(
            adopted,
            state="uitgebracht",
            number="MIW-2026-77",
            issued_at=now,
            issued_by_id=cpo.pk,
            response_due_on=TOMORROW,
            deadline_rule="strict",
        ),
    ]

    assert [refusal.split("\n")[0] for refusal in refusals] == [
        "De waakstand is opgeschort: er begint geen weging.",
        "De waakstand is opgeschort: er komt geen nieuw signaal.",
        "De waakstand is opgeschort: er gaat geen signaal uit.",
    ]


def test_an_exercise_is_stopped_by_its_own_suspension_only(cpo: User) -> None:
    practised = a_signal(SignalState.ADOPTED, is_exercise=True)
    real = a_signal(SignalState.ADOPTED)
    a_suspension(exercise=practised.weighing.situation)

    with pytest.raises(RefusedError, match=PAUSED):
        signals.issue(practised, by=cpo, at=timezone.now())

    assert signals.issue(real, by=cpo, at=timezone.now()).number


def test_an_open_weighing_rests_and_goes_on_afterwards(cpo: User, expert: User) -> None:
    weighing = answer_everything(a_weighing())
    suspension = a_suspension()
    now, secretary = timezone.now(), person(Role.SECRETARY)
    closing = {"outcome": "geen_signaal", "rationale": "Klein.", "urgency": "Nacht."}

    blocked = {
        offer.step.verb
        for user in (cpo, secretary, expert)
        for offer in weighing.steps_for(user)
        if offer.obstacles and offer.obstacles[0].startswith(PAUSED)
    }
    page = main_text(signed_in(cpo).get(weighing.get_absolute_url()))
    posted = signed_in(cpo).post(reverse("signals:weighing-close", args=[weighing.pk]), closing)
    closed = refusal_of_the_database(
        weighing,
        state="gesloten",
        outcome="geen_signaal",
        rationale="x",
        urgency="x",
        closed_at=now,
        closed_by_id=cpo.pk,
    )
    answered = refusal_of_sql("UPDATE signals_answer SET text = 'Anders.'", [])
    opined = refusal_of_sql("UPDATE signals_participant SET took_part = true", [])
    decisions.change_end(
        suspension.commission, lapses_on=TOMORROW, reason="Voorbij.", by=cpo, at=now
    )
    later = weighings.close(weighing, by=cpo, at=now + timedelta(days=1), **closing)

    assert blocked == {
        "invite",
        "propose_expert",
        "answer",
        "record_opinion",
        "reschedule",
        "give_opinion",
        "close",
    }
    assert "Deze weging rust" in page
    assert "Weging sluiten" not in page
    assert posted.status_code == 422
    assert PAUSED in main_text(posted)
    resting = "De waakstand is opgeschort: de weging rust."
    assert [refusal.split("\n")[0] for refusal in (closed, answered, opined)] == [resting] * 3
    assert later.state == WeighingState.CLOSED


def test_during_a_suspension_one_may_still_decline_and_declare_interests(
    cpo: User, expert: User
) -> None:
    weighing, now = a_weighing(), timezone.now()
    a_suspension()

    declare(weighing, cpo, conflict="Mijn zus werkt er.")
    weighings.decline(weighing, reason="Ziek.", by=expert, at=now)

    assert weighing.declarations.get(user=cpo).has_conflict
    assert not weighing.participants.invited().exists()


def test_a_resting_weighing_asks_nothing_in_nu_te_doen(cpo: User) -> None:
    a_weighing()
    a_suspension()

    (row,) = [row for row in rows_for(cpo, TODAY) if "weging, " in row.detail]

    assert (row.action, row.urgency) == (
        "Gepauzeerd: de waakstand is opgeschort",
        Urgency.WAIT,
    )


# --- Who is told ------------------------------------------------------------------------------


def test_who_registers_and_prepares_a_suspension_is_told_that_one_waits() -> None:
    acting = acts_for_the_cpo(person(Role.DEPUTY))
    told = [person(Role.CPO), person(Role.SECRETARY), acting]

    suspension = a_suspension(SuspensionState.PROPOSED)
    mails = Work.objects.filter(kind="mail_suspension_proposed")
    keys = sorted(row.details["recipient"] for row in mails)
    doing.sweep(timezone.now())

    sent = [m for m in mail.outbox if m.subject == f"Opschorting {suspension.pk}: wacht op de CPO"]
    assert keys == sorted(f"user:{user.pk}" for user in told)
    assert sorted(m.to[0] for m in sent) == sorted(user.email for user in told)
    assert suspension.commission.name not in sent[0].subject + str(sent[0].body)


def test_a_suspension_in_an_exercise_is_told_to_its_participants_only() -> None:
    outsider = person(Role.CPO, "andere-cpo")

    a_suspension(SuspensionState.PROPOSED, exercise=a_situation(is_exercise=True))
    rows = Work.objects.filter(kind="mail_suspension_proposed")
    keys = {row.details["recipient"] for row in rows}
    doing.sweep(timezone.now())

    sent = [m for m in mail.outbox if "wacht op de CPO" in m.subject]
    assert keys == {f"user:{person(role).pk}" for role in (Role.CPO, Role.SECRETARY)}
    assert f"user:{outsider.pk}" not in keys
    assert all("OEFENING" in m.subject for m in sent)


def test_no_mail_about_a_suspension_that_waits_no_more() -> None:
    a_suspension(SuspensionState.DROPPED)

    doing.sweep(timezone.now())

    rows = Work.objects.filter(kind="mail_suspension_proposed")
    assert {row.outcome for row in rows} == {"niet verstuurd: de opschorting wacht niet meer"}


# --- What the public reads --------------------------------------------------------------------


def test_the_public_reads_since_when_and_why() -> None:
    at = timezone.now() - timedelta(days=2)
    a_suspension(at=at)

    suspended = standing()

    assert suspended is not None
    assert suspended.content == {
        "status": "opgeschort",
        "sinds": localdate(at).isoformat(),
        "reden": "Commissie MIT zilverkoorts",
    }


def test_the_public_reads_by_itself_and_once_that_the_waakstand_resumed(cpo: User) -> None:
    at = timezone.now() - timedelta(days=2)
    suspension = a_suspension(at=at, lapses_on=TODAY)
    before, now = standing(), timezone.now()

    for _ in range(3):
        doing.sweep(now)
    resumed = standing()
    suspensions.prepare(suspension, by=cpo, at=now, **TICKS)
    confirmed = suspensions.end(suspension, by=cpo, at=now)

    assert before is not None
    assert before.content["status"] == "opgeschort"
    assert resumed is not None
    assert resumed.content == {"status": "waakstand", "sinds": TODAY.isoformat()}
    assert Publication.objects.filter(key="stand").count() == 2
    assert Work.objects.about(resumed).filter(kind="bake").count() == 1
    assert standing() == resumed
    assert confirmed.ends_on == TODAY


def test_a_commissie_that_is_extended_after_it_lapsed_suspends_again_for_the_public(
    cpo: User,
) -> None:
    suspension = a_suspension(at=timezone.now() - timedelta(days=2), lapses_on=TODAY)
    doing.sweep(timezone.now())

    decisions.change_end(
        suspension.commission, lapses_on=TOMORROW, reason="Langer.", by=cpo, at=timezone.now()
    )
    doing.sweep(timezone.now())

    published = Publication.objects.filter(key="stand").order_by("version")
    assert [row.content["status"] for row in published] == ["opgeschort", "waakstand", "opgeschort"]


def test_without_a_suspension_the_sweep_publishes_no_standing() -> None:
    a_suspension(SuspensionState.PROPOSED)

    doing.sweep(timezone.now())

    assert not Publication.objects.filter(key="stand").exists()


def test_a_suspension_of_an_exercise_is_never_public() -> None:
    a_suspension(SuspensionState.ENDED, exercise=a_situation(is_exercise=True))

    assert not Publication.objects.exists()
