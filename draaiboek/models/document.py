"""Documents beside the draaiboek: rules, agreements, work of the former MIT, and links.

What the SCP's kennisbasis holds is linked to and never copied (R-084).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import SECRETARIAT, Role
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text


class DocumentKind(models.TextChoices):
    """What a document is."""

    RULES = "reglement", "reglement of gedragscode"
    COMMUNICATION = "communicatieprotocol", "communicatieprotocol"
    AGREEMENT = "bestuurlijke_afspraken", "bestuurlijke afspraken"
    ADVICE = "advies", "advies van het vroegere MIT"
    FACTSHEET = "factsheet", "factsheet van het vroegere MIT"
    FORMER_FRAMEWORK = "vroeger_kader", "afwegingskader van het vroegere MIT"
    FORMER_RULES = "vroeger_reglement", "reglement van het vroegere MIT"
    LIBRARY = "kennisbibliotheek", "kennisbasis van het SCP: kennisbibliotheek"
    PICTURE = "maatschappelijk_beeld", "kennisbasis van het SCP: maatschappelijk beeld"
    OTHER = "overig", "ander document"


KNOWLEDGE = (DocumentKind.LIBRARY, DocumentKind.PICTURE)


class Readers(models.TextChoices):
    """Who may read a document."""

    MIW = "miw", "CPO en secretaris"
    EXPERTS = "experts", "CPO, secretaris en experts"
    SG_OFFICE = "bureau_sg", "CPO, secretaris, experts en Bureau SG"


class PlaybookDocumentQuerySet(models.QuerySet["PlaybookDocument"]):
    """Questions about many documents."""

    def visible_to(self, user: User) -> "PlaybookDocumentQuerySet":
        """Return what this person may read."""
        if not user.may("document.see"):
            return self.none()
        if user.part in SECRETARIAT:
            return self
        allowed = [Readers.SG_OFFICE]
        if user.role == Role.EXPERT:
            allowed.append(Readers.EXPERTS)
        return self.filter(readers__in=allowed)


class PlaybookDocument(models.Model):
    """One document; what it says stands in its versions."""

    kind = models.CharField("soort", max_length=30, choices=DocumentKind.choices)
    title = models.CharField("titel", max_length=200, validators=[check_text])
    readers = models.CharField(
        "wie mag dit lezen", max_length=20, choices=Readers.choices, default=Readers.MIW
    )

    history = HistoricalRecords()
    objects = PlaybookDocumentQuerySet.as_manager()

    class Meta:
        """Names for the history."""

        verbose_name = "document bij het draaiboek"
        verbose_name_plural = "documenten bij het draaiboek"
        ordering: ClassVar = ["kind", "title", "pk"]

    def __str__(self) -> str:
        """Return the number only."""
        return f"document {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("draaiboek:document", args=[self.pk])

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may read it."""
        return PlaybookDocument.objects.visible_to(user).filter(pk=self.pk).exists()

    def is_knowledge(self) -> bool:
        """Return whether it belongs to the kennisbasis, to which we only link."""
        return self.kind in KNOWLEDGE


class DocumentVersion(models.Model):
    """One version of a document: a file, or a link. Never changed; the next one replaces it."""

    document = models.ForeignKey(PlaybookDocument, models.PROTECT, related_name="versions")
    dated_on = models.DateField("datum")
    gazette_reference = models.CharField(
        "nummer van de Staatscourant", max_length=60, blank=True, validators=[check_text]
    )
    url = models.URLField("link", max_length=500, blank=True)
    file_name = models.CharField("bestand", max_length=150, blank=True)
    file_checksum = models.CharField("controlegetal", max_length=64, blank=True)
    file_size = models.PositiveIntegerField("grootte in bytes", default=0)
    note = models.CharField("toelichting", max_length=500, blank=True, validators=[check_text])
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        """A version is a file or a link, the newest first."""

        verbose_name = "versie van een document"
        verbose_name_plural = "versies van documenten"
        ordering: ClassVar = ["-dated_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(url="") & ~Q(file_checksum="") & ~Q(file_name="")
                | ~Q(url="") & Q(file_checksum="", file_name="", file_size=0),
                name="document_is_a_file_or_a_link",
                violation_error_message="Kies een bestand, of vul een link in. Niet allebei.",
            ),
        ]

    def __str__(self) -> str:
        """Return the numbers only."""
        return f"versie {self.pk} van document {self.document_id}"
