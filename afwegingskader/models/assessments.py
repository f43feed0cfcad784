"""Assessments (toepassingen): the kader used on a measure or package in a situation (R-115)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from afwegingskader.models.kader import KaderEdition
from afwegingskader.questionnaire import Given
from afwegingskader.states import ASSESSMENT_STEPS, AssessmentState
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.pdf import check_printable
from mit_waakstand.situations.models import Situation, within_reach_of
from mit_waakstand.workflow import Record


class Subject(models.TextChoices):
    """What is weighed."""

    MEASURE = "maatregel", "maatregel"
    PACKAGE = "pakket", "pakket van maatregelen"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Questions about many assessments."""

    def visible_to(self, user: User) -> "AssessmentQuerySet":
        """Return what this person may know; an expert sees what he was asked to join."""
        if not user.may("assessment.see"):
            return self.none()
        found = self.filter(within_reach_of(user, "situation__"))
        return found.filter(participants__user=user) if user.part == Role.EXPERT else found


class Assessment(Record):
    """One use of the kader. The version is pinned for ever; closed, all of it is frozen."""

    STEPS = ASSESSMENT_STEPS

    situation = models.ForeignKey(Situation, models.PROTECT, related_name="assessments")
    edition = models.ForeignKey(
        KaderEdition, models.PROTECT, related_name="assessments", verbose_name="versie"
    )
    state = models.CharField("stand", max_length=20, choices=AssessmentState.choices, blank=True)
    subject = models.CharField("wat wordt gewogen", max_length=20, choices=Subject.choices)
    title = models.CharField("maatregel of pakket", max_length=200, validators=[check_printable])
    begun_at = models.DateTimeField("begonnen op")
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    # The PDF of the answers, made when they froze.
    pdf_checksum = models.CharField("controlegetal pdf", max_length=64, blank=True)

    history = HistoricalRecords()
    objects = AssessmentQuerySet.as_manager()

    class Meta:
        """Closed means: with a moment and a person."""

        verbose_name = "toepassing van het afwegingskader"
        verbose_name_plural = "toepassingen van het afwegingskader"
        ordering: ClassVar = ["-begun_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["-begun_at", "-id"], name="assessment_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=AssessmentState.OPEN, closed_at=None, closed_by=None)
                | Q(state=AssessmentState.CLOSED, closed_at__isnull=False, closed_by__isnull=False),
                name="closed_assessment_says_when_and_by_whom",
                violation_error_message="Leg vast wanneer en door wie is afgesloten.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="assessment_says_of_what",
                violation_error_message="Noem de maatregel of het pakket.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"toepassing {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("afwegingskader:assessment", args=[self.pk])

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this assessment."""
        return Assessment.objects.visible_to(user).filter(pk=self.pk).exists()

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.situation.is_exercise

    def has_no_answers(self) -> str:
        """Guard: something was filled in."""
        return "" if self.answers.exists() else "Beantwoord eerst ten minste één vraag."

    def given(self) -> dict[str, Given]:
        """Return what was answered, by key of the question."""
        return {answer.key: answer.content for answer in self.answers.all()}


class Answer(models.Model):
    """The answer to one question of the kader in one assessment."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="answers")
    key = models.CharField("vraag", max_length=40)
    content = models.JSONField("antwoord", default=dict)

    history = HistoricalRecords()

    class Meta:
        """One answer to each question."""

        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "key"], name="question_of_the_kader_is_answered_once"
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"antwoord {self.pk}"


class Participant(models.Model):
    """An expert who was asked to help filling in one assessment."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="participants")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="expert")
    invited_at = models.DateTimeField("gevraagd op")
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        """Once is enough."""

        verbose_name = "deelnemer aan een toepassing"
        verbose_name_plural = "deelnemers aan een toepassing"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "user"],
                name="expert_joins_an_assessment_once",
                violation_error_message="Deze expert doet al mee.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"deelnemer {self.pk}"
