"""The letters of a signal as PDF: the signal itself, and the text of the response to it.

Plain data in, bytes out: no model, no database, no clock. Who builds the data decides what a
letter says; what is printed here is printed for ever (architecture §1.3).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError

from mit_waakstand import pdf
from mit_waakstand.markdown import check_nesting, check_text, to_html

STYLESHEET: Final = "letters/letter.css"
ADDRESSEE: Final = "De secretaris-generaal van Sociale Zaken en Werkgelegenheid"
CPO: Final = "Chief Preparedness Officer"


@dataclass(frozen=True, kw_only=True)
class SignalLetter:
    """Everything that stands in the letter with which a signal is issued.

    ``text`` is Markdown, as adopted. ``issued_at`` is aware; the letter shows its date in
    Amsterdam. Names are those of that day. ``acting`` makes the signer "waarnemend";
    ``on_behalf_by`` is the secretaris who issues namens the CPO. ``register_head`` is the newest
    hash of the public register, so that it leaves the house with each letter. ``cleaned_on``: when
    personal data were taken out of this version. ``exercise_note`` says what an exercise is based
    on.
    """

    number: str
    title: str
    purport: str
    text: str
    issued_at: datetime
    response_due_on: date
    signed_by: str
    addressee_name: str
    addressee_address: tuple[str, ...]
    sender_address: tuple[str, ...]
    contact: tuple[str, ...]
    addressee_office: str = ADDRESSEE
    salutation: str = "Geachte secretaris-generaal,"
    attachments: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    acting: bool = False
    on_behalf_by: str | None = None
    register_head: str | None = None
    cleaned_on: date | None = None
    is_exercise: bool = False
    exercise_note: str = ""
    demo: bool = False

    @property
    def capacity(self) -> str:
        """Return in which capacity the letter was signed."""
        return capacity(acting=self.acting)


@dataclass(frozen=True, kw_only=True)
class ResponseLetter:
    """The secretaris-generaal's response to a signal, as accessible text.

    ``text`` is Markdown, typed or transcribed. ``dated_on`` may be unknown; ``sent_on`` decides
    whether the response was in time (domain §3.3). ``recorded_at`` is aware. ``their_reference``
    is SZW's own kenmerk. ``grounds`` say why SZW keeps a part to itself. ``corrected_on`` and
    ``correction`` say when and why the text was corrected later.
    """

    number: str
    signal_title: str
    text: str
    signed_by: str
    sent_on: date
    received_on: date
    response_due_on: date
    recorded_at: datetime
    dated_on: date | None = None
    their_reference: str = ""
    grounds: str = ""
    corrected_on: date | None = None
    correction: str = ""
    is_exercise: bool = False
    exercise_note: str = ""
    demo: bool = False

    @property
    def title(self) -> str:
        """Return the heading; an exercise puts nothing in the mouth of a real SG."""
        if self.is_exercise:
            return f"Oefenreactie op oefensignaal {self.number}"
        return f"Reactie van de secretaris-generaal van SZW op signaal {self.number}"

    @property
    def was_in_time(self) -> bool:
        """Return whether it was sent within the term of two weeks."""
        return self.sent_on <= self.response_due_on


def capacity(*, acting: bool) -> str:
    """Return what stands under the name of whoever signs a signal."""
    return f"waarnemend {CPO}" if acting else CPO


def signal_letter_pdf(letter: SignalLetter) -> bytes:
    """Return the letter as PDF/A-3a and PDF/UA-1; the same letter always gives the same bytes.

    Raises PdfError or ValidationError (both Dutch) when the text cannot be printed; a text that
    passed ``check_letter_text`` can.
    """
    kind = "Oefensignaal" if letter.is_exercise else "Signaal"
    document = pdf.Document(
        identifier=f"{letter.number.lower()}-signaal",
        reference=letter.number,
        title=f"{kind} {letter.number}: {letter.title}",
        subject=f"{kind} van het MIT in waakstand aan de secretaris-generaal van SZW",
        text=letter.text,
        created_at=letter.issued_at,
        demo=letter.demo,
        exercise=letter.is_exercise,
    )
    context = {"letter": letter, "text": to_html(letter.text)}
    return pdf.render("letters/signal.html", context, document=document, stylesheet=STYLESHEET)


def response_pdf(letter: ResponseLetter) -> bytes:
    """Return the response as PDF/A-3a and PDF/UA-1; the same response gives the same bytes.

    Raises as ``signal_letter_pdf`` does.
    """
    document = pdf.Document(
        identifier=f"{letter.number.lower()}-reactie",
        reference=letter.number,
        title=letter.title,
        subject=f"Reactie op: {letter.signal_title}",
        text=letter.text,
        created_at=letter.recorded_at,
        demo=letter.demo,
        exercise=letter.is_exercise,
    )
    context = {"letter": letter, "text": to_html(letter.text)}
    return pdf.render("letters/response.html", context, document=document, stylesheet=STYLESHEET)


def check_letter_text(text: str) -> None:
    """Raise ValidationError (Dutch) for a text that no letter can carry.

    The validator for every text that ends up in a letter: what passes here, prints later, when
    nobody may change it any more.
    """
    check_letter_words(text)
    check_nesting(text)
    if not to_html(text).strip():
        message = "De tekst is leeg."
        raise ValidationError(message, code="empty")


def check_letter_line(text: str) -> None:
    """Raise ValidationError (Dutch) for a title or name that no letter can carry on one line."""
    check_letter_words(text)
    if len(text.splitlines()) > 1:
        message = "Zet dit op één regel."
        raise ValidationError(message, code="line")


def check_letter_words(text: str) -> None:
    """Raise ValidationError (Dutch) for characters that no letter can carry."""
    check_text(text)
    pdf.check_printable(text)
