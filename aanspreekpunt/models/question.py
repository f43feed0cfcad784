"""A question from outside, and how far its answer is (R-026, R-027).

Name, mail and texts are erased some months after it was closed; what is counted stays.
"""

import hashlib
from datetime import date
from secrets import choice
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.urls import reverse

from aanspreekpunt.models.rules import QUESTION_RULES
from aanspreekpunt.states import CLOSED, HANDLED, OPEN, QUESTION_STEPS, QuestionState
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import SECRETARIAT
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.workflow import Record

MOST_CHARACTERS = 20_000  # a long letter; the form of the public takes less
# Without characters that look like each other on paper or sound alike on the telephone.
ALPHABET = "23456789CFHJKLMNPRTVWX"


class Channel(models.TextChoices):
    """How a question came in."""

    WEBSITE = "website", "via de website"
    MAIL = "mail", "per mail"
    TELEPHONE = "telefoon", "per telefoon"
    POST = "post", "per post"


class Topic(models.TextChoices):
    """What a question is about, for the yearly count."""

    SOCIETY = "samenleving", "Gevolgen van een pandemie voor de samenleving"
    ECONOMY = "economie", "Gevolgen van een pandemie voor de economie"
    SIGNAL = "signaal", "Een signaal, of een reactie daarop"
    WORK = "werk", "Het werk van het MIT in waakstand"
    WEBSITE = "website", "Deze website"
    OTHER = "anders", "Iets anders"


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions about many questions."""

    def visible_to(self, user: User) -> "QuestionQuerySet":
        """Return what this person may know: an expert what was assigned to him (domain §5)."""
        if not user.may("question.see"):
            return self.none()
        return self if user.part in SECRETARIAT else self.filter(assigned_to=user)

    def open(self) -> "QuestionQuerySet":
        """Return what still waits for an answer, the most urgent first."""
        return self.filter(state__in=OPEN).order_by("due_on", "pk")

    def overdue(self, today: date) -> "QuestionQuerySet":
        """Return what is past its target term, the oldest first."""
        return self.open().filter(due_on__lt=today)

    def answered_in_time(self) -> "QuestionQuerySet":
        """Return what was answered or referred within its target term."""
        handled = self.filter(state__in=HANDLED).annotate(closed_on=TruncDate("closed_at"))
        return handled.filter(closed_on__lte=F("due_on"))

    def to_erase(self, kept_since: date) -> "QuestionQuerySet":
        """Return the closed questions that were closed before this day (Amsterdam)."""
        closed = self.filter(state__in=CLOSED, erased_at=None, closed_at__date__lt=kept_since)
        return closed.order_by("closed_at", "pk")


class Question(Record):
    """One question; its answers stand beside it."""

    STEPS = QUESTION_STEPS

    reference = models.CharField("kenmerk", max_length=11, unique=True)
    state = models.CharField("stand", max_length=20, choices=QuestionState.choices, blank=True)
    channel = models.CharField("binnengekomen", max_length=10, choices=Channel.choices)
    topic = models.CharField("onderwerp", max_length=12, choices=Topic.choices)
    name = models.CharField("naam", max_length=120, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    text = models.TextField("vraag", max_length=MOST_CHARACTERS, blank=True)
    received_on = models.DateField("ontvangen op")
    due_on = models.DateField("streefdatum")
    entered_at = models.DateTimeField("vastgelegd op")
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    request_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    assigned_to = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name="toegewezen aan",
    )
    taken_up_at = models.DateTimeField("in behandeling sinds", null=True, blank=True)
    taken_up_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    referred_to = models.CharField("doorverwezen naar", max_length=200, blank=True)
    reason = models.CharField("reden", max_length=500, blank=True)
    closed_at = models.DateTimeField("gesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    erased_at = models.DateTimeField("gewist op", null=True, blank=True)
    erased_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()
    objects = QuestionQuerySet.as_manager()

    class Meta:
        """The rules stand in ``models/rules.py``."""

        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering: ClassVar = ["-received_on", "-pk"]
        constraints = QUESTION_RULES
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "id"], name="question_that_waits", condition=Q(state__in=OPEN)
            ),
        ]

    def __str__(self) -> str:
        """Return the reference only (robustness 8)."""
        return f"vraag {self.reference}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("aanspreekpunt:question", args=[self.pk])

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this question."""
        return Question.objects.visible_to(user).filter(pk=self.pk).exists()

    def is_open(self) -> bool:
        """Return whether it still waits for an answer."""
        return self.state in OPEN

    def is_overdue(self, today: date) -> bool:
        """Return whether it is past its target term without an answer."""
        return self.is_open() and self.due_on < today

    def has_personal_data(self) -> bool:
        """Return whether name, mail and texts are still here."""
        return self.erased_at is None

    def has_undelivered_mail(self) -> bool:
        """Return whether the latest answer by mail did not reach the asker."""
        return self.answers.undelivered().exists()

    def mark_of_asker(self) -> str:
        """Return a mark of name, mail and topic: another one when somebody corrected them."""
        read = f"{self.name}\n{self.email}\n{self.topic}"
        return hashlib.sha256(read.encode()).hexdigest()[:16]

    def why_no_mail(self) -> str:
        """Return in Dutch why nothing can be mailed to the asker, or ""."""
        if self.email:
            return ""
        return "Van deze vraag is geen mailadres bekend."


def new_reference() -> str:
    """Return a reference that nobody can guess and that says nothing of how many there are."""
    letters = "".join(choice(ALPHABET) for _ in range(8))
    return f"V-{letters[:4]}-{letters[4:]}"
