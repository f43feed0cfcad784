"""What the page of a situation says about its dossier in the archive."""

from collections.abc import Iterator
from datetime import date

from mit_waakstand.accounts.models import User
from mit_waakstand.archive.holds import holds_of
from mit_waakstand.archive.models import Dossier, Sitting
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.panels import Panel, panels


@panels("archive")
def panels_for(situation: Situation, user: User, day: date) -> Iterator[Panel]:
    """Yield the waardering, and who or what holds the dossier."""
    dossier = Dossier.objects.of(situation)
    if not dossier.is_visible_to(user):
        return
    lines = [f"Waardering {dossier.get_appraisal_display()}."]
    lines += [hold.sentence for hold in holds_of(dossier, Sitting(day))]
    yield Panel(
        title="Archief",
        lines=tuple(lines),
        label="Dossier in het archief",
        url=dossier.get_absolute_url(),
    )
