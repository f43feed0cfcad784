"""Whether an issued signal arrives: what went wrong, said loudly, with what to do (domain §3.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.outbox.models import MAIL, Work
from signals import deadlines
from signals.models import Signal

CALL = "Bel Bureau SG en leg vast wie de ontvangst bevestigde en wanneer."


@dataclass(frozen=True)
class Alarm:
    """Something that went wrong: what, and what to do; ``short`` is for the worklist."""

    title: str
    text: str
    short: str


BOUNCED = Alarm(
    "De mail over dit signaal is niet aangekomen",
    f"{CALL} Verstuur de mail daarna opnieuw.",
    "Mail niet aangekomen: bel Bureau SG",
)
NOT_CONFIRMED = Alarm(
    "De ontvangst van dit signaal is niet bevestigd",
    CALL,
    "Ontvangst niet bevestigd: bel Bureau SG",
)


def alarm_about(signal: Signal, now: datetime, bounced: Iterable[Work]) -> Alarm | None:
    """Return what is wrong with the arrival of this signal at ``now``, None when nothing is.

    ``bounced`` are the mails that failed. One is answered by a receipt that was recorded after it.
    """
    if not signal.is_issued():
        return None
    last = max((receipt.recorded_at for receipt in signal.receipts.all()), default=None)
    if any(last is None or (mail.failed_at and mail.failed_at > last) for mail in bounced):
        return BOUNCED
    return NOT_CONFIRMED if signal.receipt_is_late(now) else None


def bounced_mail(signals: Iterable[Signal]) -> dict[int, list[Work]]:
    """Return the failed mails by the key of their signal, in one question for all of them."""
    keys = [signal.pk for signal in signals]
    failed = Work.objects.failed().filter(
        subject=Signal._meta.label_lower,  # noqa: SLF001
        subject_pk__in=keys,
        kind__startswith=MAIL,
    )
    found: dict[int, list[Work]] = {}
    for work in failed:
        found.setdefault(work.subject_pk, []).append(work)
    return found


def failed_mail(most: int) -> list[int]:
    """Return the keys of the signals of which the latest mails failed."""
    failed = Work.objects.failed().filter(
        subject=Signal._meta.label_lower,  # noqa: SLF001
        kind__startswith=MAIL,
    )
    return list(failed.values_list("subject_pk", flat=True)[:most])


def moment_in(today: date) -> datetime:
    """Return now when it is ``today``, else the end of that day.

    The worklist knows days; the receipt is due at an hour, so this one reads the clock.
    """
    if today == localdate():
        return timezone.now()
    return datetime.combine(today, time.max, deadlines.AMSTERDAM)
