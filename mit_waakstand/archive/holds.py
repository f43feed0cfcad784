"""What holds a dossier, in words: people with a reason, or a commissie MIT that sits."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.timezone import localtime

from mit_waakstand.archive.models import Dossier, Sitting
from mit_waakstand.archive.states import DossierState
from signals.deadlines import in_dutch


@dataclass(frozen=True)
class Hold:
    """One reason why nothing may be destroyed; ``url`` leads to what it follows from, or is ""."""

    sentence: str
    reason: str = ""
    url: str = ""


def holds_of(dossier: Dossier, sitting: Sitting) -> Iterator[Hold]:
    """Yield everything that holds a dossier."""
    if dossier.state == DossierState.HELD and dossier.held_at and dossier.held_by:
        day = in_dutch(localtime(dossier.held_at).date())
        who = dossier.held_by.full_name
        yield Hold(f"Vastgehouden sinds {day} door {who}.", dossier.hold_reason)
    commission = sitting.over(dossier.situation)
    if commission is not None:
        since = in_dutch(commission.in_force_from)
        until = f" tot {in_dutch(commission.lapses_on)}" if commission.lapses_on else ""
        sentence = f"Vastgehouden sinds {since}{until}, omdat er een commissie MIT is."
        yield Hold(sentence, commission.name, commission.get_absolute_url())
