"""A link in a mail: for one person, for one purpose, until a moment, and taken back when need be.

Its address is signed, not stored: a mail that is sent again carries the same address, and a copy of
the database opens nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mit_waakstand.house import office_address

SIGNER = signing.Signer(salt="mit_waakstand.personal_links", sep=".")


class PersonalLinkQuerySet(models.QuerySet["PersonalLink"]):
    """Questions about many links."""

    def about(self, subject: models.Model, purpose: str) -> "PersonalLinkQuerySet":
        """Return the links that were made for this record and purpose, newest first."""
        return self.about_each([subject], purpose).order_by("-pk")

    def about_each(self, records: Sequence[models.Model], purpose: str) -> "PersonalLinkQuerySet":
        """Return the links that were made for these records, all of one kind, and this purpose."""
        labels = {record._meta.label_lower for record in records}  # noqa: SLF001
        keys = [record.pk for record in records]
        return self.filter(purpose=purpose, subject__in=labels, subject_pk__in=keys)

    def in_mail(self, subject: models.Model, purpose: str) -> "PersonalLink":
        """Return the link that stands in mail about this record; ValueError when there is none."""
        found = self.about(subject, purpose).filter(revoked_at=None).first()
        if found is None:
            message = f"{subject} has no link"
            raise ValueError(message)
        return found

    def open_at(self, moment: datetime) -> "PersonalLinkQuerySet":
        """Return those that can still be used at this moment."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=moment)

    def with_secret(self, secret: str) -> "PersonalLink | None":
        """Return the link behind the end of an address; None when we did not sign it."""
        try:
            pk = int(SIGNER.unsign(secret))
        except (signing.BadSignature, ValueError):
            return None
        return self.filter(pk=pk).first()


class PersonalLink(models.Model):
    """One link. ``subject`` is the record it is about; which record, the app that made it knows."""

    purpose = models.CharField("doel", max_length=40)
    subject = models.CharField("soort", max_length=60)
    subject_pk = models.BigIntegerField("sleutel")
    made_at = models.DateTimeField("gemaakt op")
    expires_at = models.DateTimeField("geldig tot")
    used_at = models.DateTimeField("gebruikt op", null=True, blank=True)
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        """One open link for each record and purpose."""

        verbose_name = "persoonlijke link"
        verbose_name_plural = "persoonlijke links"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["purpose", "subject", "subject_pk"],
                condition=Q(used_at=None, revoked_at=None),
                name="one_open_link_for_each_purpose",
                violation_error_message="Voor dit doel is al een link gemaakt.",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="personal_link_expires_after_it_was_made",
                violation_error_message="Een link is geldig tot een later moment.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only."""
        return f"persoonlijke link {self.pk}"

    @property
    def secret(self) -> str:
        """The end of its address, which nobody can guess."""
        return SIGNER.sign(str(self.pk))

    def address(self, url_name: str) -> str:
        """Return the whole address, of the configured host, for the page with this name."""
        return office_address(reverse(url_name, args=[self.secret]))

    def is_open_at(self, moment: datetime) -> bool:
        """Return whether it can be used at this moment."""
        return self.used_at is None and self.revoked_at is None and moment < self.expires_at
