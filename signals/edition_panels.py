"""What signals adds to the pages of versions: the standing decisions, beside the draaiboek."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.panels import Panel, panels
from mit_waakstand.working_days import in_dutch
from signals.models import StandingDecision

NONE = "Er geldt geen vast besluit: niets wordt openbaar zonder reactie van de SG."


@panels("signals")
def panels_for(
    kind: type[Edition], version: Edition | None, user: User, now: datetime
) -> Iterator[Panel]:
    """Yield the standing decision that holds, on the list of versions of the draaiboek (§3.6)."""
    if kind.SUBJECT != "draaiboek" or version or not user.may("standing_decision.see"):
        return
    decision = StandingDecision.objects.in_force(now)
    lines = [NONE]
    if decision:
        taken = f"Er geldt een vast besluit, van {in_dutch(decision.decided_on)}."
        lines = [taken, decision.public_text]
    yield Panel(
        title="Vaste besluiten van de CPO",
        lines=tuple(lines),
        label="Alle vaste besluiten",
        url=reverse("signals:standing-decisions"),
    )
