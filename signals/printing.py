"""From a record to its letter: the messages of a signal, and a corrected response."""

from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.utils.timezone import localdate

from signals.letters import ResponseLetter, SignalLetter
from signals.message_letters import LaterLetter, SupplementLetter
from signals.models import Message, Response, Revision, Signal


def supplement_letter(message: Message) -> SupplementLetter:
    """Return the letter of an aanvullend bericht, with the names of its day.

    The term stands in it when the SG had not responded yet.
    """
    signal, names = message.signal, message.letterhead
    return SupplementLetter(
        number=number_of(signal),
        name=message.name(),
        signal_title=signal.public_texts()["title"],
        text=message.text,
        sent_at=message.recorded_at,
        signed_by=message.signed_by,
        acting=names.get("acting", False),
        on_behalf_by=names.get("on_behalf_by") or None,
        addressee_name=names["addressee_name"],
        addressee_office=names["addressee_office"],
        addressee_address=lines(names["addressee_address"]),
        sender_address=lines(names["sender_address"]),
        contact=lines(names["contact"]),
        response_due_on=None if _was_answered(message) else signal.response_due_on,
        is_exercise=signal.is_exercise,
        exercise_note=exercise_note(signal),
        demo=settings.DEMO,
    )


def later_letter(message: Message) -> LaterLetter:
    """Return the text of a tussenbericht or aanvullende reactie.

    Raises ObjectDoesNotExist for a message without the dates of a letter.
    """
    if message.dated_on is None or message.sent_on is None or message.received_on is None:
        error = f"{message} is no letter"
        raise ObjectDoesNotExist(error)
    return LaterLetter(
        number=number_of(message.signal),
        name=message.name(),
        signal_title=message.signal.public_texts()["title"],
        text=message.text,
        signed_by=message.signed_by,
        dated_on=message.dated_on,
        sent_on=message.sent_on,
        received_on=message.received_on,
        their_reference=message.reference,
        grounds=message.grounds,
        recorded_at=message.recorded_at,
        is_exercise=message.signal.is_exercise,
        exercise_note=exercise_note(message.signal),
        demo=settings.DEMO,
    )


def response_letter(response: Response, correction: Revision | None = None) -> ResponseLetter:
    """Return the text of the response, or its text as a correction has it.

    Raises ObjectDoesNotExist when its signal was not answered.
    """
    signal = response.signal
    if signal.answered_at is None or signal.response_due_on is None:
        message = f"signal {signal.pk} was not answered"
        raise ObjectDoesNotExist(message)
    return ResponseLetter(
        number=number_of(signal),
        signal_title=(correction and correction.title) or signal.public_texts()["title"],
        text=_text_of(response, correction),
        signed_by=response.signed_by,
        dated_on=response.dated_on,
        sent_on=response.sent_on,
        received_on=response.received_on,
        response_due_on=signal.response_due_on,
        recorded_at=correction.prepared_at if correction else signal.answered_at,
        their_reference=response.reference,
        grounds=response.grounds,
        corrected_on=localdate(correction.prepared_at) if correction else None,
        correction=correction.reason if correction else "",
        is_exercise=signal.is_exercise,
        exercise_note=exercise_note(signal),
        demo=settings.DEMO,
    )


def _text_of(response: Response, correction: Revision | None) -> str:
    """Return the text as it was recorded, or as a correction has it or leaves it."""
    if correction is None:
        return response.text
    return correction.response_text or response.signal.public_texts()["response_text"]


def public_letter(letter: SignalLetter, correction: Revision) -> SignalLetter:
    """Return a letter as the public may read it: without the personal data that were in it.

    Title and text are those of the correction, or else the last that were public.
    """
    texts = correction.signal.public_texts()
    return replace(
        letter,
        title=correction.title or texts["title"],
        text=correction.text or texts["text"],
        cleaned_on=localdate(correction.prepared_at),
    )


def number_of(signal: Signal) -> str:
    """Return the number; raises ObjectDoesNotExist before issue."""
    if signal.number is None:
        message = f"signal {signal.pk} was not issued"
        raise ObjectDoesNotExist(message)
    return signal.number


def exercise_note(signal: Signal) -> str:
    """Return what an exercise is based on, "" for anything else."""
    case = signal.weighing.situation.historical_case
    return f"Oefening op basis van een historische casus: {case}" if case else ""


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text, or of a setting in which a bar parts them."""
    return tuple(line.strip() for line in text.replace("|", "\n").splitlines() if line.strip())


def _was_answered(message: Message) -> bool:
    answered_at = message.signal.answered_at
    return answered_at is not None and answered_at <= message.recorded_at
