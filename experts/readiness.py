"""How the register stands, for Paraatheid (domain §6)."""

from datetime import date

from django.urls import reverse

from experts.coverage import coverage_on
from experts.models import Expert
from mit_waakstand.readiness import Finding, Ground, Link, Status, checks

SOURCE = "R-025"


@checks("experts.register")
def register(today: date) -> Finding:
    """Return whether the register exists, and whether who is in it confirmed it this year."""
    people = Expert.objects.in_register().count()
    silent = Expert.objects.in_register().not_confirmed(today).count()
    status, act = Status.IN_ORDER, None
    reason = f"In het register staan {people} experts, allen in het afgelopen jaar bevestigd."
    if not people:
        status, reason = Status.NOT_IN_ORDER, "Het register is leeg."
        act = Link(label="Expert toevoegen", url=reverse("experts:add"))
    elif silent:
        status = Status.ATTENTION
        reason = f"Van {silent} van de {people} experts is niet bekend of de gegevens kloppen."
        url = f"{reverse('experts:experts')}?bevestigd=nee"
        act = Link(label="Vraag wie nog niet bevestigde", url=url)
    return Finding(
        title="Register van expertises",
        ground=Ground.AGREED,
        status=status,
        reason=reason,
        source=SOURCE,
        evidence=(Link(label="Experts", url=reverse("experts:experts")),),
        act=act,
    )


@checks("experts.coverage")
def coverage(today: date) -> Finding:
    """Return whether there are enough people for each expertise: an own norm, amber at most."""
    found = coverage_on(today)
    short = [cover.name for cover in found.covers if cover.is_short]
    missing = f"{len(found.gaps)} zonder iemand, {len(found.singles)} met één persoon"
    reason = "Voor elke expertise op de lijst zijn er genoeg mensen."
    if not found.covers:
        reason = "Er staat nog niet in de lijst welke expertises nodig zijn."
    elif short:
        reason = f"Te weinig mensen voor {len(short)} van {len(found.covers)}: {missing}."
    page = reverse("experts:coverage")
    act = Link(label="Zoek mensen voor wat ontbreekt", url=page)
    if not found.covers:
        act = Link(label="Zet in de lijst wat nodig is", url=reverse("experts:lists"))
    is_well = bool(found.covers) and not short
    return Finding(
        title="Genoeg mensen voor elke expertise",
        ground=Ground.OWN_NORM,
        status=Status.IN_ORDER if is_well else Status.ATTENTION,
        reason=reason,
        source="eigen keuze bij R-025",
        evidence=(Link(label="Overzicht van expertises", url=page),),
        act=None if is_well else act,
    )
