"""The dossiers that pages are about: one that is held."""

from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.archive.workflow import holding
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation


def made(cpo: User, *, at: datetime) -> dict[str, Situation]:
    """Return the situations under the names that pages use."""
    situation = open_situation(disease="Zwartkoorts", by=cpo, at=at)
    holding.hold(situation, reason="Een rechter vraagt ernaar.", by=cpo, at=at)
    return {"held_situation": situation}
