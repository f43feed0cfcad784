"""What happens to a file that the scanner held, and what the beheerder does about it."""

from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.scanning import letters
from mit_waakstand.scanning.models import HeldFile
from mit_waakstand.trail.recording import recorded
from mit_waakstand.uploads import Held
from mit_waakstand.workflow import require_text, step


def hold(held: Held, *, page: str, by: User, at: datetime) -> HeldFile:
    """Return the record that this person's file was held; each beheerder gets the alarm.

    ``page`` is the name of the address with the form.
    """
    with recorded():
        file = HeldFile(
            page=page,
            field=held.field,
            finding=held.finding,
            checksum=held.checksum,
            size=held.size,
        )
        with step("hold", file, by=by, at=at):
            pass
        letters.held(file, at=at)
    return file


def settle(file: HeldFile, *, how: str, by: User, at: datetime) -> HeldFile:
    """Record what was done about a file that was held; it asks for nothing more."""
    with step("settle", file, by=by, at=at) as locked:
        require_text(how, "Schrijf op wat u hebt gedaan.", field="how")
        locked.settled_how = how.strip()
    return locked
