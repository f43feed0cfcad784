"""``bin/drill silence``: nothing goes round for two days, and then everything that is due is done.

Signals wait for their response at every distance from their last day. The law of domain §4 is
written out here once more, so that what is sent is held to the text and not to the code.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Generator
from datetime import date, timedelta
from pathlib import Path

from bench.figures import Ratio, options, run, verdict
from drill.chores import Day
from drill.crews import Crew
from drill.own_clock import AMSTERDAM, BEGINS, TurnedHouse, turned_house
from ground.post_office import PostOffice, post_office

SILENT = timedelta(days=2)
TERM = timedelta(days=14)
REMINDERS = (-11, -7, -4, -2, -1, 0, 1, 8, 15, 22)  # days from the last day, receipt confirmed
ISSUED_AGO = range(1, 31)  # days before the silence
REMINDER = re.compile(
    r"(?P<number>MIW-\d{4}-\d+): (reactie uiterlijk|(?P<late>\d+) dag.* buiten de termijn)"
    r"(.*\(nog (?P<left>\d+) dag)?"
)
POSTBUS = "postbus-sg@voorbeeld.invalid"
RECIPIENTS = 4  # the fixed address and the account of Bureau SG, CPO, secretaris
MISSED = {BEGINS.date() + timedelta(days=day) for day in (1, 2)}  # 09:00 on these days


def drilled(scratch: Path) -> Generator[Ratio, None, None]:
    """Yield what came of it."""
    with post_office() as office:
        smtp = f"smtp://127.0.0.1:{office.port}"
        with turned_house(scratch, smtp=smtp, more={"MIT_SG_ADDRESS": POSTBUS}) as house:
            from drill import verdicts  # noqa: PLC0415  (needs the settings)

            dues = waiting_signals()
            house.minutes(3)
            was_ready = house.is_ready()
            office.arrived.clear()
            at_work(house)
            is_seen = was_ready and not house.is_ready() and tells_who_works(house)
            yield verdict("de stilte is te zien", [], "/-/gereed en Nu te doen", is_good=is_seen)
            house.minutes(10)
            wrong = [*reminded(dues, office), *verdicts.work_left(), *verdicts.acts(house.journal)]
            note = f"{len(dues)} signalen, {len(office.arrived)} mails na de stilte"
            yield verdict("elke gemiste één keer", wrong, note, is_good=house.is_ready())
            before = len(office.arrived)
            house.minutes(10)
            more = len(office.arrived) - before
            yield verdict("daarna niets dubbel", [], f"{more} mails erbij", is_good=more == 0)


def waiting_signals() -> dict[str, date]:
    """Return the last day of each signal that waits; Bureau SG confirmed that it arrived."""
    from django.db import connections  # noqa: PLC0415  (needs the settings)

    from building import a_signal, received  # noqa: PLC0415
    from signals.states import SignalState  # noqa: PLC0415

    dues = {}
    for days in ISSUED_AGO:
        at = BEGINS - timedelta(days=days, hours=2)
        signal = received(a_signal(SignalState.ISSUED, at=at))
        dues[str(signal.number)] = at.astimezone(AMSTERDAM).date() + TERM
    connections.close_all()
    return dues


def at_work(house: TurnedHouse) -> None:
    """Let two days pass in which people work and nothing goes round."""
    chance = random.Random(1)  # noqa: S311  (no secret)
    day = Day(house.journal, pause=0)
    crew = Crew(day, house.others(), house.visitor("secretaris"), chance)
    end = house.now + SILENT
    while house.now < end:
        house.turn_to(house.now + SILENT / 4)
        crew.bring_a_signal()


def tells_who_works(house: TurnedHouse) -> bool:
    """Return whether the page with which everybody begins says that nothing goes round."""
    return "staan stil" in house.visitor("secretaris").open("/werk/").text


def reminded(dues: dict[str, date], office: PostOffice) -> Generator[str, None, None]:
    """Compare who was reminded with the law: once if a moment was missed, else not at all.

    What a mail says is as it is now, also when its moment was yesterday.
    """
    got: Counter[str] = Counter()
    for mail in office.arrived:
        found = REMINDER.search(mail["Subject"])
        if found is None or found["number"] not in dues:
            continue
        number = found["number"]
        got[number] += 1
        left = (dues[number] - (BEGINS + SILENT).date()).days
        told = int(found["left"] or 0) - int(found["late"] or 0)
        if told != left:
            yield f"{mail['Subject']}: het zijn er {left}"
    for number, due in dues.items():
        is_missed = MISSED & {due + timedelta(days=days) for days in REMINDERS}
        wanted = RECIPIENTS if is_missed else 0
        if got[number] != wanted:
            yield f"{number} (laatste dag {due}): {got[number]} herinneringen, het hoort {wanted}"


def main() -> int:
    """Break, print, keep when asked, and return the exit code."""
    words = options(
        "Laat twee dagen lang niets rondgaan, en kijk wat er daarna gebeurt."
    ).parse_args()
    return run("silence", drilled, is_kept=words.keep, command="bin/drill")


if __name__ == "__main__":
    sys.exit(main())
