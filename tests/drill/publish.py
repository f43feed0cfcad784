"""``bin/drill publish``: nginx alone, and a worker that is killed while it bakes, 50 times."""

import os
import random
import sys
from collections import Counter
from collections.abc import Generator
from functools import partial
from itertools import count
from pathlib import Path

from bench.figures import Ratio, options, run, verdict
from drill import outage

from mit_waakstand.embedded import services

ROUNDS = 50


def environment(scratch: Path, running: services.Services) -> dict[str, str]:
    """Return the settings of a house of its own."""
    return {
        "DATABASE_URL": running.database_url,
        "REDIS_URL": running.redis_url,
        "MIT_STATE_DIR": str(scratch / "state"),
        "MIT_SECRET_KEY": "only-for-the-drill",
        "MIT_HTTPS": "0",
        "MIT_SMTP_URL": "smtp://127.0.0.1:1",
        "MIT_LOG_LEVEL": "CRITICAL",
        "MIT_PUBLIC_URL": "https://waakstand.example/",
        "DJANGO_SETTINGS_MODULE": "mit_waakstand.settings",
    }


def killed(rounds: int, seed: int) -> Generator[Ratio, None, None]:
    """Yield what came of the kills; the settings must stand in the environment by now."""
    import django  # noqa: PLC0415  (reads the settings)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from drill.killing import HOWS, left_undone, struck, undisturbed  # noqa: PLC0415
    from publication_samples import a_published_signal  # noqa: PLC0415

    call_command("prepare", verbosity=0)
    chance, numbers = random.Random(seed), count(1)  # noqa: S311  (no secret)

    def publish() -> object:
        return a_published_signal(f"MIW-2026-{next(numbers):02}")

    whole = undisturbed(publish)
    done = [
        struck(publish, whole.blow(chance, HOWS[number % len(HOWS)])) for number in range(rounds)
    ]
    wrong = [sentence for one in done for sentence in one.wrong]
    ways = Counter(one.blow.how for one in done if one.was_killed)
    names = {
        "move": "bij het verplaatsen",
        "write": "in een bestand",
        "step": "bij een stap",
        "moment": "op de klok",
    }
    note = ", ".join(f"{ways[how]} {name}" for how, name in names.items())
    note += f"; ongestoord {whole.seconds * 1000:.0f} ms, {whole.steps} stappen; begin {seed}"
    enough = sum(ways.values()) >= rounds * 3 // 4
    yield verdict(f"{rounds} keer kill -9", wrong, note, is_good=enough)
    left = left_undone()
    yield verdict("daarna niets over te doen", [], f"{left} pagina's anders", is_good=not left)


def drilled(scratch: Path, rounds: int, seed: int) -> Generator[Ratio, None, None]:
    """Yield every result."""
    with services.running(scratch / "s") as running:
        os.environ |= environment(scratch, running)
        yield from killed(rounds, seed)
        from django.db import connections  # noqa: PLC0415

        connections.close_all()
    yield outage.survived(scratch)


def main() -> int:
    """Break, print, keep when asked, and return the exit code."""
    parser = options("Breek het publiceren af, en kijk wat er overblijft.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="hoe vaak de werker sterft")
    parser.add_argument("--seed", type=int, help="herhaal een eerdere oefening")
    words = parser.parse_args()
    seed = random.randrange(10**6) if words.seed is None else words.seed  # noqa: S311
    drill = partial(drilled, rounds=words.rounds, seed=seed)
    return run("publish", drill, is_kept=words.keep, command="bin/drill")


if __name__ == "__main__":
    sys.exit(main())
