"""Whether somebody can act for the CPO, for Paraatheid (domain §1)."""

from datetime import date

from django.urls import reverse

from mit_waakstand.deputies.models import Deputy
from mit_waakstand.readiness import Finding, Ground, Link, Status, checks


@checks("deputies")
def deputies(today: date) -> Finding:
    """Return whether a deputy is recorded whose appointment holds today; an own choice."""
    holding = [d for d in Deputy.objects.current() if d.has_begun(today) and not d.is_over(today)]
    number = "Eén waarnemer is" if len(holding) == 1 else f"{len(holding)} waarnemers zijn"
    return Finding(
        title="Waarnemers van de CPO",
        ground=Ground.OWN_NORM,
        status=Status.IN_ORDER if holding else Status.ATTENTION,
        reason=f"{number} vooraf vastgelegd." if holding else "Niemand kan voor de CPO optreden.",
        evidence=(Link(label="Waarneming", url=reverse("deputies:deputies")),),
        act=Link(
            label="Leg een waarnemer vast",
            url=reverse("deputies:appoint"),
            permission="deputy.appoint",
        ),
    )
