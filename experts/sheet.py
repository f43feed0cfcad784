"""A file with experts, read row by row: what each row says, and what is wrong with it."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError

from experts.columns import BETWEEN, HEADING
from experts.models import Expert, Expertise
from experts.models.words import Language
from experts.states import Availability
from mit_waakstand.forms import DutchDateField
from mit_waakstand.spreadsheets import FORMULA
from mit_waakstand.workflow import RefusedError

MOST_BYTES = 1_000_000
MOST_ROWS = 500
NEEDED = ("naam", "vakgebied")
READ_ONLY = ("bevestigd op",)  # somebody confirms himself
TEXTS = {
    "naam": "name",
    "vakgebied": "expertise",
    "functie": "function",
    "organisatie": "other_institute",
    "e-mailadres": "email",
    "telefoonnummer": "phone",
}
DATES = {"lid van": "member_from", "lid tot": "member_until"}
CHECKED = ("naam", "vakgebied", "functie", "e-mailadres", "telefoonnummer")
AVAILABILITIES = {str(one.label): one.value for one in Availability} | {
    "": Availability.UNKNOWN.value
}
LANGUAGES = {str(one.label).casefold(): one.value for one in Language}
YES_NO = {"ja": True, "nee": False, "": False}
Known = TypeVar("Known")


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """One row: its number in the file, whom it names, what it says, and what is wrong with it.

    ``told`` holds only the columns that the file has: a column that is not there changes nothing.
    """

    line: int
    number: str
    told: dict[str, object]
    errors: tuple[str, ...]


def read(data: bytes) -> list[SheetRow]:
    """Return the rows of a file; raises RefusedError when it cannot be read as a whole."""
    if not data or len(data) > MOST_BYTES:
        _refuse("Kies een CSV-bestand dat niet leeg is en hoogstens 1 MB groot.")
    table = list(csv.reader(io.StringIO(_text_of(data)), delimiter=_delimiter(data)))
    heading = [cell.strip().lower() for cell in table[0]] if table else []
    _check_heading(heading)
    rows = [(line, cells) for line, cells in enumerate(table[1:], start=2) if any(cells)]
    if not rows or len(rows) > MOST_ROWS:
        _refuse(f"Een bestand bevat ten minste één regel, en hoogstens {MOST_ROWS}.")
    names = {name.casefold(): pk for pk, name in Expertise.objects.values_list("pk", "name")}
    return [_row(line, heading, cells, names) for line, cells in rows]


def _text_of(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return _refuse("Dit bestand is geen tekst. Bewaar het opnieuw als CSV.")


def _delimiter(data: bytes) -> str:
    first = data.splitlines()[0]
    return ";" if b";" in first else ","


def _check_heading(heading: list[str]) -> None:
    unknown = [name for name in heading if name not in HEADING]
    missing = [name for name in NEEDED if name not in heading]
    if unknown or missing or len(set(heading)) != len(heading):
        known = ", ".join(name for name in HEADING if name not in READ_ONLY)
        _refuse(
            "De eerste regel noemt de kolommen, elk één keer. Nodig zijn naam en vakgebied. "
            f"Deze kolommen kunnen: {known}."
        )


def _row(line: int, heading: list[str], cells: list[str], names: dict[str, int]) -> SheetRow:
    values = {
        name: _plain(cell) for name, cell in zip(heading, cells, strict=False) if name in HEADING
    }
    told: dict[str, object] = {}
    errors = []
    if len(cells) != len(heading):
        errors.append("De regel heeft niet evenveel cellen als de eerste regel.")
    for name, value in values.items():
        try:
            told |= _told(name, value, names)
        except ValidationError as error:
            errors.extend(f"{name}: {message}" for message in error.messages)
    errors.extend(_broken_rules(told))
    return SheetRow(
        line=line, number=values.get("nummer", ""), told=told, errors=tuple(dict.fromkeys(errors))
    )


def _told(name: str, value: str, names: dict[str, int]) -> dict[str, object]:
    """Return what a cell says, under the names of ``Particulars``; raises ValidationError."""
    if name in TEXTS:
        return {TEXTS[name]: " ".join(value.split())}
    if name in DATES:
        day = _date(value)
        return {DATES[name]: day.isoformat() if day else None}
    readers: dict[str, Callable[[], dict[str, object]]] = {
        "oud-lid": lambda: {"is_former_member": _one_of(value, YES_NO)},
        "beschikbaar": lambda: {"availability": _one_of(value, AVAILABILITIES)},
        "talen": lambda: {"languages": [_one_of(part, LANGUAGES) for part in _parts(value)]},
        "expertises": lambda: {"expertises": sorted(_one_of(p, names) for p in _parts(value))},
    }
    return readers[name]() if name in readers else {}


def _broken_rules(told: dict[str, object]) -> Iterator[str]:
    """Yield what the register itself would refuse; the database is asked nothing."""
    yield from (f"{name}: Vul dit veld in." for name in NEEDED if not told.get(TEXTS[name]))
    plain = {TEXTS[name]: told[TEXTS[name]] for name in CHECKED if told.get(TEXTS[name])}
    others = [field.name for field in Expert._meta.fields if field.name not in plain]  # noqa: SLF001
    try:
        Expert(**plain).full_clean(others, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        titles = {field: title for title, field in TEXTS.items()}
        for name, messages in error.message_dict.items():
            yield from (f"{titles[name]}: {message}" for message in messages)
    first, last = told.get("member_from"), told.get("member_until")
    if first and last and str(last) < str(first):
        yield "lid tot: De laatste dag als lid ligt voor de eerste."


def _one_of(value: str, known: Mapping[str, Known]) -> Known:
    try:
        return known[value.strip().casefold()]
    except KeyError as error:
        message = f"“{value.strip()}” staat niet in de lijst."
        raise ValidationError(message) from error


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        typed: date | None = DutchDateField(required=False).clean(value)
        return typed


def _parts(value: str) -> list[str]:
    return [part for part in value.split(BETWEEN.strip()) if part.strip()]


def _plain(cell: str) -> str:
    """Return a cell without the apostrophe that our own export puts before a formula."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA else text


def _refuse(message: str) -> str:
    raise RefusedError(message, field="file")
