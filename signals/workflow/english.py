"""The short English summary: written before publication, corrected afterwards like the rest."""

from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import ConflictError, step
from signals.models import Signal


def summarise(signal: Signal, *, summary_en: str, by: User, at: datetime, seen: str = "") -> Signal:
    """Save the English summary; empty takes it away. It becomes public with the signal.

    ``seen`` is the ``hash_of_english`` that the writer started from. Raises ConflictError when
    somebody else saved another text in between.
    """
    with step("summarise", signal, by=by, at=at) as locked:
        if seen and seen != locked.hash_of_english():
            message = (
                "Iemand anders heeft de Engelse samenvatting intussen bewaard: "
                f"“{locked.summary_en}” Uw tekst staat hieronder en is nog niet opgeslagen."
            )
            raise ConflictError(message, field="summary_en")
        locked.summary_en = summary_en.strip()
    return locked
