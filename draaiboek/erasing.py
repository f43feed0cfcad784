"""What of a person is in meetings, when he is erased (domain §8)."""

from collections.abc import Iterable

from django.db.models import Q

from draaiboek.models import Invitation, MeetingDecision, Minutes
from draaiboek.models.minutes import FROZEN
from mit_waakstand.erasing import Archive, Emptied, Person, archives, emptied, erasers, remains
from mit_waakstand.personal_links.models import PersonalLink


@erasers("draaiboek")
def erase(person: Person) -> None:
    """Delete his interests, their old values and his links; that he was invited stays."""
    found = Invitation.objects.filter(_of(person))
    for invitation in found.select_for_update():
        invitation.interests, invitation.has_conflict = "", None
        invitation.declared_at, invitation.recorded_by = None, None
        invitation.save()
    keys = list(found.values_list("pk", flat=True))
    Invitation.history.filter(id__in=keys).delete()
    label = Invitation._meta.label_lower  # noqa: SLF001
    PersonalLink.objects.filter(subject=label, subject_pk__in=keys).delete()


@remains("draaiboek")
def remain(person: Person) -> Iterable[str]:
    """Say what of meetings stays."""
    if Invitation.objects.filter(expert=person.expert).exists():
        yield "Bij vergaderingen blijft staan dat een expert was uitgenodigd, zonder naam."


@emptied("draaiboek")
def records(person: Person) -> Iterable[Emptied]:
    """Return what he said of himself."""
    yield Emptied(Invitation, _of(person))


@archives("draaiboek")
def archive() -> Archive:
    """Return adopted minutes, and the decisions that stand in them."""
    adopted = Q(meeting__minutes__adopted_at__isnull=False)
    return {Minutes: Q(state__in=FROZEN), MeetingDecision: adopted}


def _of(person: Person) -> Q:
    return Q(expert=person.expert) | Q(user=person.user, user__isnull=False)
