"""Where and since when a publication stands on SCP's own site, as somebody recorded it."""

from typing import ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from mit_waakstand.accounts.models import User
from signals.models.signal import Signal

NOT_AN_ADDRESS = "Vul een heel webadres in dat begint met https://."
_is_address = URLValidator(schemes=["https"])


def check_address(url: str) -> None:
    """Raise ValidationError (Dutch) for anything but a plain https address without a name in it."""
    try:
        _is_address(url)
        parts = urlsplit(url)
    except (ValidationError, ValueError) as error:
        raise ValidationError(NOT_AN_ADDRESS) from error
    if parts.username or parts.password or "@" in parts.netloc:
        raise ValidationError(NOT_AN_ADDRESS)


class Elsewhere(models.Model):
    """That a version went live at an address of SCP, on a day. A row never changes.

    A mistake is put right by a new row: the latest counts.
    """

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="elsewhere")
    version = models.PositiveIntegerField("versie")
    url = models.CharField("adres", max_length=500, validators=[check_address])
    live_on = models.DateField("online sinds")
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        """Only https, newest first."""

        verbose_name = "plaatsing op de website van het SCP"
        verbose_name_plural = "plaatsingen op de website van het SCP"
        ordering: ClassVar = ["-recorded_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(url__startswith="https://"),
                name="elsewhere_is_an_https_address",
                violation_error_message=NOT_AN_ADDRESS,
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="elsewhere_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"plaatsing {self.pk}"
