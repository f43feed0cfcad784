"""What of a person is in the log and in old values: they lose their words; the chain holds."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Field, Model, Q, QuerySet

from mit_waakstand.erasing import (
    Emptied,
    Person,
    archive,
    emptied,
    erasers,
    is_history,
    models_with_texts,
    remains,
)
from mit_waakstand.trail.models import Event


@erasers("trail")
def erase(person: Person) -> None:
    """Blank salt and payload of the events that name him: by one function of the database."""
    keys = list(_naming(person).values_list("pk", flat=True))
    if keys:
        with connection.cursor() as cursor:
            cursor.execute("SELECT trail_event_blank(%s, %s)", [keys, person.at])


@erasers("old values")
def erase_old_values(person: Person) -> None:
    """Take the words out of every old value that a history keeps, but of archive records."""
    kept = archive()
    for model, fields in models_with_texts():
        if is_history(model):
            archived = kept.get(model.instance_type, Q(pk__in=[]))  # type: ignore[attr-defined]
            _take_out(model, fields, archived, person)


@remains("trail")
def remain(person: Person) -> Iterable[str]:
    """Say how many events lose their words, and that they keep their place."""
    found = _naming(person).count()
    yield "In het logboek blijft staan dat er iets is gebeurd en wanneer, onder een nummer."
    if found:
        yield f"Van gebeurtenissen waarin de naam voorkomt ({found}) verdwijnt de inhoud."


@emptied("trail")
def records(person: Person) -> Iterable[Emptied]:  # noqa: ARG001  (whoever it is)
    """Return the log: what it says of him is blanked."""
    return (Emptied(Event),)


def _naming(person: Person) -> QuerySet[Event]:
    return Event.objects.filter(payload__iregex=person.pattern)


def _take_out(
    model: type[Model],
    fields: tuple[Field, ...],  # type: ignore[type-arg]
    archived: Q,
    person: Person,
) -> None:
    named = Q(pk__in=[])
    for field in fields:
        named |= Q(**{f"{field.name}__iregex": person.pattern})
    rows = model._base_manager  # noqa: SLF001
    for row in rows.filter(named).exclude(pk__in=rows.filter(archived).values("pk")):
        for field in fields:
            without = person.taken_out_of(field.value_from_object(row))
            is_short = isinstance(without, str) and field.max_length is not None
            setattr(row, field.name, without[: field.max_length] if is_short else without)  # type: ignore[index]
        row.save(update_fields=[field.name for field in fields])
