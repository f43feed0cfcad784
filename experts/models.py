"""Experts who may be invited to a weighing or meeting. Nobody has a right to be invited (R-004).

Kept: name, function, organisation, work contact, expertise. No birth date, no home address, no
remarks about a person (domain §8).
"""

import unicodedata
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from mit_waakstand.accounts.models import User

INFIXES = {"van", "de", "der", "den", "het", "ter", "ten", "te", "'t", "in", "op", "von", "el"}


def sort_key(name: str) -> str:
    """Return the family name first, infixes last, lower case and without accents.

    "Anna van der Łukaszewska" → "lukaszewska anna van der".
    """
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L"))
    words = "".join(c for c in plain if not unicodedata.combining(c)).lower().split()
    if not words:
        return ""
    given = [word for word in words[:-1] if word not in INFIXES]
    infixes = [word for word in words[:-1] if word in INFIXES]
    return " ".join([words[-1], *given, *infixes])


class Expert(models.Model):
    """A person with knowledge that a weighing may need; with an account when he takes part."""

    name = models.CharField("naam", max_length=120)
    name_key = models.CharField(max_length=140, editable=False)
    expertise = models.CharField("expertise", max_length=120)
    function = models.CharField("functie", max_length=120, blank=True)
    organisation = models.CharField("organisatie", max_length=120, blank=True)
    email = models.EmailField("e-mailadres (werk)", blank=True)
    is_former_member = models.BooleanField("oud-lid van het MIT", default=False)
    user = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="expert", verbose_name="account"
    )

    history = HistoricalRecords()

    class Meta:
        """Names in the order of a Dutch telephone book."""

        verbose_name = "expert"
        verbose_name_plural = "experts"
        ordering: ClassVar = ["name_key", "pk"]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"expert {self.pk}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the stored sort key (the database has no ICU collation)."""
        self.name_key = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
