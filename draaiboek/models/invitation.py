"""Who is invited to a meeting, what he answered, whether he was there, and his interests."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from draaiboek.models.meeting import Attendance, Meeting
from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords

PURPOSE = "vergadering"  # of the personal link with which somebody answers without an account


class Reply(models.TextChoices):
    """What somebody answers to an invitation."""

    YES = "ja", "ja, ik kom"
    MAYBE = "misschien", "misschien"
    NO = "nee", "nee, ik kom niet"


class Way(models.TextChoices):
    """How an answer came in."""

    LINK = "link", "met de link in de mail"
    ACCOUNT = "account", "na aanmelden"
    RECORDED = "vastgelegd", "vastgelegd door de secretaris of de CPO"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about many invitations."""

    def standing(self) -> "InvitationQuerySet":
        """Return the invitations that were sent and not withdrawn."""
        return self.filter(invited_at__isnull=False, withdrawn_at=None)

    def proposed(self) -> "InvitationQuerySet":
        """Return who stands on the draft list only: he knows nothing yet."""
        return self.filter(invited_at=None)

    def unanswered(self) -> "InvitationQuerySet":
        """Return the standing invitations without an answer."""
        return self.standing().filter(reply="")

    def of(self, user: User) -> "InvitationQuerySet":
        """Return the standing invitations of this person, as an expert or by his account."""
        return self.standing().filter(Q(user=user) | Q(expert__user=user))

    def in_order(self) -> "InvitationQuerySet":
        """Return them with the people, the first invited first, the draft list last."""
        by_invitation = F("invited_at").asc(nulls_last=True)
        return self.select_related("expert__user", "user").order_by(by_invitation, "pk")


class Invitation(models.Model):
    """One person and one meeting: an expert of the register, or somebody with an account."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    expert = models.ForeignKey(
        Expert, models.PROTECT, null=True, blank=True, related_name="meeting_invitations"
    )
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField("voorgesteld op", null=True, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField("uitgenodigd op", null=True, blank=True)
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.CharField("antwoord", max_length=20, choices=Reply.choices, blank=True)
    joins = models.CharField(
        "doet mee",
        max_length=20,
        choices=[c for c in Attendance.choices if c[0] != Attendance.HYBRID],
        blank=True,
    )
    replied_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    replied_way = models.CharField("hoe", max_length=20, choices=Way.choices, blank=True)
    has_conflict = models.BooleanField("belang dat het oordeel kan raken", null=True, blank=True)
    interests = models.TextField("belangen", blank=True, max_length=2000)
    declared_at = models.DateTimeField("belangen gemeld op", null=True, blank=True)
    recorded_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="belangen vastgelegd door",
    )
    attended = models.BooleanField("was aanwezig", default=False)
    attended_as_cpo = models.BooleanField("was aanwezig als (waarnemend) CPO", default=False)

    history = HistoricalRecords()
    objects = InvitationQuerySet.as_manager()

    class Meta:
        """One person, once; what was answered or declared says when."""

        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering: ClassVar = ["invited_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expert__isnull=False, user=None) | Q(expert=None, user__isnull=False),
                name="invitation_is_of_an_expert_or_an_account",
                violation_error_message="Kies een expert of iemand met een account.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "expert"],
                name="expert_is_invited_to_a_meeting_once",
                violation_error_message="Deze expert staat al bij deze vergadering.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "user"],
                name="account_is_invited_to_a_meeting_once",
                violation_error_message="Deze persoon staat al bij deze vergadering.",
            ),
            models.CheckConstraint(
                condition=Q(invited_at=None, invited_by=None, proposed_at__isnull=False)
                | Q(invited_at__isnull=False, invited_by__isnull=False),
                name="invitation_is_proposed_or_sent",
                violation_error_message="Een uitnodiging is voorgesteld of verstuurd.",
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_at=None, replied_way="", joins="")
                | ~Q(reply="")
                & ~Q(replied_way="")
                & Q(replied_at__isnull=False, invited_at__isnull=False),
                name="reply_says_when_and_how",
                violation_error_message="Alleen wie is uitgenodigd, antwoordt.",
            ),
            models.CheckConstraint(
                condition=Q(has_conflict=None, declared_at=None, interests="", recorded_by=None)
                | Q(has_conflict=False, declared_at__isnull=False)
                | Q(has_conflict=True, declared_at__isnull=False) & ~Q(interests=""),
                name="declared_conflict_is_explained",
                violation_error_message="Leg uit om welk belang het gaat.",
            ),
            models.CheckConstraint(
                condition=Q(attended=False, attended_as_cpo=False)
                | Q(attended=True, invited_at__isnull=False, withdrawn_at=None),
                name="only_the_invited_attend",
                violation_error_message="Alleen wie is uitgenodigd, was erbij.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"uitnodiging {self.pk}"

    def account(self) -> User | None:
        """Return the account of the person, when he has one."""
        return self.expert.user if self.expert else self.user

    def name(self) -> str:
        """Return the person's name as it stands on screen."""
        if self.expert:
            return self.expert.name
        return self.user.full_name if self.user else ""

    def in_what_part(self) -> str:
        """Return what the person is here: "expert", or the role of his account."""
        return "expert" if self.user is None else self.user.part_in_words

    def is_standing(self) -> bool:
        """Return whether it was sent and not withdrawn."""
        return self.invited_at is not None and self.withdrawn_at is None

    def address(self) -> str:
        """Return where mail reaches the person; "" for an account that is not active."""
        if self.expert:
            return self.expert.address()
        return self.user.email if self.user and self.user.is_active else ""

    def recipient(self) -> str:
        """Return the person as a work row has him: "user:5", or "expert:7" without account."""
        return self.expert.recipient() if self.expert else f"user:{self.user_id}"

    def can_be_answered_at(self, moment: datetime) -> bool:
        """Return whether an answer still changes something: until the meeting begins."""
        is_planned = self.meeting.is_planned() and not self.meeting.has_begun_at(moment)
        return self.is_standing() and is_planned
