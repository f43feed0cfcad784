"""Experts who may be invited to a weighing or meeting. Nobody has a right to be invited (R-004).

Kept: name, function, organisation, work contact, expertises, oud-lid, availability, languages,
interests. No birth date, no home address, no remarks about a person (domain §8).
"""

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from experts.models.consent import Consent, Interest
from experts.models.lists import Expertise, Institute
from experts.models.words import (
    Language,
    day_in_words,
    is_phone_number,
    language_names,
    sort_key,
    years_before,
)
from experts.states import AVAILABLE, EXPERT_STEPS, Availability, ExpertState
from mit_waakstand.accounts.models import User
from mit_waakstand.deputies.models import Deputy
from mit_waakstand.erasing import obstacles
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.workflow import Record

ERASED_NAME = "Gewiste expert"
CONFIRMED_FOR = 1  # years, then it has to be asked again (domain §8)
UNCONFIRMED_FOR = 2  # years without a confirmation, then erasing is offered (domain §8)
NO_ANSWER_AFTER = timedelta(weeks=4)  # own choice


def counts_on(today: date) -> Q:
    """Return what makes somebody in the register count in the overview on this day."""
    return Q(confirmed_on__gte=years_before(today, CONFIRMED_FOR), availability__in=AVAILABLE)


class ExpertQuerySet(models.QuerySet["Expert"]):
    """Questions about many experts."""

    def visible_to(self, user: User) -> "ExpertQuerySet":
        """Return whose record this person may know: CPO and secretaris all, an expert his own."""
        if user.may("expert.see"):
            return self
        return self.filter(user=user) if user.may("expert.own") else self.none()

    def in_register(self) -> "ExpertQuerySet":
        """Return who can be invited: who left or was erased cannot."""
        return self.filter(state=ExpertState.IN_REGISTER)

    def confirmed(self, today: date) -> "ExpertQuerySet":
        """Return whose record was confirmed within a year before this day (Amsterdam)."""
        return self.filter(confirmed_on__gte=years_before(today, CONFIRMED_FOR))

    def not_confirmed(self, today: date) -> "ExpertQuerySet":
        """Return whose record was never confirmed, or longer than a year ago."""
        since = years_before(today, CONFIRMED_FOR)
        return self.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=since))

    def with_interests(self) -> "ExpertQuerySet":
        """Return them with their interests, asked once: ``interests_on`` asks nothing more."""
        return self.prefetch_related("interests")

    def named_in_public(self) -> "ExpertQuerySet":
        """Return who may be named in public now: in the register, and with standing consent."""
        return self.in_register().filter(
            consents__given_at__isnull=False, consents__withdrawn_at=None
        )

    def unanswered(self, today: date) -> "ExpertQuerySet":
        """Return who was asked whether the record is right, at least four weeks ago, in vain."""
        before = today - NO_ANSWER_AFTER
        silent = Q(confirmed_on=None) | Q(confirmed_on__lt=F("asked_on"))
        return self.in_register().filter(silent, asked_on__lte=before)

    def to_erase(self, today: date) -> "ExpertQuerySet":
        """Return whose data there is no more ground to keep: who left, or is silent too long."""
        since = years_before(today, UNCONFIRMED_FOR)
        silent = Q(confirmed_on__lt=since) | Q(confirmed_on=None, added_at__date__lt=since)
        return self.filter(Q(state=ExpertState.LEFT) | Q(state=ExpertState.IN_REGISTER) & silent)

    def counted(self, today: date) -> "ExpertQuerySet":
        """Return who counts in the overview of expertises: in it, available and confirmed."""
        return self.in_register().filter(counts_on(today))


class Expert(Record):
    """A person with knowledge that a weighing may need; with an account when he takes part.

    ``expertise`` is how lists name his field in a few words; ``expertises`` are what the overview
    counts. ``reference`` names him in the list of erasures, which outlives the record.
    """

    STEPS = EXPERT_STEPS

    state = models.CharField(
        "stand", max_length=20, choices=ExpertState.choices, default=ExpertState.IN_REGISTER
    )
    reference = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    name = models.CharField("naam", max_length=120)
    name_key = models.CharField(max_length=140, editable=False)
    expertise = models.CharField(
        "vakgebied",
        max_length=120,
        blank=True,  # of who was erased
        help_text="In een paar woorden, zoals het in lijsten staat. Bijvoorbeeld: onderwijskunde",
    )
    expertises = models.ManyToManyField(
        Expertise, related_name="experts", blank=True, verbose_name="expertises"
    )
    function = models.CharField("functie", max_length=120, blank=True)
    institute = models.ForeignKey(
        Institute,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="experts",
        verbose_name="organisatie",
    )
    email = models.EmailField("e-mailadres (werk)", blank=True)
    phone = models.CharField(
        "telefoonnummer (werk)", max_length=30, blank=True, validators=[is_phone_number]
    )
    languages = ArrayField(
        models.CharField(max_length=5, choices=Language.choices),
        default=list,
        blank=True,
        verbose_name="talen",
    )
    availability = models.CharField(
        "beschikbaar",
        max_length=20,
        choices=Availability.choices,
        default=Availability.UNKNOWN,
    )
    is_former_member = models.BooleanField("oud-lid van het MIT", default=False)
    member_from = models.DateField("lid van", null=True, blank=True)
    member_until = models.DateField("lid tot", null=True, blank=True)
    user = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="expert", verbose_name="account"
    )
    added_at = models.DateTimeField("toegevoegd op", default=timezone.now, editable=False)
    asked_on = models.DateField("gevraagd op", null=True, blank=True, editable=False)
    confirmed_on = models.DateField("bevestigd op", null=True, blank=True, editable=False)

    history = HistoricalRecords(m2m_fields=[expertises], excluded_fields=["reference"])
    objects = ExpertQuerySet.as_manager()

    class Meta:
        """Names in the order of a Dutch telephone book."""

        verbose_name = "expert"
        verbose_name_plural = "experts"
        ordering: ClassVar = ["name_key", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["name_key", "id"], name="expert_by_name"),
            # All that the overview asks of an organisation: counted without reading the records.
            models.Index(
                fields=["institute", "availability", "confirmed_on"],
                condition=Q(state=ExpertState.IN_REGISTER),
                name="expert_by_institute",
            ),
            models.Index(
                fields=["id"],
                condition=~Q(state=ExpertState.IN_REGISTER),
                name="expert_outside_register",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_former_member=True) | Q(member_from=None, member_until=None),
                name="only_a_former_member_has_a_term",
                violation_error_message="Alleen een oud-lid heeft een periode als lid.",
            ),
            models.CheckConstraint(
                condition=Q(member_from=None)
                | Q(member_until=None)
                | Q(member_until__gte=F("member_from")),
                name="term_of_a_member_ends_after_it_began",
                violation_error_message="De laatste dag als lid ligt voor de eerste.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExpertState.ERASED)
                | Q(
                    name=ERASED_NAME,
                    expertise="",
                    function="",
                    email="",
                    phone="",
                    languages=[],
                    institute=None,
                    user=None,
                ),
                name="erased_expert_keeps_nothing",
                violation_error_message="Van een gewiste expert blijft niets bewaard.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"expert {self.pk}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Save with the stored sort key (the database has no ICU collation)."""
        self.name_key = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        """Return the address of the record in the register."""
        return reverse("experts:expert", args=[self.pk])

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this record."""
        return user.may("expert.see") or (user.may("expert.own") and self.user_id == user.pk)

    def is_confirmed(self, today: date) -> bool:
        """Return whether the record was confirmed within a year before this day (Amsterdam)."""
        since = years_before(today, CONFIRMED_FOR)
        return self.confirmed_on is not None and self.confirmed_on >= since

    def counts(self, today: date) -> bool:
        """Return whether he counts in the overview of expertises on this day."""
        is_here = self.state == ExpertState.IN_REGISTER and self.availability in AVAILABLE
        return is_here and self.is_confirmed(today)

    def interests_on(self, day: date) -> list[Interest]:
        """Return the interests that hold on this day, the longest first."""
        return [one for one in self.interests.all() if one.holds_on(day)]

    def consent(self) -> Consent | None:
        """Return the consent to be named in public that stands, if there is one."""
        return self.consents.standing().first()

    def has_consented(self) -> bool:
        """Return whether he may be named in public."""
        return self.consent() is not None

    def has_not_consented(self) -> bool:
        """Return whether he may not be named in public."""
        return not self.has_consented()

    def address(self) -> str:
        """Return where mail reaches him: his account's, "" when that is not active, or his own."""
        if self.user is None:
            return self.email
        return self.user.email if self.user.is_active else ""

    def recipient(self) -> str:
        """Return him as a work row has him: "user:5", or "expert:7" without an account."""
        return f"user:{self.user_id}" if self.user_id else f"expert:{self.pk}"

    def has_no_address(self) -> str:
        """Return what is in the way of a mail."""
        return "" if self.email else "Vul eerst het e-mailadres van het werk in."

    def stands_in_what_is_held(self) -> str:
        """Return what is in the way of erasing somebody today: a dossier that is held."""
        asked = (obstacles[name](self.pk, self.user_id, self.today()) for name in obstacles)
        return " ".join(sentence for sentences in asked for sentence in sentences)

    def is_no_deputy(self) -> str:
        """Return what is in the way of erasing somebody who may act for the CPO."""
        if self.user and Deputy.objects.current().filter(user=self.user).exists():
            return "Deze persoon is waarnemer van de CPO. Beëindig eerst de waarneming."
        return ""

    def language_names(self) -> str:
        """Return the languages in words, "Nederlands, Engels"."""
        return language_names(self.languages)

    def expertise_names(self) -> str:
        """Return the expertises and areas of attention in words."""
        return ", ".join(one.name for one in self.expertises.all())

    def membership(self) -> str:
        """Return whether he was a member of the former MIT, and when."""
        if not self.is_former_member:
            return "nee"
        since = f" van {day_in_words(self.member_from)}" if self.member_from else ""
        until = f" tot en met {day_in_words(self.member_until)}" if self.member_until else ""
        return f"ja{',' if since or until else ''}{since}{until}"
