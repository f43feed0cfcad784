"""Whether what was published is online, and what to do when it is not."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Exists, Max, OuterRef
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import SECRETARIAT
from mit_waakstand.public_site import progress
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.progress import Progress
from mit_waakstand.worklist import MOST, Found, Item, Row, Urgency
from signals.models import Elsewhere, Signal
from signals.states import SignalState

KIND = Publication.Kind.SIGNAL
BY_HAND = "handmatig"  # how a page gets on SCP's own site
FAILED = "Publiceren is mislukt: probeer het opnieuw"


def progress_of(signal: Signal) -> Progress | None:
    """Return how far the newest public version of this signal is; None before publication."""
    if signal.number is None or signal.published_at is None:
        return None
    return progress.progress_of(KIND, signal.number.lower())


def rows_for(user: User) -> Iterator[Item]:
    """Yield what asks for CPO and secretaris: what could not be brought online, red and on top.

    And what is still to be placed on SCP's own site, where that is done by hand.
    """
    if user.part not in SECRETARIAT:
        return
    yield from _failed(user)
    if settings.SCP_PUBLICATION == BY_HAND:
        yield from _to_place(user)


def _failed(user: User) -> Iterator[Row]:
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


def _to_place(user: User) -> Iterator[Item]:
    """Yield the signals whose newest public version was not recorded as placed."""
    recorded = Elsewhere.objects.filter(signal=OuterRef("pk"))
    placed = recorded.filter(recorded_at__gte=OuterRef("newest_version_at"))
    published = Signal.objects.visible_to(user).filter(published_at__isnull=False)
    last = Max("revisions__version")
    found = published.filter(~Exists(placed)).annotate(last_version=last).order_by("pk")

    def row_of(signal: Signal) -> Row:
        number = getattr(signal, "last_version", None) or 1
        return Row(
            title=f"{signal.working_name()}: {signal.title}",
            action=f"Zet versie {number} op de website van het SCP en leg het adres vast",
            url=signal.get_absolute_url(),
            urgency=Urgency.ACT,
            detail="het publicatiepakket staat op de pagina van het signaal",
        )

    url = f"{reverse('signals:signals')}?stand={SignalState.PUBLISHED}"
    yield Found(found, row_of, what="signalen", url=url)
