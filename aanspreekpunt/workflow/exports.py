"""Taking the list of questions out of the house: allowed to who sees all, and written down."""

from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import NotAllowedError


def export(*, rows: int, by: User, at: datetime) -> None:
    """Write down that somebody took ``rows`` rows of the list. Raises NotAllowedError."""
    if not by.may("question.handle"):
        message = "U kunt deze lijst niet exporteren."
        raise NotAllowedError(message)
    with recorded():
        data: dict[str, object] = {"list": "vragen", "rows": rows}
        sentence = "heeft een lijst geëxporteerd"
        record(Happening("export", sentence, by, by, at, data, "question.handle"))
