"""When to look at a version again: a month before the day that was chosen, and on the day."""

from datetime import datetime

from django.utils.timezone import localdate, localtime

from mit_waakstand.accounts.models import User, recipients_of
from mit_waakstand.accounts.roles import Role
from mit_waakstand.editions.letters import DAYS_BEFORE
from mit_waakstand.editions.models import Edition, kinds_of_edition
from mit_waakstand.editions.states import EditionState
from mit_waakstand.outbox import schedules
from mit_waakstand.outbox.putting import put_mails

HOUR = 9  # in the morning, in Amsterdam


@schedules("editions.review")
def remind(now: datetime) -> None:
    """Put the mail to CPO and secretaris, once a moment; after an outage only the latest."""
    if localtime(now).hour < HOUR:
        return
    today = localdate(now)
    for kind in kinds_of_edition():
        found = kind._default_manager.filter(  # noqa: SLF001
            state=EditionState.ADOPTED, review_on__isnull=False
        )
        for edition in found:
            assert edition.review_on is not None  # noqa: S101  (for the type checker)
            ahead = (edition.review_on - today).days
            reached = [days for days in DAYS_BEFORE if ahead <= days]
            if reached:
                _put(edition, before=min(reached), at=now)


def _put(edition: Edition, *, before: int, at: datetime) -> None:
    label = edition._meta.label_lower  # noqa: SLF001
    key = f"mail_review:{label}:{edition.pk}:{edition.review_on}:{before}"
    recipients = recipients_of(User.objects.with_role(Role.CPO, Role.SECRETARY))
    put_mails("mail_review", recipients, about=edition, at=at, key=key)
