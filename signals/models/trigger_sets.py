"""Questions about many triggers."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import within_reach_of
from signals.states import OPEN, Route, TriggerState

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
