"""Taking a list out of the house: allowed to who sees it, and written down."""

from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import NotAllowedError


def export(*, which: str, rows: int, permission: str, by: User, at: datetime) -> None:
    """Write down that somebody took ``rows`` rows of a list; the words he filtered with are not.

    Raises NotAllowedError.
    """
    if not by.may(permission):
        message = "U kunt deze lijst niet exporteren."
        raise NotAllowedError(message)
    with recorded():
        data: dict[str, object] = {"list": which, "rows": rows}
        sentence = "heeft een lijst geëxporteerd"
        record(Happening("export", sentence, by, by, at, data, permission))
