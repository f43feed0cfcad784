"""What the signal workflow puts in somebody's calendar: dates and numbers, no content."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mit_waakstand.accounts.models import User
from mit_waakstand.calendar_feed.appointments import Appointment, appointments
from signals.models import Signal, Trigger, Weighing

WEIGH_WITHIN = timedelta(hours=24)  # an A1 status (domain §2, decided)
LOOK_AT = timedelta(minutes=30)  # how long the entry before that moment lasts
LOOKS_BACK = timedelta(days=90)
MOST = 100  # entries of one kind: who has more looks at the lists of the office


@appointments("signals")
def appointments_for(user: User, today: date) -> Iterable[Appointment]:
    """Return terms that run, weighings, and A1 statuses to weigh, as far as he may know them.

    At most a hundred of each kind: the terms that end first, the latest of the others.
    """
    yield from _terms(user)
    yield from _weighings(user, today)
    yield from _unweighed(user)


def _terms(user: User) -> Iterator[Appointment]:
    found = Signal.objects.visible_to(user).waiting_for_response()
    found = found.annotate(changed_at=_last_change(Signal.history.all(), "issued_at"))
    for signal in found[:MOST]:
        if signal.response_due_on is not None:
            yield Appointment(
                key=f"signaal-{signal.pk}-reactie",
                title=f"Reactie uiterlijk: {signal.number}",
                starts=signal.response_due_on,
                url=signal.get_absolute_url(),
                changed_at=_changed_at(signal),
                is_exercise=signal.is_exercise,
            )


def _weighings(user: User, today: date) -> Iterator[Appointment]:
    found = Weighing.objects.visible_to(user).filter(held_on__gte=today - LOOKS_BACK)
    found = found.select_related("situation").order_by("-held_on", "-pk")
    found = found.annotate(changed_at=_last_change(Weighing.history.all(), "opened_at"))
    for weighing in found[:MOST]:
        yield Appointment(
            key=f"weging-{weighing.pk}",
            title=f"Weging {weighing.pk}",
            starts=weighing.held_on,
            url=weighing.get_absolute_url(),
            changed_at=_changed_at(weighing),
            is_exercise=weighing.situation.is_exercise,
        )


def _unweighed(user: User) -> Iterator[Appointment]:
    found = Trigger.objects.visible_to(user).unweighed_a1().select_related("situation")
    found = found.annotate(changed_at=_last_change(Trigger.history.all(), "registered_at"))
    for trigger in found.order_by("-registered_at", "-pk")[:MOST]:
        until: datetime = trigger.registered_at + WEIGH_WITHIN
        yield Appointment(
            key=f"aanleiding-{trigger.pk}-wegen",
            title=f"A1-status uiterlijk wegen: aanleiding {trigger.pk}",
            starts=until - LOOK_AT,
            ends=until,
            url=trigger.get_absolute_url(),
            changed_at=_changed_at(trigger),
            is_exercise=trigger.situation.is_exercise,
        )


def _changed_at(record: models.Model) -> datetime:
    """Return what ``_last_change`` found for this record."""
    found: datetime = vars(record)["changed_at"]
    return found


def _last_change(history: QuerySet[Any], otherwise: str) -> Coalesce:
    """Return when a record last changed, for a calendar that asks whether it is new."""
    rows = history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    return Coalesce(Subquery(rows.values("history_date")[:1]), otherwise)
