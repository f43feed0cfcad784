"""Where the steps of a trigger are taken."""

from django.urls import reverse

from signals.models import Trigger


def act_url(trigger: Trigger, verb: str) -> str:
    """Return the address of the page of a step, "correct-facts"."""
    return reverse(f"signals:trigger-{verb}", args=[trigger.pk])
