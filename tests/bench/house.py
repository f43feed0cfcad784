"""A process with one database, which does what it is asked and says how long that took.

Asked with a line of JSON on standard input, answers with one on standard output.
"""

import json
import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mit_waakstand.settings")

import django

django.setup()

from asking import signed_in_with_both_steps  # noqa: E402
from bench import filling  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.timezone import localdate  # noqa: E402

from building import person  # noqa: E402
from mit_waakstand.accounts.roles import Role  # noqa: E402
from mit_waakstand.calendar_feed.appointments import appointments_of  # noqa: E402
from mit_waakstand.office.search import entries, kinds_for, question_of  # noqa: E402
from mit_waakstand.outbox import doing  # noqa: E402
from mit_waakstand.outbox.models import Work  # noqa: E402
from signals.models import Signal  # noqa: E402
from signals.states import SignalState  # noqa: E402

WORD = "commissie"  # it stands in every signal


def page(name: str, role: Role, *args: object, **query: str) -> Callable[[], None]:
    """Return the act of opening a page as this role."""
    client, address = signed_in_with_both_steps(person(role)), reverse(name, args=args)

    def opened() -> None:
        answer = client.get(address, query)
        if answer.status_code != 200:
            message = f"{address} answers {answer.status_code}"
            raise RuntimeError(message)

    return opened


def tasks() -> dict[str, Callable[[], object]]:
    """Return everything that is measured, by name."""
    return {
        "Nu te doen (CPO)": page("office:worklist", Role.CPO),
        "Nu te doen (secretaris)": page("office:worklist", Role.SECRETARY),
        "Nu te doen (Bureau SG)": page("office:worklist", Role.SG_OFFICE),
        "lijst van signalen": page("signals:signals", Role.CPO),
        "lijst, gepubliceerd": page("signals:signals", Role.CPO, stand="gepubliceerd"),
        "lijst, loopt nog": page("signals:signals", Role.CPO, termijn="loopt"),
        "lijst (Bureau SG)": page("signals:signals", Role.SG_OFFICE),
        "zoeken": page("office:search", Role.CPO, q=WORD),
        "zoeken (Bureau SG)": page("office:search", Role.SG_OFFICE, q=WORD),
        "agenda": lambda: appointments_of(person(Role.CPO), localdate()),
        "veegronde": lambda: doing.sweep(timezone.now()),
    }


def measure(act: Callable[[], object]) -> dict[str, float]:
    """Return the seconds that it took."""
    began = time.perf_counter()
    act()
    return {"seconds": time.perf_counter() - began}


def count(act: Callable[[], object]) -> dict[str, int]:
    """Return how many queries it made."""
    with CaptureQueriesContext(connection) as queries:
        act()
    return {"queries": len(queries)}


def seen() -> dict[str, list[int]]:
    """Return how many signals CPO and Bureau SG can see, and how many they find."""
    people = [person(role) for role in (Role.CPO, Role.SG_OFFICE)]
    found = [entries(question_of(WORD), kinds_for(user)) for user in people]
    return {
        "listed": [Signal.objects.visible_to(user).count() for user in people],
        "found": [hits.filter(kind="signals_signal").count() for hits in found],
    }


def answer_to(what: str, words: list[str]) -> dict[str, object]:
    """Do what is asked, measuring apart."""
    if what == "fill":
        call_command("prepare", verbosity=0)
        filling.people()
        {"archive": filling.fill_archive, "open": filling.fill_open}[words[0]]()
    elif what == "multiply":
        filling.multiply(int(words[0]), SignalState(words[1]))
        filling.tidy()
    elif what == "remind":
        return {"put": filling.remind()}
    elif what == "sweep":
        return {"done": doing.sweep(timezone.now())}
    elif what == "left":
        return {"left": Work.objects.filter(done_at=None).count()}
    return dict(seen())


def listen(
    tasks: Callable[[], dict[str, Callable[[], object]]],
    answer_to: Callable[[str, list[str]], dict[str, object]],
) -> None:
    """Answer until the input ends; whatever a library prints is no answer."""
    sys.stdout = sys.stderr
    known: dict[str, Callable[[], object]] = {}
    for line in sys.stdin:
        what, *words = json.loads(line)
        if what in {"measure", "count"}:
            known = known or tasks()
            act = known[words[0]]
            answer = dict(measure(act)) if what == "measure" else dict(count(act))
        else:
            answer = answer_to(what, words)
        sys.__stdout__.write(json.dumps(answer) + "\n")
        sys.__stdout__.flush()


if __name__ == "__main__":
    listen(tasks, answer_to)
