"""What of a person is in meetings, when he is erased (domain §8)."""

from collections.abc import Iterable

from draaiboek.models import Invitation, Minutes
from draaiboek.states.minutes import MinutesState
from mit_waakstand.erasing import Person, erasers, remains
from mit_waakstand.personal_links.models import PersonalLink


@erasers("draaiboek")
def erase(person: Person) -> None:
    """Delete his interests, their old values and his links; that he was invited stays."""
    found = Invitation.objects.filter(expert=person.expert)
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
    """Say what of meetings stays: adopted minutes are an archive record and keep names."""
    if Invitation.objects.filter(expert=person.expert).exists():
        yield "Bij vergaderingen blijft staan dat een expert was uitgenodigd, zonder naam."
    named = [one for one in Minutes.objects.iterator() if person.is_named_in(_words_of(one))]
    if any(one.state != MinutesState.DRAFT for one in named):
        yield "Een vastgesteld verslag noemt de naam. Dat is een archiefstuk en verandert niet."
    if any(one.state == MinutesState.DRAFT for one in named):
        yield "Een concept van een verslag noemt de naam. Haal haar daar zelf uit."


def _words_of(minutes: Minutes) -> str:
    return f"{minutes.text} {minutes.correction} {minutes.content}"
