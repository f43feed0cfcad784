"""Who takes part in a weighing: proposed, invited, declined, with a standpunt; and interests."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords
from signals.models.weighing import Outcome, Weighing
from signals.states import WeighingState

PURPOSE = "weging"  # of the personal link with which an expert answers an invitation


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Questions about many participants."""

    def invited(self) -> "ParticipantQuerySet":
        """Return who was invited and did not decline."""
        return self.filter(invited_at__isnull=False, declined_at=None)

    def proposed(self) -> "ParticipantQuerySet":
        """Return who stands on the draft list only: not invited yet."""
        return self.filter(invited_at=None)

    def in_order(self) -> "ParticipantQuerySet":
        """Return them with their expert, the first invited first, the draft list last."""
        by_invitation = models.F("invited_at").asc(nulls_last=True)
        return self.select_related("expert", "recorded_by").order_by(by_invitation, "pk")


class Participant(models.Model):
    """An expert in a weighing. Until he is invited he knows nothing of it."""

    weighing = models.ForeignKey(Weighing, models.PROTECT, related_name="participants")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="participations")
    proposed_at = models.DateTimeField("voorgesteld op", null=True, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField("uitgenodigd op", null=True, blank=True)
    confirmed_at = models.DateTimeField("zegde toe op", null=True, blank=True)
    declined_at = models.DateTimeField("afgemeld op", null=True, blank=True)
    declined_because = models.CharField("reden van afmelding", max_length=500, blank=True)
    interests = models.TextField("belangen", blank=True, max_length=2000)
    took_part = models.BooleanField("nam deel", default=False)
    opinion = models.CharField("standpunt", max_length=20, choices=Outcome.choices, blank=True)
    rationale = models.TextField("motivering", blank=True, max_length=10_000)
    opined_at = models.DateTimeField("standpunt gegeven op", null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()
    objects = ParticipantQuerySet.as_manager()

    class Meta:
        """In a weighing once; an opinion is part of taking part, and has reasons."""

        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        ordering: ClassVar = ["invited_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["weighing", "expert"],
                name="expert_is_invited_once",
                violation_error_message="Deze expert is al uitgenodigd.",
            ),
            models.CheckConstraint(
                condition=Q(opinion="", opined_at=None)
                | Q(took_part=True, opined_at__isnull=False) & ~Q(opinion="") & ~Q(rationale=""),
                name="opinion_has_reasons",
                violation_error_message="Geef bij uw standpunt een motivering.",
            ),
            models.CheckConstraint(
                condition=Q(invited_at__isnull=False)
                | Q(proposed_at__isnull=False, took_part=False, declined_at=None),
                name="only_the_invited_take_part",
                violation_error_message="Alleen wie is uitgenodigd, neemt deel.",
            ),
            models.CheckConstraint(
                condition=Q(proposed_at=None, proposed_by=None)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False),
                name="proposed_expert_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(invited_at__isnull=False, declined_at=None),
                name="only_the_invited_say_they_take_part",
                violation_error_message="Alleen wie is uitgenodigd, zegt toe.",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_because="")
                | Q(declined_at__isnull=False, took_part=False),
                name="who_declined_took_no_part",
                violation_error_message="Wie zich heeft afgemeld, nam niet deel.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"deelnemer {self.pk}"

    def is_invited(self) -> bool:
        """Return whether the invitation stands: given, and not declined."""
        return self.invited_at is not None and self.declined_at is None

    def can_answer(self) -> bool:
        """Return whether his answer still changes something: before he took part, and it closed."""
        is_open = self.weighing.state == WeighingState.OPEN
        return self.invited_at is not None and not self.took_part and is_open


class InterestDeclaration(models.Model):
    """What somebody declares that may touch his judgement in one weighing; "none" counts too."""

    weighing = models.ForeignKey(Weighing, models.PROTECT, related_name="declarations")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    statement = models.TextField("belangen", blank=True, max_length=2000)
    has_conflict = models.BooleanField("belang dat het oordeel kan raken")
    declared_at = models.DateTimeField("gemeld op")

    history = HistoricalRecords()

    class Meta:
        """One declaration of each person; a conflict is explained."""

        verbose_name = "belangenverklaring"
        verbose_name_plural = "belangenverklaringen"
        ordering: ClassVar = ["declared_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["weighing", "user"],
                name="interests_are_declared_once",
                violation_error_message="Deze belangen zijn al gemeld.",
            ),
            models.CheckConstraint(
                condition=Q(has_conflict=False) | ~Q(statement=""),
                name="conflict_of_interest_is_explained",
                violation_error_message="Leg uit om welk belang het gaat.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"belangenverklaring {self.pk}"
