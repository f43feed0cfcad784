"""Injects of an exercise ("om 14:00 belt de pers"): unseen until their moment, then answered."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now

from draaiboek.models.run import PlaybookRun
from draaiboek.states.runs import INJECT_STEPS, InjectState
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.workflow import Record


class Audience(models.TextChoices):
    """To whom an inject is shown."""

    EVERYBODY = "iedereen", "alle deelnemers"
    CPO = Role.CPO.value, "de CPO"
    SECRETARY = Role.SECRETARY.value, "de secretaris"
    EXPERTS = Role.EXPERT.value, "de experts"
    SG_OFFICE = Role.SG_OFFICE.value, "Bureau SG (SZW)"


class InjectQuerySet(models.QuerySet["Inject"]):
    """Questions about many injects."""

    def visible_to(self, user: User, at: datetime) -> "InjectQuerySet":
        """Return what this person may know at a moment: the leader everything.

        A participant sees what is meant for his part, from its moment on.
        """
        found = self.filter(run__in=PlaybookRun.objects.visible_to(user))
        revealed = Q(
            state=InjectState.PLANNED,
            planned_at__lte=at,
            shown_to__in=[Audience.EVERYBODY, user.part],
        )
        return found.filter(Q(run__leader=user) | revealed)

    def revealed(self, at: datetime) -> "InjectQuerySet":
        """Return those whose moment has come, the first one first."""
        found = self.filter(state=InjectState.PLANNED, planned_at__lte=at)
        return found.order_by("planned_at", "pk")


class Inject(Record):
    """One inject. It changes only as long as nobody saw it."""

    STEPS = INJECT_STEPS

    run = models.ForeignKey(PlaybookRun, models.CASCADE, related_name="injects")
    planned_at = models.DateTimeField("moment")
    text = models.TextField("wat er gebeurt", max_length=5_000, validators=[check_text])
    shown_to = models.CharField(
        "voor wie", max_length=20, choices=Audience.choices, default=Audience.EVERYBODY
    )
    state = models.CharField(
        "stand", max_length=20, choices=InjectState.choices, default=InjectState.PLANNED
    )
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()
    objects = InjectQuerySet.as_manager()

    class Meta:
        """Withdrawn says when and by whom."""

        verbose_name = "inject"
        verbose_name_plural = "injects"
        ordering: ClassVar = ["planned_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="inject_says_what_happens",
                violation_error_message="Vul in wat er gebeurt.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=InjectState.WITHDRAWN,
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                )
                | Q(state=InjectState.PLANNED, withdrawn_at=None, withdrawn_by=None),
                name="withdrawn_inject_says_when_and_by_whom",
                violation_error_message="Leg vast wie de inject introk.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only."""
        return f"inject {self.pk}"

    def get_absolute_url(self) -> str:
        """Return its place on the page of the run."""
        return f"{reverse('draaiboek:run', args=[self.run_id])}#inject-{self.pk}"

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know it now."""
        moment = self.moment or now()
        return Inject.objects.visible_to(user, moment).filter(pk=self.pk).exists()

    def is_part_of_exercise(self) -> bool:
        """Answer yes: only an exercise has injects."""
        return True

    def run_is_running(self) -> bool:
        """Return whether the run goes on."""
        return self.run.is_running()

    def is_revealed(self) -> bool:
        """Return whether its moment has come."""
        return self.planned_at <= (self.moment or now())

    def is_hidden(self) -> bool:
        """Return whether its moment is still to come."""
        return not self.is_revealed()


class InjectResponse(models.Model):
    """What somebody did or said when it happened. Never changed."""

    inject = models.ForeignKey(Inject, models.CASCADE, related_name="responses")
    text = models.TextField("reactie", max_length=5_000, validators=[check_text])
    given_at = models.DateTimeField("gegeven op")
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        """In the order in which they came."""

        verbose_name = "reactie op een inject"
        verbose_name_plural = "reacties op injects"
        ordering: ClassVar = ["given_at", "pk"]

    def __str__(self) -> str:
        """Return the number only."""
        return f"reactie op inject {self.inject_id}"
