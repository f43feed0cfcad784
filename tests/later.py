"""Builders of what follows an issued signal; each takes the real steps."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from building import a_signal, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from signals.models import Message, MessageKind, Signal, StandingDecision
from signals.states import SignalState
from signals.workflow import leaks, messages, publishing, standing_decisions
from signals.workflow.messages import ReceivedLetter
from signals.workflow.received import ResponseDates


def a_late_signal(*, is_exercise: bool = False) -> Signal:
    """Return an issued signal of which the term ended yesterday, with its letter."""
    at = timezone.now() - timedelta(days=15)
    signal = a_signal(SignalState.ISSUED, is_exercise=is_exercise, at=at)
    doing.do_due(timezone.now())
    return Signal.objects.get(pk=signal.pk)


def a_standing_decision() -> StandingDecision:
    """Return the standing decision that is in force; takes one when there is none."""
    found = StandingDecision.objects.filter(ended_at=None).first()
    return found or standing_decisions.decide(
        decided_on=timezone.localdate(),
        rationale="Wie niets hoort, mag het publiek niet laten wachten.",
        public_text="Blijft een reactie uit, dan maken wij het signaal toch openbaar.",
        by=person(Role.CPO),
        at=timezone.now(),
    )


def a_signal_without_response() -> Signal:
    """Return a signal that was published without a response, under a standing decision."""
    signal = a_late_signal()
    a_standing_decision()
    return publishing.publish_without_response(
        signal, personal_data_checked=True, by=person(Role.CPO), at=timezone.now()
    )


def a_message(
    signal: Signal, kind: MessageKind = MessageKind.SUPPLEMENT, *, text: str = "Nieuwe feiten."
) -> Message:
    """Return a message of this kind, recorded now."""
    now, today = timezone.now(), timezone.localdate()
    if kind == MessageKind.SUPPLEMENT:
        return messages.send_message(signal, text=text, by=person(Role.CPO), at=now)
    office = person(Role.SG_OFFICE)
    if kind == MessageKind.CONVERSATION:
        return messages.record_conversation(
            signal, text=text, spoken_with="De SG", spoken_at=now, by=office, at=now
        )
    dates = ResponseDates(dated_on=today, sent_on=today, received_on=today)
    letter = ReceivedLetter(text=text, signed_by="De SG", dates=dates)
    act = messages.record_interim if kind == MessageKind.INTERIM else _further
    return act(signal, letter=letter, by=office, at=now)


def a_leaked_signal(*, is_exercise: bool = False) -> Signal:
    """Return an issued signal that became known today."""
    return leaks.report_leak(
        a_signal(SignalState.ISSUED, is_exercise=is_exercise),
        known_on=timezone.localdate(),
        how="Een krant citeert eruit.",
        by=person(Role.CPO),
        at=timezone.now(),
    )


def a_prepared_correction(signal: Signal | None = None, **corrected: str) -> Signal:
    """Return a published signal with a correction that waits for the CPO."""
    return publishing.prepare_correction(
        signal or a_signal(SignalState.PUBLISHED),
        reason="Er stond een fout in.",
        by=person(Role.CPO),
        at=timezone.now(),
        **(corrected or {"summary": "Wij vragen nu om een commissie."}),
    )


def a_signal_that_did_not_get_online() -> Signal:
    """Return a published signal whose public page could not be made, whatever was tried."""
    signal = a_signal(SignalState.PUBLISHED)
    work = Work.objects.get(kind="bake")
    work.failed_at, work.attempts = timezone.now(), 8
    work.outcome = "OSError: [Errno 28] No space left on device"
    work.save()
    return signal


def _further(signal: Signal, **recorded: Any) -> Message:
    return messages.record_further_response(signal, **recorded)


def with_pdf(message: Message) -> Message:
    """Return the message after the outbox made its PDF."""
    doing.do_due(timezone.now())
    return Message.objects.get(pk=message.pk)
