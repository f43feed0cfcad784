"""What the archive does because of the time: it clears away zips that were kept long enough."""

from datetime import datetime

from mit_waakstand.archive.workflow import packages
from mit_waakstand.outbox import schedules


@schedules("archive")
def clear_away(now: datetime) -> None:
    """Delete the zips of packages after thirty days; a package can be made again."""
    packages.clear_away(now)
