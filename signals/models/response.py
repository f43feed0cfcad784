"""The response of the SG of SZW to a signal (domain §3.3)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mit_waakstand.history import HistoricalRecords
from signals.letters import check_letter_line, check_letter_text
from signals.models.letter_files import (
    IN_THREE_PARTS,
    IS_WHOLE_OR_IN_THREE_PARTS,
    LetterFiles,
)
from signals.models.signal import Signal


class Response(LetterFiles):
    """The response of the SG that stopped the clock. It always has text (the accessible form)."""

    signal = models.OneToOneField(Signal, models.PROTECT, related_name="response")
    text = models.TextField(
        "tekst van de reactie", max_length=60_000, validators=[check_letter_text]
    )
    dated_on = models.DateField("gedagtekend op")
    sent_on = models.DateField("verzonden op")
    received_on = models.DateField("ontvangen op")
    signed_by = models.CharField("ondertekend door", max_length=120, validators=[check_letter_line])
    reference = models.CharField(
        "kenmerk van SZW", max_length=60, blank=True, validators=[check_letter_line]
    )
    history = HistoricalRecords()

    class Meta:
        """Dates in the only order in which they can happen."""

        verbose_name = "reactie"
        verbose_name_plural = "reacties"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(dated_on__lte=models.F("sent_on")),
                name="response_is_dated_before_it_is_sent",
                violation_error_message="De dagtekening kan niet na de verzending liggen.",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__lte=models.F("received_on")),
                name="response_is_sent_before_it_is_received",
                violation_error_message="De ontvangst kan niet voor de verzending liggen.",
            ),
            models.CheckConstraint(
                condition=Q(original_sha256="", copy_sha256="", original_name="")
                | ~Q(original_sha256="") & ~Q(copy_sha256=""),
                name="original_response_has_a_public_copy",
            ),
            models.CheckConstraint(
                condition=IS_WHOLE_OR_IN_THREE_PARTS,
                name="confidential_response_has_a_public_version_with_grounds",
                violation_error_message=IN_THREE_PARTS,
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"reactie {self.pk}"
