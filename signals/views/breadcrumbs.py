"""Where a page stands: the links above it, from the list to the record (label, address)."""

from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import Situation
from signals.models import Commission, MinisterDecision, Signal, Suspension, Trigger, Weighing

Crumb = tuple[str, str]


def to_situations() -> tuple[Crumb, ...]:
    """Return the way to the list of situations."""
    return (("Situaties", reverse("signals:situations")),)


def to_situation(situation: Situation) -> tuple[Crumb, ...]:
    """Return the way to a situation."""
    return (*to_situations(), (situation.title, reverse("signals:situation", args=[situation.pk])))


def to_trigger(trigger: Trigger) -> tuple[Crumb, ...]:
    """Return the way to a trigger, through its situation."""
    return (*to_situation(trigger.situation), (name_of(trigger), trigger.get_absolute_url()))


def to_weighing(weighing: Weighing, user: User) -> tuple[Crumb, ...]:
    """Return the way to a weighing; an expert comes to it from Nu te doen."""
    if user.may("situation.see"):
        way = to_situation(weighing.situation)
    else:
        way = (("Nu te doen", reverse("office:worklist")),)
    return (*way, ("Weging", weighing.get_absolute_url()))


def to_signal(signal: Signal) -> tuple[Crumb, ...]:
    """Return the way to a signal, from the list."""
    here = (signal.working_name(), signal.get_absolute_url())
    return (("Signalen", reverse("signals:signals")), here)


def to_decisions() -> tuple[Crumb, ...]:
    """Return the way to the list of decisions and commissies."""
    return (("Besluiten", reverse("signals:decisions")),)


def to_decision(decision: MinisterDecision) -> tuple[Crumb, ...]:
    """Return the way to a decision, from the list."""
    return (*to_decisions(), (decision.title(), decision.get_absolute_url()))


def to_commission(commission: Commission) -> tuple[Crumb, ...]:
    """Return the way to a commissie, from the list."""
    return (*to_decisions(), (commission.name, commission.get_absolute_url()))


def to_suspension(suspension: Suspension) -> tuple[Crumb, ...]:
    """Return the way to a suspension, through its commissie."""
    here = ("Opschorting", suspension.get_absolute_url())
    return (*to_commission(suspension.commission), here)


def here(way: tuple[Crumb, ...]) -> tuple[Crumb, ...]:
    """Return the way to the page itself: its last part is no link."""
    return (*way[:-1], (way[-1][0], ""))


def name_of(trigger: Trigger) -> str:
    """Return how a trigger is called on screen."""
    return f"Aanleiding: {trigger.get_route_display()}"
