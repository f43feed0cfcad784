"""Work of the draaiboek, done from the outbox; each may be delivered twice."""

from draaiboek import meeting_tasks, run_tasks

__all__ = ["meeting_tasks", "run_tasks"]
