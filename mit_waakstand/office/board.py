"""What Paraatheid shows: every finding of every app, grouped by its ground, the worst first.

A check that fails is a finding too: it could not be looked at, and the page stays up.
"""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

import structlog
from django.db import connection, transaction

from mit_waakstand.accounts.models import User
from mit_waakstand.duties.models import Tally
from mit_waakstand.readiness import Finding, Ground, Link, Status, checks

log = structlog.get_logger()

BROKEN = "kon_niet"
# For each status the word, the tone of its badge and its place: worst first.
SHOWN: dict[str, tuple[str, str]] = {
    Status.NOT_IN_ORDER: ("niet op orde", "error"),
    BROKEN: ("kon niet worden gecontroleerd", "neutral"),
    Status.ATTENTION: ("aandacht nodig", "warning"),
    Status.IN_ORDER: ("op orde", "ok"),
}
PLACES = list(SHOWN)
HEADINGS: dict[str, tuple[str, str]] = {
    Ground.AGREED: ("Afgesproken", "Plichten en voorwaarden uit de bronnen."),
    Ground.OWN_NORM: ("Eigen norm", "Termijnen en getallen die de CPO zelf stelt."),
    Ground.MACHINE: ("Techniek", "Of de toepassing zelf werkt."),
}


@dataclass(frozen=True)
class Act:
    """The one act that mends it; without an address it is for somebody else to do."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One finding as a person sees it."""

    name: str
    title: str
    ground: Ground
    status: str
    reason: str
    source: str = ""
    evidence: tuple[Link, ...] = ()
    act: Act | None = None

    @property
    def word(self) -> str:
        """The status in words."""
        return SHOWN[self.status][0]

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return SHOWN[self.status][1]


@dataclass(frozen=True)
class Group:
    """The rows of one ground, the worst first."""

    title: str
    lead: str
    rows: list[Row]


def rows_for(user: User, today: date) -> list[Row]:
    """Return what this person may see of Paraatheid, grouped by ground, the worst first."""
    rows = [_look(name, user, today) for name in checks]
    if not user.may("readiness.duties"):
        rows = [row for row in rows if row.ground == Ground.MACHINE]
    grounds = list(HEADINGS)
    rows.sort(key=lambda r: (grounds.index(r.ground), PLACES.index(r.status), r.title))
    return rows


def groups(rows: list[Row]) -> list[Group]:
    """Return the rows under the heading of their ground."""
    return [Group(*HEADINGS[g], [*found]) for g, found in groupby(rows, lambda row: row.ground)]


def summary(rows: list[Row]) -> str:
    """Return the line on top: how many are not in order, and how many ask for attention."""
    number = {status: sum(row.status == status for row in rows) for status in SHOWN}
    parts = [
        f"{number[Status.NOT_IN_ORDER]} niet op orde",
        f"{number[Status.ATTENTION]} aandacht nodig",
        f"{number[Status.IN_ORDER]} op orde",
    ]
    if number[BROKEN]:
        parts.insert(1, f"{number[BROKEN]} kon niet worden gecontroleerd")
    return ", ".join(parts)


def red(rows: list[Row]) -> int:
    """Return how many of these rows are not in order."""
    return sum(row.status == Status.NOT_IN_ORDER for row in rows)


def note(number: int, *, at: datetime) -> None:
    """Keep how many are not in order, for Nu te doen."""
    found = {"not_in_order": number, "counted_at": at}
    Tally.objects.update_or_create(pk=Tally.ONLY, defaults=found)


def not_in_order(today: date) -> int:
    """Return how many findings are red, for Nu te doen."""
    found = (_find(name, today) for name in checks)
    return sum(finding is not None and finding.status == Status.NOT_IN_ORDER for finding in found)


def _find(name: str, today: date) -> Finding | None:
    """Return the finding of a check; None when it failed, which the log tells."""
    try:
        # In a transaction a failed question would spoil those after it; a page has none.
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            return checks[name](today)
    except Exception as error:  # noqa: BLE001  (whatever goes wrong in one, the others are shown)
        log.warning("readiness_check_failed", check=name, error=type(error).__name__)
        return None


def _look(name: str, user: User, today: date) -> Row:
    finding = _find(name, today)
    if finding is None:
        return Row(
            name=name,
            title=f"Controle “{name}”",
            ground=Ground.MACHINE,
            status=BROKEN,
            reason="Deze controle gaf een fout. De functioneel beheerder vindt die in het logboek.",
        )
    return Row(
        name=name,
        title=finding.title,
        ground=finding.ground,
        status=finding.status,
        reason=finding.reason,
        source=finding.source,
        evidence=tuple(link for link in finding.evidence if _opens(link, user)),
        act=_act(finding, user),
    )


def _act(finding: Finding, user: User) -> Act | None:
    if finding.status == Status.IN_ORDER or finding.act is None:
        return None
    return Act(finding.act.label, finding.act.url if _opens(finding.act, user) else "")


def _opens(link: Link, user: User) -> bool:
    return not link.permission or user.may(link.permission)
