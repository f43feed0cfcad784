"""The yearly question whether a record is still right (domain §8): asked, and answered for him."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.putting import put
from mit_waakstand.personal_links import workflow as links
from mit_waakstand.workflow import step

PURPOSE = "expert.record"
LINK_HOLDS = timedelta(days=60)


def ask(expert: Expert, *, by: User, at: datetime) -> Expert:
    """Send the question again, with a new link; an earlier link works no more."""
    with step("ask", expert, by=by, at=at) as locked:
        put_question(locked, at=at)
    return locked


def confirm(expert: Expert, *, by: User, at: datetime) -> Expert:
    """Record that somebody said his record is right, by telephone or mail."""
    with step("confirm", expert, by=by, at=at) as locked:
        locked.confirmed_on = localdate(at)
        links.revoke(PURPOSE, locked, at=at)
    return locked


def put_question(expert: Expert, *, at: datetime) -> None:
    """Put the mail with a new link. The caller holds the lock on the expert, and saves him."""
    link = links.make(PURPOSE, expert, at=at, expires_at=at + LINK_HOLDS)
    expert.asked_on = localdate(at)
    put("mail_own_record", about=expert, at=at, key=f"mail_own_record:{expert.pk}:{link.pk}")


def put_reminder(expert: Expert, *, at: datetime) -> None:
    """Put the one reminder of a question, with the same link."""
    key = f"mail_own_record_again:{expert.pk}:{expert.asked_on}"
    put("mail_own_record_again", about=expert, at=at, key=key)
