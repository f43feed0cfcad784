"""Our fonts, and the characters that they have.

The two character sets of Fira Sans have a family name each: under one name WeasyPrint would not
look in the second for "Łukasz Őrsi". Letters outside both are refused, so that no PDF depends on
the fonts of the machine that made it.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from fontTools.ttLib import TTFont

from mit_waakstand.pdf.documents import PdfError

FAMILIES: Final = {"Fira Sans Latin": "latin", "Fira Sans Latin Extended": "latin-ext"}
WEIGHTS: Final = (400, 700)
# Look the same and mean the same; only these are exchanged, everything else is refused.
EQUIVALENTS: Final = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2009": "\u00a0",
    "\u202f": "\u00a0",
    "\u2007": "\u00a0",
    "\u2028": "\n",
    "\u2029": "\n",
}
LAYOUT: Final = {"\n", "\r", "\t", "\f"}


@cache
def font_names() -> frozenset[str]:
    """Return the file names of the bundled fonts."""
    return frozenset(file_name(part, weight) for part in FAMILIES.values() for weight in WEIGHTS)


def font_path(name: str) -> Path:
    """Return where a bundled font stands; raises PdfError when the house was not built."""
    path = Path(settings.FONT_DIR) / name
    if not path.is_file():
        message = f"Het lettertype {name} ontbreekt. Bouw de vormgeving opnieuw."
        raise PdfError(message)
    return path


def printable(text: str) -> str:
    """Return the text in the form our fonts know: composed letters, nothing invisible."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        EQUIVALENTS.get(character, character)
        for character in composed
        if character == "\u00ad" or unicodedata.category(character) != "Cf"
    )


def unprintable(text: str) -> list[str]:
    """Return the characters of a ``printable`` text that our fonts do not have, in order."""
    return sorted(set(text) - LAYOUT - _coverage())


def check_printable(text: str) -> None:
    """Raise ValidationError (Dutch) when a letter could not show the text; a form validator."""
    if missing := unprintable(printable(text)):
        raise ValidationError(explain(missing), code="unprintable")


def explain(missing: list[str]) -> str:
    """Return in Dutch which characters cannot be printed, and what to do."""
    shown = ", ".join(f"“{character}” (U+{ord(character):04X})" for character in missing[:5])
    return f"Deze tekens passen niet in een brief: {shown}. Schrijf ze anders, bijvoorbeeld voluit."


@cache
def _coverage() -> frozenset[str]:
    """Return the characters that stand in both weights."""
    weights = []
    for weight in WEIGHTS:
        points: set[int] = set()
        for part in FAMILIES.values():
            with TTFont(font_path(file_name(part, weight))) as font:
                points |= set(font.getBestCmap())
        weights.append(points)
    return frozenset(map(chr, set.intersection(*weights)))


def file_name(part: str, weight: int) -> str:
    """Return the name of the file of one character set in one weight."""
    return f"fira-sans-{part}-{weight}.ttf"
