"""What people do with an assessment: begin, fill in together, close."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from afwegingskader import notifications
from afwegingskader.models import Answer, Assessment, KaderEdition, Participant
from afwegingskader.questionnaire import Given
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox.putting import put
from mit_waakstand.seen import mark_of
from mit_waakstand.situations.models import Situation
from mit_waakstand.workflow import (
    ConflictError,
    NotAllowedError,
    RefusedError,
    require_text,
    step,
)

CHANGED_MEANWHILE = (
    "Iemand anders heeft intussen een antwoord gewijzigd dat u ook wijzigde. U ziet beide teksten. "
    "Er is niets verloren."
)
NO_KADER = "Stel eerst een versie van het afwegingskader vast."


def begin(situation: Situation, *, subject: str, title: str, by: User, at: datetime) -> Assessment:
    """Return a new assessment with the version of the kader that is in force, pinned.

    Raises NotAllowedError when the situation is not this person's, RefusedError without a version.
    """
    if not situation.is_visible_to(by):
        message = "U kunt dit niet doen: afwegingskader toepassen."
        raise NotAllowedError(message)
    edition = KaderEdition.objects.in_force()
    if edition is None:
        raise RefusedError(NO_KADER)
    assessment = Assessment(
        situation=situation, edition=edition, subject=subject, title=title.strip()
    )
    with step("begin", assessment, by=by, at=at, kader=edition.number):
        require_text(title, "Noem de maatregel of het pakket.", field="title")
    return assessment


def rename(
    assessment: Assessment, *, subject: str, title: str, by: User, at: datetime
) -> Assessment:
    """Call what is weighed differently, while the assessment is open."""
    with step("rename", assessment, by=by, at=at, was_called=assessment.title) as locked:
        require_text(title, "Noem de maatregel of het pakket.", field="title")
        locked.subject, locked.title = subject, title.strip()
    return locked


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What one person filled in at a question; ``seen`` is the hash of what he started from."""

    given: Given
    seen: str = ""


def answer(
    assessment: Assessment, *, answers: Mapping[str, Filled], by: User, at: datetime
) -> Assessment:
    """Record answers by key of the question; an earlier answer stays in the history.

    An answer that the writer left as he found it stays as it is now. Raises ConflictError when
    somebody else changed one that he changed too; then nothing is kept.
    """
    with step("answer", assessment, by=by, at=at, questions=sorted(answers)) as locked:
        known = {question.key for one in locked.edition.steps() for question in one.questions}
        saved = {found.key: found for found in locked.answers.all()}
        for key, filled in answers.items():
            if key not in known:
                message = "Deze vraag staat niet in deze versie van het afwegingskader."
                raise RefusedError(message)
            now = saved[key].content if key in saved else {}
            if clashes(filled, now):
                raise ConflictError(CHANGED_MEANWHILE)
            if not _was_left_alone(filled) and not _is_same(filled, now):
                _keep(locked, saved.get(key), key, filled.given, by)
    return locked


def clashes(filled: Filled, now: Given) -> bool:
    """Return whether somebody else changed the answer that this writer changed too."""
    is_another = filled.seen not in {"", mark_of(now)}
    return is_another and not _was_left_alone(filled) and not _is_same(filled, now)


def _is_same(filled: Filled, now: Given) -> bool:
    return mark_of(filled.given) == mark_of(now)


def _was_left_alone(filled: Filled) -> bool:
    return filled.seen == mark_of(filled.given)


def _keep(assessment: Assessment, found: Answer | None, key: str, given: Given, by: User) -> None:
    kept = found or Answer(assessment=assessment, key=key)
    kept.content = given
    kept._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001
    kept.save()


def invite(assessment: Assessment, *, expert: User, by: User, at: datetime) -> Assessment:
    """Let an expert with an account help filling in; he gets mail.

    Raises RefusedError at "expert" for somebody who cannot, or who takes part already.
    """
    with step("invite", assessment, by=by, at=at, expert=expert.pk) as locked:
        if expert.role != Role.EXPERT or not expert.is_active:
            message = "Kies een expert met een actief account."
            raise RefusedError(message, field="expert")
        if not locked.situation.is_within_reach_of(expert):
            message = "Deze expert doet niet mee aan de oefening."
            raise RefusedError(message, field="expert")
        if locked.participants.filter(user=expert).exists():
            message = "Deze expert doet al mee."
            raise RefusedError(message, field="expert")
        joined = Participant.objects.create(
            assessment=locked, user=expert, invited_at=at, invited_by=by
        )
        notifications.asked_to_join(joined, at=at)
    return locked


def close(assessment: Assessment, *, by: User, at: datetime) -> Assessment:
    """Close an assessment: from now on nobody changes it, and its PDF is made."""
    with step("close", assessment, by=by, at=at) as locked:
        put("make_assessment_pdf", about=locked, at=at)
    return locked
