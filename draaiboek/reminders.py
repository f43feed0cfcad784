"""Who is reminded when: found by the sweep (``outbox.schedules``)."""

from draaiboek import meeting_reminders, run_reminders

__all__ = ["meeting_reminders", "run_reminders"]
