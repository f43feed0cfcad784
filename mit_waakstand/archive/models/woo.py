"""The inventory for a Woo request: per document what is suggested, and what a person decided."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.archive.grounds import Ground
from mit_waakstand.archive.models.package import Package
from mit_waakstand.archive.states import WOO_STEPS, WooState
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.situations.models import Situation, within_reach_of
from mit_waakstand.workflow import Record


class Judgement(models.TextChoices):
    """What a person decided about one document."""

    OPEN = "openbaar", "openbaar"
    PARTLY = "deels", "deels openbaar"
    CLOSED = "niet", "niet openbaar"


class WooReviewQuerySet(models.QuerySet["WooReview"]):
    """Questions about many inventories."""

    def visible_to(self, user: User) -> "WooReviewQuerySet":
        """Return what this person may know: one of an exercise is for its participants."""
        if not user.may("archive.see"):
            return self.none()
        return self.filter(within_reach_of(user, "situation__"))


class WooReview(Record):
    """The inventory of one dossier for one request. Adopted it changes no more.

    ``listed_at`` is when the outbox listed the documents, with what it suggests.
    """

    STEPS = WOO_STEPS

    situation = models.ForeignKey(Situation, models.PROTECT, related_name="woo_reviews")
    state = models.CharField("stand", max_length=20, choices=WooState.choices, blank=True)
    reference = models.CharField("kenmerk van het verzoek", max_length=120, validators=[check_text])
    received_on = models.DateField("verzoek ontvangen op")
    begun_at = models.DateTimeField("begonnen op")
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    listed_at = models.DateTimeField("documenten op een rij gezet op", null=True, blank=True)
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    package = models.OneToOneField(
        Package, models.PROTECT, null=True, blank=True, related_name="woo_review"
    )

    history = HistoricalRecords()
    objects = WooReviewQuerySet.as_manager()

    class Meta:
        """Adopted means: by somebody, after the documents were listed."""

        verbose_name = "Woo-inventaris"
        verbose_name_plural = "Woo-inventarissen"
        ordering: ClassVar = ["-begun_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=WooState.DRAFT, adopted_at=None, adopted_by=None, package=None)
                | Q(
                    state=WooState.ADOPTED,
                    adopted_at__isnull=False,
                    adopted_by__isnull=False,
                    listed_at__isnull=False,
                ),
                name="adopted_woo_inventory_says_when_and_by_whom",
                violation_error_message="Leg vast wie de inventaris vaststelde.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"Woo-inventaris {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("archive:wooreview", args=[self.pk])

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.situation.is_exercise

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this inventory."""
        return user.may("archive.see") and self.situation.is_within_reach_of(user)

    def is_listed(self) -> bool:
        """Return whether its documents were listed, so that they can be judged."""
        return self.listed_at is not None

    def next_document(self) -> "WooDocument | None":
        """Return the first document about which nobody decided; else the first one."""
        every = self.documents.order_by("place")
        return every.filter(judgement="").first() or every.first()

    def lacks_judgements(self) -> str:
        """Guard: a person decided about every document."""
        if self.listed_at is None:
            return "De documenten worden nog op een rij gezet."
        waiting = self.documents.filter(judgement="").count()
        words = "1 document" if waiting == 1 else f"{waiting} documenten"
        return f"Beoordeel eerst nog {words}." if waiting else ""

    @property
    def made_at(self) -> datetime | None:
        """When the documents were listed; None while that is being done."""
        return self.listed_at

    def is_open(self) -> bool:
        """Return whether documents can still be judged."""
        return self.state == WooState.DRAFT and self.is_listed()

    def is_not_packed(self) -> bool:
        """Return whether no zip of it was asked for."""
        return self.package_id is None


class WooDocument(models.Model):
    """One document in an inventory: what it is, what is suggested, what somebody decided.

    ``suggestions`` is a list of {"grond", "waarom"}; a suggestion without "grond" is only a remark.
    ``sha256`` is that of a file, or of the paper that was made of a record for this inventory.
    """

    review = models.ForeignKey(WooReview, models.PROTECT, related_name="documents")
    place = models.PositiveIntegerField("nummer")
    name = models.CharField("bestand", max_length=250)
    about = models.CharField("wat", max_length=250)
    sha256 = models.CharField("controlegetal", max_length=64)
    suggestions = models.JSONField("voorgestelde gronden", default=list, blank=True)
    judgement = models.CharField("oordeel", max_length=10, choices=Judgement.choices, blank=True)
    grounds = models.JSONField("gronden", default=list, blank=True)
    explanation = models.TextField(
        "toelichting", blank=True, max_length=2000, validators=[check_text]
    )
    judged_at = models.DateTimeField("beoordeeld op", null=True, blank=True)
    judged_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        """Who keeps a document back names a ground; who opens it has none."""

        verbose_name = "document in een Woo-inventaris"
        verbose_name_plural = "documenten in een Woo-inventaris"
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["review", "place"], name="woo_document_has_a_number_of_its_own"
            ),
            models.CheckConstraint(
                condition=Q(judgement="", judged_at=None, judged_by=None, grounds=[])
                | Q(judged_at__isnull=False, judged_by__isnull=False)
                & (
                    Q(judgement=Judgement.OPEN, grounds=[])
                    | Q(judgement__in=(Judgement.PARTLY, Judgement.CLOSED)) & ~Q(grounds=[])
                ),
                name="woo_document_kept_back_names_a_ground",
                violation_error_message="Kies een grond als u iets niet openbaar maakt.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"document {self.place} van Woo-inventaris {self.review_id}"

    def grounds_in_words(self) -> list[str]:
        """Return the grounds that were chosen."""
        return [Ground(ground).label for ground in self.grounds]

    def suggested(self) -> list[dict[str, Any]]:
        """Return what is suggested: the ground in words ("" for a remark), and why."""
        return [
            {"ground": Ground(one["grond"]).label if one["grond"] else "", "why": one["waarom"]}
            for one in self.suggestions
        ]
