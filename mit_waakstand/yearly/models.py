"""Yearly accounts: what the records say of a year, and what the MIW says about that (R-074)."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.pdf import check_printable
from mit_waakstand.workflow import Record
from mit_waakstand.yearly.money import euros
from mit_waakstand.yearly.states import ACCOUNT_STEPS, AccountState

FIRST_YEAR = 2026
START = date(2026, 9, 1)
BUDGET = Decimal(70_000)  # about, a year


class YearAccountQuerySet(models.QuerySet["YearAccount"]):
    """Questions about many accounts."""

    def visible_to(self, user: User) -> "YearAccountQuerySet":
        """Return what this person may read in the office."""
        return self if user.may("yearly.see") else self.none()

    def of(self, year: int) -> "YearAccount | None":
        """Return the account of a year, if there is one."""
        return self.filter(year=year).first()

    def open(self) -> "YearAccountQuerySet":
        """Return what is not yet delivered, the oldest year first."""
        return self.exclude(state=AccountState.DELIVERED).order_by("year")


class YearAccount(Record):
    """The account of one year. Adopted is frozen, with the figures of that moment.

    ``chapters`` is what the records said when the figures were last made (see ``composing``);
    ``remarks`` is what the MIW says to each, by the name of the chapter. ``spending`` is a list of
    {"omschrijving", "bedrag"}, amounts in euros as text.
    """

    STEPS = ACCOUNT_STEPS

    year = models.PositiveSmallIntegerField(
        "jaar", unique=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(2100)]
    )
    state = models.CharField("stand", max_length=20, choices=AccountState.choices, blank=True)
    introduction = models.TextField(
        "inleiding", blank=True, max_length=20_000, validators=[check_text, check_printable]
    )
    chapters = models.JSONField("cijfers", default=list, blank=True)
    remarks = models.JSONField("toelichtingen", default=dict, blank=True)
    budget = models.DecimalField(
        "beschikbaar",
        max_digits=10,
        decimal_places=2,
        default=BUDGET,
        validators=[MinValueValidator(Decimal(0))],
    )
    spending = models.JSONField("uitgaven", default=list, blank=True)
    counted_until = models.DateField("cijfers tot en met")
    drafted_at = models.DateTimeField("begonnen op")
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    pdf_sha256 = models.CharField("controlegetal pdf", max_length=64, blank=True)
    delivered_to = models.CharField("aangeboden aan", max_length=200, blank=True)
    delivered_on = models.DateField("aangeboden op", null=True, blank=True)
    delivered_at = models.DateTimeField("aanbieden vastgelegd op", null=True, blank=True)
    delivered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField("openbaar gemaakt op", null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()
    objects = YearAccountQuerySet.as_manager()

    class Meta:
        """One a year; what was adopted, delivered or published says when and by whom."""

        verbose_name = "jaarlijkse verantwoording"
        verbose_name_plural = "jaarlijkse verantwoordingen"
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR),
                name="no_account_before_the_start",
                violation_error_message="Het MIT in waakstand bestaat sinds 2026.",
            ),
            models.CheckConstraint(
                condition=Q(state=AccountState.DRAFT)
                | Q(adopted_at__isnull=False, adopted_by__isnull=False) & ~Q(introduction=""),
                name="adopted_account_says_when_and_by_whom",
                violation_error_message="Een vastgestelde verantwoording heeft een inleiding.",
            ),
            models.CheckConstraint(
                condition=~Q(state=AccountState.DELIVERED)
                | Q(delivered_on__isnull=False) & ~Q(delivered_to=""),
                name="delivered_account_says_when_and_to_whom",
                violation_error_message="Leg vast aan wie en wanneer is aangeboden.",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | ~Q(state=AccountState.DRAFT) & ~Q(pdf_sha256="") & Q(published_by__isnull=False),
                name="public_account_was_adopted_and_has_its_pdf",
                violation_error_message="Alleen een vastgestelde verantwoording wordt openbaar.",
            ),
        ]

    def __str__(self) -> str:
        """Return the year."""
        return f"verantwoording {self.year}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("yearly:account", args=[self.pk])

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may read the accounts."""
        return user.may("yearly.see")

    def title(self) -> str:
        """Return its name on pages and papers."""
        return f"Verantwoording over {self.year}"

    def is_draft(self) -> bool:
        """Return whether it is still being written."""
        return self.state == AccountState.DRAFT

    def period(self) -> tuple[date, date]:
        """Return the first day that counts and the last one: 2026 begins at the start."""
        return max(START, date(self.year, 1, 1)), self.counted_until

    def spent(self) -> Decimal:
        """Return the sum of what was spent, in euros."""
        return sum((Decimal(row["bedrag"]) for row in self.spending), Decimal(0))

    def amounts(self) -> list[tuple[str, str]]:
        """Return what was spent, in words and as people write money."""
        return [(row["omschrijving"], euros(Decimal(row["bedrag"]))) for row in self.spending]

    def told(self) -> list[dict[str, Any]]:
        """Return the chapters, each with what the MIW says about it."""
        return [
            chapter | {"remark": self.remarks.get(chapter["name"], "")} for chapter in self.chapters
        ]

    # --- What stands in the way -------------------------------------------------------------

    def is_not_over(self) -> str:
        """Guard: a year is accounted for when it is over; a demonstration does not wait."""
        if settings.DEMO or self.today() > date(self.year, 12, 31):
            return ""
        return f"Het jaar {self.year} is nog niet om."

    def has_a_gap(self) -> str:
        """Guard: every app told what its records say."""
        gap = next((chapter for chapter in self.chapters if chapter["failed"]), None)
        return f"Van “{gap['title']}” ontbreken de cijfers. Ververs ze." if gap else ""

    def says_nothing(self) -> str:
        """Guard: there is an introduction."""
        return "" if self.introduction.strip() else "De inleiding is nog leeg."

    def is_not_public(self) -> bool:
        """Return whether it was not published before."""
        return self.published_at is None

    def has_no_pdf(self) -> str:
        """Guard: the PDF was made."""
        return "" if self.pdf_sha256 else "De pdf wordt nog gemaakt. Probeer het zo opnieuw."
