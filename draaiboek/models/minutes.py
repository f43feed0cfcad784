"""Minutes (verslag) of a meeting, in versions; an adopted version never changes (domain §5)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from draaiboek.models.meeting import Meeting
from draaiboek.states.meetings import MeetingState
from draaiboek.states.minutes import MINUTES_STEPS, MinutesState
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import SECRETARIAT
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.pdf import check_printable
from mit_waakstand.workflow import Record

FROZEN = (MinutesState.ADOPTED, MinutesState.REPLACED)


class MinutesQuerySet(models.QuerySet["Minutes"]):
    """Questions about many minutes."""

    def visible_to(self, user: User) -> "MinutesQuerySet":
        """Return what this person may read: who was invited, what was adopted."""
        found = self.filter(meeting__in=Meeting.objects.visible_to(user))
        if not user.may("minutes.see"):
            return self.none()
        return found if user.part in SECRETARIAT else found.filter(state__in=FROZEN)

    def adopted(self) -> "MinutesQuerySet":
        """Return the versions that hold now."""
        return self.filter(state=MinutesState.ADOPTED)


class Minutes(Record):
    """One version of the minutes of one meeting.

    ``content`` is what was true when it was adopted: who was there, the agenda, what was decided.
    ``adopted_in`` is the meeting that adopted it; without one it was done in writing.
    """

    STEPS = MINUTES_STEPS

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="minutes", verbose_name="vergadering"
    )
    version = models.PositiveSmallIntegerField("versie", default=1)
    state = models.CharField("stand", max_length=20, choices=MinutesState.choices, blank=True)
    text = models.TextField(
        "tekst", blank=True, max_length=60_000, validators=[check_text, check_printable]
    )
    correction = models.TextField(
        "waarom een correctie",
        blank=True,
        max_length=2000,
        validators=[check_text, check_printable],
    )
    drafted_at = models.DateTimeField("begonnen op")
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_in = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adopted_minutes",
        verbose_name="vastgesteld in",
    )
    in_writing = models.TextField("hoe schriftelijk vastgesteld", blank=True, max_length=1000)
    replaced_at = models.DateTimeField("vervangen op", null=True, blank=True)
    replaced_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    content = models.JSONField("vastgelegd bij het vaststellen", default=dict, blank=True)
    pdf_sha256 = models.CharField("PDF (SHA-256)", max_length=64, blank=True)

    history = HistoricalRecords()
    objects = MinutesQuerySet.as_manager()

    class Meta:
        """One draft and one adopted version at a time; a correction says why."""

        verbose_name = "verslag"
        verbose_name_plural = "verslagen"
        ordering: ClassVar = ["-meeting__starts_at", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "version"],
                name="version_of_minutes_exists_once",
                violation_error_message="Er is al een verslag van deze vergadering.",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state=MinutesState.DRAFT),
                name="one_draft_of_minutes_at_a_time",
                violation_error_message="Er is al een concept van dit verslag.",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state=MinutesState.ADOPTED),
                name="one_version_of_minutes_in_force",
                violation_error_message="Er geldt al een andere versie van dit verslag.",
            ),
            models.CheckConstraint(
                condition=Q(version=1, correction="") | Q(version__gt=1) & ~Q(correction=""),
                name="correction_of_minutes_says_why",
                violation_error_message="Vul in waarom het verslag wordt gecorrigeerd.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=MinutesState.DRAFT,
                    adopted_at=None,
                    adopted_by=None,
                    adopted_in=None,
                    in_writing="",
                )
                | Q(state__in=FROZEN, adopted_at__isnull=False, adopted_by__isnull=False)
                & ~Q(text="")
                & (
                    Q(adopted_in__isnull=False, in_writing="")
                    | Q(adopted_in=None) & ~Q(in_writing="")
                ),
                name="adopted_minutes_say_where_and_by_whom",
                violation_error_message="Kies een vergadering, of vul in hoe het op schrift ging.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"verslag {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("draaiboek:minutes", args=[self.pk])

    def name(self) -> str:
        """Return how it is called on screen."""
        return f"Verslag: {self.meeting.name_in_a_sentence()}"

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.meeting.is_exercise

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may read these minutes."""
        return Minutes.objects.visible_to(user).filter(pk=self.pk).exists()

    def is_draft(self) -> bool:
        """Return whether it may still be written."""
        return self.state == MinutesState.DRAFT

    def lacks_text(self) -> str:
        """Guard: what is empty is not adopted."""
        return "" if self.text.strip() else "Het verslag is nog leeg."

    def meeting_was_not_held(self) -> str:
        """Guard: minutes are of a meeting that was held."""
        if self.meeting.state == MeetingState.HELD:
            return ""
        return "Leg eerst vast wie er bij de vergadering was."

    def is_being_corrected(self) -> str:
        """Guard: one correction at a time."""
        if self.meeting.minutes.filter(state=MinutesState.DRAFT).exists():
            return "Er is al een correctie in de maak."
        return ""
