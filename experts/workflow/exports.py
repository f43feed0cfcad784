"""Taking the register out of the house: allowed to who keeps it, and written down."""

from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import NotAllowedError


def export(*, rows: int, by: User, at: datetime) -> None:
    """Write down that somebody took ``rows`` rows of the register. Raises NotAllowedError."""
    if not by.may("expert.see"):
        message = "U kunt het register niet exporteren."
        raise NotAllowedError(message)
    with recorded():
        data: dict[str, object] = {"list": "experts", "rows": rows}
        sentence = "heeft het register van experts geëxporteerd"
        record(Happening("export", sentence, by, by, at, data, "expert.see"))
