"""What of a person was typed and not saved: by himself, or about him by somebody else."""

import json
from collections.abc import Iterable

from mit_waakstand.erasing import Emptied, Person, emptied, erasers
from mit_waakstand.keeping.models import KeptText, Presence


@erasers("keeping")
def erase(person: Person) -> None:
    """Delete what he typed, and every kept text that names him."""
    KeptText.objects.filter(user=person.user).delete()
    Presence.objects.filter(user=person.user).delete()
    named = [
        kept.pk
        for kept in KeptText.objects.iterator()
        if person.is_named_in(json.dumps(kept.data, ensure_ascii=False))
    ]
    KeptText.objects.filter(pk__in=named).delete()


@emptied("keeping")
def records(person: Person) -> Iterable[Emptied]:  # noqa: ARG001  (whoever it is)
    """Return what loses every text that names him."""
    return (Emptied(KeptText), Emptied(Presence))
