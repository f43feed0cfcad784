"""Whether what was published is online, and what to do when it is not."""

from collections.abc import Iterator

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import SECRETARIAT
from mit_waakstand.public_site import progress
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.progress import Progress
from mit_waakstand.worklist import MOST, Row, Urgency
from signals.models import Signal

KIND = Publication.Kind.SIGNAL
FAILED = "Publiceren is mislukt: probeer het opnieuw"


def progress_of(signal: Signal) -> Progress | None:
    """Return how far the newest public version of this signal is; None before publication."""
    if signal.number is None or signal.published_at is None:
        return None
    return progress.progress_of(KIND, signal.number.lower())


def rows_for(user: User) -> Iterator[Row]:
    """Yield, red and on top for CPO and secretaris, what could not be brought online."""
    if user.part not in SECRETARIAT:
        return
    numbers = [publication.key.upper() for publication in progress.failed(KIND, MOST)]
    if not numbers:
        return
    for signal in Signal.objects.visible_to(user).filter(number__in=numbers).order_by("number"):
        yield Row(
            title=f"{signal.working_name()}: {signal.title}",
            action=FAILED,
            url=signal.get_absolute_url(),
            urgency=Urgency.OVERDUE,
            detail="de nieuwste versie staat niet online",
        )
