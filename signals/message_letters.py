"""The PDFs of what follows a signal: our own aanvullend bericht, and the text of later letters.

As in ``letters``: plain data in, bytes out, printed for ever.
"""

from dataclasses import dataclass
from datetime import date, datetime

from mit_waakstand import pdf
from mit_waakstand.markdown import to_html
from signals.letters import ADDRESSEE, STYLESHEET, capacity


@dataclass(frozen=True, kw_only=True)
class SupplementLetter:
    """An aanvullend bericht of the MIW to the SG; no new term begins.

    ``name`` is its mark, "aanvullend bericht 1". ``response_due_on`` is None when the SG responded
    already. The other names are those of ``letters.SignalLetter``.
    """

    number: str
    name: str
    signal_title: str
    text: str
    sent_at: datetime
    signed_by: str
    addressee_name: str
    addressee_address: tuple[str, ...]
    sender_address: tuple[str, ...]
    contact: tuple[str, ...]
    addressee_office: str = ADDRESSEE
    response_due_on: date | None = None
    acting: bool = False
    on_behalf_by: str | None = None
    is_exercise: bool = False
    exercise_note: str = ""
    demo: bool = False

    @property
    def mark(self) -> str:
        """Return what it is called: "aanvullend bericht 1 bij MIW-2026-01"."""
        return f"{self.name} bij {self.number}"

    @property
    def capacity(self) -> str:
        """Return in which capacity the letter was signed."""
        return capacity(acting=self.acting)


@dataclass(frozen=True, kw_only=True)
class LaterLetter:
    """The text of a tussenbericht or an aanvullende reactie, in accessible form.

    ``grounds`` say why SZW keeps a part to itself; the text is then that of its public version.
    """

    number: str
    name: str
    signal_title: str
    text: str
    signed_by: str
    dated_on: date
    sent_on: date
    received_on: date
    recorded_at: datetime
    their_reference: str = ""
    grounds: str = ""
    is_exercise: bool = False
    exercise_note: str = ""
    demo: bool = False

    @property
    def mark(self) -> str:
        """Return what it is called: "tussenbericht 1 bij MIW-2026-01"."""
        return f"{self.name} bij {self.number}"


def supplement_pdf(letter: SupplementLetter) -> bytes:
    """Return the letter as PDF/A-3a and PDF/UA-1; the same letter always gives the same bytes."""
    return _render("letters/supplement.html", letter, letter.sent_at)


def later_letter_pdf(letter: LaterLetter) -> bytes:
    """Return the text as PDF/A-3a and PDF/UA-1; the same text always gives the same bytes."""
    return _render("letters/later_letter.html", letter, letter.recorded_at)


def _render(template: str, letter: SupplementLetter | LaterLetter, made_at: datetime) -> bytes:
    mark = letter.mark[:1].upper() + letter.mark[1:]
    document = pdf.Document(
        identifier=f"{letter.number.lower()}-{letter.name.replace(' ', '-')}",
        reference=letter.mark,
        title=mark,
        subject=f"Bij signaal: {letter.signal_title}",
        text=letter.text,
        created_at=made_at,
        demo=letter.demo,
        exercise=letter.is_exercise,
    )
    context = {"letter": letter, "text": to_html(letter.text)}
    return pdf.render(template, context, document=document, stylesheet=STYLESHEET)
