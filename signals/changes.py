"""What other people did since somebody was last here, as far as he may know the record.

Whoever does not belong to the secretariat hears of the steps that concern him only: Bureau SG of
what happened from issue on, an expert of the course of his weighing (independence, domain §5).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import models
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.models import Event
from mit_waakstand.worklist import Change, changes
from signals.models import Signal, Trigger, Weighing

MOST = 50  # what nobody would read at one go
FROM_ISSUE_ON = frozenset(
    {
        "issue",
        "confirm_receipt",
        "record_minister_informed",
        "respond",
        "add_response",
        "send_message",
        "record_interim",
        "record_further_response",
        "publish",
        "publish_without_response",
        "publish_supplement",
        "publish_correction",
        "remove",
    }
)
OUTSIDE: dict[str, dict[str, frozenset[str]]] = {
    Role.SG_OFFICE: {"signals.signal": FROM_ISSUE_ON},
    Role.EXPERT: {
        "signals.weighing": frozenset({"open", "reschedule", "answer", "close"}),
        "signals.signal": FROM_ISSUE_ON,
    },
}
KINDS: dict[str, type[models.Model]] = {
    "situations.situation": Situation,
    "signals.trigger": Trigger,
    "signals.weighing": Weighing,
    "signals.signal": Signal,
}


@changes("signals")
def changes_for(user: User, since: datetime) -> Iterable[Change]:
    """Yield what changed after ``since``, newest first, at most fifty; own acts are no news."""
    events = Event.objects.since(since).exclude(by=user).filter(_concerns(user))
    found = list(events[:MOST])
    records = _visible_records(user, found)
    for event in found:
        record = records.get((event.subject, event.subject_pk))
        if record is not None:
            yield _change(event, record)


def _concerns(user: User) -> models.Q:
    table = OUTSIDE.get(user.part)
    if table is None:
        return models.Q(subject__in=KINDS)
    wanted = models.Q(pk__in=[])
    for subject, verbs in table.items():
        wanted |= models.Q(subject=subject, verb__in=verbs)
    return wanted


def _visible_records(user: User, events: list[Event]) -> dict[tuple[str, int], Any]:
    """Return the records that this person may know, by kind and key: one query for each kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for event in events:
        wanted[event.subject].add(event.subject_pk)
    records: dict[tuple[str, int], Any] = {}
    for subject, keys in wanted.items():
        found = KINDS[subject]._default_manager.visible_to(user).filter(pk__in=keys)  # type: ignore[attr-defined]  # noqa: SLF001
        records |= {
            (subject, record.pk): record for record in found.select_related(*_path(subject))
        }
    return records


def _path(subject: str) -> Iterator[str]:
    """Yield the way from a record to its situation, which lends it the title."""
    if subject == "signals.signal":
        yield "weighing__situation"
    elif subject != "situations.situation":
        yield "situation"


def _address(record: Any) -> str:
    if isinstance(record, Situation):
        return reverse("signals:situation", args=[record.pk])
    return str(record.get_absolute_url())


def _change(event: Event, record: Any) -> Change:
    situation = record if isinstance(record, Situation) else getattr(record, "situation", None)
    title = f"{record.working_name()}: {record.title}" if situation is None else situation.title
    is_exercise = record.is_exercise if situation is None else situation.is_exercise
    return Change(
        at=event.occurred_at,
        who=event.by.full_name if event.by else "Het systeem",
        sentence=event.sentence,
        title=title,
        url=_address(record),
        is_exercise=is_exercise,
    )
