"""What Celery runs: one row, or everything that is due. Both do nothing twice."""

from celery import shared_task
from django.utils import timezone

from mit_waakstand.outbox import doing
from mit_waakstand.outbox.putting import DO_ONE


@shared_task(name=DO_ONE)
def do_one(pk: int) -> None:
    """Do the work of one row, if it is still to be done."""
    doing.do(pk)


@shared_task(name="mit_waakstand.outbox.tasks.sweep")
def sweep() -> None:
    """Put what the time asks for, and do everything that is due."""
    doing.sweep(timezone.now())
