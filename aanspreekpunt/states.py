"""What may happen to a question: received, taken up, answered or referred, or closed (R-026)."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class QuestionState(models.TextChoices):
    """States of a question."""

    RECEIVED = "ontvangen", "ontvangen"
    IN_PROGRESS = "in_behandeling", "in behandeling"
    ANSWERED = "beantwoord", "beantwoord"
    REFERRED = "doorverwezen", "doorverwezen"
    NO_ANSWER = "geen_antwoord", "geen antwoord nodig"
    SPAM = "spam", "spam"


OPEN = (QuestionState.RECEIVED, QuestionState.IN_PROGRESS)
HANDLED = (QuestionState.ANSWERED, QuestionState.REFERRED)  # somebody got an answer
DISMISSED = (QuestionState.NO_ANSWER, QuestionState.SPAM)
CLOSED = (*HANDLED, *DISMISSED)

QUESTION_STEPS = Steps(
    Step(
        verb="enter",
        label="Vraag invoeren",
        sentence="heeft een vraag ingevoerd",
        sources=sources(START),
        target=QuestionState.RECEIVED,
        permission="question.enter",
        stamp="entered",
        by_hand=False,
    ),
    Step(
        verb="take_up",
        label="In behandeling nemen",
        sentence="heeft de vraag in behandeling genomen",
        sources=sources(QuestionState.RECEIVED),
        target=QuestionState.IN_PROGRESS,
        permission="question.handle",
        stamp="taken_up",
    ),
    Step(
        verb="answer",
        label="Antwoord mailen",
        sentence="heeft de vraag per mail beantwoord",
        sources=sources(QuestionState.IN_PROGRESS),
        target=QuestionState.ANSWERED,
        permission="question.handle",
        stamp="closed",
        guards=("why_no_mail",),
    ),
    Step(
        verb="record_answer",
        label="Antwoord per brief of telefoon vastleggen",
        sentence="heeft vastgelegd dat de vraag is beantwoord",
        sources=sources(QuestionState.IN_PROGRESS),
        target=QuestionState.ANSWERED,
        permission="question.handle",
        stamp="closed",
    ),
    Step(
        verb="refer",
        label="Doorverwijzen",
        sentence="heeft de vraagsteller doorverwezen",
        sources=sources(QuestionState.IN_PROGRESS),
        target=QuestionState.REFERRED,
        permission="question.handle",
        stamp="closed",
    ),
    Step(
        verb="dismiss",
        label="Sluiten: geen antwoord nodig",
        sentence="heeft de vraag gesloten zonder antwoord",
        sources=sources(*OPEN),
        target=QuestionState.NO_ANSWER,
        permission="question.handle",
        stamp="closed",
        aside=True,
    ),
    Step(
        verb="mark_as_spam",
        label="Sluiten: spam",
        sentence="heeft de vraag als spam gesloten",
        sources=sources(*OPEN),
        target=QuestionState.SPAM,
        permission="question.handle",
        stamp="closed",
        aside=True,
    ),
    Step(
        verb="assign",
        label="Toewijzen",
        sentence="heeft de vraag toegewezen",
        sources=sources(*OPEN),
        permission="question.handle",
        aside=True,
    ),
    Step(
        verb="correct",
        label="Gegevens van de vraagsteller verbeteren",
        sentence="heeft de gegevens van de vraagsteller verbeterd",
        sources=sources(*OPEN, *HANDLED),
        permission="question.handle",
        still=("has_personal_data",),
        aside=True,
    ),
    Step(
        verb="resend",
        label="Antwoord opnieuw mailen",
        sentence="heeft het antwoord opnieuw laten mailen",
        sources=sources(*HANDLED),
        permission="question.handle",
        still=("has_undelivered_mail",),
        guards=("why_no_mail",),
    ),
    Step(
        verb="reopen",
        label="Heropenen",
        sentence="heeft de vraag heropend",
        sources=sources(*CLOSED),
        target=QuestionState.IN_PROGRESS,
        permission="question.handle",
        still=("has_personal_data",),
        aside=True,
    ),
    Step(
        verb="erase",
        label="Persoonsgegevens nu wissen",
        sentence="heeft de persoonsgegevens en de teksten van de vraag gewist",
        sources=sources(*CLOSED),
        permission="question.erase",
        stamp="erased",
        still=("has_personal_data",),
        aside=True,
    ),
)
