"""What questions put in somebody's calendar: target dates and references, no content."""

from collections.abc import Iterable
from datetime import date

from aanspreekpunt.models import Question
from mit_waakstand.accounts.models import User
from mit_waakstand.calendar_feed.appointments import Appointment, appointments

MOST = 100


@appointments("aanspreekpunt")
def appointments_for(user: User, today: date) -> Iterable[Appointment]:  # noqa: ARG001
    """Return the target dates of the open questions that are his own."""
    own = Question.objects.visible_to(user).open().filter(assigned_to=user)
    for question in own[:MOST]:
        yield Appointment(
            key=f"vraag-{question.pk}",
            title=f"Beantwoorden: vraag {question.reference}",
            starts=question.due_on,
            url=question.get_absolute_url(),
            changed_at=question.taken_up_at or question.entered_at,
        )
