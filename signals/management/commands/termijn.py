"""``manage.py termijn``: when must the SG have responded, and why then."""

from argparse import ArgumentParser
from datetime import datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from signals import deadlines
from signals.deadlines import Rule

EXAMPLE = "2026-09-01T09:00:00+02:00"
SOURCE = "bron: R-054, “zo snel mogelijk, maar uiterlijk binnen 2 weken”; zie docs/spelregels.md"


class Command(BaseCommand):
    """Prints the last day alone on the first line (ISO 8601), then the way there in Dutch.

    Works without a database: the days equated by royal decree are those built in.
    """

    help = "Berekent de laatste dag van de termijn van twee weken en legt de berekening uit."
    missing_args_message = f"Geef het moment van uitbrengen, zoals {EXAMPLE}"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept the moment of issue and, if wanted, a rule."""
        parser.add_argument(
            "moment", help=f"wanneer het signaal is uitgebracht, met tijdzone, zoals {EXAMPLE}"
        )
        parser.add_argument(
            "--regel",
            default=settings.DEADLINE_RULE,
            metavar="strict|atw",
            help="de rekenregel (nu ingesteld: %(default)s)",
        )

    def handle(self, *, moment: str, regel: str, **_options: object) -> None:
        """Print the answer; raises ``CommandError`` in Dutch when there can be none."""
        rule = parse_rule(regel)
        issued_at = parse_moment(moment)
        try:
            due = deadlines.response_due_on(deadlines.local_date(issued_at), rule=rule)
            lines = [due.isoformat(), in_the_netherlands(issued_at)]
            lines += [*deadlines.explain(issued_at, rule), SOURCE, f"rekenregel: {rule}"]
        except OverflowError as error:
            message = f"De termijn van “{moment}” loopt buiten de kalender."
            raise CommandError(message) from error
        self.stdout.write("\n".join(lines))


def parse_moment(text: str) -> datetime:
    """Return the aware datetime that was typed; raises ``CommandError`` otherwise."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"“{text}” is geen datum met tijd. Schrijf het zo: {EXAMPLE}"
        raise CommandError(message) from error
    if moment.tzinfo is None:
        message = (
            f"“{text}” heeft geen tijdzone, dus de dag staat niet vast. Schrijf het zo: {EXAMPLE}"
        )
        raise CommandError(message)
    return moment


def parse_rule(text: str) -> Rule:
    """Return the rule of that name; raises ``CommandError`` when there is none."""
    try:
        return Rule(text)
    except ValueError as error:
        message = f"“{text}” is geen regel. Kies uit: {', '.join(Rule)}."
        raise CommandError(message) from error


def in_the_netherlands(moment: datetime) -> str:
    """Return the moment as date and time on a Dutch clock."""
    day = deadlines.in_dutch(deadlines.local_date(moment), weekday="short")
    return f"in Nederland was het toen {day}, {moment.astimezone(deadlines.AMSTERDAM):%H:%M} uur"
