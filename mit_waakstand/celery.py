"""Celery does work that stands in the outbox a little sooner than the sweep would.

Nothing is kept here: a task is the id of a row, and a task that gets lost is done by the sweep.
"""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mit_waakstand.settings")

app = Celery("mit_waakstand")
app.conf.update(
    broker_url=settings.REDIS_URL,
    broker_connection_retry_on_startup=True,
    broker_connection_timeout=2,
    # 300 s is longer than any single piece of work; a killed worker's task comes back after it.
    broker_transport_options={
        "visibility_timeout": 300,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
        "socket_timeout": 10,
    },
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_default_queue="mit",
    task_time_limit=240,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    timezone="Europe/Amsterdam",
    beat_schedule={
        "sweep": {
            "task": "mit_waakstand.outbox.tasks.sweep",
            "schedule": 60.0,
            "options": {"expires": 55},
        },
    },
)
app.autodiscover_tasks()
