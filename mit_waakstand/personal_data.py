"""Finding what looks like personal data in a text: names, mail, telephone, BSN and IBAN.

It finds what has the shape of it, and says where. Whether it may become public a person decides:
the finder misses what has no shape (an address, a remark about somebody) and stumbles over what
only looks like it (a family name that is also a word).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

MOST_CHARACTERS = 2_000_000  # of one text; what comes after is not looked at, and that is said
MOST_FINDINGS = 200  # in one text
AROUND = 40  # characters of an excerpt on either side


class Kind(StrEnum):
    """What it looks like."""

    NAME = "naam"
    MAIL = "mailadres"
    TELEPHONE = "telefoonnummer"
    CITIZEN = "bsn"
    ACCOUNT = "iban"


PLURAL = {
    Kind.NAME: "namen",
    Kind.MAIL: "mailadressen",
    Kind.TELEPHONE: "telefoonnummers",
    Kind.CITIZEN: "nummers die op een BSN lijken",
    Kind.ACCOUNT: "bankrekeningnummers",
}
SINGULAR = PLURAL | {
    Kind.NAME: "naam",
    Kind.MAIL: "mailadres",
    Kind.TELEPHONE: "telefoonnummer",
    Kind.CITIZEN: "nummer dat op een BSN lijkt",
    Kind.ACCOUNT: "bankrekeningnummer",
}


@dataclass(frozen=True)
class Finding:
    """Something that was found, with a little of what stands around it."""

    kind: Kind
    words: str
    before: str = ""
    after: str = ""

    @property
    def label(self) -> str:
        """Return what it looks like, in Dutch."""
        return SINGULAR[self.kind]


@dataclass(frozen=True)
class Looked:
    """What was found in a text, in its order; ``is_whole`` says whether all of it was looked at."""

    findings: tuple[Finding, ...]
    is_whole: bool = True


_GAP = r"[\s./-]{0,3}"
_TELEPHONE = re.compile(
    rf"(?<![\w+])(?:(?:\+|00){_GAP}31{_GAP}(?:\(0\))?(?:{_GAP}\d){{9}}"
    rf"|\(?0(?:6\)?(?:{_GAP}\d){{8}}|[1-9]\d\)?(?:{_GAP}\d){{7}}|[1-9]\d\d\)?(?:{_GAP}\d){{6}})"
    r"|0[89]00[\s-]?\d{4}(?:\d{3})?)(?!\d)"
)
_DATE = re.compile(r"0\d-[01]\d-(?:19|20)\d\d")  # "06-09-2026 10.30" begins like a mobile number
_CITIZEN = re.compile(
    r"(?<![\w.,+-])(?:\d{8,9}|\d{4}[ .]\d{2}[ .]\d{3}|\d{3}[ .]\d{3}[ .]\d{3})(?![\w-]|[.,]\d)"
)
_ACCOUNT = re.compile(
    r"(?<!\w)(?:NL\d\d ?[A-Z]{4} ?\d{4} ?\d{4} ?\d\d|[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}"
    r"(?: ?[A-Z0-9]{1,3})?)(?!\w)"
)
_BEFORE_AT = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}\Z")
_AFTER_AT = re.compile(r"(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")
_WORD = re.compile(r"\w+")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_SHORT = 3  # letters; a shorter family name only counts after the name before it


class Finder:
    """Looks for personal data; ``names`` are the full names of the people one knows."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Keep the names by their last word."""
        self._names: dict[str, list[list[str]]] = {}
        for name in names:
            words = [folded(word) for word in _WORD.findall(name)]
            if words:
                self._names.setdefault(words[-1], []).append(words[:-1])

    def look(self, text: str) -> Looked:
        """Return what looks like personal data, in the order of the text."""
        plain = readable(text[:MOST_CHARACTERS])
        found = islice(chain(_shapes(plain), self._people(plain)), 4 * MOST_FINDINGS)
        spans = list(_without_overlap(found))
        findings = tuple(_finding(plain, *span) for span in spans[:MOST_FINDINGS])
        return Looked(findings, len(text) <= MOST_CHARACTERS and len(spans) <= MOST_FINDINGS)

    def _people(self, text: str) -> Iterator[tuple[int, int, Kind]]:
        """Yield where a family name stands with a capital, and the names before it."""
        if not self._names:
            return
        before: list[re.Match[str]] = []
        for word in _WORD.finditer(text):
            found = word[0][0].isupper() and self._names.get(folded(word[0]))
            if found:
                start = min(_start(names, before, word) for names in found)
                if start < word.start() or len(word[0]) >= _SHORT:
                    yield start, word.end(), Kind.NAME
            before = [*before[-7:], word]


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many were found of each kind, without what they say."""
    found = Counter(finding.kind for finding in findings)
    return {kind.value: found[kind] for kind in Kind if found[kind]}


def in_words(found: Mapping[str, int]) -> str:
    """Return counts as Dutch words: "2 namen, 1 mailadres"; "niets" for none."""
    known = [(kind, found[kind.value]) for kind in Kind if found.get(kind.value)]
    parts = [f"{n} {SINGULAR[kind] if n == 1 else PLURAL[kind]}" for kind, n in known]
    return ", ".join(parts) or "niets"


def folded(words: str) -> str:
    """Return words without capitals and accents, for comparing names."""
    plain = unicodedata.normalize("NFKD", words.replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def readable(text: str) -> str:
    """Return the text as an eye sees it: no invisible characters, one kind of dash."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    if plain.isascii():
        return plain
    return "".join(c for c in plain if unicodedata.category(c) not in {"Cf", "Cs"})


def passes_eleven(digits: str) -> bool:
    """Return whether 8 or 9 digits pass the elfproef of a BSN (the last digit counts negative)."""
    number = digits.zfill(9)
    if len(number) != 9 or not number.strip("0"):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, number, strict=True)) % 11 == 0


def is_account(words: str) -> bool:
    """Return whether this is an IBAN: its remainder by 97 is 1 (ISO 13616)."""
    plain = words.replace(" ", "")
    moved = plain[4:] + plain[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def _shapes(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Yield what can be told by its shape, the surest first."""
    for match in _ACCOUNT.finditer(text):
        if is_account(match[0]):
            yield *match.span(), Kind.ACCOUNT
    yield from _mail(text)
    for match in _TELEPHONE.finditer(text):
        if not _DATE.match(match[0]):
            yield *match.span(), Kind.TELEPHONE
    for match in _CITIZEN.finditer(text):
        if passes_eleven(re.sub(r"\D", "", match[0])):
            yield *match.span(), Kind.CITIZEN


def _mail(text: str) -> Iterator[tuple[int, int, Kind]]:
    for at in re.finditer("@", text):
        place = _AFTER_AT.match(text, at.end())
        name = place and _BEFORE_AT.search(text, max(0, at.start() - 64), at.start())
        if name and place:
            yield name.start(), place.end(), Kind.MAIL


def _start(names: list[str], before: list[re.Match[str]], word: re.Match[str]) -> int:
    """Return where the name starts: at the first of its own words that stand before the last."""
    start = word.start()
    for name, earlier in zip(reversed(names), reversed(before), strict=False):
        if folded(earlier[0]) != name:
            break
        start = earlier.start()
    return start


def _without_overlap(spans: Iterable[tuple[int, int, Kind]]) -> Iterator[tuple[int, int, Kind]]:
    """Yield the spans in the order of the text; of two that overlap the one that came first."""
    order = (Kind.ACCOUNT, Kind.MAIL, Kind.TELEPHONE, Kind.CITIZEN, Kind.NAME)
    end = -1
    for span in sorted(spans, key=lambda span: (span[0], order.index(span[2]), -span[1])):
        if span[0] >= end:
            yield span
            end = span[1]


def _finding(text: str, start: int, end: int, kind: Kind) -> Finding:
    return Finding(
        kind,
        _single_spaced(text[start:end]),
        before=_single_spaced(text[max(0, start - AROUND) : start]),
        after=_single_spaced(text[end : end + AROUND]),
    )


def _single_spaced(text: str) -> str:
    """Return the text on one line; a space at either end stays, so that words do not touch."""
    return re.sub(r"\s+", " ", text)
