"""The texts of a signal as they were saved, and what changed between two of them.

Two people who answered the same weegvraag see both answers in the same way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mit_waakstand.differences import Change, Piece, differences
from signals import deadlines
from signals.models import Answer, Judgement, Purport, Signal
from signals.workflow.weighings import Given


@dataclass(frozen=True, kw_only=True)
class Version:
    """One saved text: the first is number 1. ``by`` is a name, "" when nobody is known."""

    number: int
    at: datetime
    by: str
    texts: dict[str, str]


@dataclass(frozen=True)
class Part:
    """One text of a signal in two versions."""

    label: str
    pieces: list[Piece]

    def is_changed(self) -> bool:
        """Return whether a word went or came."""
        return any(piece.change != Change.SAME for piece in self.pieces)


def versions(signal: Signal) -> list[Version]:
    """Return every text that was saved, the oldest first; a step that left the texts is none."""
    found: list[Version] = []
    rows = signal.history.select_related("history_user").order_by("history_date", "history_id")
    for row in rows:
        texts = {name: getattr(row, name) for name in Signal.TEXTS}
        if found and texts == found[-1].texts:
            continue
        by = row.history_user.full_name if row.history_user else ""
        number = len(found) + 1
        found.append(Version(number=number, at=row.history_date, by=by, texts=texts))
    return found


def texts_of(signal: Signal) -> dict[str, str]:
    """Return the texts as they stand."""
    return {name: getattr(signal, name) for name in Signal.TEXTS}


def comparison(before: dict[str, str], after: dict[str, str]) -> list[Part]:
    """Return what changed in each text, in the order of the letter; empty texts are left out."""
    return [
        Part(_label(name), differences(_shown(name, before), _shown(name, after)))
        for name in Signal.TEXTS
        if before.get(name) or after.get(name)
    ]


def answers_compared(both: Iterable[tuple[str, Answer, Given]]) -> list[Part]:
    """Return what two people answered to the same weegvragen, the saved answer first."""
    return [
        Part(question, differences(_answer_in_full(saved), _answer_in_full(given)))
        for question, saved, given in both
    ]


def _answer_in_full(answer: Answer | Given) -> str:
    judgement = dict(Judgement.choices).get(answer.judgement, "")
    by_date = deadlines.in_dutch(answer.by_date) if answer.by_date else ""
    return "\n".join(filter(None, (str(judgement).capitalize(), answer.text.strip(), by_date)))


def _label(name: str) -> str:
    field = Signal._meta.get_field(name)  # noqa: SLF001
    label = str(getattr(field, "verbose_name", name))
    return label[:1].upper() + label[1:]


def _shown(name: str, texts: dict[str, str]) -> str:
    value = texts.get(name, "")
    return str(dict(Purport.choices).get(value, value)) if name == "purport" else value
