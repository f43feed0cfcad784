"""What can come in after a publication, and so asks for a new version: one table (domain §3.7)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Coalesce

from signals.models.kinds import PUBLIC_KINDS

if TYPE_CHECKING:
    from signals.models.signal import Signal

NEWEST = Coalesce("newest_version_at", "published_at")  # the moment of the newest public version


@dataclass(frozen=True, kw_only=True)
class Source:
    """One thing that can come in: the way from a signal to its moment, and words for the public.

    ``words`` gets the signal and the moment of its newest version.
    """

    moment: str
    words: Callable[["Signal", datetime], Iterable[str]]
    only: Q = Q()  # noqa: RUF009  (a condition never changes)

    def came_in(self) -> Q:
        """Return the condition on signals that it came in after the newest version."""
        return self.only & Q(**{f"{self.moment}__gt": NEWEST})


def _moment_of(name: str, words: str) -> Source:
    """Return a source of which the moment stands on the signal itself."""

    def found(signal: "Signal", newest: datetime) -> list[str]:
        moment = getattr(signal, name)
        return [words] if moment is not None and moment > newest else []

    return Source(moment=name, words=found)


def _messages(signal: "Signal", newest: datetime) -> list[str]:
    found = signal.messages.for_the_public().filter(recorded_at__gt=newest)
    return [message.name() for message in found]


def _decision(signal: "Signal", newest: datetime) -> list[str]:
    is_new = signal.decisions.filter(recorded_at__gt=newest).exists()
    return ["het besluit van de minister"] if is_new else []


def _taken_back(signal: "Signal", newest: datetime) -> list[str]:
    """Return that what was public was recorded wrongly, when no better record names the signal."""
    replaced = signal.decisions.filter(replaced_at__gt=newest, recorded_at__lte=newest)
    is_mute = replaced.exists() and not signal.decisions.filter(recorded_at__gt=newest).exists()
    return ["dat een vastgelegd besluit is vervangen"] if is_mute else []


SOURCES = (
    _moment_of("answered_at", "de reactie van de secretaris-generaal"),
    _moment_of("minister_recorded_at", "wanneer de Minister is geïnformeerd"),
    Source(
        moment="messages__recorded_at", words=_messages, only=Q(messages__kind__in=PUBLIC_KINDS)
    ),
    Source(moment="decisions__recorded_at", words=_decision),
    Source(moment="decisions__replaced_at", words=_taken_back),
)
