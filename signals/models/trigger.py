"""Triggers (aanleidingen): what may lead to a weighing, along one of three routes."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from afwegingskader.models import WeighingQuestions
from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import Situation, within_reach_of
from signals.models.suspension import Suspendable
from signals.models.weighing import Weighing
from signals.states import TRIGGER_STEPS, Route, TriggerState

ONLY_OMT = (TriggerState.WITH_CPO, TriggerState.NOT_CONVENED)
IN_A_WEIGHING = (TriggerState.WEIGHED, TriggerState.SIGNAL, TriggerState.NO_SIGNAL)


class TriggerQuerySet(models.QuerySet["Trigger"]):
    """Questions about many triggers."""

    def visible_to(self, user: User) -> "TriggerQuerySet":
        """Return what this person may know."""
        if not user.may("situation.see"):
            return self.none()
        return self.filter(within_reach_of(user, "situation__"))

    def unweighed_a1(self) -> "TriggerQuerySet":
        """Return A1 triggers that still await their weighing (R-043)."""
        return self.filter(route=Route.A1_STATUS, state=TriggerState.REGISTERED)


class Trigger(Suspendable):
    """One event: a disease got A1 status, the OMT convened, or the MIW itself sees cause."""

    STEPS = TRIGGER_STEPS

    situation = models.ForeignKey(Situation, models.PROTECT, related_name="triggers")
    route = models.CharField("route", max_length=10, choices=Route.choices)
    state = models.CharField("stand", max_length=30, choices=TriggerState.choices, blank=True)
    happened_on = models.DateField("datum")
    description = models.TextField("toelichting", blank=True, max_length=5000)
    informed_by = models.CharField("geïnformeerd door", max_length=120, blank=True)
    learned_from = models.CharField("zelf vernomen via", max_length=120, blank=True)
    gazette_reference = models.CharField(
        "vindplaats in de Staatscourant", max_length=80, blank=True
    )
    omt_number = models.CharField("nummer van het OMT", max_length=40, blank=True)
    registered_at = models.DateTimeField("vastgelegd op")
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    potential = models.TextField("pandemisch potentieel?", blank=True, max_length=2000)
    measures = models.TextField("verplichtende maatregelen denkbaar?", blank=True, max_length=2000)
    consequences = models.TextField("maatschappelijke gevolgen?", blank=True, max_length=2000)
    changed = models.TextField("veranderd sinds vorige keer?", blank=True, max_length=2000)
    assessment = models.TextField("reden van de CPO", blank=True, max_length=5000)
    assessed_at = models.DateTimeField("beoordeeld op", null=True, blank=True)
    assessed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    weighing = models.ForeignKey(
        Weighing, models.PROTECT, null=True, blank=True, related_name="triggers"
    )

    history = HistoricalRecords()
    objects = TriggerQuerySet.as_manager()

    class Meta:
        """The rules of domain §3.1 that must never be broken."""

        verbose_name = "aanleiding"
        verbose_name_plural = "aanleidingen"
        ordering: ClassVar = ["-happened_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(route=Route.OMT_CONVENED) | ~Q(state__in=ONLY_OMT),
                name="only_an_omt_is_assessed_by_the_cpo",
                violation_error_message="Alleen bij het OMT kan zonder weging worden besloten.",
            ),
            models.CheckConstraint(
                condition=~Q(route=Route.OMT_CONVENED)
                | ~Q(state__in=(*IN_A_WEIGHING, TriggerState.NOT_CONVENED))
                | Q(assessed_at__isnull=False) & ~Q(assessment=""),
                name="omt_goes_on_after_a_reasoned_assessment",
                violation_error_message="De CPO beoordeelt eerst, met een reden.",
            ),
            models.CheckConstraint(
                condition=Q(assessed_at=None, assessed_by=None)
                | Q(assessed_at__isnull=False, assessed_by__isnull=False),
                name="trigger_assessment_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(weighing=None) & ~Q(state__in=IN_A_WEIGHING)
                | Q(weighing__isnull=False, state__in=IN_A_WEIGHING),
                name="trigger_is_weighed_in_a_weighing",
                violation_error_message="Een aanleiding wordt gewogen in een weging.",
            ),
            models.CheckConstraint(
                condition=~Q(route=Route.OMT_CONVENED) | ~Q(informed_by="", learned_from=""),
                name="omt_says_how_it_was_heard_of",
                violation_error_message="Vul in wie u informeerde, of hoe u het zelf vernam.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"aanleiding {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("signals:trigger", args=[self.pk])

    def concerns(self) -> Situation:
        """Return the situation of which it is a part."""
        return self.situation

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.situation.is_exercise

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this trigger."""
        return user.may("situation.see") and self.situation.is_within_reach_of(user)

    def is_omt(self) -> bool:
        """Return whether it came through route 2."""
        return self.route == Route.OMT_CONVENED

    def is_not_omt(self) -> bool:
        """Return whether it came through route 1 or 3."""
        return not self.is_omt()

    def is_a1(self) -> bool:
        """Return whether it came through route 1."""
        return self.route == Route.A1_STATUS

    def has_no_reference(self) -> bool:
        """Return whether the place in the Staatscourant is still to be filled in."""
        return not self.gazette_reference

    def lacks_weegvragen(self) -> str:
        """Guard: a weighing pins the version of the weegvragen that is in force."""
        if WeighingQuestions.objects.in_force() is None:
            return "Stel eerst een versie van de weegvragen vast."
        return ""

    def waiting_hours(self, now: datetime) -> int:
        """Return how many whole hours ago it was registered (an A1 is weighed within 24)."""
        return int((now - self.registered_at).total_seconds() // 3600)
