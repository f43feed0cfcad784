"""The event log: what happened, by whom, in an order that can be checked. Append-only."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class EventQuerySet(models.QuerySet["Event"]):
    """Questions about many events."""

    def about(self, *subjects: models.Model) -> "EventQuerySet":
        """Return what happened to any of these records, newest first."""
        wanted = models.Q(pk__in=[])
        for subject in subjects:
            wanted |= models.Q(subject=subject._meta.label_lower, subject_pk=subject.pk)  # noqa: SLF001
        return self.filter(wanted).select_related("by").order_by("-position")


class Event(models.Model):
    """One act. ``occurred_at`` is what was told, ``recorded_at`` is the database's clock."""

    position = models.BigIntegerField("volgnummer", unique=True)
    verb = models.CharField("handeling", max_length=60)
    sentence = models.CharField("in woorden", max_length=200)
    subject = models.CharField("soort", max_length=60)
    subject_pk = models.BigIntegerField("sleutel")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        related_name="+",
        null=True,
        verbose_name="door",
    )
    role = models.CharField("rol", max_length=20)
    occurred_at = models.DateTimeField("gebeurd op")
    recorded_at = models.DateTimeField("vastgelegd op")
    salt = models.CharField(max_length=32)
    payload = models.TextField("inhoud")
    digest = models.CharField(max_length=64)
    link = models.CharField(max_length=64, unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        """Order of the chain, and the index that a history page uses."""

        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering: ClassVar = ["position"]
        indexes: ClassVar = [
            models.Index(fields=["subject", "subject_pk"], name="event_by_subject"),
        ]

    def __str__(self) -> str:
        """Return the place in the chain."""
        return f"gebeurtenis {self.position}"
