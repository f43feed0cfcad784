"""Proposals: an expert asks the MIW to weigh on its own initiative (domain §2, route 3)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.situations.models import Situation, within_reach_of
from mit_waakstand.workflow import Record
from signals.models.trigger import Trigger
from signals.states.proposals import ANSWERED, PROPOSAL_STEPS, ProposalState


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions about many proposals."""

    def visible_to(self, user: User) -> "ProposalQuerySet":
        """Return what this person may know: an expert his own, the secretariat all."""
        if not user.may("proposal.see"):
            return self.none()
        found = self.filter(Q(exercise=None) | within_reach_of(user, "exercise__"))
        return found.filter(submitted_by=user) if user.part == Role.EXPERT else found

    def unanswered(self) -> "ProposalQuerySet":
        """Return what waits for the CPO, the oldest first."""
        return self.filter(state=ProposalState.SUBMITTED).order_by("submitted_at", "pk")


class Proposal(Record):
    """One proposal, with the CPO's answer; taken over, it became a trigger."""

    STEPS = PROPOSAL_STEPS

    exercise = models.ForeignKey(
        Situation, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    state = models.CharField("stand", max_length=20, choices=ProposalState.choices, blank=True)
    disease = models.CharField("ziekte of situatie", max_length=120)
    reasons = models.TextField("redenen", max_length=5000)
    request_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    submitted_at = models.DateTimeField("ingediend op")
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answer = models.TextField("antwoord van de CPO", max_length=5000, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    trigger = models.OneToOneField(
        Trigger, models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    history = HistoricalRecords()
    objects = ProposalQuerySet.as_manager()

    class Meta:
        """An answer has reasons; what was taken over is a trigger."""

        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        ordering: ClassVar = ["-submitted_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    state=ProposalState.SUBMITTED, answered_at=None, answered_by=None, answer=""
                )
                | Q(state__in=ANSWERED, answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(answer=""),
                name="proposal_is_answered_with_reasons",
                violation_error_message="Antwoorden kan alleen met een reden.",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.TAKEN_OVER, trigger__isnull=False)
                | Q(trigger=None) & ~Q(state=ProposalState.TAKEN_OVER),
                name="proposal_taken_over_is_a_trigger",
                violation_error_message="Een overgenomen voorstel is een aanleiding.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"voorstel {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("signals:proposal", args=[self.pk])

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.exercise_id is not None

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this proposal."""
        return Proposal.objects.visible_to(user).filter(pk=self.pk).exists()
