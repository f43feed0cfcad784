"""What is held is not destroyed: no person is erased out of a dossier that is held."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate

from mit_waakstand.archive.dossiers import PARTS
from mit_waakstand.archive.models.dossier import held_situations
from mit_waakstand.erasing import Archive, archives, obstacles
from mit_waakstand.situations.models import Situation


@obstacles("archive")
def in_the_way(expert: int, user: int | None, day: date) -> Iterable[str]:
    """Say in which held dossiers this person took part: erasing him would take words out of it."""
    took_part = Q(weighings__participants__expert=expert)
    took_part |= Q(meetings__invitations__expert=expert)
    if user is not None:
        took_part |= Q(weighings__declarations__user=user) | Q(participations__user=user)
        took_part |= Q(assessments__participants__user=user)
    held = Situation.objects.filter(took_part, pk__in=held_situations(day)).distinct()
    numbers = [str(pk) for pk in held.order_by("pk").values_list("pk", flat=True)]
    if numbers:
        which = f"situatie {', '.join(numbers)}"
        yield (
            f"Deze persoon staat in een dossier dat wordt vastgehouden ({which}). "
            "Wissen kan als dat is opgeheven."
        )


@archives("archive")
def archive() -> Archive:
    """Return what stands in a dossier that is held today: it keeps names, old values too."""
    held = held_situations(localdate())
    if not held:
        return {}
    # By number, so that the same question can be put to old values, which have no roads back.
    return {part.model: Q(id__in=[row.pk for row in part.rows(*held)]) for part in PARTS}
