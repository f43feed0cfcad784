"""Editing the agenda of a meeting; each edit is one step of the meeting."""

from datetime import datetime

from simple_history.utils import bulk_create_with_history

from draaiboek.agendas import STANDARD
from draaiboek.models import AgendaItem, Meeting, Purpose
from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import RefusedError, check_rules, step

UP, DOWN = "omhoog", "omlaag"
GONE = "Dit agendapunt is er niet meer."


def set_standard_agenda(meeting: Meeting) -> None:
    """Give a new meeting the standard agenda of its kind; runs in the caller's transaction."""
    items = [
        AgendaItem(
            meeting=meeting,
            place=place,
            subject=item.subject,
            purpose=item.purpose,
            note=item.note,
        )
        for place, item in enumerate(STANDARD[meeting.kind], start=1)
    ]
    bulk_create_with_history(items, AgendaItem)


def write_item(  # noqa: PLR0913  (each is a field of the record)
    meeting: Meeting,
    *,
    item: AgendaItem | None = None,
    subject: str,
    purpose: str = Purpose.DISCUSS,
    note: str = "",
    about_kind: str = "",
    about_number: str = "",
    about_title: str = "",
    by: User,
    at: datetime,
) -> Meeting:
    """Change the words of an item; without one, put a new item at the end of the agenda.

    What it is about is kept as text: kind, number and title of this moment.
    """
    told = {"what": "change", "item": item.pk} if item else {"what": "add"}
    with step("edit_agenda", meeting, by=by, at=at, **told) as locked:
        found = _item(locked, item) if item else _last_of(locked)
        found.subject, found.purpose, found.note = subject.strip(), purpose, note.strip()
        found.about_kind, found.about_number = about_kind.strip(), about_number.strip()
        found.about_title = about_title.strip()
        check_rules(found)
        found.save()
    return locked


def move_item(
    meeting: Meeting, *, item: AgendaItem, direction: str, by: User, at: datetime
) -> Meeting:
    """Let an item change places with the one above or below it; at the end it stays."""
    with step("edit_agenda", meeting, by=by, at=at, what="move", item=item.pk) as locked:
        found = _item(locked, item)
        others = locked.items.order_by("place")
        neighbour = (
            others.filter(place__lt=found.place).last()
            if direction == UP
            else others.filter(place__gt=found.place).first()
        )
        if neighbour is not None:
            found.place, neighbour.place = neighbour.place, found.place
            found.save(update_fields=["place"])
            neighbour.save(update_fields=["place"])
    return locked


def remove_item(meeting: Meeting, *, item: AgendaItem, by: User, at: datetime) -> Meeting:
    """Take an item off the agenda; the history keeps it."""
    with step("edit_agenda", meeting, by=by, at=at, what="remove", item=item.pk) as locked:
        _item(locked, item).delete()
    return locked


def _item(meeting: Meeting, item: AgendaItem) -> AgendaItem:
    found = meeting.items.filter(pk=item.pk).first()
    if found is None:
        raise RefusedError(GONE)
    return found


def _last_of(meeting: Meeting) -> AgendaItem:
    last = meeting.items.last()
    return AgendaItem(meeting=meeting, place=last.place + 1 if last else 1)
