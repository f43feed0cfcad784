"""Triggers (aanleidingen): what may lead to a weighing, along one of three routes."""

import hashlib
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from afwegingskader.models import WeighingQuestions
from mit_waakstand import chain
from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.situations.models import Situation, within_reach_of
from signals.models.suspension import Suspendable
from signals.models.trigger_rules import TRIGGER_RULES
from signals.models.weighing import Weighing
from signals.states import OPEN, TRIGGER_STEPS, Route, TriggerState, WeighingState

LATEST_WEIGHING = timedelta(days=7)  # an A1 weighed later stands in the yearly account


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

    def outside_scope_for(self, user: User) -> "TriggerQuerySet":
        """Return what no commissie covers and nobody weighs, as far as this person may know it.

        Bureau SG learns the disease and this fact, and nothing else of a trigger.
        """
        if not user.may("scope.see"):
            return self.none()
        reported = self.filter(outside_scope_at__isnull=False, state__in=OPEN)
        return reported.filter(within_reach_of(user, "situation__"))

    def assessed_in(self, situation_id: int) -> "TriggerQuerySet":
        """Return the OMTs of a situation that the CPO assessed for themselves, the latest first."""
        assessed = self.filter(situation_id=situation_id, assessed_at__isnull=False, upholds=None)
        return assessed.order_by("-assessed_at", "-pk")

    def of_the_year(self, year: int) -> "TriggerQuerySet":
        """Return what counts in the account of a year: recorded in it, real, and rightly so."""
        found = self.filter(registered_at__year=year, situation__is_exercise=False)
        return found.exclude(state=TriggerState.VOID)

    def learned_without_notice(self) -> "TriggerQuerySet":
        """Return OMTs of which nobody told the MIW ("zelf vernomen", domain §2)."""
        return self.filter(route=Route.OMT_CONVENED, informed_by="")

    def weighed_too_late(self, now: datetime) -> "TriggerQuerySet":
        """Return A1s whose weighing was not closed 7 days after they were recorded (domain §2).

        Open ones count as soon as the 7 days are past on ``now``; what was handed over to a
        commissie within 7 days does not.
        """
        ended = Coalesce(F("weighing__closed_at"), F("closed_at"), models.Value(now))
        # What was merged waits for the weighing that covers it.
        merged = Q(state=TriggerState.MERGED, weighing__closed_at=None)
        late = Q(settled_at__gt=F("registered_at") + LATEST_WEIGHING)
        late |= merged & Q(registered_at__lt=now - LATEST_WEIGHING)
        return self.filter(route=Route.A1_STATUS).alias(settled_at=ended).filter(late)


class Trigger(Suspendable):
    """One event: a disease got A1 status, the OMT convened, or the MIW itself sees cause."""

    STEPS = TRIGGER_STEPS
    FACTS = (
        "happened_on",
        "description",
        "informed_by",
        "learned_from",
        "omt_number",
        "gazette_reference",
    )
    CHECKLIST = ("potential", "measures", "consequences", "changed")

    situation = models.ForeignKey(Situation, models.PROTECT, related_name="triggers")
    route = models.CharField("route", max_length=10, choices=Route.choices)
    state = models.CharField("stand", max_length=30, choices=TriggerState.choices, blank=True)
    happened_on = models.DateField("datum")
    ended_on = models.DateField("A1-status eindigt op", null=True, blank=True)
    description = models.TextField("toelichting", blank=True, max_length=5000)
    informed_by = models.CharField("geïnformeerd door", max_length=120, blank=True)
    learned_from = models.CharField("zelf vernomen via", max_length=120, blank=True)
    gazette_reference = models.CharField(
        "vindplaats in de Staatscourant", max_length=80, blank=True
    )
    omt_number = models.CharField("nummer van het OMT", max_length=40, blank=True)
    request_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    registered_at = models.DateTimeField("vastgelegd op")
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    potential = models.TextField("pandemisch potentieel?", blank=True, max_length=2000)
    measures = models.TextField("verplichtende maatregelen denkbaar?", blank=True, max_length=2000)
    consequences = models.TextField("maatschappelijke gevolgen?", blank=True, max_length=2000)
    changed = models.TextField("veranderd sinds vorige keer?", blank=True, max_length=2000)
    assessment = models.TextField("reden van de CPO", blank=True, max_length=5000)
    assessed_at = models.DateTimeField("beoordeeld op", null=True, blank=True)
    assessed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    review_on = models.DateField("opnieuw bekijken op", null=True, blank=True)
    upholds = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="upheld_by"
    )
    new_facts = models.TextField("nieuwe feiten", blank=True, max_length=5000)
    reconsideration = models.TextField("waarom opnieuw beoordeeld", blank=True, max_length=5000)
    reconsidered_at = models.DateTimeField("opnieuw in beoordeling op", null=True, blank=True)
    reconsidered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    weighing = models.ForeignKey(
        Weighing, models.PROTECT, null=True, blank=True, related_name="triggers"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    closing_reason = models.TextField("reden van het afsluiten", blank=True, max_length=5000)
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    handed_to = models.ForeignKey(
        "signals.Commission", models.PROTECT, null=True, blank=True, related_name="triggers"
    )
    outside_scope = models.TextField("waarom buiten de opdracht", blank=True, max_length=5000)
    outside_scope_at = models.DateTimeField("buiten de opdracht op", null=True, blank=True)
    outside_scope_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()
    objects = TriggerQuerySet.as_manager()

    class Meta:
        """The rules of domain §3.1 that must never be broken."""

        verbose_name = "aanleiding"
        verbose_name_plural = "aanleidingen"
        ordering: ClassVar = ["-happened_on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["-happened_on", "-id"], name="trigger_newest"),
            models.Index(fields=["route", "id"], name="trigger_open", condition=Q(state__in=OPEN)),
        ]
        constraints = TRIGGER_RULES

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

    def has_no_end(self) -> bool:
        """Return whether no end date of the A1 status was recorded."""
        return self.ended_on is None

    def has_no_scope_report(self) -> bool:
        """Return whether the CPO did not report that no commissie covers the disease."""
        return self.outside_scope_at is None

    def is_open(self) -> bool:
        """Return whether nothing was decided about it yet."""
        return self.state in OPEN

    def lacks_weegvragen(self) -> str:
        """Guard: a weighing pins the version of the weegvragen that is in force."""
        if WeighingQuestions.objects.in_force() is None:
            return "Stel eerst een versie van de weegvragen vast."
        return ""

    def lacks_earlier_assessment(self) -> str:
        """Guard: only an assessment of this situation can still hold; the act asks until when."""
        earlier = self.previous_assessment()
        if earlier is None or earlier.state != TriggerState.NOT_CONVENED or not earlier.review_on:
            return "In deze situatie staat geen beoordeling die nog geldt."
        return ""

    def is_not_suspended(self) -> str:
        """Guard: only while the waakstand is suspended is there a commissie to hand over to."""
        if self.is_suspended():
            return ""
        return "De waakstand is niet opgeschort: weeg de aanleiding zelf."

    def lacks_a_place_to_merge(self) -> str:
        """Guard: there is another trigger of this situation into which it can be merged."""
        if self.places_to_merge().exists():
            return ""
        return "In deze situatie is geen aanleiding waarbij deze gevoegd kan worden."

    def previous_assessment(self) -> "Trigger | None":
        """Return the OMT of this situation that the CPO assessed last, itself apart."""
        return Trigger.objects.assessed_in(self.situation_id).exclude(pk=self.pk).first()

    def standing_assessment(self, today: date) -> "Trigger | None":
        """Return the OMT whose "geen samenkomst" still holds for this situation on ``today``.

        A later decision to convene ends it.
        """
        latest = self.previous_assessment()
        return latest if latest is not None and latest.stands_on(today) else None

    def stands_on(self, today: date) -> bool:
        """Return whether its "geen samenkomst" holds on this day; its review date included."""
        if self.state != TriggerState.NOT_CONVENED or self.review_on is None:
            return False
        return today <= self.review_on

    def places_to_merge(self) -> TriggerQuerySet:
        """Return the triggers into which this one can be merged (domain §3.1).

        An A1 goes into an open weighing only, so that it never ends without one (R-043).
        """
        others = Trigger.objects.filter(situation_id=self.situation_id).exclude(pk=self.pk)
        if self.is_a1():
            return others.filter(
                state=TriggerState.WEIGHED, weighing__state=WeighingState.OPEN
            ).order_by("pk")
        return others.filter(state__in=(*OPEN, TriggerState.WEIGHED)).order_by("pk")

    def hash_of_facts(self) -> str:
        """Return the SHA-256 (hex) of the facts, to see whether somebody else changed them."""
        facts = {name: str(getattr(self, name)) for name in self.FACTS}
        return hashlib.sha256(chain.canonical(facts).encode()).hexdigest()

    def waiting_hours(self, now: datetime) -> int:
        """Return how many whole hours ago it was registered (an A1 is weighed within 24)."""
        return int((now - self.registered_at).total_seconds() // 3600)
