"""``bin/drill mail``: the mail server is away for an hour while everybody works on.

The clock of the house is turned, so that the hour and what comes after it take minutes.
"""

import random
import sys
from collections.abc import Callable, Generator
from pathlib import Path

from bench.figures import Ratio, options, run, verdict
from drill.chores import Day
from drill.crews import Crew, Desk
from drill.own_clock import TurnedHouse, turned_house
from ground.post_office import post_office
from listening import free_port

AWAY = 60  # minutes
BETWEEN_SIGNALS = 6  # minutes
LONGEST_WAIT = 65  # minutes after the mail server came back: the longest pause is an hour


def drilled(scratch: Path) -> Generator[Ratio, None, None]:
    """Yield what came of it."""
    port = free_port()
    with turned_house(scratch, smtp=f"smtp://127.0.0.1:{port}") as house:
        from drill import verdicts  # noqa: PLC0415  (needs the settings)

        house.minutes(AWAY, each=working(house))
        waiting = sum("mail_" in sentence for sentence in verdicts.work_left())
        is_seen = not house.is_ready()
        note = f"{house.journal.acknowledged} handelingen bevestigd, {waiting} mails wachten"
        wrong = [*house.journal.noticed, *verdicts.acts(house.journal)]
        yield verdict("een uur zonder mailserver", wrong, note, is_good=waiting > 0)
        yield verdict("de bewaking ziet het", [], "/-/gereed is rood om de post", is_good=is_seen)
        with post_office(port) as office:
            after = until_sent(house)
            wrong, arrived, twice = verdicts.mails(office.arrived)
            note = f"{arrived} aangekomen, {twice} dubbel, de laatste {after} minuten na terugkeer"
            left = list(verdicts.work_left())
            is_good = twice == 0 and after <= LONGEST_WAIT and house.is_ready()
            yield verdict("daarna elk één keer", [*wrong, *left], note, is_good=is_good)


def working(house: TurnedHouse) -> Callable[[int], None]:
    """Return what people do in each minute: a signal now and then, and what goes with it."""
    chance = random.Random(1)  # noqa: S311  (no secret)
    day = Day(house.journal, pause=0)
    others = house.others()
    crew = Crew(day, others, house.visitor("secretaris"), chance)
    desk = Desk(day, others, house.visitor("secretaris"), house.visitor("publiek"), chance)

    def work(minute: int) -> None:
        if minute % BETWEEN_SIGNALS == 0:
            crew.bring_a_signal()
            for chore in (desk.meet, desk.answer_a_question):
                chore(f"secretaris in minuut {minute}")
        crew.publish_what_can_be()

    return work


def until_sent(house: TurnedHouse) -> int:
    """Let minutes pass until no work is left; return how many, at most ``LONGEST_WAIT`` and one."""
    from drill import verdicts  # noqa: PLC0415

    for minute in range(LONGEST_WAIT + 1):
        if not list(verdicts.work_left()):
            return minute
        house.minutes(1)
    return LONGEST_WAIT + 1


def main() -> int:
    """Break, print, keep when asked, and return the exit code."""
    words = options("Laat de mailserver een uur weg zijn terwijl iedereen werkt.").parse_args()
    return run("mail", drilled, is_kept=words.keep, command="bin/drill")


if __name__ == "__main__":
    sys.exit(main())
