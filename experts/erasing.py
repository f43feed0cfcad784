"""What of a person is in the register: its history, interests, links and previews of a file."""

import json
from collections.abc import Iterable

from django.apps import apps

from experts.models import Consent, Expert, ImportPreview, Interest, Way
from mit_waakstand.erasing import Emptied, Person, emptied, erasers, remains
from mit_waakstand.personal_links.models import PersonalLink


@erasers("experts")
def erase(person: Person) -> None:
    """Delete every old value, the interests and the links; the record itself the act blanks."""
    _delete_history(Expert.objects.get(pk=person.expert))
    Interest.objects.filter(expert=person.expert).delete()
    Interest.history.filter(expert=person.expert).delete()  # with that of the deleting itself
    label = Expert._meta.label_lower  # noqa: SLF001
    PersonalLink.objects.filter(subject=label, subject_pk=person.expert).delete()
    previews = ImportPreview.objects.all()
    named = [
        one.pk for one in previews if person.is_named_in(json.dumps(one.rows, ensure_ascii=False))
    ]
    previews.filter(pk__in=named).delete()
    standing = Consent.objects.filter(expert=person.expert).standing()
    for consent in standing.select_for_update():
        consent.withdrawn_at, consent.withdrawn_via = person.at, Way.SECRETARIAT
        consent.save(update_fields=["withdrawn_at", "withdrawn_via"])


@remains("experts")
def remain(person: Person) -> Iterable[str]:
    """Say what of the register stays: a number, and when it was erased."""
    yield "In het register blijft een nummer staan, met “Gewiste expert” in plaats van de naam."
    if Consent.objects.filter(expert=person.expert).exists():
        yield "Wanneer er toestemming was om genoemd te worden blijft staan, onder dat nummer."


@emptied("experts")
def records(person: Person) -> Iterable[Emptied]:  # noqa: ARG001  (whoever it is)
    """Return what keeps a number only, or nothing."""
    return (Emptied(Expert), Emptied(Interest), Emptied(ImportPreview))


def _delete_history(expert: Expert) -> None:
    """Delete the old values, and the old lists of expertises that hang on them."""
    old = expert.history.all()
    through = apps.get_model("experts", "HistoricalExpert_expertises")
    through.objects.filter(history__in=old.values("pk")).delete()
    old.delete()
