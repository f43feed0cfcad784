"""A signal that became known before it was published (domain §3.6)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from signals.models.signal import Signal

# Without content, number or disease: a public line about what is not public yet.
PREPARED_LINE = (
    "Over een signaal dat nog niet openbaar is, is voortijdig iets bekend geworden. Het MIT in "
    "waakstand maakt het signaal en de reactie daarop samen openbaar, op deze website. Tot dan "
    "gaan wij niet op de inhoud in."
)


class Leak(models.Model):
    """Known too early: since when and how, and the public line that the CPO may put up."""

    signal = models.OneToOneField(Signal, models.PROTECT, related_name="leak")
    known_on = models.DateField("voortijdig bekend geworden op")
    how = models.TextField("hoe", max_length=5_000, validators=[check_text])
    reported_at = models.DateTimeField("vastgelegd op")
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    line_key = models.CharField("sleutel van de openbare regel", max_length=60, blank=True)
    line_shown_at = models.DateTimeField("openbare regel geplaatst op", null=True, blank=True)
    line_ended_at = models.DateTimeField("openbare regel weggehaald op", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        """The line has a key from the moment it is shown."""

        verbose_name = "voortijdig bekend geworden"
        verbose_name_plural = "voortijdig bekend geworden"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(line_shown_at=None, line_ended_at=None, line_key="")
                | Q(line_shown_at__isnull=False) & ~Q(line_key=""),
                name="shown_line_has_a_key",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"voortijdig bekend {self.pk}"

    def has_line(self) -> bool:
        """Return whether the public line stands on the home page now."""
        return self.line_shown_at is not None and self.line_ended_at is None
