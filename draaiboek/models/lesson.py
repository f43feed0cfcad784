"""Lessons of a run: with an owner and a date, and what the next draaiboek makes of them."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from draaiboek.models.edition import PlaybookEdition
from draaiboek.models.run import PlaybookRun
from draaiboek.states.runs import LESSON_STEPS, LessonState
from mit_waakstand.accounts.models import User
from mit_waakstand.editions.states import EditionState
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.workflow import Record


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Questions about many lessons."""

    def visible_to(self, user: User) -> "LessonQuerySet":
        """Return what this person may know: who writes the draaiboek sees what was learnt."""
        return self.all() if user.may("draaiboek.see") else self.none()

    def open(self) -> "LessonQuerySet":
        """Return what nobody decided on yet, the first date first."""
        return self.filter(state=LessonState.OPEN).order_by("due_on", "pk")

    def in_order(self) -> "LessonQuerySet":
        """Return the open ones first, by their date, and then the others, the latest first."""
        is_decided = models.ExpressionWrapper(
            Q(decided_at__isnull=False), output_field=models.BooleanField()
        )
        found = self.annotate(is_decided=is_decided)
        return found.order_by("is_decided", "-decided_at", "due_on", "pk")

    def overdue(self, today: date) -> "LessonQuerySet":
        """Return the open ones whose date is past."""
        return self.open().filter(due_on__lt=today)


class Lesson(Record):
    """One lesson. Whoever decides on it says what became of it."""

    STEPS = LESSON_STEPS

    run = models.ForeignKey(PlaybookRun, models.PROTECT, related_name="lessons")
    text = models.TextField("les", max_length=2_000, validators=[check_text])
    proposal = models.TextField(
        "voorstel voor het draaiboek", blank=True, max_length=2_000, validators=[check_text]
    )
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="eigenaar")
    due_on = models.DateField("uiterlijk")
    state = models.CharField(
        "stand", max_length=20, choices=LessonState.choices, default=LessonState.OPEN
    )
    drawn_at = models.DateTimeField("vastgelegd op")
    drawn_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    edition = models.ForeignKey(
        PlaybookEdition, models.PROTECT, null=True, blank=True, related_name="lessons"
    )
    outcome = models.TextField(
        "wat ermee is gedaan", blank=True, max_length=2_000, validators=[check_text]
    )

    history = HistoricalRecords()
    objects = LessonQuerySet.as_manager()

    class Meta:
        """A decision on a lesson says when, by whom and what."""

        verbose_name = "les"
        verbose_name_plural = "lessen"
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="lesson_says_what_was_learnt",
                violation_error_message="Vul in wat de les is.",
            ),
            models.CheckConstraint(
                condition=Q(state=LessonState.OPEN, decided_at=None, decided_by=None, outcome="")
                | ~Q(state=LessonState.OPEN)
                & Q(decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(outcome=""),
                name="decided_lesson_says_what_became_of_it",
                violation_error_message="Schrijf op wat ermee is gedaan, of waarom niet.",
            ),
            models.CheckConstraint(
                condition=Q(state=LessonState.ACCEPTED, edition__isnull=False)
                | ~Q(state=LessonState.ACCEPTED) & Q(edition=None),
                name="accepted_lesson_names_the_version",
                violation_error_message="Een overgenomen les hoort bij een versie.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"les {self.pk}"

    def get_absolute_url(self) -> str:
        """Return its place on the page of all lessons."""
        return f"{reverse('draaiboek:lessons')}#les-{self.pk}"

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this lesson."""
        return user.may("draaiboek.see")

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.run.is_part_of_exercise()

    def is_overdue(self, today: date) -> bool:
        """Return whether its date is past and nobody decided on it."""
        return self.state == LessonState.OPEN and self.due_on < today

    def there_is_no_draft(self) -> str:
        """Guard: a lesson is taken over in a draft."""
        if PlaybookEdition.objects.filter(state=EditionState.DRAFT).exists():
            return ""
        return "Er is geen concept van het draaiboek. Maak eerst een nieuwe versie."
