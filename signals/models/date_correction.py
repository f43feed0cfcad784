"""Herstel van een datum: a wrong moment of issue, put right by two people (domain §3.3)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.markdown import check_text
from signals.models.kinds import MessageKind
from signals.models.signal import Signal

OPEN = Q(confirmed_at=None, dropped_at=None)


class IssueDateCorrection(models.Model):
    """Another moment of issue, proposed by one and confirmed by another; one of them is the CPO.

    ``old_…`` are the values that it replaces: they stay for ever. Only a confirmed row with
    exactly these values lets the database change the moment and the last day of a signal.
    """

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="corrections")
    issued_at = models.DateTimeField("werkelijk uitgebracht op")
    response_due_on = models.DateField("reactie uiterlijk op")
    old_issued_at = models.DateTimeField("eerst vastgelegd als")
    old_response_due_on = models.DateField("eerste laatste dag")
    reason = models.TextField("reden", max_length=2000, validators=[check_text])
    proposed_at = models.DateTimeField("voorgesteld op")
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_as = models.CharField("voorgesteld als", max_length=20)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_as = models.CharField("bevestigd als", max_length=20, blank=True)
    dropped_at = models.DateTimeField("vervallen op", null=True, blank=True)
    dropped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """Two people, one of them the CPO, and one open proposal at a time."""

        verbose_name = "herstel van een datum"
        verbose_name_plural = "herstel van data"
        ordering: ClassVar = ["proposed_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None, confirmed_as="")
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(confirmed_as=""),
                name="confirmed_correction_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_by=None)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False, confirmed_at=None),
                name="dropped_correction_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("proposed_by")),
                name="correction_is_confirmed_by_another_person",
                violation_error_message="Een ander dan wie het herstel voorstelde, bevestigt het.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(proposed_as=Role.CPO) | Q(confirmed_as=Role.CPO),
                name="cpo_takes_part_in_a_correction",
                violation_error_message="Bij herstel van een datum is de CPO een van de twee.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="correction_has_a_reason",
                violation_error_message="Geef de reden van het herstel.",
            ),
            models.CheckConstraint(
                condition=Q(issued_at__lte=F("proposed_at")),
                name="corrected_issue_is_not_in_the_future",
                violation_error_message="Dit moment ligt in de toekomst.",
            ),
            models.UniqueConstraint(
                fields=["signal"],
                condition=OPEN,
                name="one_open_correction_of_a_signal",
                violation_error_message="Er ligt al een voorstel tot herstel.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"herstel {self.pk}"

    def is_open(self) -> bool:
        """Return whether it waits for the second person."""
        return self.confirmed_at is None and self.dropped_at is None

    def can_be_confirmed_by(self, user: User) -> bool:
        """Return whether this is another person, and one of the two is the CPO."""
        is_cpo = Role.CPO in {user.part, self.proposed_as}
        return user.pk != self.proposed_by_id and is_cpo

    def confirmed_on(self) -> date | None:
        """Return the day (Amsterdam) on which it was confirmed."""
        return localdate(self.confirmed_at) if self.confirmed_at else None

    def files_from_before(self) -> list[str]:
        """Return, in Dutch, which PDFs name the old date for ever: made before it was put right."""
        until, signal = self.confirmed_at, self.signal
        if until is None:
            return []
        answered_at = signal.answered_at
        sent = signal.messages.filter(kind=MessageKind.SUPPLEMENT, recorded_at__lte=until)
        told = sent if answered_at is None else sent.filter(recorded_at__lt=answered_at)
        return [
            "de brief met het signaal",
            *(message.name() for message in told.order_by("pk")),
            *(["de pdf van de reactie"] if answered_at and answered_at <= until else []),
        ]
