"""Meetings (vergaderingen) of the MIT in waakstand: planned, held, or called off (R-029)."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, now

from draaiboek.states.meetings import MEETING_STEPS, MeetingState
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import SECRETARIAT
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.situations.models import Situation, within_reach_of
from mit_waakstand.workflow import Record, Step

OF_THE_INVITED = frozenset({"reply", "declare_interests"})


class MeetingKind(models.TextChoices):
    """What people come together for."""

    YEARLY = "jaarvergadering", "jaarvergadering"
    WEIGHING = "weging", "vergadering over een weging"
    EXERCISE = "oefening", "oefening"
    OTHER = "anders", "andere vergadering"


class Attendance(models.TextChoices):
    """How people meet. A written round is no meeting, so it has no place here."""

    IN_PERSON = "fysiek", "op locatie"
    ONLINE = "online", "online"
    HYBRID = "hybride", "op locatie en online"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Questions about many meetings."""

    def visible_to(self, user: User) -> "MeetingQuerySet":
        """Return what this person may know: CPO and secretaris all.

        Others what they were invited to. An exercise is for its participants only.
        """
        if not user.may("meeting.see"):
            return self.none()
        found = self.filter(Q(situation=None) | within_reach_of(user, "situation__"))
        return found if user.part in SECRETARIAT else found.filter(pk__in=self.model.invited(user))

    def coming(self) -> "MeetingQuerySet":
        """Return what is planned, the first one first."""
        return self.filter(state=MeetingState.PLANNED).order_by("starts_at", "pk")


class Meeting(Record):
    """One meeting. ``sequence`` rises with each change, for the calendars of who was invited."""

    STEPS = MEETING_STEPS

    kind = models.CharField("soort", max_length=20, choices=MeetingKind.choices)
    subject = models.CharField("onderwerp", max_length=120, blank=True)
    form = models.CharField("vorm", max_length=20, choices=Attendance.choices)
    starts_at = models.DateTimeField("begint op")
    ends_at = models.DateTimeField("eindigt op")
    place = models.CharField("plaats", max_length=200, blank=True)
    link = models.URLField("link", max_length=500, blank=True)
    situation = models.ForeignKey(
        Situation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="situatie",
    )
    is_exercise = models.BooleanField("oefening", default=False)
    state = models.CharField("stand", max_length=20, choices=MeetingState.choices, blank=True)
    sequence = models.PositiveIntegerField("volgnummer van de uitnodiging", default=0)
    planned_at = models.DateTimeField("gepland op")
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    held_at = models.DateTimeField("vastgelegd als gehouden op", null=True, blank=True)
    held_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField("afgelast op", null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField("reden van afgelasten", blank=True, max_length=2000)

    history = HistoricalRecords()
    objects = MeetingQuerySet.as_manager()

    class Meta:
        """A meeting has a place and an end; what was held or called off says by whom."""

        verbose_name = "vergadering"
        verbose_name_plural = "vergaderingen"
        ordering: ClassVar = ["-starts_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["-starts_at", "-id"], name="meeting_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_begins",
                violation_error_message="Een vergadering eindigt na het begin.",
            ),
            models.CheckConstraint(
                condition=~Q(place="") | Q(form=Attendance.ONLINE) & ~Q(link=""),
                name="meeting_says_where",
                violation_error_message="Vul de plaats in; online volstaat een link.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=MeetingKind.OTHER) | ~Q(subject=""),
                name="other_meeting_has_a_subject",
                violation_error_message="Vul in waar deze vergadering over gaat.",
            ),
            models.CheckConstraint(
                condition=Q(is_exercise=False) | Q(situation__isnull=False),
                name="exercise_meeting_has_a_situation",
                violation_error_message="Een oefening hoort bij een situatie met deelnemers.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=MeetingKind.EXERCISE) | Q(is_exercise=True),
                name="meeting_for_an_exercise_is_an_exercise",
                violation_error_message="Kies de oefening waarbij deze vergadering hoort.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=MeetingKind.YEARLY) | Q(is_exercise=False),
                name="yearly_meeting_is_no_exercise",
                violation_error_message="De jaarvergadering is geen oefening.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=MeetingState.CANCELLED,
                    cancelled_at__isnull=False,
                    cancelled_by__isnull=False,
                )
                & ~Q(reason="")
                | ~Q(state=MeetingState.CANCELLED)
                & Q(cancelled_at=None, cancelled_by=None, reason=""),
                name="cancelled_meeting_says_why",
                violation_error_message="Geef een reden voor het afgelasten.",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.HELD, held_at__isnull=False, held_by__isnull=False)
                | ~Q(state=MeetingState.HELD) & Q(held_at=None, held_by=None),
                name="held_meeting_says_when_and_by_whom",
                violation_error_message="Leg vast wie de vergadering als gehouden vastlegde.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"vergadering {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("draaiboek:meeting", args=[self.pk])

    def name(self) -> str:
        """Return how it is called on screen: its subject, or its kind."""
        return self.subject or str(self.get_kind_display()).capitalize()

    def name_in_a_sentence(self) -> str:
        """Return how it is called inside a title: "jaarvergadering, 6 oktober 2026"."""
        called = self.subject or str(self.get_kind_display())
        return f"{called}, {date_format(self.day(), 'j F Y')}"

    def is_planned(self) -> bool:
        """Return whether it is still to come."""
        return self.state == MeetingState.PLANNED

    def day(self) -> date:
        """Return the day (Amsterdam) on which it begins."""
        return localdate(self.starts_at)

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.is_exercise

    @classmethod
    def invited(cls, user: User) -> models.QuerySet["Meeting", int]:
        """Return the keys of the meetings to which this person was invited."""
        found = cls.objects.filter(
            Q(invitations__user=user) | Q(invitations__expert__user=user),
            invitations__invited_at__isnull=False,
            invitations__withdrawn_at=None,
        )
        return found.values_list("pk", flat=True)

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this meeting."""
        return Meeting.objects.visible_to(user).filter(pk=self.pk).exists()

    def has_begun_at(self, moment: datetime) -> bool:
        """Return whether it began at or before this moment."""
        return self.starts_at <= moment

    def has_begun(self) -> str:
        """Guard: before it begins, people are invited and answer."""
        if self.has_begun_at(self.moment or now()):
            return "De vergadering is al begonnen."
        return ""

    def has_not_begun(self) -> str:
        """Guard: what has not begun was not held."""
        return "" if self.has_begun() else "De vergadering is nog niet begonnen."

    def has_adopted_minutes(self) -> str:
        """Guard: what stands in adopted minutes does not change any more."""
        if self.minutes.exclude(adopted_at=None).exists():
            return "Het verslag is vastgesteld. Maak een correctie van het verslag."
        return ""

    def steps_of(self, user: User) -> list[Step]:
        """Return the steps that are his; answering and declaring are of who was invited."""
        steps = super().steps_of(user)
        if self.has_begun():
            steps = [step for step in steps if "has_begun" not in step.guards]
        if not any(step.verb in OF_THE_INVITED for step in steps):
            return steps
        is_invited = Meeting.invited(user).filter(pk=self.pk).exists()
        return [step for step in steps if is_invited or step.verb not in OF_THE_INVITED]
