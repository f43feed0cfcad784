"""The counter from which numbers come: no gaps, no race; exercises count apart."""

from typing import ClassVar

from django.db import models


class NumberSeries(models.Model):
    """The last number given in a year."""

    year = models.PositiveSmallIntegerField("jaar")
    is_exercise = models.BooleanField("oefening")
    last = models.PositiveIntegerField("laatste", default=0)

    class Meta:
        """One counter for each year and kind."""

        verbose_name = "nummerreeks"
        verbose_name_plural = "nummerreeksen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "is_exercise"], name="one_counter_a_year"),
        ]

    def __str__(self) -> str:
        """Return the year and kind."""
        return f"{'OEF' if self.is_exercise else 'MIW'}-{self.year}"


def next_number(*, year: int, is_exercise: bool) -> str:
    """Return the next number, "MIW-2026-01"; the counter stays locked until the commit."""
    series, _ = NumberSeries.objects.get_or_create(year=year, is_exercise=is_exercise)
    locked = NumberSeries.objects.select_for_update().get(pk=series.pk)
    locked.last += 1
    locked.save(update_fields=["last"])
    return f"{locked}-{locked.last:02d}"
