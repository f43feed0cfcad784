"""How the machine room stands at this moment: what runs, waits and failed, in facts."""

from datetime import datetime

from django.utils.timezone import localtime

from mit_waakstand.duties.models import Proof, ProofKind
from mit_waakstand.maintenance.models import Maintenance
from mit_waakstand.outbox.doing import last_round
from mit_waakstand.outbox.models import MAIL, Work
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.progress import PUBLISHING
from mit_waakstand.working_days import in_dutch

Fact = tuple[str, str]


def facts(now: datetime) -> list[Fact]:
    """Return the facts on top of the page, each as a name and a sentence without content."""
    return [
        ("Laatste ronde", _moment(last_round()) or "nog nooit"),
        ("Onderhoud", _maintenance()),
        ("Mail", _mail(now)),
        ("Publicaties", _publications()),
        ("Reservekopie", _proof(ProofKind.BACKUP)),
        ("Terugzetten beproefd", _proof(ProofKind.RESTORE)),
    ]


def _maintenance() -> str:
    running = Maintenance.objects.running().first()
    return f"alleen lezen sinds {_moment(running.began_at)}" if running else "nee"


def _mail(now: datetime) -> str:
    mail = Work.objects.filter(kind__startswith=MAIL)
    sent = mail.exclude(done_at=None).order_by("-pk").first()
    oldest = Work.objects.oldest_unsent_mail(now)
    said = f"de laatste ging uit op {_moment(sent.done_at)}" if sent else "er ging nog niets uit"
    if oldest:
        said += f"; de oudste die wacht is van {_moment(oldest.put_at)}"
    failed = mail.filter(failed_at__isnull=False).count()
    return f"{said}; {failed} mislukt" if failed else said


def _publications() -> str:
    newest = Publication.objects.order_by("-position").first()
    if newest is None:
        return "er is nog niets gepubliceerd"
    work = Work.objects.filter(kind__in=PUBLISHING, done_at=None)
    waiting, failed = work.filter(failed_at=None).count(), work.exclude(failed_at=None).count()
    said = f"de laatste is van {_moment(newest.published_at)}"
    if waiting:
        said += f"; {waiting} wacht op bakken of uploaden"
    return f"{said}; {failed} mislukt" if failed else said


def _proof(kind: ProofKind) -> str:
    last = Proof.objects.latest(kind)
    if last is None:
        return "nog nooit vastgelegd"
    return f"{in_dutch(last.done_on)}: {'gelukt' if last.succeeded else 'mislukt'}"


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    here = localtime(at)
    return f"{in_dutch(here.date())}, {here:%H.%M} uur"
