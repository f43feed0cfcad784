"""Erasing the personal data of a question sooner, because the asker wants it (AVG)."""

from datetime import datetime

from aanspreekpunt import forgetting
from aanspreekpunt.models import Question
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.putting import put
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import step


def erase(question: Question, *, by: User, at: datetime) -> Question:
    """Erase name, mail and texts of a closed question now, everywhere; what is counted stays."""
    with recorded():
        with step("erase", question, by=by, at=at) as locked:
            forgetting.empty(locked)
        forgetting.clear_around(locked, at=at)
        put("list_question_erasure", about=locked, at=at)
    return locked
