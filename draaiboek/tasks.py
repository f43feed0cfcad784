"""Work of the draaiboek, done from the outbox; each may be delivered twice."""

from draaiboek import run_tasks

__all__ = ["run_tasks"]
