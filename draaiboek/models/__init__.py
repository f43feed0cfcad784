"""The records of the draaiboek and of the meetings."""

from draaiboek.models.adoption import AdoptedInMeeting
from draaiboek.models.agenda import AgendaItem, Purpose
from draaiboek.models.document import DocumentKind, DocumentVersion, PlaybookDocument, Readers
from draaiboek.models.edition import PlaybookEdition
from draaiboek.models.inject import Audience, Inject, InjectResponse
from draaiboek.models.invitation import Invitation, Reply, Way
from draaiboek.models.lesson import Lesson
from draaiboek.models.meeting import Attendance, Meeting, MeetingKind
from draaiboek.models.minutes import Minutes
from draaiboek.models.outcome import ActionItem, MeetingDecision
from draaiboek.models.run import PlaybookRun
from draaiboek.models.run_step import RunStep
from draaiboek.models.scale_up import Arrangement, PointKind, ScaleUpPoint

__all__ = [
    "ActionItem",
    "AdoptedInMeeting",
    "AgendaItem",
    "Arrangement",
    "Attendance",
    "Audience",
    "DocumentKind",
    "DocumentVersion",
    "Inject",
    "InjectResponse",
    "Invitation",
    "Lesson",
    "Meeting",
    "MeetingDecision",
    "MeetingKind",
    "Minutes",
    "PlaybookDocument",
    "PlaybookEdition",
    "PlaybookRun",
    "PointKind",
    "Purpose",
    "Readers",
    "Reply",
    "RunStep",
    "ScaleUpPoint",
    "Way",
]
