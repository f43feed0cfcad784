"""What changed between two texts, word by word: for people who compare, so it reads as a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\S+\s*|\s+")
# Words (or lines) of one side times those of the other; a larger piece is shown as replaced whole.
MOST_COMPARISONS = 1_000_000


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "zelfde"
    GONE = "weg"
    NEW = "nieuw"


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, went or came."""

    change: Change
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """Return the pieces of both texts in reading order, what went before what came.

    The pieces that are not NEW make up ``before``, those that are not GONE ``after``; ends of
    lines as browsers send them count as those of a file.
    """
    before, after = _plain(before), _plain(after)
    lines = _compared(before.splitlines(keepends=True), after.splitlines(keepends=True))
    pieces: list[Piece] = []
    for same, old, new in lines:
        if same:
            pieces += [Piece(Change.SAME, old)]
            continue
        for word_is_same, gone, came in _compared(WORD.findall(old), WORD.findall(new)):
            if word_is_same:
                pieces += [Piece(Change.SAME, gone)]
            else:
                pieces += [Piece(Change.GONE, gone), Piece(Change.NEW, came)]
    return _joined(pieces)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _compared(before: list[str], after: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield runs: whether they are the same, and the text of each side."""
    start = _common(before, after)
    yield True, "".join(before[:start]), "".join(before[:start])
    before, after = before[start:], after[start:]
    end = _common(before[::-1], after[::-1])
    middle = before[: len(before) - end], after[: len(after) - end]
    if len(middle[0]) * len(middle[1]) > MOST_COMPARISONS:
        yield False, "".join(middle[0]), "".join(middle[1])
    else:
        for kind, i1, i2, j1, j2 in SequenceMatcher(None, *middle).get_opcodes():
            yield kind == "equal", "".join(middle[0][i1:i2]), "".join(middle[1][j1:j2])
    tail = "".join(before[len(before) - end :])
    yield True, tail, tail


def _common(one: list[str], other: list[str]) -> int:
    """Return with how many equal items both begin."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without empty ones, neighbours of one kind taken together."""
    joined: list[Piece] = []
    waiting = dict.fromkeys((Change.GONE, Change.NEW), "")
    for piece in [*(piece for piece in pieces if piece.text), Piece(Change.SAME, "")]:
        if piece.change != Change.SAME:
            waiting[piece.change] += piece.text
            continue
        joined += [Piece(change, text) for change, text in waiting.items() if text]
        waiting = dict.fromkeys(waiting, "")
        if joined and joined[-1].change == Change.SAME:
            joined[-1] = Piece(Change.SAME, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return joined
