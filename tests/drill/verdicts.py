"""What must be true of a house after the blows: the journal held to database, trail, files, mail.

Each function yields one Dutch sentence for everything that is wrong; Django is set up.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from email.message import EmailMessage
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models
from drill.journal import Act, Journal
from drill.killing import dangling, left_undone, snapshot

from aanspreekpunt.models import Question
from draaiboek.models import Meeting
from experts.models import Expert
from mit_waakstand import vault
from mit_waakstand.mail import SENT
from mit_waakstand.outbox.doing import PERHAPS_SENT
from mit_waakstand.outbox.models import MAIL, Work
from mit_waakstand.public_site.checking import database
from mit_waakstand.public_site.models import Publication
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail import verification
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import Record
from signals.models import Signal, Trigger

BY_THE_CALENDAR = {"yearly.yearaccount"}  # begins without an act of anybody
# What stands among the errors of a page when the database falls while it is made.
FALLS = {"AdminShutdown", "CrashShutdown", "InterfaceError", "OperationalError", "PoolTimeout"}
# Where the words stand that a new record was given.
MARKS: dict[str, tuple[type[models.Model], str]] = {
    "signals:register": (Trigger, "situation__disease"),
    "signals:weighing-draft": (Signal, "title"),
    "draaiboek:meeting-plan": (Meeting, "subject"),
    "aanspreekpunt:ask": (Question, "text"),
    "experts:add": (Expert, "name"),
}


def acts(journal: Journal) -> Iterator[str]:
    """Compare what people were told with what is there: nothing lost, and nothing done twice."""
    steps: dict[tuple[str, int, str], Act] = {}
    for act in journal.acts:
        if act.words:
            model, name = MARKS[act.view]
            yield from _differs(act, act.words, _manager(model).filter(**{name: act.words}).count())
        elif (step := act.step) is not None:
            known = steps.setdefault(step, Act(act.who, act.address))
            known.acknowledged += act.acknowledged
            known.unanswered += act.unanswered
    found = Counter(Event.objects.values_list("subject", "subject_pk", "verb"))
    for step, act in steps.items():
        yield from _differs(act, " ".join(map(str, step)), found[step])


def _differs(act: Act, what: str, found: int) -> Iterator[str]:
    if not act.is_possible(found):
        told = f"{act.acknowledged} keer bevestigd, {act.unanswered} keer zonder antwoord"
        yield f"{act.who}: {what}: {told}, en {found} keer gevonden"


def halves(before: Collection[str] = ()) -> Iterator[str]:
    """Find every record whose state is not the one that its last event left it in.

    ``before`` is what was found before people began: our own hand makes records without events.
    """
    yield from sorted({*_without_event(), *_situations_without_trigger()} - {*before})


def _without_event() -> Iterator[str]:
    last = {}
    for event in Event.objects.order_by("position").iterator():
        if "to" in event.data:
            last[event.subject, event.subject_pk] = event.data["to"]
    for model in apps.get_models():
        label = model._meta.label_lower  # noqa: SLF001
        if issubclass(model, Record) and label not in BY_THE_CALENDAR:
            for pk, state in _manager(model).values_list("pk", "state"):
                if last.get((label, pk)) != state:
                    yield f"{label} {pk} staat op {state}, het logboek zegt {last.get((label, pk))}"


def _situations_without_trigger() -> Iterator[str]:
    """Find what was made together and does not stand together."""
    for pk in Situation.objects.filter(triggers=None).values_list("pk", flat=True):
        yield f"situatie {pk} heeft geen aanleiding"


def chains() -> Iterator[str]:
    """Compute both chains anew, look at every file that the register names, and at the numbers."""
    yield from verification.problems()
    yield from database.check().problems
    given = Signal.objects.values_list("number", flat=True)
    numbers = sorted(int(number.rpartition("-")[2]) for number in given if number)
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"de kenmerken lopen niet door: {numbers}"


def work_left() -> Iterator[str]:
    """Find work that is not done, or that was given up."""
    for work in Work.objects.filter(done_at=None).order_by("pk"):
        yield f"{work} is niet gedaan na {work.attempts} pogingen: {work.outcome}"


def private_files() -> Iterator[str]:
    """Find private files that are not what their name says."""
    for path in Path(settings.PRIVATE_ROOT).rglob("*"):
        is_stored = vault.CHECKSUM.fullmatch(path.name) and path.is_file()
        if is_stored and vault.checksum_of(path.read_bytes()) != path.name:
            yield f"{path.name}: een half of veranderd bestand"


def public_files(published: Iterable[Signal]) -> Iterator[str]:
    """Find pages that are missing, half, different from the register, or lead nowhere."""
    files = snapshot(Path(settings.PUBLIC_ROOT))
    yield from dangling(files)
    for signal in published:
        page = files.get(f"signalen/{str(signal.number).lower()}/index.html", b"").decode()
        response = signal.response_or_none()
        if signal.title not in page or (response is not None and response.text not in page):
            yield f"{signal.number} staat niet of niet heel op de openbare site"
    keys = Counter(Publication.objects.filter(kind="signaal").values_list("key", flat=True))
    yield from (f"{key} is {times} keer gepubliceerd" for key, times in keys.items() if times > 1)
    if left := left_undone():
        yield f"{left} openbare pagina's waren anders dan het register"


def failures(log: Path) -> Iterator[str]:
    """Find what the web server could not answer for another reason than a database that fell."""
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if '"exception"' not in line or not line.startswith("{"):
            continue
        told = json.loads(line)
        names = [name for name in told["exception"].splitlines() if not name.startswith(" ")]
        if told["level"] == "error" and FALLS.isdisjoint(names):
            yield f"{told.get('request', told['event'])}: {', '.join(names)}"


def mails(arrived: list[EmailMessage]) -> tuple[list[str], int, int]:
    """Return what is wrong with the mail, how many arrived, and how many of those twice.

    Twice under one Message-ID is what SMTP can do at best: who was killed after the mail server
    took the mail cannot know, and sends it again; or finds that nobody needs it any more, and
    says that it may have gone.
    """
    whom: dict[str, set[str]] = {}
    for mail in arrived:
        whom.setdefault(str(mail["Message-ID"]), set()).add(str(mail["X-Delivered-To"]))
    every = Work.objects.filter(kind__startswith=MAIL)
    told = every.filter(outcome__startswith=SENT).count()
    perhaps = every.filter(outcome__endswith=PERHAPS_SENT).count()
    wrong = [f"{mail} kwam bij {len(who)} mensen" for mail, who in whom.items() if len(who) != 1]
    if not told <= len(whom) <= told + perhaps:
        said = f"{told} mails heten verstuurd, en {perhaps} misschien"
        wrong.append(f"{said}; {len(whom)} zijn aangekomen")
    return wrong, len(whom), len(arrived) - len(whom)


def _manager(model: type[models.Model]) -> models.Manager[models.Model]:
    return model._default_manager  # noqa: SLF001
