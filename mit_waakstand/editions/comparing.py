"""What changed between two versions: word by word, and in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from mit_waakstand.differences import Change, Piece, differences
from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.outline import Part

LONGEST_TITLE = 120


@dataclass(frozen=True)
class ComparedPart:
    """One item in two versions, word by word."""

    label: str
    pieces: list[Piece]

    def is_changed(self) -> bool:
        """Return whether a word went or came."""
        return any(piece.change != Change.SAME for piece in self.pieces)


@dataclass(frozen=True)
class Comparison:
    """Two versions beside each other."""

    sentences: list[str]
    parts: list[ComparedPart]

    def changed(self) -> list[ComparedPart]:
        """Return the items in which a word went or came."""
        return [part for part in self.parts if part.is_changed()]


def compare(before: Edition, after: Edition) -> Comparison:
    """Return what changed from one version to another of the same kind."""
    old, new = before.parts(), after.parts()
    sentences = [*_documents(before, after), *_in_sentences(old, new)]
    return Comparison(sentences or ["Er is niets veranderd."], list(_word_by_word(old, new)))


def _documents(before: Edition, after: Edition) -> Iterator[str]:
    had, has = before.document_checksum, after.document_checksum
    if had == has:
        return
    if not had:
        yield "Het document (pdf) is nieuw."
    elif not has:
        yield "Het document (pdf) is vervallen."
    else:
        yield "Het document (pdf) is vervangen door een ander."


def _in_sentences(old: list[Part], new: list[Part]) -> Iterator[str]:
    before, after = ({part.key: part for part in side} for side in (old, new))
    moved = _moved(old, new)
    for part in new:
        was = before.get(part.key)
        if was is None:
            yield f"{part.label} is nieuw: {_title(part)}."
            continue
        place = f"{part.label} (was {_small(was.label)})" if part.key in moved else part.label
        if was.text() != part.text():
            yield f"{place} is gewijzigd: {_title(part)}."
        elif part.key in moved:
            yield f"{place} staat op een andere plaats: {_title(part)}."
    for part in old:
        if part.key not in after:
            yield f"{part.label} is vervallen: {_title(part)}."


def _moved(old: list[Part], new: list[Part]) -> set[str]:
    """Return the keys of what stands elsewhere: in another item, or in another order."""
    parents = {part.key: (part.kind.name, part.parent) for part in old}
    common = {part.key for part in new if part.key in parents}
    before = [part.key for part in old if part.key in common]
    after = [part.key for part in new if part.key in common]
    stayed: set[str] = set()
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        stayed |= set(after[block.b : block.b + block.size])
    elsewhere = {
        part.key
        for part in new
        if part.key in common and parents[part.key] != (part.kind.name, part.parent)
    }
    return (common - stayed) | elsewhere


def _word_by_word(old: list[Part], new: list[Part]) -> Iterator[ComparedPart]:
    """Yield every item of both versions in the order of the new one; what went comes last."""
    before = {part.key: part for part in old}
    for part in new:
        was = before.pop(part.key, None)
        yield ComparedPart(part.label, differences(was.text() if was else "", part.text()))
    for part in before.values():
        yield ComparedPart(part.label, differences(part.text(), ""))


def _title(part: Part) -> str:
    title = part.title.strip().rstrip(".")
    return f"“{title[:LONGEST_TITLE]}{'…' if len(title) > LONGEST_TITLE else ''}”"


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
