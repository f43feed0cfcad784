"""Which drafts an expert may read: those on the agenda of a meeting to which he is invited."""

from collections.abc import Iterable

from draaiboek.models import AgendaItem, Meeting
from draaiboek.states.meetings import MeetingState
from mit_waakstand.accounts.models import User
from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.readers import invited


@invited("draaiboek")
def numbers(user: User, kind: type[Edition]) -> Iterable[str]:
    """Return the numbers on agendas of meetings that are not called off; his invitation stands."""
    items = AgendaItem.objects.filter(about_kind=kind.CALLED, meeting__in=Meeting.invited(user))
    standing = items.exclude(meeting__state=MeetingState.CANCELLED)
    return standing.values_list("about_number", flat=True)
