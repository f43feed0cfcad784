"""What comes out of a meeting: decisions, and actions with an owner and a date."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from draaiboek.models.agenda import AgendaItem
from draaiboek.models.meeting import Meeting
from draaiboek.states.actions import ACTION_STEPS, ActionState
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import SECRETARIAT
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.workflow import Record, Step


class MeetingDecision(models.Model):
    """What the meeting decided."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="agendapunt",
    )
    text = models.TextField("besluit", max_length=2000)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        """In the order in which they were written down."""

        verbose_name = "besluit van een vergadering"
        verbose_name_plural = "besluiten van vergaderingen"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"besluit van een vergadering {self.pk}"


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    """Questions about many actions."""

    def visible_to(self, user: User) -> "ActionItemQuerySet":
        """Return what this person may know: CPO and secretaris all, others their own."""
        found = self.filter(meeting__in=Meeting.objects.visible_to(user))
        return found if user.part in SECRETARIAT else found.filter(owner=user)

    def open(self) -> "ActionItemQuerySet":
        """Return what is still to be done, the most urgent first."""
        return self.filter(state=ActionState.OPEN).order_by("due_on", "pk")


class ActionItem(Record):
    """Something that somebody does after a meeting, by a day."""

    STEPS = ACTION_STEPS

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="actions")
    text = models.CharField("actie", max_length=300)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="wie")
    due_on = models.DateField("uiterlijk op")
    state = models.CharField("stand", max_length=20, choices=ActionState.choices, blank=True)
    agreed_at = models.DateTimeField("vastgelegd op")
    agreed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    finished_at = models.DateTimeField("gedaan op", null=True, blank=True)
    finished_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField("vervallen op", null=True, blank=True)
    dropped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField("waarom vervallen", max_length=500, blank=True)

    history = HistoricalRecords()
    objects = ActionItemQuerySet.as_manager()

    class Meta:
        """Done or dropped says when and by whom; dropped also why."""

        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    state=ActionState.DONE, finished_at__isnull=False, finished_by__isnull=False
                )
                | ~Q(state=ActionState.DONE) & Q(finished_at=None, finished_by=None),
                name="finished_action_says_when_and_by_whom",
                violation_error_message="Leg vast wie de actie afrondde.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ActionState.DROPPED, dropped_at__isnull=False, dropped_by__isnull=False
                )
                & ~Q(reason="")
                | ~Q(state=ActionState.DROPPED) & Q(dropped_at=None, dropped_by=None, reason=""),
                name="dropped_action_says_why",
                violation_error_message="Geef een reden.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"actie {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of the list on which it stands."""
        return reverse("draaiboek:actions")

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.meeting.is_exercise

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this action."""
        return ActionItem.objects.visible_to(user).filter(pk=self.pk).exists()

    def steps_of(self, user: User) -> list[Step]:
        """Return the steps that are his: finishing is for the owner, CPO and secretaris."""
        is_his = user.pk == self.owner_id or user.part in SECRETARIAT
        return super().steps_of(user) if is_his else []

    def is_overdue(self, today: date) -> bool:
        """Return whether it should have been done before this day."""
        return self.state == ActionState.OPEN and self.due_on < today
