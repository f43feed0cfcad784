"""What of a person is in weighings; and which records of a signal keep names (domain §8)."""

from collections.abc import Iterable

from django.db.models import Q

from mit_waakstand.erasing import (
    GONE,
    Archive,
    Emptied,
    Person,
    archives,
    emptied,
    erasers,
    remains,
)
from mit_waakstand.personal_links.models import PersonalLink
from signals.models import (
    InterestDeclaration,
    Message,
    Participant,
    Receipt,
    Response,
    Revision,
    Signal,
)
from signals.states import SignalState


@erasers("signals")
def erase(person: Person) -> None:
    """Empty his interests and why he declined, with every old value; take his links away.

    That he was invited, and his standpunt, stay in the weighing under a number; in one that is
    closed too, the database lets nothing else change.
    """
    found = Participant.objects.filter(expert=person.expert)
    for participant in found.exclude(interests="", declined_because="").select_for_update():
        participant.interests, participant.declined_because = "", ""
        participant.save(update_fields=["interests", "declined_because"])
    declared = InterestDeclaration.objects.filter(user=person.user) if person.user else ()
    for declaration in declared:
        declaration.statement = GONE if declaration.has_conflict else ""
        declaration.save(update_fields=["statement"])
    keys = list(found.values_list("pk", flat=True))
    Participant.history.filter(id__in=keys).delete()
    InterestDeclaration.history.filter(id__in=[one.pk for one in declared]).delete()
    label = Participant._meta.label_lower  # noqa: SLF001
    PersonalLink.objects.filter(subject=label, subject_pk__in=keys).delete()


@remains("signals")
def remain(person: Person) -> Iterable[str]:
    """Say what of weighings stays: that an expert took part, and what he thought."""
    if Participant.objects.filter(expert=person.expert).exists():
        yield "Bij wegingen blijven een deelnemer zonder naam en zijn standpunt staan."


@emptied("signals")
def records(person: Person) -> Iterable[Emptied]:
    """Return what he said of himself; his standpunt is not emptied."""
    fields = ("interests", "declined_because")
    yield Emptied(Participant, Q(expert=person.expert), fields)
    yield Emptied(InterestDeclaration, Q(user=person.user))


@archives("signals")
def archive() -> Archive:
    """Return signals from their adoption on, and the letters that belong to them."""
    whole = dict.fromkeys((Response, Message, Revision, Receipt), Q())
    return {Signal: ~Q(state=SignalState.DRAFT), **whole}
