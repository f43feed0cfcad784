"""The receipt of a response, to print: what arrived, from whom, when, and whether in time."""

from dataclasses import dataclass

from django.utils.timezone import localdate, localtime

from mit_waakstand.accounts.models import User
from signals import deadlines
from signals.models import Response, Signal
from signals.views.after_issue import may_see_original
from signals.views.sheet import term_on_paper


@dataclass(frozen=True)
class ResponseReceipt:
    """What stands on the receipt: ``facts`` and ``files`` are (name, value) in their order.

    The value of a file is its SHA-256, or says that it is being made.
    """

    facts: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]


def receipt_of(signal: Signal, user: User) -> ResponseReceipt | None:
    """Return the receipt as this person may read it; None while there is no response."""
    response = signal.response_or_none()
    if response is None:
        return None
    hides_original = not may_see_original(response, user)
    return ResponseReceipt(
        facts=tuple(_facts(signal, response)),
        files=tuple(_files(response, hides_original=hides_original)),
    )


def _facts(signal: Signal, response: Response) -> list[tuple[str, str]]:
    reference = [("Kenmerk van SZW", response.reference)] if response.reference else []
    return [
        ("Ontvangen", _what(signal, response)),
        ("Ondertekend door", response.signed_by),
        *reference,
        ("Gedagtekend op", deadlines.in_dutch(response.dated_on, weekday="long")),
        ("Verzonden op", deadlines.in_dutch(response.sent_on, weekday="long")),
        ("Ontvangen op", deadlines.in_dutch(response.received_on, weekday="long")),
        ("Termijn", _term(signal)),
        ("Vastgelegd", _recorded(signal)),
    ]


def _what(signal: Signal, response: Response) -> str:
    whose = "de oefenreactie" if signal.is_exercise else "de reactie van de SG van SZW"
    if response.is_partly_confidential():
        return f"{whose}: tekst, hele brief (deels vertrouwelijk) en openbare versie van SZW"
    if response.original_sha256:
        return f"{whose}: tekst en brief"
    return f"{whose}: tekst"


def _term(signal: Signal) -> str:
    due = signal.response_due_on
    if due is None:
        return ""
    last = deadlines.in_dutch(due, weekday="long")
    return f"{term_on_paper(signal, due, localdate())} (laatste dag: {last}, 24.00 uur)"


def _recorded(signal: Signal) -> str:
    at, by = signal.answered_at, signal.answered_by
    if at is None or by is None:
        return ""
    moment = localtime(at)
    day = deadlines.in_dutch(moment.date(), weekday="long")
    return f"{day}, {moment:%H.%M} uur, door {by.full_name}"


def _files(response: Response, *, hides_original: bool) -> list[tuple[str, str]]:
    """Return each file with the number by which anybody can check that it is still the same."""
    whose = "Hele brief" if response.is_partly_confidential() else "Brief van de SG"
    files = [
        ("Tekst van de reactie (pdf)", response.pdf_sha256 or "wordt nog gemaakt"),
        (f"{whose}, zoals ontvangen", "" if hides_original else response.original_sha256),
        ("Openbare versie van SZW, zoals ontvangen", response.public_sha256),
        ("Kopie zonder verborgen gegevens", response.copy_sha256),
    ]
    return [(name, number) for name, number in files if number]
