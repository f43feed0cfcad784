"""A record in words: every field with its Dutch name, for people and for machines."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.timezone import localtime

from mit_waakstand import chain
from mit_waakstand.accounts.models import User
from mit_waakstand.archive.packing.sheets import HASHES
from mit_waakstand.erasing import is_history
from mit_waakstand.pdf.fonts import printable, unprintable
from signals.deadlines import in_dutch

# Fields to which the models give no name of their own.
WITHOUT_NAME = {
    "original_name": "naam van het bestand",
    "public_name": "naam van de openbare versie",
    "scan_name": "naam van de scan",
    "request_key": "sleutel tegen dubbel insturen",
    "minister_recorded_at": "informeren van de minister vastgelegd op",
}
MOST_OF_DATA = 2_000  # characters that somebody reads


def facts_of(record: models.Model) -> Iterator[tuple[str, str]]:
    """Yield what a record says, in words: the Dutch name of a field and its value, if it has one.

    Text is as somebody typed it; a person is a name and a role.
    """
    for field in _fields(record):
        if words := _in_words(record, field):
            yield capfirst(label_of(field)), words


def label_of(field: "models.Field[Any, Any]") -> str:
    """Return the Dutch name of a field; where the model gives none, what it says of its kind.

    Who did something is called as when it was done ("geopend op", so "geopend door"); another
    record by what it is.
    """
    given = str(field.verbose_name)
    if given != field.name.replace("_", " "):
        return given
    start, _, end = field.name.rpartition("_")
    model = field.model._meta  # noqa: SLF001
    beside = {one.name: str(one.verbose_name) for one in model.concrete_fields}
    if end == "by" and beside.get(f"{start}_at", "").endswith(" op"):
        return f"{beside[f'{start}_at'].removesuffix(' op')} door"
    if isinstance(field.related_model, type):
        return str(field.related_model._meta.verbose_name)  # noqa: SLF001
    return WITHOUT_NAME.get(field.name, given)


def data_of(record: models.Model) -> dict[str, Any]:
    """Return everything of a record as data, with the values that it had before."""
    told = {"soort": str(record._meta.verbose_name), "nummer": record.pk}  # noqa: SLF001
    told["velden"] = {f.name: _plain(f.value_from_object(record)) for f in _all(record)}
    told["in woorden"] = dict(facts_of(record))
    history = getattr(record, "history", None)
    if history is not None:
        told["eerder"] = [_earlier(old) for old in history.order_by("history_date", "history_id")]
    return told


def for_paper(text: str) -> str:
    """Return a text that our fonts can show: what they lack is named by its number."""
    shown = printable(text)
    missing = unprintable(shown)
    if not missing:
        return shown
    pattern = "|".join(map(re.escape, missing))
    return re.sub(pattern, lambda found: f"[U+{ord(found[0]):04X}]", shown)


def moment_in_words(moment: datetime) -> str:
    """Return a moment as people in Amsterdam say it."""
    local = localtime(moment)
    return f"{in_dutch(local.date())}, {local:%H.%M} uur"


def _earlier(old: Any) -> dict[str, Any]:
    values = {f.name: _plain(f.value_from_object(old)) for f in _all(old)}
    return {name: value for name, value in values.items() if name != "history_id"}


def _all(record: models.Model) -> tuple["models.Field[Any, Any]", ...]:
    return tuple(record._meta.concrete_fields)  # noqa: SLF001


def _fields(record: models.Model) -> Iterator["models.Field[Any, Any]"]:
    for field in _all(record):
        if not is_left_out(field):
            yield field


def is_left_out(field: "models.Field[Any, Any]") -> bool:
    """Return whether nobody reads it: the number of the record, and that of a file."""
    return field.primary_key or field.name.endswith(HASHES)


def _in_words(record: models.Model, field: "models.Field[Any, Any]") -> str:
    value = getattr(record, field.name)
    if value is None or value in ("", [], {}):
        return ""
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    if isinstance(value, dict | list):
        told = chain.canonical(value)
        return told if len(told) <= MOST_OF_DATA else "te lezen in gegevens.json"
    return _named(value) if isinstance(value, models.Model) else _told(value)


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return moment_in_words(value)
    return in_dutch(value) if isinstance(value, date) else str(value)


def _named(record: models.Model) -> str:
    """Return how another record is called: a person by name, anything else by its number."""
    if isinstance(record, User):
        return f"{record.full_name} ({record.get_role_display()})"
    if is_history(type(record)):
        return "een eerdere versie"
    name = getattr(record, "name", "")
    return name if isinstance(name, str) and name else str(record)


def _plain(value: Any) -> Any:
    """Return a value as JSON knows it; a moment in UTC is written with its zone."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str | int | float | bool | dict | list) or value is None:
        return value
    return str(value)
