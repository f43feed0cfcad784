"""Versions of what the MIT in waakstand adopts: concept → vastgesteld → vervangen.

An adopted version never changes (the database refuses it); exactly one is in force.
"""

from typing import ClassVar, TypeVar

from django.conf import settings
from django.db import models

from mit_waakstand import chain
from mit_waakstand.workflow import Record, Step, Steps


class EditionState(models.TextChoices):
    """The life of a version."""

    DRAFT = "concept", "concept"
    ADOPTED = "vastgesteld", "vastgesteld"
    REPLACED = "vervangen", "vervangen"


def edition_steps(permission: str) -> Steps:
    """Return the workflow table of a kind of edition."""
    return Steps(
        Step(
            verb="adopt",
            label="Vaststellen",
            sentence="heeft deze versie vastgesteld",
            sources=frozenset({EditionState.DRAFT}),
            target=EditionState.ADOPTED,
            permission=permission,
            stamp="adopted",
            guards=("is_still_an_example",),
        ),
        Step(
            verb="replace",
            label="Vervangen",
            sentence="heeft deze versie vervangen door een nieuwe",
            sources=frozenset({EditionState.ADOPTED}),
            target=EditionState.REPLACED,
            permission=permission,
            stamp="replaced",
            by_hand=False,
        ),
    )


AnyEdition = TypeVar("AnyEdition", bound="Edition")


class EditionQuerySet(models.QuerySet[AnyEdition]):
    """Questions about the versions of one kind."""

    def in_force(self) -> AnyEdition | None:
        """Return the version that holds now, if one was adopted."""
        return self.filter(state=EditionState.ADOPTED).first()


class Edition(Record):
    """One version. ``checksum`` covers the content, so that a pinned version proves itself."""

    number = models.CharField("versie", max_length=20, unique=True)
    state = models.CharField(
        "stand", max_length=20, choices=EditionState.choices, default=EditionState.DRAFT
    )
    is_example = models.BooleanField("voorbeeld", default=False)
    content = models.JSONField("inhoud")
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    adopted_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaced_at = models.DateTimeField("vervangen op", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """Only a base; every kind repeats the rules with its own names."""

        abstract = True
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        """Return the version's number."""
        return f"versie {self.number}"

    def is_still_an_example(self) -> str:
        """Guard: an example cannot be adopted, except in a demonstration."""
        if self.is_example and not settings.DEMO:
            return "Deze versie is een voorbeeld. Verwijder dat kenmerk na een eigen beoordeling."
        return ""

    @property
    def checksum(self) -> str:
        """The SHA-256 (hex) of the content in its one canonical spelling."""
        return chain.digest("", chain.canonical(self.content))
