"""Searching: from what somebody typed to what he may know of it, newest first.

Words are widened through the vocabulary: to words that contain them ("maatregel" finds
"coronamaatregelen"), and from a compound to its head ("coronamaatregelen" finds "maatregel").
There is no ranking: who searches for a situation wants what was last written about it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from mit_waakstand.accounts.models import User
from mit_waakstand.findable import Findable, findable
from mit_waakstand.office.models import SearchEntry

LONGEST = 200  # characters of a question; the rest is left out
MOST_WORDS = 12
MOST_SYNONYMS = 200  # words of the vocabulary for one word of the question

# One run of letters and digits, with signs inside as in a number: "MIW-2026-01", "COVID-19".
_TOKEN = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
_APOSTROPHE = re.compile("['’‘`]")  # "foto's" is one word
_PART = re.compile(r"[^\W_]+")

# A root shorter than four letters is only found at the end of a word, behind three others:
# "wet" finds "noodwet", and "OMT" does not find "komt". So is a word without its "-ing".
# A stem lost a vowel when its word is "school" or "scholen"; inside a compound it is still there.
_WIDEN = """
WITH stem AS (
    SELECT given.place, word.lexeme, search_root(word.lexeme) AS root, length(given.part) AS size,
        lower(given.part) AS part
    FROM unnest(%s::text[]) WITH ORDINALITY AS given(part, place), unnest(search_words(given.part))
    AS word
), long AS (
    SELECT *, regexp_replace(root, '([aeou])([^aeiou])$', '\\1\\1\\2') AS longer FROM stem
), needle AS (
    SELECT place, longer AS root, '%%' || longer || '%%' AS pattern FROM long
    WHERE longer <> root AND (strpos(part, longer) > 0 OR part ~ '[aeou][^aeiou]en$')
    UNION ALL
    SELECT place, root, '%%' || root || '%%' AS pattern FROM stem
    WHERE length(root) >= 4 AND size >= 4
    UNION ALL
    SELECT place, root, '%%___' || root FROM stem WHERE length(root) = 3 AND root !~ '[0-9]'
    UNION ALL
    SELECT place, left(root, -3), '%%' || left(root, -3) FROM stem
    WHERE length(root) >= 8 AND root LIKE '%%ing'
    UNION ALL
    SELECT place, left(root, -3), '%%___' || left(root, -3) FROM stem
    WHERE length(root) IN (6, 7) AND root LIKE '%%ing'
), head AS (
    SELECT stem.place, longest.root FROM stem CROSS JOIN LATERAL (
        SELECT known.root FROM office_lexeme known WHERE known.root = ANY(ARRAY(
            SELECT substr(stem.root, start) || ending
            FROM generate_series(4, length(stem.root) - 3) AS start, unnest('{"",ing}'::text[])
            AS ending
        )) ORDER BY length(known.root) DESC LIMIT 1
    ) AS longest WHERE stem.root !~ '[0-9]'
), found AS (
    SELECT place, lexeme, root FROM stem
    UNION
    SELECT stem.place, known.lexeme, stem.root FROM stem
    JOIN office_lexeme known ON known.root = stem.root
    UNION
    SELECT needle.place, known.lexeme, needle.root FROM needle
    JOIN office_lexeme known ON known.root LIKE needle.pattern
    UNION
    SELECT head.place, known.lexeme, head.root FROM head
    JOIN office_lexeme known ON known.root = head.root
)
SELECT place, lexeme, root FROM (
    SELECT *, row_number() OVER (PARTITION BY place ORDER BY length(lexeme), lexeme) AS nth
    FROM found
) AS numbered WHERE nth <= %s ORDER BY place, nth
"""


@dataclass(frozen=True)
class Question:
    """What is asked of the index, and the roots by which an excerpt finds its place.

    ``expression`` is in PostgreSQL's spelling, "" when nothing is asked.
    """

    text: str = ""
    expression: str = ""
    needles: tuple[str, ...] = ()
    is_cut: bool = False


@dataclass
class _Word:
    """The lexemes that one part of the question stands for."""

    lexemes: list[str] = field(default_factory=list)
    needles: list[str] = field(default_factory=list)


def question_of(typed: str) -> Question:
    """Return the question for the index; whatever was typed, it is a question that can be asked."""
    text = cleaned(typed)
    found = _TOKEN.findall(_APOSTROPHE.sub("", text[:LONGEST]))
    tokens = found[:MOST_WORDS]
    parts = [part for token in tokens for part in _PART.findall(token)]
    is_cut = len(text) > LONGEST or len(found) > MOST_WORDS
    words = _widened(parts)
    expressions, place = [], 0
    for token in tokens:
        size = len(_PART.findall(token))
        expressions.append(_expression(token, words[place : place + size]))
        place += size
    return Question(
        text=text[:LONGEST],
        expression=" & ".join(part for part in expressions if part),
        needles=tuple(dict.fromkeys(needle for word in words for needle in word.needles)),
        is_cut=is_cut,
    )


def cleaned(typed: str) -> str:
    """Return what was typed as one line of characters that can be seen."""
    normal = unicodedata.normalize("NFC", typed[: 10 * LONGEST])
    kept = (char for char in normal if unicodedata.category(char) != "Cf")
    return " ".join("".join(char if char.isprintable() else " " for char in kept).split())


def entries(question: Question, kinds: dict[str, Findable]) -> "QuerySet[SearchEntry]":
    """Return the entries of what is visible of these kinds, newest first.

    A kind that is not offered is not found. Each record found is looked up by its key: said as
    "not less and not more", because for "equal" PostgreSQL first collects all visible records.
    """
    if not question.expression:
        return SearchEntry.objects.none()
    allowed = Q(pk__in=[])
    for kind, offered in kinds.items():
        its_key = {"pk__gte": OuterRef("record_pk"), "pk__lte": OuterRef("record_pk")}
        visible = offered.visible.order_by().filter(**its_key)
        allowed |= Q(kind=kind) & Q(Exists(visible))  # in this order: the cheap question first
    found = SearchEntry.objects.filter(allowed, words__matches=question.expression)
    return found.order_by("-happened_at", "-pk")


def kinds_for(user: User) -> dict[str, Findable]:
    """Return the kinds of record with what this person may know of each."""
    return {kind: findable[kind](user) for kind in findable}


def _widened(parts: list[str]) -> list[_Word]:
    """Return for each part the lexemes it stands for; a word like "de" stands for nothing."""
    words = [_Word() for _ in parts]
    with connection.cursor() as cursor:
        cursor.execute(_WIDEN, [parts, MOST_SYNONYMS])
        for place, lexeme, needle in cursor.fetchall():
            words[place - 1].lexemes.append(lexeme)
            words[place - 1].needles.append(needle)
    return words


def _expression(token: str, words: list[_Word]) -> str:
    """Return what one token asks: a number asks for its parts in their order, partly typed too."""
    is_number = any(char.isdecimal() for char in token)
    asked = [_any_of(word.lexemes, begins=is_number and word is words[-1]) for word in words]
    link = " <-> " if is_number and all(asked) else " & "
    joined = link.join(part for part in asked if part)
    return f"({joined})" if joined else ""


def _any_of(lexemes: list[str], *, begins: bool) -> str:
    """Return the alternatives, each quoted; ``begins``: the start of a word is enough."""
    return f"({' | '.join(_quoted(lexemes, begins=begins))})" if lexemes else ""


def _quoted(lexemes: list[str], *, begins: bool) -> Iterator[str]:
    for lexeme in dict.fromkeys(lexemes):
        escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
        yield f"'{escaped}':*" if begins and lexeme.isdecimal() else f"'{escaped}'"
