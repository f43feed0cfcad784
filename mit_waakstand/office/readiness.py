"""How the machine room and the evaluation stand, for Paraatheid."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.duties.models import Norm, Proof, ProofKind, Subject, months_later
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Schedule, Work
from mit_waakstand.readiness import Finding, Ground, Link, Status, checks
from mit_waakstand.working_days import in_dutch

FIRST_EVALUATION = date(2031, 9, 1)  # every five years, first five years after the start
EVERY_YEARS = 5
MONTHS_TO_PREPARE = 18


@checks("reminder engine")
def reminder_engine(today: date) -> Finding:  # noqa: ARG001  (it holds at this moment)
    """Return whether the sweep goes round and every schedule puts its work."""
    work = Link(label="Werk op de achtergrond", url=reverse("office:work"), permission="work.see")
    is_silent = doing.is_silent(timezone.now())  # minutes count here, so the clock itself is read
    troubled = Schedule.objects.in_trouble().count()
    reason = "De laatste ronde was korter dan vijf minuten geleden."
    if is_silent:
        reason = "Het werk op de achtergrond staat stil: geen herinneringen, mail of publicaties."
    elif troubled:
        reason = "Een schema van herinneringen geeft een fout."
    in_order = not is_silent and not troubled
    return Finding(
        title="Herinneringen en werk op de achtergrond",
        ground=Ground.MACHINE,
        status=Status.IN_ORDER if in_order else Status.NOT_IN_ORDER,
        reason=reason,
        evidence=(work,),
        act=Link(
            label="Start de werker, of draai manage.py sweep", url=work.url, permission="work.see"
        ),
    )


@checks("failed work")
def failed_work(today: date) -> Finding:  # noqa: ARG001  (idem)
    """Return whether work was given up: a mail, a PDF or a page that did not come."""
    failed = Work.objects.failed().count()
    work = Link(label="Werk op de achtergrond", url=reverse("office:work"), permission="work.see")
    number = "Eén taak is" if failed == 1 else f"{failed} taken zijn"
    return Finding(
        title="Mislukt werk",
        ground=Ground.MACHINE,
        status=Status.NOT_IN_ORDER if failed else Status.IN_ORDER,
        reason=f"{number} opgegeven na alle pogingen." if failed else "Er is niets mislukt.",
        evidence=(work,),
        act=Link(
            label="Herstel de oorzaak en probeer het opnieuw",
            url=work.url,
            permission="work.see",
        ),
    )


@checks("mail arrives")
def mail_arrives(today: date) -> Finding:
    """Return whether a trial mail went out lately, and that the last one did."""
    days = Norm.objects.value(Subject.TRIAL_MAIL)
    last = Work.objects.filter(kind="mail_trial").order_by("-pk").first()
    status, reason = Status.ATTENTION, "Er is nog geen proefmail verstuurd."
    if last and last.failed_at:
        status, reason = Status.NOT_IN_ORDER, "De laatste proefmail is niet verstuurd."
    elif last and last.done_at:
        sent_on = localdate(last.done_at)
        in_time = sent_on >= today - timedelta(days=days)
        status = Status.IN_ORDER if in_time else Status.ATTENTION
        reason = f"De laatste proefmail ging uit op {in_dutch(sent_on)}."
    return Finding(
        title="Mail komt aan",
        ground=Ground.MACHINE,
        status=status,
        reason=f"{reason} Norm: om de {days} dagen.",
        act=Link(
            label="Stuur uzelf een proefmail",
            url=reverse("office:work"),
            permission="work.see",
        ),
    )


@checks("backup")
def backup(today: date) -> Finding:
    """Return whether a backup was made lately."""
    days = Norm.objects.value(Subject.BACKUP)
    return _proven(
        ProofKind.BACKUP,
        title="Reservekopie",
        fresh_from=today - timedelta(days=days),
        norm=f"om de {days} dagen",
        act="Maak een reservekopie en leg dat vast",
    )


@checks("restore")
def restore(today: date) -> Finding:
    """Return whether it was tried, lately and with success, to restore a backup."""
    months = Norm.objects.value(Subject.RESTORE)
    return _proven(
        ProofKind.RESTORE,
        title="Terugzetten beproefd",
        fresh_from=months_later(today, -months),
        norm=f"om de {months} maanden",
        act="Zet een kopie terug als proef en leg dat vast",
    )


def _proven(kind: ProofKind, *, title: str, fresh_from: date, norm: str, act: str) -> Finding:
    """Return whether the last proof of a kind is fresh enough and went well."""
    last = Proof.objects.latest(kind)
    status, reason = Status.NOT_IN_ORDER, "Dit is nog nooit vastgelegd."
    if last:
        went = "gelukt" if last.succeeded else "mislukt"
        reason = f"De laatste keer was op {in_dutch(last.done_on)}: {went}."
        if last.succeeded:
            status = Status.IN_ORDER if last.done_on >= fresh_from else Status.ATTENTION
    return Finding(
        title=title,
        ground=Ground.MACHINE,
        status=status,
        reason=f"{reason} Norm: {norm}.",
        evidence=_proofs(),
        act=Link(label=act, url=reverse("office:proof-record", args=[kind])),
    )


@checks("evaluation")
def evaluation(today: date) -> Finding:
    """Return whether the five-yearly evaluation is planned in time, and held (R-075)."""
    held = Proof.objects.latest(ProofKind.EVALUATION_HELD)
    planned = Proof.objects.latest(ProofKind.EVALUATION_PLANNED)
    due = evaluation_due(held.done_on if held else None)
    since = months_later(due, -12 * EVERY_YEARS)
    is_planned = planned is not None and planned.done_on > since
    status = Status.IN_ORDER
    reason = f"De volgende evaluatie is uiterlijk {in_dutch(due)}."
    kind, act = ProofKind.EVALUATION_PLANNED, "Plan de evaluatie en leg de datum vast"
    if planned and is_planned:
        reason += f" Zij is gepland op {in_dutch(planned.done_on)}."
    elif today >= months_later(due, -MONTHS_TO_PREPARE):
        status = Status.ATTENTION
        reason += " Zij is nog niet gepland."
    else:
        reason += " Plannen hoeft nog niet."
    if today > due:
        status, reason = Status.NOT_IN_ORDER, f"De evaluatie had er op {in_dutch(due)} moeten zijn."
        kind, act = ProofKind.EVALUATION_HELD, "Leg vast wanneer de evaluatie is gehouden"
    return Finding(
        title="Vijfjaarlijkse evaluatie",
        ground=Ground.AGREED,
        status=status,
        reason=reason,
        source="R-075",
        evidence=_proofs("readiness.duties"),
        act=Link(label=act, url=reverse("office:proof-record", args=[kind])),
    )


def evaluation_due(held_on: date | None) -> date:
    """Return by when the next evaluation is to be held: five years apart, from the first on.

    An evaluation up to eighteen months early counts for its own term.
    """
    due = FIRST_EVALUATION
    while held_on and held_on >= months_later(due, -MONTHS_TO_PREPARE):
        due = months_later(due, 12 * EVERY_YEARS)
    return due


def _proofs(permission: str = "") -> tuple[Link, ...]:
    link = Link(label="Wat is vastgelegd", url=reverse("office:proofs"), permission=permission)
    return (link,)
