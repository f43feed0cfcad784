"""A piece of a text around the first word that was asked for, as plain text in pieces.

PostgreSQL's own headline is HTML that nobody escaped; here the template escapes every piece.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

AROUND = 110  # characters on both sides of the first word
SHORT = 3  # a root this short must begin where a word begins

_LIKE = {
    "a": "[aàáâãäå]",
    "c": "[cç]",
    "e": "[eèéêë]",
    "f": "[fv]",
    "i": "[iìíîï]",
    "n": "[nñ]",
    "o": "[oòóôõö]",
    "s": "[sz]",
    "u": "[uùúûü]",
    "y": "[yÿý]",
}
_MARKUP = re.compile(r"[#*_`>|]+|\s+")


@dataclass(frozen=True)
class Piece:
    """Some words of an excerpt; ``is_match``: they were asked for."""

    text: str
    is_match: bool = False


def pattern_of(needles: tuple[str, ...]) -> "re.Pattern[str] | None":
    """Return what finds the words with one of these roots; None when nothing is asked."""
    if not needles:
        return None
    return re.compile("|".join(_loosely(needle) for needle in needles), re.IGNORECASE)


def _loosely(needle: str) -> str:
    """Return a pattern for a root in a text: accents and doubled consonants are the same to it."""
    letters = "".join(_loose(letter) for letter in needle)
    return rf"(?<![^\W_]){letters}[^\W_]{{0,4}}" if len(needle) <= SHORT else rf"{letters}[^\W_]*"


def _loose(letter: str) -> str:
    """Return the pattern for one letter; a consonant may be there twice."""
    found = _LIKE.get(letter, re.escape(letter))
    return found if letter in "aeiouy" or letter.isdecimal() else f"{found}+"


def excerpt(text: str, pattern: "re.Pattern[str] | None") -> list[Piece]:
    """Return the words around the first match, or the beginning of the text without one."""
    flat = " ".join(_MARKUP.sub(" ", text).split())
    first = pattern.search(flat) if pattern else None
    start = max(0, first.start() - AROUND) if first else 0
    end = min(len(flat), (first.end() if first else 0) + 2 * AROUND)
    if start:
        start = min(flat.find(" ", start) + 1 or start, first.start() if first else start)
    if end < len(flat):
        end = max(flat.rfind(" ", start, end), first.end() if first else start)
    shown = flat[start:end]
    pieces = list(_pieces(shown, pattern))
    if start:
        pieces.insert(0, Piece("… "))
    if end < len(flat):
        pieces.append(Piece(" …"))
    return pieces


def _pieces(shown: str, pattern: "re.Pattern[str] | None") -> Iterator[Piece]:
    """Yield the words between matches and the matches, each from the beginning of its word."""
    done = 0
    for match in pattern.finditer(shown) if pattern else ():
        start = max(done, shown.rfind(" ", 0, match.start()) + 1)
        if start > done:
            yield Piece(shown[done:start])
        yield Piece(shown[start : match.end()], is_match=True)
        done = match.end()
    if done < len(shown):
        yield Piece(shown[done:])
