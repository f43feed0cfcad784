"""What people add to an issued signal (domain §3.3). Nothing here stops the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.putting import put
from mit_waakstand.uploads import Upload
from mit_waakstand.workflow import RefusedError, check_rules, step
from signals import message_mail
from signals.models import Message, MessageKind, Signal
from signals.workflow import on_behalf
from signals.workflow.letterhead import letterhead
from signals.workflow.on_behalf import Agreed
from signals.workflow.received import ResponseDates, check_dates, check_parts, name_files


@dataclass(frozen=True, kw_only=True)
class ReceivedLetter:
    """A letter of the SG as it was recorded: its words, who signed, its dates, and its PDF.

    Confidential in part: ``public_letter`` is SZW's version for the public, with its ``grounds``.
    """

    text: str
    signed_by: str
    dates: ResponseDates
    reference: str = ""
    letter: Upload | None = None
    public_letter: Upload | None = None
    grounds: str = ""


def send_message(
    signal: Signal, *, text: str, by: User, at: datetime, agreement: Agreed | None = None
) -> Message:
    """Send an aanvullend bericht to the SG: new facts, no new term (domain §3.3).

    A secretaris does it namens de CPO, with the ``agreement``. The letter and the mail to Bureau
    SG are put in the outbox.
    """
    with step("send_message", signal, by=by, at=at) as locked:
        verb, since = "send_message", locked.issued_at
        cpo = on_behalf.cpo_of(verb, locked, agreement, since=since, by=by, at=at)
        day = localdate(at)
        message = Message(
            signal=locked,
            kind=MessageKind.SUPPLEMENT,
            text=text,
            signed_by=cpo.full_name,
            dated_on=day,
            sent_on=day,
            received_on=day,
            letterhead=letterhead(day, cpo, by),
        )
        _keep(message, by=by, at=at)
        message_mail.supplement_sent(message, at=at)
    return message


def record_interim(signal: Signal, *, letter: ReceivedLetter, by: User, at: datetime) -> Message:
    """Record a tussenbericht ("more time"): published with the rest; the clock runs on."""
    return _record_letter("record_interim", MessageKind.INTERIM, signal, letter, by=by, at=at)


def record_further_response(
    signal: Signal, *, letter: ReceivedLetter, by: User, at: datetime
) -> Message:
    """Record a later letter of the SG. On a published signal it asks for an aanvulling (§3.7)."""
    verb = "record_further_response"
    return _record_letter(verb, MessageKind.FURTHER, signal, letter, by=by, at=at)


def record_conversation(  # noqa: PLR0913  (each is a field of the record)
    signal: Signal, *, text: str, spoken_with: str, spoken_at: datetime, by: User, at: datetime
) -> Message:
    """Record an oral response: never published, and the clock runs on.

    Bureau SG is asked to confirm in writing. Raises RefusedError for a moment before the issue or
    in the future.
    """
    with step("record_conversation", signal, by=by, at=at) as locked:
        if spoken_at > at:
            message = "Dit moment ligt in de toekomst."
            raise RefusedError(message, field="spoken_at")
        if locked.issued_at and spoken_at < locked.issued_at:
            message = "Het gesprek kan niet voor het uitbrengen van het signaal zijn geweest."
            raise RefusedError(message, field="spoken_at")
        note = Message(
            signal=locked,
            kind=MessageKind.CONVERSATION,
            text=text,
            spoken_with=spoken_with,
            spoken_at=spoken_at,
        )
        _keep(note, by=by, at=at)
        message_mail.conversation_recorded(note, at=at)
    return note


def _record_letter(  # noqa: PLR0913  (an act, and what is recorded)
    verb: str,
    kind: MessageKind,
    signal: Signal,
    letter: ReceivedLetter,
    *,
    by: User,
    at: datetime,
) -> Message:
    with step(verb, signal, by=by, at=at, sent_on=letter.dates.sent_on.isoformat()) as locked:
        check_dates(locked, letter.dates, today=localdate(at))
        message = Message(
            signal=locked,
            kind=kind,
            text=letter.text,
            signed_by=letter.signed_by,
            reference=letter.reference,
            grounds=letter.grounds,
            dated_on=letter.dates.dated_on,
            sent_on=letter.dates.sent_on,
            received_on=letter.dates.received_on,
        )
        check_parts(letter.letter, letter.public_letter, letter.grounds)
        _keep(message, name_files(message, letter.letter, letter.public_letter), by=by, at=at)
        message_mail.letter_recorded(message, at=at)
    return message


def _keep(message: Message, files: Iterable[bytes] = (), *, by: User, at: datetime) -> None:
    """Save a message under the next number; its signal is locked, so numbers never meet."""
    earlier = Message.objects.filter(signal=message.signal, kind=message.kind)
    message.sequence = earlier.count() + 1
    message.recorded_at, message.recorded_by = at, by
    check_rules(message, exclude=["signal", "recorded_by"])
    for data in files:
        vault.store(data)
    message.save()
    if message.needs_pdf():
        put("make_message_pdf", about=message, at=at)
