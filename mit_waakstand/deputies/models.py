"""Deputies (waarnemers) of the CPO: recorded in advance, with who appointed them (domain §1)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import SECRETARIAT
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.workflow import START, Record, Step, Steps, sources

PLACES = (1, 2)  # there are one or two deputies, never three


class DeputyState(models.TextChoices):
    """States of an appointment."""

    STANDING_BY = "aangewezen", "aangewezen"
    ACTING = "treedt_op", "treedt op"
    ENDED = "beeindigd", "beëindigd"


CURRENT = (DeputyState.STANDING_BY, DeputyState.ACTING)
HIS_OWN = frozenset({"activate", "stand_down"})  # steps that only the deputy himself takes

DEPUTY_STEPS = Steps(
    Step(
        verb="appoint",
        label="Waarnemer vastleggen",
        sentence="heeft een waarnemer vastgelegd",
        sources=sources(START),
        target=DeputyState.STANDING_BY,
        permission="deputy.appoint",
        stamp="recorded",
        by_hand=False,
    ),
    Step(
        verb="activate",
        label="Beginnen met waarnemen",
        sentence="is begonnen met waarnemen voor de CPO",
        sources=sources(DeputyState.STANDING_BY),
        target=DeputyState.ACTING,
        permission="deputy.activate",
    ),
    Step(
        verb="stand_down",
        label="Stoppen met waarnemen",
        sentence="is gestopt met waarnemen",
        sources=sources(DeputyState.ACTING),
        target=DeputyState.STANDING_BY,
        permission="deputy.activate",
    ),
    Step(
        verb="end",
        label="Waarneming beëindigen",
        sentence="heeft de waarneming beëindigd",
        sources=sources(*CURRENT),
        target=DeputyState.ENDED,
        permission="deputy.end",
        stamp="ended",
    ),
)


class DeputyQuerySet(models.QuerySet["Deputy"]):
    """Questions about many appointments."""

    def visible_to(self, user: User) -> "DeputyQuerySet":
        """Return what this person may know: CPO and secretaris all, a deputy his own."""
        if not user.is_active:
            return self.none()
        return self if user.part in SECRETARIAT else self.filter(user=user)

    def current(self) -> "DeputyQuerySet":
        """Return who is recorded as deputy now, in a fixed order."""
        return self.filter(state__in=CURRENT).select_related("user").order_by("place", "pk")


class Deputy(Record):
    """One appointment of one person. What was recorded stays; ending it is a step."""

    STEPS = DEPUTY_STEPS

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="waarnemer")
    state = models.CharField("stand", max_length=20, choices=DeputyState.choices, blank=True)
    place = models.PositiveSmallIntegerField("plaats", choices=[(n, n) for n in PLACES])
    appointed_by = models.CharField("aangewezen door", max_length=200)
    appointed_on = models.DateField("aangewezen op")
    ends_on = models.DateField("tot en met", null=True, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("beëindigd op", null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()
    objects = DeputyQuerySet.as_manager()

    class Meta:
        """One or two deputies at a time, nobody twice."""

        verbose_name = "waarneming"
        verbose_name_plural = "waarnemingen"
        ordering: ClassVar = ["-recorded_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state__in=CURRENT),
                name="nobody_is_deputy_twice_at_a_time",
                violation_error_message="Deze persoon is al waarnemer.",
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(state__in=CURRENT),
                name="at_most_two_deputies_at_a_time",
                violation_error_message="Er zijn al twee waarnemers.",
            ),
            models.CheckConstraint(
                condition=Q(place__in=PLACES),
                name="a_deputy_has_one_of_two_places",
                violation_error_message="Er zijn al twee waarnemers.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("appointed_on")),
                name="deputy_ends_after_the_appointment",
                violation_error_message="De einddatum kan niet voor de aanwijzing liggen.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CURRENT, ended_at=None, ended_by=None)
                | Q(state=DeputyState.ENDED, ended_at__isnull=False, ended_by__isnull=False),
                name="ended_deputy_says_when_and_by_whom",
                violation_error_message="Leg vast wanneer en door wie de waarneming is beëindigd.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"waarneming {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of the page on which all deputies stand."""
        return reverse("deputies:deputies")

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this appointment."""
        return Deputy.objects.visible_to(user).filter(pk=self.pk).exists()

    def steps_of(self, user: User) -> list[Step]:
        """Return the steps that are his; beginning and stopping belong to the deputy himself."""
        is_his = user.pk == self.user_id
        return [row for row in super().steps_of(user) if is_his or row.verb not in HIS_OWN]

    def is_over(self, today: date) -> bool:
        """Return whether the appointment ended by its own date."""
        return self.ends_on is not None and self.ends_on < today

    def has_begun(self, today: date) -> bool:
        """Return whether the appointment holds already."""
        return self.appointed_on <= today
