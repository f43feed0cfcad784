"""How the duties around the draaiboek and scaling up stand (domain §6)."""

from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from draaiboek import meeting_readiness
from draaiboek.models import Lesson, PlaybookEdition, PlaybookRun, PointKind
from draaiboek.scaling_up import PointNow, points_with_arrangements
from mit_waakstand.duties.models import Norm, Subject, months_later
from mit_waakstand.readiness import Finding, Ground, Link, Status, checks
from mit_waakstand.working_days import in_dutch

__all__ = ["meeting_readiness"]  # found by way of this module


@checks("playbook")
def playbook_in_force(today: date) -> Finding:  # noqa: ARG001
    """Tell whether a draaiboek was adopted (R-021)."""
    edition = PlaybookEdition.objects.in_force()
    if edition is None:
        status, reason = Status.NOT_IN_ORDER, "Er is nog geen draaiboek vastgesteld."
    elif edition.is_example:
        status, reason = Status.ATTENTION, "Het geldende draaiboek is een voorbeeld."
    else:
        status, reason = Status.IN_ORDER, f"Het draaiboek geldt, {edition}."
    evidence = (_shown(edition),) if edition else ()
    return Finding(
        title="Draaiboek vastgesteld",
        ground=Ground.AGREED,
        status=status,
        reason=reason,
        source="R-021",
        evidence=evidence,
        act=Link(label="Stel een eigen versie vast", url=_versions(), permission="draaiboek.see"),
    )


@checks("playbook review")
def playbook_review(today: date) -> Finding:
    """Tell whether the draaiboek is looked at again in time (R-022; when is an own norm)."""
    edition = PlaybookEdition.objects.in_force()
    due = _review_due(edition)
    if edition is None or due is None:
        status, reason = Status.ATTENTION, "Er is nog geen draaiboek om na te kijken."
    elif due <= today:
        status, reason = Status.ATTENTION, f"Nakijken had gemoeten op {in_dutch(due)}."
    else:
        status, reason = Status.IN_ORDER, f"Nakijken uiterlijk op {in_dutch(due)}."
    url = edition.get_absolute_url() if edition else _versions()
    return Finding(
        title="Draaiboek nagekeken",
        ground=Ground.OWN_NORM,
        status=status,
        reason=reason,
        source="R-022",
        evidence=(_shown(edition),) if edition else (),
        act=Link(label="Kijk de tekst na en kies een datum", url=url, permission="draaiboek.see"),
    )


def _review_due(edition: PlaybookEdition | None) -> date | None:
    """Return the day that was chosen, or else the one that the norm gives."""
    if edition is None or edition.adopted_on is None:
        return None
    months = Norm.objects.value(Subject.PLAYBOOK_REVIEW)
    return edition.review_on or months_later(edition.adopted_on, months)


@checks("exercise")
def exercised(today: date) -> Finding:
    """Tell whether there was an exercise not too long ago (R-032; how often is an own norm)."""
    last = PlaybookRun.objects.closed_exercises().first()
    months = Norm.objects.value(Subject.EXERCISE)
    if last is None or last.closed_at is None:
        status, reason = Status.ATTENTION, "Er is nog niet geoefend."
    else:
        day = localdate(last.closed_at)
        is_recent = months_later(day, months) >= today
        status = Status.IN_ORDER if is_recent else Status.ATTENTION
        reason = f"De laatste oefening was op {in_dutch(day)}."
    return Finding(
        title="Geoefend met het draaiboek",
        ground=Ground.OWN_NORM,
        status=status,
        reason=f"{reason} De eigen norm is eens per {months} maanden.",
        source="R-032",
        evidence=(Link(label="Uitvoeringen", url=reverse("draaiboek:runs"), permission="run.see"),),
        act=Link(
            label="Houd een oefening, en sluit haar af",
            url=reverse("draaiboek:run-start"),
            permission="run.write",
        ),
    )


@checks("lessons")
def lessons_learnt(today: date) -> Finding:
    """Tell whether lessons are decided on by their date."""
    number = Lesson.objects.overdue(today).count()
    waiting = Lesson.objects.open().count()
    url = reverse("draaiboek:lessons")
    if number:
        status = Status.ATTENTION
        reason = f"{_lessons(number)} over de datum. Er staan er {waiting} open."
    else:
        status = Status.IN_ORDER
        reason = (
            "Over elke les is op tijd besloten." if not waiting else f"{waiting} open, op tijd."
        )
    return Finding(
        title="Lessen uit uitvoeringen",
        ground=Ground.OWN_NORM,
        status=status,
        reason=reason,
        evidence=(Link(label="Lessen", url=url, permission="draaiboek.see"),),
        act=Link(label="Neem de lessen over, of wijs ze af", url=url, permission="draaiboek.see"),
    )


@checks("chair")
def chair_named(today: date) -> Finding:
    """Tell whether it is known who chairs a commissie (R-091)."""
    title, source = "Voorzitter van een commissie MIT", "R-091"
    return _arranged(today, PointKind.CHAIR, title, source)


@checks("secondment")
def staff_arranged(today: date) -> Finding:
    """Tell whether departments agreed to lend people (R-092)."""
    title, source = "Medewerkers voor een secretariaat", "R-092"
    return _arranged(today, PointKind.SECONDMENT, title, source)


@checks("composition")
def composition_arranged(today: date) -> Finding:
    """Tell whether it is known how a broad commissie comes together quickly (R-093)."""
    title, source = "Snel een brede commissie bijeen", "R-093"
    return _arranged(today, PointKind.COMPOSITION, title, source)


def _arranged(today: date, kind: PointKind, title: str, source: str) -> Finding:
    """Return how the points of one kind stand: advice of 2024, so an own norm."""
    points = points_with_arrangements(today, kind)
    missing = [one for one in points if one.holds is None]
    url = reverse("draaiboek:scale-up")
    is_ready = bool(points) and not missing
    return Finding(
        title=title,
        ground=Ground.OWN_NORM,
        status=Status.IN_ORDER if is_ready else Status.ATTENTION,
        reason=_reason(points, missing),
        source=source,
        evidence=(Link(label="Opschaling", url=url, permission="scale_up.see"),),
        act=Link(label="Leg de afspraak vast", url=url, permission="scale_up.see"),
    )


def _reason(points: list[PointNow], missing: list[PointNow]) -> str:
    if not points:
        return "De lijst van punten is leeg."
    if missing:
        names = "; ".join(one.point.title for one in missing)
        return f"Nog geen geldende afspraak over: {names}."
    dates = [one.holds.agreed_on for one in points if one.holds]
    return f"Afgesproken, de oudste afspraak is van {in_dutch(min(dates))}."


def _lessons(number: int) -> str:
    return "1 les is" if number == 1 else f"{number} lessen zijn"


def _versions() -> str:
    return reverse("draaiboek:versions")


def _shown(edition: PlaybookEdition) -> Link:
    return Link(label=edition.title(), url=edition.get_absolute_url(), permission="draaiboek.see")
