"""Who is reminded when: one module per schedule, found by the sweep (``outbox.schedules``)."""

from signals.reminders import a1, calendar, invitations, receipt, standing, term

__all__ = ["a1", "calendar", "invitations", "receipt", "standing", "term"]
