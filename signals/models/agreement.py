"""The CPO's agreement to what the secretaris does in his name (domain §3.3, §5)."""

from typing import ClassVar

from django.db import models
from django.utils.timezone import localtime

from mit_waakstand.accounts.models import User
from signals.deadlines import in_dutch
from signals.models.signal import Signal


class AgreedWay(models.TextChoices):
    """How the CPO let the secretaris know."""

    TELEPHONE = "telefoon", "per telefoon"
    MAIL = "mail", "per mail"
    MESSAGE = "bericht", "per app of sms"
    IN_PERSON = "gesprek", "in een gesprek"


DONE_BY = {
    "issue": "Uitgebracht door",
    "publish": "Gepubliceerd door",
    "send_message": "Aanvullend bericht gestuurd door",
    "publish_supplement": "Aanvulling gepubliceerd door",
}


class CpoAgreement(models.Model):
    """That the CPO agreed: to which step, when, and how. A row never changes.

    The database refuses a signal that a secretaris issued or published without one.
    """

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="agreements")
    verb = models.CharField("stap", max_length=20)
    cpo = models.ForeignKey(User, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField("akkoord op")
    way = models.CharField("hoe", max_length=10, choices=AgreedWay.choices)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        """Nobody agrees with himself."""

        verbose_name = "akkoord van de CPO"
        verbose_name_plural = "akkoorden van de CPO"
        ordering: ClassVar = ["agreed_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(cpo=models.F("recorded_by")),
                name="cpo_agreement_is_of_two_people",
                violation_error_message="Wie zelf CPO is, handelt niet namens de CPO.",
            ),
            models.CheckConstraint(
                condition=models.Q(way__in=AgreedWay.values),
                name="cpo_agreement_has_a_known_way",
                violation_error_message="Kies hoe de CPO akkoord gaf.",
            ),
        ]

    def in_words(self) -> str:
        """Return who acted in whose name, and how the CPO agreed."""
        at = localtime(self.agreed_at)
        moment = f"{in_dutch(at.date())} om {at:%H.%M} uur"
        way = AgreedWay(self.way).label
        people = f"{self.recorded_by.full_name}, namens de CPO ({self.cpo.full_name})"
        return f"{people}. Akkoord {way} op {moment}."

    def done_by(self) -> str:
        """Return what a page writes before who took the step."""
        return DONE_BY[self.verb]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"akkoord {self.pk}"
