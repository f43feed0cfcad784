"""``bin/drill forms``: hostile text in every form that the URLconf leads to.

One process with ``--share`` tries its share of the forms; the one without starts them, each with a
database of its own, and adds up what they say.
"""

import json
import math
import os
import random
import subprocess
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Generator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

import psycopg
from bench.figures import Ratio, options, run, verdict
from drill.publish import environment
from static_files import PLAIN

from mit_waakstand.embedded import postgres, services

EXAMPLES = 500
COUNTED = {
    "tried": "pogingen",
    "accepted": "aangenomen",
    "read": "teruggelezen op de pagina",
    "read_everywhere": "ook in mail, brieven, lijsten en bestanden",
    "shown": "getoond in Chromium",
}


def words() -> Namespace:
    """Return what was asked on the command line."""
    parser = options("Vul elk formulier in met vijandige tekst.")
    parser.add_argument("--examples", type=int, default=EXAMPLES, help="pogingen per formulier")
    parser.add_argument(
        "--only",
        default="",
        help="alleen adressen met een van deze woorden in hun naam, met komma's",
    )
    parser.add_argument("--processes", type=int, default=1, help="zoveel processen naast elkaar")
    parser.add_argument("--seed", type=int, help="herhaal een eerdere oefening")
    parser.add_argument("--share", default="", help="(intern) welk deel van de formulieren")
    return parser.parse_args()


def share(asked: Namespace) -> int:
    """Try this process's share of the forms, and print what came of each as a line of JSON."""
    import django  # noqa: PLC0415  (reads the settings)

    django.setup()
    from django.core import mail  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415
    from django.test.utils import override_settings  # noqa: PLC0415
    from drill.addresses import addresses  # noqa: PLC0415
    from drill.hostile_in_a_browser import browser, shown  # noqa: PLC0415
    from drill.one_form import of_address, say  # noqa: PLC0415

    number, of = map(int, asked.share.split("/"))
    parts = asked.only.split(",")
    chosen = [one for one in addresses() if any(part in one.name for part in parts)]
    mine = chosen[number::of]
    mail.outbox = []
    with override_settings(**for_trying()), browser() as window:
        for address in mine:
            with transaction.atomic():
                for result in of_address(
                    address, examples=asked.examples, begin=asked.seed, show=partial(shown, window)
                ):
                    say(json.dumps(result.as_data()))
                transaction.set_rollback(True)
    return 0


def for_trying() -> dict[str, Any]:
    """Return the settings that differ from those of the house: one step to sign in, no waiting."""
    from django.conf import settings  # noqa: PLC0415

    return {
        "SECOND_FACTOR": False,
        "PRACTICE_CIRCLES": True,
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "STORAGES": {**settings.STORAGES, "staticfiles": PLAIN},
    }


def results(scratch: Path, asked: Namespace) -> Generator[dict[str, Any], None, None]:
    """Yield what came of each form, from all processes."""
    said: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
    with services.running(scratch / "s") as running, ExitStack() as stack:
        ours = os.environ | environment(scratch, running)
        ours |= {"MIT_HOSTS": "testserver", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}  # for Playwright
        for command in ("migrate", "createcachetable"):
            words = [sys.executable, "manage.py", command, "--verbosity=0"]
            subprocess.run(words, env=ours, check=True)
        for number in range(asked.processes):
            own = {
                "DATABASE_URL": _copy(scratch / "s" / "postgres", number),
                "MIT_STATE_DIR": str(scratch / str(number)),
            }
            (scratch / str(number) / "static").mkdir(parents=True)
            process = stack.enter_context(_started(number, asked, ours | own))
            Thread(target=listen, args=(process, said), daemon=True).start()
        for _ in range(asked.processes):
            yield from iter(said.get, None)


def _copy(directory: Path, number: int) -> str:
    """Return the address of a copy of the database, for one process."""
    name = f"formulieren_{number}"
    with psycopg.connect(postgres.url(directory, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {postgres.DATABASE}")
    return postgres.url(directory, name)


def _started(
    number: int, asked: Namespace, environment_of_it: dict[str, str]
) -> "subprocess.Popen[str]":
    """Return the process that tries its share of the forms."""
    words = [sys.executable, __file__, f"--share={number}/{asked.processes}"]
    words += [f"--examples={asked.examples}", f"--seed={asked.seed}", f"--only={asked.only}"]
    return subprocess.Popen(words, env=environment_of_it, stdout=subprocess.PIPE, text=True)


def listen(process: "subprocess.Popen[str]", said: "SimpleQueue[dict[str, Any] | None]") -> None:
    """Pass on what a process says; None is its end."""
    for line in process.stdout or ():
        said.put(json.loads(line))
    if code := process.wait():
        said.put({"name": "een proces", "wrong": [f"eindigde met {code}"]})
    said.put(None)


def told(data: dict[str, Any]) -> dict[str, Any]:
    """Print what came of a form, and return it."""
    about = f"{data.get('tried', 0)} pogingen, {data.get('accepted', 0)} aangenomen"
    about += f", {data.get('seconds', 0):.0f} s"
    print(f"{data['name']:<48} {data.get('status', 0)} {about}", flush=True)  # noqa: T201
    for wrong in data["wrong"]:
        print(f"  fout: {wrong}", flush=True)  # noqa: T201
    return data


def figures(scratch: Path, asked: Namespace) -> Generator[Ratio, None, None]:
    """Yield what came of all forms together, and the longest answer."""
    found = [told(data) for data in results(scratch, asked)]
    total: Counter[str] = Counter()
    for data in found:
        total.update({name: data.get(name, 0) for name in (*COUNTED, "seconds")})
    note = ", ".join(f"{total[name]} {word}" for name, word in COUNTED.items())
    note += f"; {total['seconds']:.0f} s rekentijd; begin {asked.seed}"
    wrong = [f"{data['name']}: {one}" for data in found for one in data["wrong"]]
    yield verdict(f"{len(found)} formulieren", wrong, note, is_good=bool(found))
    slowest = max(found, key=lambda data: data.get("slowest", 0))
    yield Ratio("langste antwoord (s)", slowest.get("slowest", 0), math.inf, slowest["name"])


def main() -> int:
    """Try, print, keep when asked, and return the exit code."""
    asked = words()
    if asked.share:
        return share(asked)
    asked.seed = random.randrange(10**6) if asked.seed is None else asked.seed  # noqa: S311
    drill = partial(figures, asked=asked)
    return run("forms", drill, is_kept=asked.keep, command="bin/drill")


if __name__ == "__main__":
    sys.exit(main())
