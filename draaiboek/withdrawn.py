"""What else happens when a draft of the draaiboek is withdrawn."""

from datetime import datetime

from draaiboek.models import Lesson, PlaybookEdition
from draaiboek.states.runs import LessonState
from draaiboek.workflow import lessons
from mit_waakstand.accounts.models import User
from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.withdrawing import withdrawals


@withdrawals("draaiboek")
def lessons_wait_again(version: Edition, by: User, at: datetime) -> None:
    """Let the lessons that were taken over in this draft wait for the next one."""
    if not isinstance(version, PlaybookEdition):
        return
    taken_over = Lesson.objects.filter(edition=version, state=LessonState.ACCEPTED)
    for lesson in taken_over.order_by("pk"):
        lessons.reopen(lesson, by=by, at=at)
