"""One step of a run: as it stood in the version, when it is due, and what became of it."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from draaiboek.content import Actor, Unit
from draaiboek.models.run import PlaybookRun
from draaiboek.states.runs import RUN_STEP_STEPS, RunState, RunStepState
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.workflow import Record

# Whose step it is; what nobody else of the house does, CPO and secretaris both see to.
ACTS: dict[str, frozenset[str]] = {
    Actor.CPO: frozenset({Role.CPO}),
    Actor.SECRETARY: frozenset({Role.SECRETARY}),
}


class RunStepQuerySet(models.QuerySet["RunStep"]):
    """Questions about many steps."""

    def open(self) -> "RunStepQuerySet":
        """Return what is still to be done in runs that go on, the first due one first."""
        found = self.filter(state=RunStepState.OPEN, run__state=RunState.RUNNING)
        return found.order_by(models.F("due_at").asc(nulls_last=True), "run_id", "place", "pk")

    def overdue(self, now: datetime) -> "RunStepQuerySet":
        """Return what should have been done before ``now``."""
        return self.open().filter(due_at__lte=now)

    def of(self, user: User) -> "RunStepQuerySet":
        """Return the steps that this person is to take or to see to, in runs that he may know."""
        if not user.may("run.write"):
            return self.none()
        others = [actor for actor, roles in ACTS.items() if user.part not in roles]
        found = self.filter(run__in=PlaybookRun.objects.visible_to(user))
        return found.exclude(actor__in=others)


class RunStep(Record):
    """One step. Its words are those of the version, or of who added it, and never change."""

    STEPS = RUN_STEP_STEPS

    run = models.ForeignKey(PlaybookRun, models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField("volgorde")
    code = models.CharField("code", max_length=10)
    phase = models.CharField("fase", max_length=100)
    title = models.CharField("stap", max_length=200, validators=[check_text])
    actor = models.CharField("wie", max_length=20, choices=Actor.choices)
    amount = models.PositiveSmallIntegerField("termijn", default=0)
    unit = models.CharField("eenheid", max_length=20, choices=Unit.choices, blank=True)
    after = models.CharField("na stap", max_length=10, blank=True)
    needs = models.TextField("wat nodig is", blank=True)
    template = models.TextField("voorbeeldtekst", blank=True)
    is_added = models.BooleanField("eigen stap", default=False)
    due_at = models.DateTimeField("uiterlijk", null=True, blank=True)
    state = models.CharField(
        "stand", max_length=20, choices=RunStepState.choices, default=RunStepState.OPEN
    )
    done_at = models.DateTimeField("gedaan op", null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    remark = models.TextField("opmerking", blank=True, max_length=2_000, validators=[check_text])
    skipped_at = models.DateTimeField("overgeslagen op", null=True, blank=True)
    skipped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    skip_reason = models.TextField(
        "reden van overslaan", blank=True, max_length=2_000, validators=[check_text]
    )
    reopened_at = models.DateTimeField("teruggezet op", null=True, blank=True)
    reopened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reopen_reason = models.TextField(
        "reden van terugzetten", blank=True, max_length=2_000, validators=[check_text]
    )

    history = HistoricalRecords()
    objects = RunStepQuerySet.as_manager()

    class Meta:
        """A step is done by somebody at a moment, or skipped with a reason, or open."""

        verbose_name = "stap van een uitvoering"
        verbose_name_plural = "stappen van een uitvoering"
        ordering: ClassVar = ["run_id", "place", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"], name="run_step_by_due"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "code"], name="a_step_is_once_in_a_run"),
            models.CheckConstraint(
                condition=Q(state=RunStepState.DONE, done_at__isnull=False, done_by__isnull=False)
                | ~Q(state=RunStepState.DONE) & Q(done_at=None, done_by=None, remark=""),
                name="done_step_says_when_and_by_whom",
                violation_error_message="Leg vast wie de stap heeft gedaan.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=RunStepState.SKIPPED, skipped_at__isnull=False, skipped_by__isnull=False
                )
                & ~Q(skip_reason="")
                | ~Q(state=RunStepState.SKIPPED)
                & Q(skipped_at=None, skipped_by=None, skip_reason=""),
                name="skipped_step_says_why",
                violation_error_message="Geef een reden voor het overslaan.",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopened_by=None, reopen_reason="")
                | Q(reopened_at__isnull=False, reopened_by__isnull=False) & ~Q(reopen_reason=""),
                name="reopened_step_says_why",
                violation_error_message="Geef een reden voor het terugzetten.",
            ),
        ]

    def __str__(self) -> str:
        """Return the numbers only."""
        return f"stap {self.place} van uitvoering {self.run_id}"

    def get_absolute_url(self) -> str:
        """Return its place on the page of the run."""
        return f"{reverse('draaiboek:run', args=[self.run_id])}#stap-{self.pk}"

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this step."""
        return user.may("run.steps") and self.run.is_visible_to(user)

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.run.is_part_of_exercise()

    def run_is_running(self) -> bool:
        """Return whether the run goes on."""
        return self.run.is_running()

    @property
    def name(self) -> str:
        """Its code and what it is about."""
        return f"{self.code} {self.title}"

    @property
    def ended_at(self) -> datetime | None:
        """When it was done or skipped."""
        return self.done_at or self.skipped_at

    @property
    def last_day(self) -> datetime | None:
        """A moment on the last day of a term in working days, which ends at 24:00."""
        return self.due_at - timedelta(seconds=1) if self.due_at else None

    @property
    def lapsed(self) -> bool:
        """Whether it was still open when the run was closed, and was skipped for that."""
        return self.skipped_at is not None and self.skipped_at == self.run.closed_at

    def is_late(self, now: datetime) -> bool:
        """Return whether it was done too late, or is not done and should have been."""
        if self.due_at is None or self.state == RunStepState.SKIPPED:
            return False
        return self.due_at <= (self.done_at or now)

    def deviations(self, now: datetime) -> list[str]:
        """Return in Dutch how the run departs from the draaiboek here.

        What lapsed when the run was closed is told once, for all steps together.
        """
        found = ["eigen stap, staat niet in het draaiboek"] if self.is_added else []
        if self.state == RunStepState.SKIPPED:
            found += [] if self.lapsed else [f"overgeslagen: {self.skip_reason}"]
        elif self.is_late(now):
            found.append("te laat gedaan" if self.done_at else "over het moment heen")
        if self.reopened_at:
            found.append(f"teruggezet: {self.reopen_reason}")
        return found
