"""The event log (what happened, by whom, in an order that can be checked) and who read what."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from mit_waakstand.offers import Offers

# What apps say about the data of their events, in their module ``history``::
#     @facts("signals")
#     def in_words(verb: str, data: dict[str, object]) -> Iterable[str]
facts: Offers[Callable[[str, dict[str, object]], Iterable[str]]] = Offers("history")


class EventQuerySet(models.QuerySet["Event"]):
    """Questions about many events."""

    def about(self, *subjects: models.Model) -> "EventQuerySet":
        """Return what happened to any of these records, newest first."""
        wanted = models.Q(pk__in=[])
        for subject in subjects:
            wanted |= models.Q(subject=subject._meta.label_lower, subject_pk=subject.pk)  # noqa: SLF001
        return self.filter(wanted).select_related("by").order_by("-position")

    def since(self, moment: datetime) -> "EventQuerySet":
        """Return what was recorded after this moment, newest first."""
        return self.filter(recorded_at__gt=moment).select_related("by").order_by("-position")


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

    @property
    def data(self) -> dict[str, object]:
        """What the act said about itself: reasons, dates, numbers; empty when it was erased."""
        try:
            return dict(json.loads(self.payload)["data"])
        except (ValueError, TypeError, KeyError):  # erased, or changed behind our back
            return {}

    @property
    def capacity(self) -> str:
        """In which capacity it was done when that is not the own role: "waarnemend CPO"."""
        return str(self.data.get("capacity", ""))

    @property
    def facts(self) -> list[str]:
        """The lines that belong under the sentence in a history: reasons and dates, in Dutch."""
        return [line for name in facts for line in facts[name](self.verb, self.data)]


class EventBlanking(models.Model):
    """That an event lost its words because a person was erased; made by one function only."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="blanking")
    blanked_at = models.DateTimeField("leeggemaakt op")

    class Meta:
        """Append-only, in a migration."""

        db_table = "trail_event_blanking"
        verbose_name = "leeggemaakte gebeurtenis"
        verbose_name_plural = "leeggemaakte gebeurtenissen"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Return the number only."""
        return f"leeggemaakte gebeurtenis {self.pk}"


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Questions about who read what."""

    def about(self, subject: models.Model) -> "ReadingQuerySet":
        """Return who opened this record or its files, newest first."""
        label = subject._meta.label_lower  # noqa: SLF001
        found = self.filter(subject=label, subject_pk=subject.pk)
        return found.select_related("user").order_by("-read_at", "-pk")


class Reading(models.Model):
    """Somebody opened a page or a file. Not chained: who reads changes nothing in the record."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, related_name="+", verbose_name="door"
    )
    role = models.CharField("rol", max_length=20)
    subject = models.CharField("soort", max_length=60)
    subject_pk = models.BigIntegerField("sleutel")
    what = models.CharField("wat", max_length=60)
    read_at = models.DateTimeField("gelezen op")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        """The index that the log of one record uses."""

        verbose_name = "inzage"
        verbose_name_plural = "inzagen"
        ordering: ClassVar = ["-read_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["subject", "subject_pk", "-read_at"], name="reading_by_subject"),
        ]

    def __str__(self) -> str:
        """Return the number only."""
        return f"inzage {self.pk}"


class Visit(models.Model):
    """When somebody was last here, and the time before: what changed since is news to him."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    previous_at = models.DateTimeField("vorige bezoek", null=True)
    last_at = models.DateTimeField("laatste bezoek")

    class Meta:
        """Names for the admin."""

        verbose_name = "bezoek"
        verbose_name_plural = "bezoeken"

    def __str__(self) -> str:
        """Return the number only."""
        return f"bezoek {self.pk}"
