"""What Celery runs: some rows, or everything that is due. Both do nothing twice."""

from celery import shared_task
from django.utils import timezone

from mit_waakstand.outbox import doing
from mit_waakstand.outbox.putting import DO_SOME


@shared_task(name=DO_SOME)
def do_some(*pks: int) -> None:
    """Do the work of each of these rows, as far as it is still to be done."""
    for pk in pks:
        doing.do(pk)


@shared_task(name="mit_waakstand.outbox.tasks.sweep")
def sweep() -> None:
    """Put what the time asks for, and do everything that is due."""
    doing.sweep(timezone.now())
