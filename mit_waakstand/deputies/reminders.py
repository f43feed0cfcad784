"""A deputy whose last day is past acts no more, by itself: who it concerns is told (domain §1)."""

from datetime import datetime

from django.utils.timezone import localdate

from mit_waakstand.deputies import letters
from mit_waakstand.deputies.models import Deputy, DeputyState
from mit_waakstand.outbox import schedules


@schedules("deputies.over")
def tell(now: datetime) -> None:
    """Put the mail that a deputy acts no more since the day after his last one, once."""
    found = Deputy.objects.filter(state=DeputyState.ACTING, ends_on__lt=localdate(now))
    for deputy in found.select_related("user").order_by("pk"):
        readers, day = letters.concerned(deputy), str(deputy.ends_on)
        letters.put_each("mail_deputy_stopped", deputy, readers, moment=day, at=now)
