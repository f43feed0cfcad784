"""Who is reminded when: found by the sweep (``outbox.schedules``)."""

from draaiboek import run_reminders

__all__ = ["run_reminders"]
