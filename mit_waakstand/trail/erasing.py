"""What of a person is in the log: events that name him lose their words; the chain holds."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, QuerySet

from mit_waakstand.erasing import Person, erasers, remains
from mit_waakstand.trail.models import Event


@erasers("trail")
def erase(person: Person) -> None:
    """Blank salt and payload of the events that name him: by one function of the database."""
    keys = list(_naming(person).values_list("pk", flat=True))
    if keys:
        with connection.cursor() as cursor:
            cursor.execute("SELECT trail_event_blank(%s, %s)", [keys, person.at])


@remains("trail")
def remain(person: Person) -> Iterable[str]:
    """Say how many events lose their words, and that they keep their place."""
    found = _naming(person).count()
    yield "In het logboek blijft staan dat er iets is gebeurd en wanneer, onder een nummer."
    if found:
        yield f"Van gebeurtenissen waarin de naam voorkomt ({found}) verdwijnt de inhoud."


def _naming(person: Person) -> QuerySet[Event]:
    named = Q(pk__in=[])
    for word in person.words:
        named |= Q(payload__icontains=word)
    return Event.objects.filter(named)
