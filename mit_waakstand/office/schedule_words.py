"""How the schedules are called for the beheerder, and when each puts its work."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.timezone import localtime

from mit_waakstand.outbox import schedules
from mit_waakstand.outbox.models import Schedule

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Timetable:
    """What a schedule does, and at what time of the day (None: it looks in every round)."""

    words: str
    daily_at: time | None = None
    each_hour: bool = False

    def next_after(self, now: datetime) -> datetime | None:
        """Return its next moment; None when every round is one."""
        here = localtime(now)
        if self.each_hour:
            return here.replace(minute=0, second=0, microsecond=0) + HOUR
        if self.daily_at is None:
            return None
        moment = here.replace(hour=self.daily_at.hour, minute=0, second=0, microsecond=0)
        return moment if moment > here else moment + DAY


EIGHT, NINE, TEN = time(8), time(9), time(10)
TIMETABLES: dict[str, Timetable] = {
    "aanspreekpunt.erasing": Timetable("Oude vragen wissen"),
    "aanspreekpunt.waiting": Timetable("Herinneren aan vragen die wachten", NINE),
    "accounts": Timetable("Verlopen aanmeldingen opruimen"),
    "archive": Timetable("Oude pakketten van dossiers opruimen"),
    "deputies.over": Timetable("Melden dat een waarneming voorbij is"),
    "draaiboek.injects": Timetable("Gebeurtenissen in een oefening"),
    "draaiboek.lessons": Timetable("Herinneren aan lessen van een uitvoering"),
    "draaiboek.meetings": Timetable("Herinneren aan vergaderingen en acties", NINE),
    "draaiboek.steps": Timetable("Herinneren aan stappen van een uitvoering"),
    "editions.review": Timetable("Herinneren aan versies die opnieuw bekeken moeten worden"),
    "experts.confirmation": Timetable("Experts vragen of hun gegevens kloppen", EIGHT),
    "keeping": Timetable("Oude kladteksten opruimen"),
    "office.digest": Timetable("Mail met problemen, als die er zijn", EIGHT),
    "office.readiness": Timetable("Paraatheid tellen", each_hour=True),
    "public_site.security_txt": Timetable("Elke maand security.txt vernieuwen"),
    "signals.a1": Timetable("Herinneren aan een A1-status die niet is gewogen"),
    "signals.calendar": Timetable("Herinneren aan het nakijken van feestdagen", NINE),
    "signals.invitations": Timetable("Herinneren aan uitnodigingen voor een weging", NINE),
    "signals.receipt": Timetable("Melden dat de ontvangst niet is bevestigd", TEN),
    "signals.standing": Timetable("De openbare stand bijhouden"),
    "signals.term": Timetable("Herinneren aan de termijn van twee weken", NINE),
    "yearly.account": Timetable("De jaarlijkse verantwoording beginnen"),
}


@dataclass(frozen=True)
class Line:
    """One schedule as the page shows it; ``last`` and ``next`` are None for "in every round"."""

    name: str
    words: str
    last: datetime | None
    next: datetime | None
    in_every_round: bool
    troubled_at: datetime | None
    trouble: str


def lines(now: datetime) -> list[Line]:
    """Return every schedule of the house: which has trouble first, then by its words."""
    known = Schedule.objects.in_bulk()
    found = [_line(name, known.get(name), now) for name in schedules]
    return sorted(found, key=lambda line: (line.troubled_at is None, line.words))


def _line(name: str, row: Schedule | None, now: datetime) -> Line:
    table = TIMETABLES.get(name, Timetable(name))
    coming = table.next_after(now)
    return Line(
        name=name,
        words=table.words,
        last=row.reached if row else None,
        next=coming,
        in_every_round=coming is None,
        troubled_at=row.troubled_at if row else None,
        trouble=row.trouble if row else "",
    )
