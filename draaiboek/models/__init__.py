"""The records of the draaiboek and of the meetings."""

from draaiboek.models.meeting import Attendance, Meeting, MeetingKind

__all__ = ["Attendance", "Meeting", "MeetingKind"]
