"""Verstrekking: a draft that the CPO chose to share with an outsider (domain §5)."""

from typing import ClassVar

from django.db import models

from mit_waakstand.accounts.models import User
from mit_waakstand.markdown import check_text
from signals.letters import check_letter_line
from signals.models.signal import Signal


class Disclosure(models.Model):
    """With whom which version was shared, when and why. No account, no comment, no approval.

    ``text_hash`` is the ``hash_of_text`` of what was shared; ``version`` is the row of the history
    that keeps that text. A row never changes.
    """

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="disclosures")
    shared_with = models.CharField("aan wie", max_length=120, validators=[check_letter_line])
    organisation = models.CharField("organisatie", max_length=120, validators=[check_letter_line])
    reason = models.TextField("waarom", max_length=2000, validators=[check_text])
    shared_at = models.DateTimeField("verstrekt op")
    text_hash = models.CharField("SHA-256 van de tekst", max_length=64)
    version = models.ForeignKey("signals.HistoricalSignal", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        """Always with a reason, never in the future."""

        verbose_name = "verstrekking"
        verbose_name_plural = "verstrekkingen"
        ordering: ClassVar = ["shared_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(shared_with="")
                & ~models.Q(organisation="")
                & ~models.Q(reason="")
                & ~models.Q(text_hash=""),
                name="disclosure_says_to_whom_and_why",
                violation_error_message="Leg vast aan wie, van welke organisatie en waarom.",
            ),
            models.CheckConstraint(
                condition=models.Q(shared_at__lte=models.F("recorded_at")),
                name="disclosure_is_not_in_the_future",
                violation_error_message="Dit moment ligt in de toekomst.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"verstrekking {self.pk}"
