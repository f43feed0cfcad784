"""The records of the draaiboek and of the meetings."""

from draaiboek.models.document import (
    DocumentKind,
    DocumentVersion,
    PlaybookDocument,
    Readers,
)
from draaiboek.models.edition import PlaybookEdition
from draaiboek.models.inject import Audience, Inject, InjectResponse
from draaiboek.models.lesson import Lesson
from draaiboek.models.meeting import Attendance, Meeting, MeetingKind
from draaiboek.models.run import PlaybookRun
from draaiboek.models.run_step import RunStep
from draaiboek.models.scale_up import Arrangement, PointKind, ScaleUpPoint

__all__ = [
    "Arrangement",
    "Attendance",
    "Audience",
    "DocumentKind",
    "DocumentVersion",
    "Inject",
    "InjectResponse",
    "Lesson",
    "Meeting",
    "MeetingKind",
    "PlaybookDocument",
    "PlaybookEdition",
    "PlaybookRun",
    "PointKind",
    "Readers",
    "RunStep",
    "ScaleUpPoint",
]
