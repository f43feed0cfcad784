"""How the contact point stands, for Paraatheid: open or closed, and whether people are answered."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from aanspreekpunt.models import Answer, Question
from mit_waakstand.public_site.for_people.standing import is_suspended
from mit_waakstand.readiness import Finding, Ground, Link, Status, checks


@checks("contact point")
def contact_point(today: date) -> Finding:  # noqa: ARG001  (it holds at this moment)
    """Return whether the public can ask, and whether the answers reach them (R-026)."""
    failed = Answer.objects.undelivered().count()
    questions = reverse("aanspreekpunt:questions")
    is_open = "Het formulier op de website is open."
    if is_suspended():
        is_open = "Gesloten zolang de waakstand is opgeschort; dat staat op de website."
    if not failed:
        return _point(Status.IN_ORDER, is_open)
    act = Link(label="Herstel het adres en mail opnieuw", url=f"{questions}?stand=niet-aangekomen")
    number = "Eén antwoord is" if failed == 1 else f"{failed} antwoorden zijn"
    return _point(Status.ATTENTION, f"{is_open} {number} niet aangekomen.", act=act)


def _point(status: Status, reason: str, *, act: Link | None = None) -> Finding:
    return Finding(
        title="Aanspreekpunt",
        ground=Ground.AGREED,
        status=status,
        reason=reason,
        source="R-026",
        evidence=(Link(label="De vragen", url=reverse("aanspreekpunt:questions")),),
        act=act,
    )


@checks("questions in time")
def questions_in_time(today: date) -> Finding:
    """Return whether a question waits longer than the target term, which is an own norm."""
    late = Question.objects.overdue(today).count()
    url = f"{reverse('aanspreekpunt:questions')}?termijn=te-laat"
    norm = f"De streeftermijn is {settings.QUESTION_TERM} werkdagen."
    waits = "Geen vraag wacht langer."
    if late:
        waits = "Eén vraag wacht langer." if late == 1 else f"{late} vragen wachten langer."
    return Finding(
        title="Vragen binnen de streeftermijn",
        ground=Ground.OWN_NORM,
        status=Status.ATTENTION if late else Status.IN_ORDER,
        reason=f"{norm} {waits}",
        evidence=(Link(label="De vragen", url=reverse("aanspreekpunt:questions")),),
        act=Link(label="Beantwoord de vragen die wachten", url=url) if late else None,
    )
