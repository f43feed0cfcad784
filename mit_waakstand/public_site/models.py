"""What the public can read: finished, numbered, chained, and never changed."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from mit_waakstand.public_site.blanking import Blanking, Reason

__all__ = [
    "ALL_YEARS",
    "EXERCISE",
    "Blanking",
    "Card",
    "FacetRank",
    "Publication",
    "PublicationQuerySet",
    "PublishedFile",
    "Reason",
]

# Canonical JSON has one spelling, so this text is there exactly when a payload says so, at any
# depth; inside a sentence the quotes would be escaped.
EXERCISE = '"oefening":true'
REMOVED = '"verwijderd":true'
ALL_YEARS = 0


@dataclass(frozen=True)
class PublishedFile:
    """A file of a publication; its bytes are in the vault. ``size`` is in bytes."""

    name: str
    sha256: str
    size: int
    media_type: str


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Questions about many publications."""

    def current(self) -> "PublicationQuerySet":
        """Return the newest version of everything."""
        return self.order_by("kind", "key", "-version").distinct("kind", "key")

    def first_versions(self, kind: str) -> "PublicationQuerySet":
        """Return what was ever published of this kind, once each, oldest first."""
        return self.filter(kind=kind, version=1).order_by("position")

    def newest_version(self, kind: str, key: str) -> "Publication | None":
        """Return the newest version, or None when nothing was published under this key."""
        return self.filter(kind=kind, key=key).order_by("-version").first()

    def removals(self) -> "PublicationQuerySet":
        """Return the notices that something was removed, oldest first."""
        return self.filter(payload__contains=REMOVED).order_by("position")


class Publication(models.Model):
    """One version of something public, complete when it is born.

    ``payload`` is canonical JSON. The hash is built as in ``mit_waakstand.chain``: a digest over
    salt and ``record()``, tied to the hash of the publication before it.
    """

    class Kind(models.TextChoices):
        """What there is to read."""

        SIGNAL = "signaal", "signaal"
        STANDING = "stand", "stand van het MIT in waakstand"
        EDITION = "versie", "versie van een document"
        ACCOUNT = "verantwoording", "jaarlijkse verantwoording"
        PAGE = "pagina", "pagina"

    position = models.BigIntegerField("volgnummer", unique=True)
    kind = models.CharField("soort", max_length=20, choices=Kind)
    key = models.CharField(
        "sleutel",
        max_length=60,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z")],
    )
    version = models.PositiveIntegerField("versie")
    payload = models.TextField("inhoud")
    files = models.JSONField("bestanden", default=list, blank=True)
    published_at = models.DateTimeField("gepubliceerd op")
    salt = models.CharField("zout", max_length=32)
    digest = models.CharField("vingerafdruk", max_length=64)
    previous_hash = models.CharField("hash van de vorige", max_length=64, unique=True)
    hash = models.CharField("hash", max_length=64, unique=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        """The rules that the database keeps; append-only stands in a migration."""

        db_table = "publication"
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "key", "version"],
                name="publication_version_appears_once",
                violation_error_message="Deze versie is al gepubliceerd.",
            ),
            models.CheckConstraint(
                condition=~Q(payload__contains=EXERCISE) & ~Q(key__istartswith="oef"),
                name="publication_is_never_an_exercise",
                violation_error_message="Een oefening kan niet worden gepubliceerd.",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1) & Q(position__gte=1),
                name="publication_counts_from_one",
                violation_error_message="Een publicatie telt vanaf 1.",
            ),
        ]

    def __str__(self) -> str:
        """Return kind, key and version: never content."""
        return f"{self.kind} {self.key}, versie {self.version}"

    @property
    def is_blank(self) -> bool:
        """Return whether salt and payload were blanked for privacy; the hashes are still there."""
        return not self.payload

    @property
    def content(self) -> dict[str, Any]:
        """Return the payload as data; empty when it was blanked."""
        if self.is_blank:
            return {}
        content: dict[str, Any] = json.loads(self.payload)
        return content

    @property
    def published_files(self) -> list[PublishedFile]:
        """Return the files in the order in which they were published."""
        return [PublishedFile(**file) for file in self.files]

    def set_files(self, files: list[PublishedFile]) -> None:
        """Keep the files as data."""
        self.files = [asdict(file) for file in files]

    def removal(self) -> "Publication | None":
        """Return the newest notice that says of this publication that it was removed."""
        later = Publication.objects.filter(
            kind=self.kind, key=self.key, version__gt=self.version or 0
        )
        return later.removals().last()

    def record(self) -> dict[str, Any]:
        """Return what the digest covers, in the words of the public register; moments in UTC."""
        return {
            "volgnummer": self.position,
            "soort": self.kind,
            "sleutel": self.key,
            "versie": self.version,
            "gepubliceerdOp": self.published_at.astimezone(UTC).isoformat(),
            "inhoud": self.content,
            "bestanden": [
                {
                    "naam": file.name,
                    "sha256": file.sha256,
                    "omvang": file.size,
                    "mediatype": file.media_type,
                }
                for file in self.published_files
            ],
            "vorigeHash": self.previous_hash,
        }


class CardQuerySet(models.QuerySet["Card"]):
    """The lists that the catalogue knows, each in the order in which things entered it."""

    def of(self, kind: str, *, year: int = ALL_YEARS, facet: str = "") -> "CardQuerySet":
        """Return a list with ``rank``, the place in it: of all, of a year, of a facet, of both.

        A rank never changes. A card that left a facet leaves its rank there empty.
        """
        found = self.filter(kind=kind)
        if year != ALL_YEARS:
            found = found.filter(year=year)
        if facet:
            found = found.filter(facet=facet, ranks__facet=facet, ranks__year=year)
        rank = "ranks__place" if facet else "place" if year == ALL_YEARS else "place_in_year"
        return found.annotate(rank=F(rank)).order_by("rank")

    def shown(self) -> "CardQuerySet":
        """Return those whose page is there: no list leads to a page that could not be made."""
        return self.filter(is_missing=False)

    def ranked(self, first: int, last: int) -> "CardQuerySet":
        """Return from a list (see ``of``) what stands there from ``first`` to ``last``."""
        return self.filter(Q(("rank__gte", first), ("rank__lte", last)))


class Card(models.Model):
    """What the catalogue of the shop window knows of one key: where it stands in which list.

    For lists, counts, feeds and sitemaps, so that none of them reads old payloads. Everything on
    it follows from publications; ``mit_waakstand.public_site.catalogue`` keeps it and makes it
    again. So nothing may point to a card.
    """

    kind = models.CharField("soort", max_length=20, choices=Publication.Kind)
    key = models.CharField("sleutel", max_length=60)
    year = models.PositiveSmallIntegerField("jaar")
    facet = models.CharField("kenmerk", max_length=30, blank=True)
    entry = models.JSONField("wat een lijst ervan laat zien", default=dict, blank=True)
    place = models.PositiveIntegerField("plaats")
    place_in_year = models.PositiveIntegerField("plaats in het jaar")
    # No constraint: the register answers for itself, and a card never stands in its way.
    newest = models.OneToOneField(
        Publication,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="card",
        verbose_name="nieuwste versie",
    )
    first_published_at = models.DateTimeField("voor het eerst gepubliceerd op")
    last_published_at = models.DateTimeField("laatst gepubliceerd op")
    is_missing = models.BooleanField("pagina kon niet worden gemaakt", default=False)

    objects = CardQuerySet.as_manager()

    class Meta:
        """One card a key, and every place once."""

        db_table = "publication_card"
        verbose_name = "kaart"
        verbose_name_plural = "kaarten"
        ordering: ClassVar = ["kind", "place"]
        indexes: ClassVar = [
            models.Index(fields=["kind", "year", "facet"], name="card_counts"),
            models.Index(fields=["kind", "last_published_at"], name="card_by_last_change"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_card_a_key"),
            models.UniqueConstraint(fields=["kind", "place"], name="one_card_a_place"),
            models.UniqueConstraint(
                fields=["kind", "year", "place_in_year"], name="one_card_a_place_in_a_year"
            ),
        ]

    def __str__(self) -> str:
        """Return kind and key: never content."""
        return f"{self.kind} {self.key}"


class FacetRank(models.Model):
    """The place that a card got in the list of a facet, when it entered it.

    It stays when the card gets another facet, so that no page of that list moves up.
    """

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="ranks")
    kind = models.CharField("soort", max_length=20, choices=Publication.Kind)
    facet = models.CharField("kenmerk", max_length=30)
    year = models.PositiveSmallIntegerField("jaar")  # ALL_YEARS: the list over all years
    place = models.PositiveIntegerField("plaats")

    class Meta:
        """One place a card in each list."""

        db_table = "publication_facet_rank"
        verbose_name = "plaats in een lijst"
        verbose_name_plural = "plaatsen in een lijst"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card", "facet", "year"], name="one_rank_a_list"),
            models.UniqueConstraint(
                fields=["kind", "facet", "year", "place"], name="one_card_a_rank"
            ),
        ]

    def __str__(self) -> str:
        """Return the list and the place: never content."""
        return f"{self.kind} {self.facet} {self.year or 'alle jaren'}: {self.place}"
