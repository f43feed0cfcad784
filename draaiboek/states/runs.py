"""What may happen in a run of the draaiboek: to the run, its steps, its injects and its lessons."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class RunState(models.TextChoices):
    """States of a run."""

    RUNNING = "loopt", "loopt"
    CLOSED = "afgesloten", "afgesloten"


class RunStepState(models.TextChoices):
    """States of one step; late is derived, never stored."""

    OPEN = "open", "open"
    DONE = "gedaan", "gedaan"
    SKIPPED = "overgeslagen", "overgeslagen"


class InjectState(models.TextChoices):
    """States of an inject; whether people see it yet is derived from its moment."""

    PLANNED = "gepland", "gepland"
    WITHDRAWN = "ingetrokken", "ingetrokken"


class LessonState(models.TextChoices):
    """States of a lesson."""

    OPEN = "open", "open"
    ACCEPTED = "overgenomen", "overgenomen in het draaiboek"
    DECLINED = "afgewezen", "afgewezen"


RUN_STEPS = Steps(
    Step(
        verb="start",
        label="Uitvoering beginnen",
        sentence="is met de uitvoering begonnen",
        sources=sources(START),
        target=RunState.RUNNING,
        permission="run.write",
        stamp="started",
        by_hand=False,
    ),
    Step(
        verb="close",
        label="Afsluiten met een evaluatie",
        sentence="heeft de uitvoering afgesloten",
        sources=sources(RunState.RUNNING),
        target=RunState.CLOSED,
        permission="run.write",
        stamp="closed",
    ),
    Step(
        verb="add_step",
        label="Eigen stap toevoegen",
        sentence="heeft een eigen stap toegevoegd",
        sources=sources(RunState.RUNNING),
        permission="run.write",
        aside=True,
    ),
    Step(
        verb="plan_inject",
        label="Inject plannen",
        sentence="heeft een inject gepland",
        sources=sources(RunState.RUNNING),
        permission="run.write",
        when=("is_part_of_exercise",),
        aside=True,
    ),
    Step(
        verb="draw_lesson",
        label="Les vastleggen",
        sentence="heeft een les vastgelegd",
        sources=sources(RunState.RUNNING, RunState.CLOSED),
        permission="run.write",
        aside=True,
    ),
)

RUN_STEP_STEPS = Steps(
    Step(
        verb="tick",
        label="Afvinken",
        sentence="heeft de stap afgevinkt",
        sources=sources(RunStepState.OPEN),
        target=RunStepState.DONE,
        permission="run.write",
        stamp="done",
        still=("run_is_running",),
    ),
    Step(
        verb="untick",
        label="Vinkje terugdraaien",
        sentence="heeft het vinkje teruggedraaid",
        sources=sources(RunStepState.DONE),
        target=RunStepState.OPEN,
        permission="run.write",
        stamp="reopened",
        still=("run_is_running",),
        aside=True,
    ),
    Step(
        verb="skip",
        label="Overslaan",
        sentence="heeft de stap overgeslagen",
        sources=sources(RunStepState.OPEN),
        target=RunStepState.SKIPPED,
        permission="run.write",
        stamp="skipped",
        still=("run_is_running",),
        aside=True,
    ),
    Step(
        verb="resume",
        label="Toch uitvoeren",
        sentence="heeft besloten de stap toch uit te voeren",
        sources=sources(RunStepState.SKIPPED),
        target=RunStepState.OPEN,
        permission="run.write",
        stamp="reopened",
        still=("run_is_running",),
        aside=True,
    ),
)

INJECT_STEPS = Steps(
    Step(
        verb="change",
        label="Inject wijzigen",
        sentence="heeft de inject gewijzigd",
        sources=sources(InjectState.PLANNED),
        permission="run.write",
        when=("is_hidden",),
        still=("run_is_running",),
        aside=True,
    ),
    Step(
        verb="withdraw",
        label="Inject intrekken",
        sentence="heeft de inject ingetrokken",
        sources=sources(InjectState.PLANNED),
        target=InjectState.WITHDRAWN,
        permission="run.write",
        stamp="withdrawn",
        when=("is_hidden",),
        still=("run_is_running",),
        aside=True,
    ),
    Step(
        verb="respond",
        label="Vastleggen wat u doet",
        sentence="heeft op de inject gereageerd",
        sources=sources(InjectState.PLANNED),
        permission="run.respond",
        when=("is_revealed",),
        still=("run_is_running",),
    ),
)

LESSON_STEPS = Steps(
    Step(
        verb="accept",
        label="Overnemen in het concept",
        sentence="heeft de les overgenomen in het concept van het draaiboek",
        sources=sources(LessonState.OPEN),
        target=LessonState.ACCEPTED,
        permission="draaiboek.write",
        stamp="decided",
        guards=("there_is_no_draft",),
    ),
    Step(
        verb="decline",
        label="Afwijzen",
        sentence="heeft de les afgewezen",
        sources=sources(LessonState.OPEN),
        target=LessonState.DECLINED,
        permission="draaiboek.write",
        stamp="decided",
    ),
    Step(
        verb="reopen",
        label="Les weer openzetten",
        sentence="heeft de les weer opengezet, omdat het concept is ingetrokken",
        sources=sources(LessonState.ACCEPTED),
        target=LessonState.OPEN,
        permission="draaiboek.write",
        by_hand=False,
    ),
    Step(
        verb="hand_on",
        label="Eigenaar of datum wijzigen",
        sentence="heeft de eigenaar of de datum van de les gewijzigd",
        sources=sources(LessonState.OPEN),
        permission="run.write",
        aside=True,
    ),
)
