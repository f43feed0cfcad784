"""What all reminders share: 09:00 in Amsterdam, a row per recipient, only the newest is sent."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.db.models import Max
from django.db.models.fields.json import KT

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put_all, work_for
from signals import deadlines
from signals.notifications import SG_OFFICE

REMINDED_AT = time(9)


@dataclass(frozen=True)
class Recipient:
    """To whom, as it stands in the work row: "user:5" or "bureau_sg", and in which role."""

    key: str
    role: str


def people(found: Iterable[User]) -> Iterator[Recipient]:
    """Yield these people, each in the role that he has now."""
    for user in found:
        yield Recipient(user.recipient(), user.part)


def address_of_bureau_sg() -> Iterator[Recipient]:
    """Yield the fixed address of Bureau SG, when there is one in the settings."""
    if settings.SG_ADDRESS:
        yield Recipient(SG_OFFICE, Role.SG_OFFICE)


def latest_nine(now: datetime) -> datetime:
    """Return the last 09:00 in Amsterdam that has passed."""
    return latest(REMINDED_AT, now)


def latest(hour: time, now: datetime) -> datetime:
    """Return the last time that it was ``hour`` in Amsterdam."""
    day = deadlines.local_date(now)
    moment = datetime.combine(day, hour, deadlines.AMSTERDAM)
    if moment <= now:
        return moment
    return datetime.combine(day - deadlines.ONE_DAY, hour, deadlines.AMSTERDAM)


def put_each(
    kind: str,
    recipients: Iterable[Recipient],
    *,
    about: models.Model,
    moment: str,
    at: datetime,
) -> None:
    """Put one mail per recipient, unique by subject, moment and recipient: put twice, it is one.

    ``moment`` is a date or a moment in UTC in ISO 8601, so that the later one sorts last.
    """
    label = about._meta.model_name  # noqa: SLF001
    put_all(
        work_for(
            kind,
            about=about,
            at=at,
            key=f"{kind}:{label}:{about.pk}:{moment}:{recipient.key}",
            recipient=recipient.key,
            role=recipient.role,
            moment=moment,
        )
        for recipient in recipients
    )


def latest_put(kind: str, label: str, pks: Collection[int]) -> dict[int, str]:
    """Return by record the moment of the newest reminder that was ever put."""
    rows = Work.objects.filter(kind=kind, subject=label, subject_pk__in=pks).order_by()
    return dict(rows.values_list("subject_pk").annotate(newest=Max(KT("details__moment"))))


def is_put(newest: str | None, moment: str, *, now: str) -> bool:
    """Tell whether this reminder or a later one was put; one from the future proves nothing."""
    return newest is not None and moment <= newest <= now


def is_overtaken(work: Work, *, now: str) -> bool:
    """Tell whether a later reminder of the same subject was put for the same recipient."""
    newer = Work.objects.filter(
        kind=work.kind,
        subject=work.subject,
        subject_pk=work.subject_pk,
        details__recipient=work.details["recipient"],
        details__moment__gt=work.details["moment"],
        details__moment__lte=now,
    )
    return newer.exists()
