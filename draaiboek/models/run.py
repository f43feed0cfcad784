"""A run (uitvoering) of the draaiboek in one situation, real or exercise."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from draaiboek.models.edition import PlaybookEdition
from draaiboek.states.runs import RUN_STEPS, RunState, RunStepState
from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.situations.models import Participation, Situation
from mit_waakstand.workflow import Record


class PlaybookRunQuerySet(models.QuerySet["PlaybookRun"]):
    """Questions about many runs."""

    def visible_to(self, user: User) -> "PlaybookRunQuerySet":
        """Return what this person may know.

        An exercise is for its participants; what is real for who may know situations.
        """
        if not user.may("run.see"):
            return self.none()
        reach = Q(situation__is_exercise=True, situation__in=Participation.objects.of(user))
        if user.may("situation.see"):
            reach |= Q(situation__is_exercise=False)
        return self.filter(reach)

    def running(self) -> "PlaybookRunQuerySet":
        """Return the runs that go on."""
        return self.filter(state=RunState.RUNNING)

    def with_progress(self, now: datetime) -> "PlaybookRunQuerySet":
        """Return them with how many steps there are, are ended, and are overdue."""
        is_open = Q(steps__state=RunStepState.OPEN)
        return self.select_related("situation", "edition", "leader").annotate(
            all_steps=Count("steps"),
            ended_steps=Count("steps", filter=~is_open & Q(steps__isnull=False)),
            overdue_steps=Count("steps", filter=is_open & Q(steps__due_at__lte=now)),
        )

    def closed_exercises(self) -> "PlaybookRunQuerySet":
        """Return the exercises that came to their evaluation, the latest first."""
        found = self.filter(state=RunState.CLOSED, situation__is_exercise=True)
        return found.order_by("-closed_at", "-pk")


class PlaybookRun(Record):
    """One run. ``leader`` leads it; of an exercise he sees every inject beforehand."""

    STEPS = RUN_STEPS

    edition = models.ForeignKey(
        PlaybookEdition, models.PROTECT, related_name="runs", verbose_name="versie"
    )
    situation = models.ForeignKey(
        Situation, models.PROTECT, related_name="playbook_runs", verbose_name="situatie"
    )
    leader = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="leider")
    purpose = models.TextField(
        "aanleiding of doel", blank=True, max_length=2_000, validators=[check_text]
    )
    state = models.CharField("stand", max_length=20, choices=RunState.choices, blank=True)
    started_at = models.DateTimeField("begonnen op")
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    evaluation = models.TextField(
        "evaluatie", blank=True, max_length=20_000, validators=[check_text]
    )

    history = HistoricalRecords()
    objects = PlaybookRunQuerySet.as_manager()

    class Meta:
        """One run at a time in a situation; closed means when, by whom and with an evaluation."""

        verbose_name = "uitvoering van het draaiboek"
        verbose_name_plural = "uitvoeringen van het draaiboek"
        ordering: ClassVar = ["-started_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["-started_at", "-id"], name="run_newest")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["situation"],
                condition=Q(state=RunState.RUNNING),
                name="one_run_at_a_time_in_a_situation",
                violation_error_message="In deze situatie loopt al een uitvoering.",
            ),
            models.CheckConstraint(
                condition=Q(state=RunState.CLOSED, closed_at__isnull=False, closed_by__isnull=False)
                & ~Q(evaluation="")
                | Q(state=RunState.RUNNING, closed_at=None, closed_by=None, evaluation=""),
                name="closed_run_says_when_who_and_what_was_learnt",
                violation_error_message="Sluit de uitvoering af met een evaluatie.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"uitvoering {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("draaiboek:run", args=[self.pk])

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this run."""
        return PlaybookRun.objects.visible_to(user).filter(pk=self.pk).exists()

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.situation.is_exercise

    def is_running(self) -> bool:
        """Return whether it goes on."""
        return self.state == RunState.RUNNING

    def shows_steps_to(self, user: User) -> bool:
        """Return whether this person may read the draaiboek itself: the MIT in waakstand may.

        Bureau SG that takes part in an exercise gets the injects that are meant for it.
        """
        return user.may("run.steps")

    def lasted_until(self, now: datetime) -> datetime:
        """Return the moment by which it is judged: its end, or now."""
        return self.closed_at or now
