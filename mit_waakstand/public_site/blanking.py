"""What was removed from the register for privacy: by whom, when, and after which notice."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Reason(models.TextChoices):
    """Why something public was removed: the code stays public for ever."""

    PERSONAL_DATA = "persoonsgegevens", "persoonsgegevens"
    MISTAKE = "fout", "een fout in de publicatie"


class Blanking(models.Model):
    """That a publication was blanked for privacy: by whom, when, and after which notice.

    Made by the database function ``publication_blank`` and by nothing else.
    """

    publication = models.OneToOneField(
        "public_site.Publication",
        models.PROTECT,
        related_name="blanking",
        verbose_name="publicatie",
    )
    removal = models.ForeignKey(
        "public_site.Publication",
        models.PROTECT,
        related_name="+",
        verbose_name="bericht van verwijdering",
    )
    reason = models.CharField("reden", max_length=20, choices=Reason)
    blanked_at = models.DateTimeField("leeggemaakt op")
    blanked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        related_name="+",
        verbose_name="leeggemaakt door",
    )

    class Meta:
        """Append-only, only the CPO, only after a notice: in a migration."""

        db_table = "publication_blanking"
        verbose_name = "leeggemaakte publicatie"
        verbose_name_plural = "leeggemaakte publicaties"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Return the number only."""
        return f"leeggemaakt {self.pk}"
