"""Texts that people type, in a small and safe subset of Markdown.

Kept: headings, paragraphs, lists, emphasis, quotations and links to the web or to a mail address.
Everything else is shown as it was typed: a text that was adopted must never lose a word on its
way to the reader. Two locks: markdown-it writes no HTML of the author, nh3 keeps only our tags.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

import nh3
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST_TEXT: Final = 200_000
LONGEST_WORD: Final = 5_000
DEEPEST_NESTING: Final = 16
HEADING_RANKS: Final = 3

RULES: Final = (
    "heading",
    "list",
    "blockquote",
    "paragraph",
    "emphasis",
    "link",
    "autolink",
    "escape",
    "newline",
)
SCHEMES: Final = {"http", "https", "mailto"}
# No name before the host ("https://overheid.nl@elders.example" leads elsewhere than it seems).
ADDRESS: Final = re.compile(
    r"https?://[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?(:[0-9]+)?([/?#].*)?|mailto:[^@?]+@[^@]+",
    re.IGNORECASE,
)
TAGS: Final = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "blockquote"),
    *("ul", "ol", "li", "em", "strong", "a"),
}

# U+202A-202E and U+2066-2069 turn the reading direction, so that text reads as what it is not.
DIRECTION_CONTROLS: Final = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
LINE_CONTROLS: Final = {"\n", "\r", "\t"}
# Word processors paste these for a new line and a new paragraph.
PASTED_BREAKS: Final = {0x2028: "\n", 0x2029: "\n\n"}


class TextTooLarge(ValidationError):  # noqa: N818 - named as a sentence, not as an error
    """The text is longer, or nested deeper, than a letter or a page can be."""


def check_text(text: str) -> None:
    """Raise ValidationError (Dutch) for characters that cannot be kept or that mislead.

    Fits as validator of a form or model field. Refuses NUL and other control characters, lone
    surrogates, controls of the reading direction, words over 5,000 and texts over 200,000
    characters. Invisible characters without harm (zero width) pass; ``to_html`` drops them.
    """
    _check_length(text)
    for character in text:
        if problem := _problem(character):
            raise ValidationError(problem, code="character")
    if any(len(word) > LONGEST_WORD for word in text.split()):
        message = f"Er staat een woord in van meer dan {LONGEST_WORD} tekens. Zet er spaties in."
        raise ValidationError(message, code="word")


def to_html(text: str, *, first_heading: int = 2) -> SafeString:
    """Return the text as HTML that is safe on any page.

    The highest heading in the text becomes ``first_heading`` (2: below the page's own h1), the
    next one a level lower, without skipping a level (WCAG 1.3.1, PDF/UA-1 7.4). A text that
    is nested too deep stands there as it was typed. Raises TextTooLarge for one that is too long.
    """
    tokens = _tokens(text)
    _set_heading_levels(tokens, first_heading)
    parser = _parser()
    html = parser.renderer.render(tokens, parser.options, {})
    return mark_safe(  # noqa: S308 - nh3 has just cleaned it
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href"}, "ol": {"start"}},
            url_schemes=SCHEMES,
            link_rel="noopener noreferrer",
        ),
    )


@lru_cache(maxsize=128)
def to_plain(text: str) -> str:
    """Return the text for a mail: no marks, a blank line between paragraphs, links written out.

    What is nested too deep keeps its marks. Raises TextTooLarge for a text that is too long.
    """
    plain = ""
    lead = ""
    counters: list[int | None] = []
    for token in _tokens(text):
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            plain += "\n\n" if plain and not counters else ""
            counters.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            counters.pop()
            lead = ""
        elif token.type == "list_item_open":
            plain += "\n" if plain and not plain.endswith("\n") else ""
            lead = _bullet(counters)
        elif token.type == "inline":
            plain += lead or ("\n\n" if plain else "")
            plain += _inline_text(token)
            lead = ""
    return plain


def _bullet(counters: list[int | None]) -> str:
    number = counters[-1]
    indent = "  " * (len(counters) - 1)
    if number is None:
        return f"{indent}- "
    counters[-1] = number + 1
    return f"{indent}{number}. "


def _inline_text(token: Token) -> str:
    parts: list[str] = []
    target = ""
    for child in token.children or ():
        if child.type == "link_open":
            target = str(child.attrs["href"])
            label_starts = len(parts)
        elif child.type == "link_close":
            label = "".join(parts[label_starts:])
            address = target.removeprefix("mailto:")
            parts.extend([] if label in {target, address} else [f" ({address})"])
        else:
            parts.append("\n" if child.type in {"softbreak", "hardbreak"} else child.content)
    return "".join(parts)


def check_nesting(text: str) -> None:
    """Raise TextTooLarge for lists and quotations in each other deeper than a letter can print."""
    _check_length(text)
    if _is_too_deep(_parser().parse(_cleaned(text))):
        message = (
            "De lijsten of citaten in de tekst zijn te diep genest. Maak de opbouw eenvoudiger."
        )
        raise TextTooLarge(message, code="depth")


def _tokens(text: str) -> list[Token]:
    _check_length(text)
    cleaned = _cleaned(text)
    tokens = _parser().parse(cleaned)
    if _is_too_deep(tokens):
        tokens = _parser_of_paragraphs().parse(cleaned)
    return list(_with_words(tokens))


def _is_too_deep(tokens: list[Token]) -> bool:
    levels = (token.level for outer in tokens for token in (outer, *(outer.children or ())))
    return max(levels, default=0) > DEEPEST_NESTING


def _with_words(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens without empty headings, and with the address as text of an empty link."""
    heading: list[Token] = []
    for token in tokens:
        _label_links(token)
        if token.type == "heading_open" or heading:
            heading.append(token)
            if token.type == "heading_close":
                yield from heading if heading[1].content else ()
                heading = []
        else:
            yield token


def _label_links(token: Token) -> None:
    children = token.children or []
    for index in reversed(range(len(children) - 1)):
        if (children[index].type, children[index + 1].type) == ("link_open", "link_close"):
            address = str(children[index].attrs["href"])
            children.insert(index + 1, Token("text", "", 0, content=address))


@cache
def _parser() -> MarkdownIt:
    """Return the one parser; it keeps no state between texts."""
    # One level above our own limit, so that too deep a text is seen instead of cut off.
    parser = MarkdownIt("zero", {"html": False, "maxNesting": DEEPEST_NESTING + 2})
    parser.enable(list(RULES))
    parser.validateLink = _is_web_or_mail_address  # type: ignore[method-assign]
    return parser


@cache
def _parser_of_paragraphs() -> MarkdownIt:
    """Return the parser that knows paragraphs and new lines, and no marks."""
    return MarkdownIt("zero", {"html": False}).enable(["newline"])


def _is_web_or_mail_address(url: str) -> bool:
    """Return whether a link may be followed: a whole web address or a mail address."""
    return ADDRESS.fullmatch(url) is not None


def _set_heading_levels(tokens: list[Token], first_heading: int) -> None:
    """Give each heading its level: ``first_heading`` plus its rank among the open ones."""
    open_levels: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{first_heading + min(len(open_levels), HEADING_RANKS) - 1}"


def _check_length(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        message = f"De tekst is te lang: ten hoogste {LONGEST_TEXT} tekens passen erin."
        raise TextTooLarge(message, code="length")


def _problem(character: str) -> str | None:
    """Return in Dutch why this character cannot stay, or None."""
    if character in DIRECTION_CONTROLS:
        return "De tekst bevat een onzichtbaar teken dat de leesrichting omdraait. Verwijder het."
    category = unicodedata.category(character)
    if category == "Cs":
        return "De tekst bevat een beschadigd teken (een half Unicode-teken). Typ het opnieuw."
    if category == "Cc" and character not in LINE_CONTROLS:
        return "De tekst bevat een onzichtbaar stuurteken. Plak de tekst opnieuw zonder opmaak."
    return None


def _cleaned(text: str) -> str:
    """Return the text without what is invisible; a damaged character becomes a question mark."""
    return "".join(
        "?" if unicodedata.category(character) == "Cs" else character
        for character in text.translate(PASTED_BREAKS)
        if _is_kept(character)
    )


def _is_kept(character: str) -> bool:
    """Return whether a character may reach a reader; emoji need their joiner (U+200D)."""
    category = unicodedata.category(character)
    if category == "Cc":
        return character in LINE_CONTROLS
    return category != "Cf" or character in {"\u00ad", "\u200d"}
