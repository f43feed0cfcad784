"""What people do with a signal: draft, edit, adopt, reopen, withdraw, issue, respond, publish."""

from datetime import date, datetime

from django.conf import settings
from django.utils.timezone import localdate

from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.putting import put
from mit_waakstand.uploads import Upload
from mit_waakstand.workflow import (
    ConflictError,
    NotAllowedError,
    RefusedError,
    check_rules,
    require_text,
    step,
)
from signals import deadlines, notifications
from signals.models import Disclosure, Response, Signal, Weighing
from signals.models.calendar import equated_days
from signals.models.numbering import next_number
from signals.models.weighing import Outcome
from signals.states import SignalState
from signals.workflow import on_behalf
from signals.workflow.letterhead import letterhead
from signals.workflow.on_behalf import Agreed
from signals.workflow.publishing import LookedOver, check_personal_data, first_version
from signals.workflow.received import ResponseDates, check_dates, check_parts, name_files


def draft(weighing: Weighing, *, title: str, by: User, at: datetime) -> Signal:
    """Return a new concept under a weighing that is open or closed with "signaal"; no number."""
    signal = Signal(weighing=weighing, is_exercise=weighing.situation.is_exercise, title=title)
    with step("draft", signal, by=by, at=at, weighing=weighing.pk):
        locked = Weighing.objects.select_for_update().get(pk=weighing.pk)
        if not locked.is_visible_to(by):
            message = "U kunt bij deze weging geen signaal opstellen."
            raise NotAllowedError(message)
        if locked.outcome == Outcome.NO_SIGNAL:
            message = "Deze weging is gesloten met “geen signaal”."
            raise RefusedError(message)
    return signal


def edit(signal: Signal, *, by: User, at: datetime, seen: str = "", **texts: str) -> Signal:
    """Save the texts of a concept. Every earlier text stays in the history.

    ``seen`` is the ``hash_of_text`` that the editor started from; when somebody else saved in
    between, nothing is overwritten. Raises ConflictError.
    """
    with step("edit", signal, by=by, at=at) as locked:
        if seen and seen != locked.hash_of_text():
            message = (
                "Iemand anders heeft deze tekst intussen bewerkt. Uw tekst staat hieronder en is "
                "nog niet opgeslagen. Vergelijk hem met de bewaarde tekst."
            )
            raise ConflictError(message)
        for name in Signal.TEXTS:
            setattr(locked, name, texts.get(name, getattr(locked, name)))
    return locked


def adopt(signal: Signal, *, by: User, at: datetime, seen: str = "") -> Signal:
    """Freeze the text and its hash (domain §3.3). ``seen`` is the hash of the text that was read.

    Raises ConflictError when the text changed since.
    """
    with step("adopt", signal, by=by, at=at) as locked:
        locked.text_hash = locked.hash_of_text()
        if seen and seen != locked.text_hash:
            message = "De tekst is intussen gewijzigd. Lees hem opnieuw voor u hem vaststelt."
            raise ConflictError(message)
    return locked


def reopen(signal: Signal, *, reason: str, by: User, at: datetime) -> Signal:
    """Make an adopted signal a concept again; what was adopted stays in the history."""
    with step("reopen", signal, by=by, at=at, reason=reason) as locked:
        require_text(reason, "Heropenen kan alleen met een reden.", field="reason")
        locked.adopted_at, locked.adopted_by, locked.text_hash = None, None, ""
    return locked


def withdraw(signal: Signal, *, reason: str, by: User, at: datetime) -> Signal:
    """Withdraw what was not issued yet; it stays in the record and never becomes public."""
    with step("withdraw", signal, by=by, at=at, reason=reason) as locked:
        require_text(reason, "Intrekken kan alleen met een reden.", field="reason")
        locked.withdrawal_reason = reason
    return locked


def disclose(  # noqa: PLR0913  (each is a field of the record)
    signal: Signal,
    *,
    shared_with: str,
    organisation: str,
    reason: str,
    shared_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Signal:
    """Record that the CPO shared the draft as it reads now (verstrekking, domain §5).

    ``shared_at`` is ``at`` unless it was earlier.
    """
    with step("disclose", signal, by=by, at=at) as locked:
        disclosure = Disclosure(
            signal=locked,
            shared_with=shared_with,
            organisation=organisation,
            reason=reason,
            shared_at=shared_at or at,
            text_hash=locked.hash_of_text(),
            version=locked.history.latest(),
            recorded_at=at,
            recorded_by=by,
        )
        check_rules(disclosure, exclude=["signal", "version"])
        disclosure.save()
    return locked


def issue(
    signal: Signal, *, by: User, at: datetime, seen: str = "", agreement: Agreed | None = None
) -> Signal:
    """Bring the signal to the SG of SZW; the two-week term starts (R-054).

    ``at`` is an aware datetime; its date in Amsterdam is day 0 of the term. ``seen`` is the hash
    of the text that was read. A secretaris does it namens de CPO, with the ``agreement``. The
    letter and the mail to Bureau SG are put in the outbox.
    """
    with step("issue", signal, by=by, at=at) as locked:
        if seen and seen != locked.text_hash:
            message = "De tekst is intussen gewijzigd. Lees hem opnieuw voor u hem uitbrengt."
            raise ConflictError(message)
        cpo = on_behalf.cpo_of("issue", locked, agreement, since=locked.adopted_at, by=by, at=at)
        day = localdate(at)
        locked.number = next_number(year=day.year, is_exercise=locked.is_exercise)
        locked.deadline_rule = current_rule()
        locked.response_due_on = last_day(day)
        locked.letterhead = letterhead(day, cpo, by)
        put("make_letter", about=locked, at=at)
        notifications.signal_issued(locked, at=at)
    return locked


def respond(  # noqa: PLR0913  (each is a field of the record)
    signal: Signal,
    *,
    text: str,
    signed_by: str,
    dates: ResponseDates,
    reference: str = "",
    letter: Upload | None = None,
    public_letter: Upload | None = None,
    grounds: str = "",
    by: User,
    at: datetime,
) -> Signal:
    """Record the response of the SG: the clock stops (R-054, domain §3.3).

    ``letter`` is the SG's own PDF, kept byte for byte; a cleaned copy becomes public. Confidential
    in part: then that is the copy of ``public_letter``, SZW's own version, with its ``grounds``.
    A public signal stays public. Raises RefusedError at the field of a date or a missing part.
    """
    is_public = signal.state == SignalState.PUBLISHED and signal.awaits_response()
    verb = "add_response" if is_public else "respond"
    with step(verb, signal, by=by, at=at, sent_on=dates.sent_on.isoformat()) as locked:
        check_dates(locked, dates, today=localdate(at))
        response = Response(
            signal=locked,
            text=text,
            signed_by=signed_by,
            reference=reference,
            grounds=grounds,
            **vars(dates),
        )
        check_parts(letter, public_letter, grounds)
        files = name_files(response, letter, public_letter)
        check_rules(response, exclude=["signal"])
        for data in files:
            vault.store(data)
        response.save()
        put("make_response_pdf", about=response, at=at)
        notifications.response_recorded(locked, at=at)
    return locked


def publish(  # noqa: PLR0913  (an act, what was looked over, and in whose name)
    signal: Signal,
    *,
    personal_data_checked: bool,
    looked: LookedOver | None = None,
    by: User,
    at: datetime,
    agreement: Agreed | None = None,
) -> Signal:
    """Publish signal and response together (R-055, R-056): version 1, complete when born.

    ``looked`` is what was looked over, and found. A secretaris does it namens de CPO, with the
    ``agreement``.
    """
    told = looked.told() if looked else {}
    with step("publish", signal, by=by, at=at, **told) as locked:
        check_personal_data(checked=personal_data_checked)
        on_behalf.cpo_of("publish", locked, agreement, since=locked.answered_at, by=by, at=at)
        first_version(locked, at=at, looked=looked)
    return locked


def last_day(day: date) -> date:
    """Return the last day for a signal issued on ``day``, with the holidays that are known now."""
    return deadlines.response_due_on(day, rule=current_rule(), equated_days=equated_days())


def current_rule() -> deadlines.Rule:
    """Return the rule of the term that holds for signals issued now (domain §4)."""
    return deadlines.Rule(settings.DEADLINE_RULE)
