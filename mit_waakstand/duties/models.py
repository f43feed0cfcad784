"""What Paraatheid goes by: the terms that the CPO set himself, and what people did by hand.

Both are dated records that are only ever added: the newest one holds.
"""

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from mit_waakstand.accounts.models import User


class Subject(models.TextChoices):
    """What the CPO can set a norm for; nobody agreed to these with anybody (domain §6)."""

    EXERCISE = "oefening", "Een oefening: om de zoveel maanden"
    PLAYBOOK_REVIEW = "draaiboek", "Draaiboek nagekeken: om de zoveel maanden"
    SG_ACCOUNT = "bureau_sg", "Proef met het account van Bureau SG: om de zoveel maanden"
    TRIAL_MAIL = "proefmail", "Proefmail: om de zoveel dagen"
    BACKUP = "reservekopie", "Reservekopie: om de zoveel dagen"
    RESTORE = "terugzetten", "Proef met terugzetten: om de zoveel maanden"


DEFAULTS: dict[str, int] = {
    Subject.EXERCISE: 24,
    Subject.PLAYBOOK_REVIEW: 12,
    Subject.SG_ACCOUNT: 12,
    Subject.TRIAL_MAIL: 31,
    Subject.BACKUP: 7,
    Subject.RESTORE: 12,
}


class NormQuerySet(models.QuerySet["Norm"]):
    """Questions about many norms."""

    def in_force(self) -> dict[str, int]:
        """Return the number that holds for every subject: the newest, or else ours."""
        newest = self.order_by("subject", "-pk").distinct("subject")
        return DEFAULTS | dict(newest.values_list("subject", "value"))

    def value(self, subject: Subject) -> int:
        """Return the number that holds for one subject."""
        set_by_cpo = self.filter(subject=subject).order_by("-pk").values_list("value", flat=True)
        newest = set_by_cpo.first()
        return DEFAULTS[subject] if newest is None else newest


class Norm(models.Model):
    """A term or number that the CPO set, with a reason. It replaces the one before it."""

    subject = models.CharField("waarover", max_length=20, choices=Subject.choices)
    value = models.PositiveSmallIntegerField(
        "getal", validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    reason = models.CharField("reden", max_length=500)
    set_at = models.DateTimeField("gesteld op")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = NormQuerySet.as_manager()

    class Meta:
        """A norm is a number with a reason."""

        verbose_name = "eigen norm"
        verbose_name_plural = "eigen normen"
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["subject", "-id"], name="norm_by_subject")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(value__gte=1, value__lte=120),
                name="a_norm_is_a_number_from_1_to_120",
                violation_error_message="Vul een getal in van 1 tot en met 120.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="a_norm_has_a_reason",
                violation_error_message="Geef een reden.",
            ),
        ]

    def __str__(self) -> str:
        """Return subject and number of the record."""
        return f"norm {self.subject} {self.pk}"


class ProofKind(models.TextChoices):
    """What a person can write down as done or planned, because no other record shows it."""

    SG_ACCOUNT = "account_bureau_sg", "Proef met het account van Bureau SG"
    EVALUATION_PLANNED = "evaluatie_gepland", "Vijfjaarlijkse evaluatie gepland"
    EVALUATION_HELD = "evaluatie_gehouden", "Vijfjaarlijkse evaluatie gehouden"
    BACKUP = "reservekopie", "Reservekopie gemaakt"
    RESTORE = "terugzetten", "Proef met terugzetten"


# Recorded by ``manage.py backup`` and ``restore``; the beheerder may record them too.
BY_MACHINE = frozenset({ProofKind.BACKUP, ProofKind.RESTORE})


class ProofQuerySet(models.QuerySet["Proof"]):
    """Questions about many proofs."""

    def latest(self, kind: ProofKind) -> "Proof | None":  # type: ignore[override]
        """Return the newest proof of a kind: the latest day, and of one day the last written."""
        return self.filter(kind=kind).order_by("-done_on", "-pk").first()


class Proof(models.Model):
    """Something that was done, or for a plan: will be, on a day, with how it went."""

    kind = models.CharField("wat", max_length=20, choices=ProofKind.choices)
    done_on = models.DateField("op")
    succeeded = models.BooleanField("gelukt")
    note = models.CharField("toelichting", max_length=500)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        """Found by kind, the newest first; it says how it was done."""

        verbose_name = "bewijs"
        verbose_name_plural = "bewijzen"
        ordering: ClassVar = ["-done_on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["kind", "-done_on", "-id"], name="proof_by_kind"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(note=""),
                name="a_proof_says_how",
                violation_error_message="Schrijf op hoe het ging, of waar het staat.",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False) | Q(kind__in=sorted(BY_MACHINE)),
                name="only_a_machine_s_proof_is_nobody_s",
                violation_error_message="Leg vast wie dit heeft gedaan.",
            ),
        ]

    def __str__(self) -> str:
        """Return kind and number only."""
        return f"bewijs {self.kind} {self.pk}"

    def is_older_than(self, months: int, today: date) -> bool:
        """Return whether more than this many months have gone by since."""
        return months_later(self.done_on, months) < today


class Tally(models.Model):
    """How Paraatheid stood when it was last looked at, so that Nu te doen need not look itself.

    One row; the office counts again every few minutes.
    """

    ONLY = 1

    not_in_order = models.PositiveSmallIntegerField("niet op orde")
    counted_at = models.DateTimeField("geteld op")

    class Meta:
        """Names for the admin."""

        verbose_name = "telling van Paraatheid"
        verbose_name_plural = "tellingen van Paraatheid"

    def __str__(self) -> str:
        """Return the number."""
        return f"{self.not_in_order} niet op orde"


def months_later(day: date, months: int) -> date:
    """Return the same day of the month, later; at the end of a shorter month its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    message = f"no day {day.day} in month {month + 1}"
    raise ValueError(message)
