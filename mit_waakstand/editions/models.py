"""One version of a text that is adopted: what it holds, what stands in its way, what is kept."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Protocol, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.formats import date_format

from mit_waakstand import chain
from mit_waakstand.accounts.models import User
from mit_waakstand.editions.outline import Kind, Part, parts
from mit_waakstand.editions.readers import numbers_for
from mit_waakstand.editions.reading import problems_in
from mit_waakstand.editions.states import NEVER_ADOPTED, AdoptionForm, EditionState
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.workflow import Record

AnyEdition = TypeVar("AnyEdition", bound="Edition")


class Held(Protocol):
    """A recorded meeting, as versions know it."""

    pk: Any

    def day(self) -> date:
        """Return the day (Amsterdam) on which it was held."""

    def name_in_a_sentence(self) -> str:
        """Return how it is called inside a sentence."""


class EditionQuerySet(models.QuerySet[AnyEdition]):
    """Questions about the versions of one kind."""

    def in_force(self) -> AnyEdition | None:
        """Return the version that holds now, if one was adopted."""
        return self.filter(state=EditionState.ADOPTED).first()

    def draft(self) -> AnyEdition | None:
        """Return the version that is being written, if there is one."""
        return self.filter(state=EditionState.DRAFT).first()

    def adopted_ever(self) -> "EditionQuerySet[AnyEdition]":
        """Return what holds or held, the newest first."""
        return self.exclude(state__in=NEVER_ADOPTED).order_by("-adopted_at", "-pk")

    def visible_to(self, user: User) -> "EditionQuerySet[AnyEdition]":
        """Return what this person may read in the office.

        CPO and secretaris all; an expert a draft that he was invited to read, until it is adopted.
        """
        if user.may(f"{self.model.SUBJECT}.see"):
            return self
        if not user.may(f"{self.model.SUBJECT}.read"):
            return self.none()
        return self.filter(state=EditionState.DRAFT, number__in=numbers_for(user, self.model))


class Edition(Record):
    """One version. ``checksum`` covers the content, so that a pinned version proves itself.

    A kind says: ``SUBJECT`` (the first part of its permissions, and its name in files), ``LIST``
    (the name of the page with all versions), ``CALLED`` ("weegvragen"), ``ARTICLE`` ("de
    weegvragen"), the ``OUTLINE`` of its content, empty for a document only, and in which
    ``meetings`` it can be adopted (``adopted_in``).
    """

    SUBJECT: ClassVar[str]
    LIST: ClassVar[str]
    CALLED: ClassVar[str]
    ARTICLE: ClassVar[str]
    OUTLINE: ClassVar[tuple[Kind, ...]] = ()
    EXPLANATION: ClassVar[str] = ""  # what it is for, in a sentence
    EFFECT: ClassVar[str] = ""  # what adopting means for the work, idem
    adopted_in: "models.ForeignKey[Any, Any]"  # a recorded meeting, or None

    number = models.CharField("versie", max_length=20, unique=True)
    state = models.CharField(
        "stand", max_length=20, choices=EditionState.choices, default=EditionState.DRAFT
    )
    is_example = models.BooleanField("voorbeeld", default=False)
    made_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemaakt van"
    )
    content = models.JSONField("inhoud", default=dict, blank=True)
    # The PDF as it was sent in, byte for byte, and a copy of it that is fit for the public.
    document_name = models.CharField("document", max_length=150, blank=True)
    document_checksum = models.CharField("controlegetal document", max_length=64, blank=True)
    public_checksum = models.CharField("controlegetal kopie", max_length=64, blank=True)
    adoption_form = models.CharField(
        "vastgesteld", max_length=20, choices=AdoptionForm.choices, blank=True
    )
    adopted_on = models.DateField("datum van het besluit", null=True, blank=True)
    adoption_reference = models.CharField("vindplaats van het besluit", max_length=200, blank=True)
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    adopted_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_on = models.DateField("herzien uiterlijk op", null=True, blank=True)
    # The PDF of the content, made when the text froze.
    pdf_checksum = models.CharField("controlegetal pdf", max_length=64, blank=True)
    published_at = models.DateTimeField("openbaar gemaakt op", null=True, blank=True)
    published_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaced_at = models.DateTimeField("vervangen op", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords(inherit=True)

    class Meta:
        """Only a base; every kind has the rules of ``edition_rules`` with its own names."""

        abstract = True
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        """Return the version's number."""
        return f"versie {self.number}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse(self.page_name(), args=[self.pk])

    def step_url(self, verb: str) -> str:
        """Return the address on which a step is taken."""
        return reverse(self.page_name(verb), args=[self.pk])

    @classmethod
    def page_name(cls, verb: str = "") -> str:
        """Return the name of a page of this kind: of a version, or where a step is taken."""
        ending = f"-{verb.replace('_', '-')}" if verb else ""
        return f"{cls._meta.app_label}:{cls._meta.model_name}{ending}"

    @classmethod
    def list_url(cls) -> str:
        """Return the address of the list of all versions."""
        return reverse(f"{cls._meta.app_label}:{cls.LIST}")

    @classmethod
    def draft_url(cls) -> str:
        """Return the address on which a new version is begun."""
        return reverse(cls.page_name("draft"))

    @classmethod
    def meetings(cls) -> "models.QuerySet[Any]":
        """Return the recorded meetings in which it can be adopted; each kind says it itself."""
        raise NotImplementedError

    def title(self) -> str:
        """Return its name on pages: "Weegvragen, versie 0.2"."""
        return f"{self.CALLED[:1].upper()}{self.CALLED[1:]}, versie {self.number}"

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may read this version."""
        if user.may(f"{self.SUBJECT}.see"):
            return True
        visible = type(self)._default_manager.visible_to(user)  # type: ignore[attr-defined]  # noqa: SLF001
        return bool(visible.filter(pk=self.pk).exists())

    def is_draft(self) -> bool:
        """Return whether it is still being written."""
        return self.state == EditionState.DRAFT

    def is_marked_as_example(self) -> bool:
        """Return whether it bears the mark "voorbeeld"."""
        return self.is_example

    def has_document(self) -> bool:
        """Return whether a document belongs to it."""
        return bool(self.document_checksum)

    def has_outline(self) -> bool:
        """Return whether this kind has structured content at all."""
        return bool(self.OUTLINE)

    def parts(self) -> list[Part]:
        """Return every item of the content in the order in which people read it."""
        return list(parts(self.OUTLINE, self.content))

    def is_still_an_example(self) -> str:
        """Guard: an example cannot be adopted, except in a demonstration."""
        if self.is_example and not settings.DEMO:
            return "Deze versie is een voorbeeld. Verwijder dat kenmerk na een eigen beoordeling."
        return ""

    def is_empty(self) -> str:
        """Guard: there is a document, structured content, or both."""
        if self.has_document() or self.parts():
            return ""
        return "Deze versie is nog leeg. Voeg een document of inhoud toe."

    def is_unfinished(self) -> str:
        """Guard: nothing in the content is wrong or missing."""
        problem = next(iter(problems_in(self.OUTLINE, self.content)), None)
        return f"De inhoud is nog niet af. {problem}" if problem else ""

    def is_not_public(self) -> bool:
        """Return whether it can still be made public."""
        return self.published_at is None

    def lacks_pdf(self) -> str:
        """Guard: the PDF of the content was made; a version with a document only needs none."""
        if self.pdf_checksum or not self.parts():
            return ""
        return "De pdf wordt nog gemaakt. Probeer het over een minuut opnieuw."

    def public_key(self) -> str:
        """Return its key among the publications: "afwegingskader-0-2"."""
        return f"{self.SUBJECT}-{self.number.replace('.', '-')}"

    def decision(self) -> str:
        """Return how and on which day it was adopted, in words; "" for a draft."""
        if self.adopted_on is None:
            return ""
        form = str(AdoptionForm(self.adoption_form).label)
        return f"{form} van {date_format(self.adopted_on, 'j F Y')}"

    def is_due_for_review(self, today: date) -> bool:
        """Return whether the day has come on which it should have been looked at again."""
        in_force = self.state == EditionState.ADOPTED
        return in_force and self.review_on is not None and self.review_on <= today

    @property
    def checksum(self) -> str:
        """The SHA-256 (hex) of the content in its one canonical spelling."""
        return chain.digest("", chain.canonical(self.content))


def kinds_of_edition() -> Iterator[type[Edition]]:
    """Yield every kind of edition that an app has, in a fixed order."""
    found = [model for model in apps.get_models() if issubclass(model, Edition)]
    return iter(sorted(found, key=lambda model: model._meta.label_lower))  # noqa: SLF001


def adopted_in(meeting: Held, user: User) -> list[Edition]:
    """Return the versions of every kind that were adopted in this meeting, if this person may."""
    here = models.Q(adopted_in=meeting.pk)
    found = [
        kind._default_manager.filter(here).defer("content").order_by("pk")  # noqa: SLF001
        for kind in kinds_of_edition()
        if user.may(f"{kind.SUBJECT}.see")
    ]
    return [version for versions in found for version in versions]
