"""Reading back what an accepted form left behind: pages, lists, exports, mails, letters, files."""

from collections.abc import Iterator
from pathlib import Path

from asking import BUTTON_ONLY, signed_in
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from drill import verdicts_of_forms as verdicts
from drill.addresses import addresses
from drill.entrances import ROLES, Entrance, browser_like
from drill.hostile import MARK
from lxml import html

from building import person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.failures import ForGoodError, ForNowError
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work

MOST_LINKS = 12
ROUNDS_OF_WORK = 3  # work may leave work
OFFICE = ("/werk/", f"/werk/zoeken/?q={MARK}")
# The room in which one reads what came by an address of its own.
ROOMS = {
    "meeting-reply": "draaiboek",
    "weighing-answer-invitation": "signals",
    "account-invitation": "people",
}


def the_page(entrance: Entrance, answer: HttpResponse) -> Iterator[str]:
    """Yield what is wrong in the page to which the form leads."""
    client = browser_like(entrance.client)
    client.cookies.update(answer.cookies)
    if landing := _landing(answer):
        yield from _read(client, landing)


def everywhere(entrance: Entrance, answer: HttpResponse) -> Iterator[str]:
    """Do the work that the form left, and yield what is wrong in everything that shows it."""
    before = set(_files())
    yield from _work_done()
    for message in mail.outbox:
        yield from verdicts.of_mail(message)
    for path in set(_files()) - before:
        yield from (f"{path.name}: {wrong}" for wrong in verdicts.of_file(path))
    landing = _landing(answer)
    for role in ROLES if landing else ():
        yield from _read(browser_like(signed_in(person(role))), landing)
    desk = browser_like(signed_in(person(Role.CPO)))
    lists = _lists(ROOMS.get(entrance.name, entrance.name.partition(":")[0]))
    around = [*_links(desk, landing)] if landing.startswith("/werk/") else []
    around = around or [link for page in lists for link in _links(desk, page)]
    for page in dict.fromkeys([*around, *OFFICE, *lists]):
        yield from _read(desk, page)
    for export in _exports():
        yield from _read(desk, export, is_export=True)


def _landing(answer: HttpResponse) -> str:
    """Return where an answer leads to, on our own site; "" when it leads nowhere."""
    location = answer.headers.get("Location", "")
    return location if location.startswith("/") else ""


def _read(client: Client, address: str, *, is_export: bool = False) -> Iterator[str]:
    answer = client.post(address, BUTTON_ONLY) if is_export else client.get(address)
    yield from (f"{address}: {wrong}" for wrong in verdicts.of_answer(answer))


def _work_done() -> Iterator[str]:
    """Do the work that is due; a refusal in words is an answer, any other exception is a fault."""
    for _ in range(ROUNDS_OF_WORK):
        for work in Work.objects.due(timezone.now()):
            try:
                with transaction.atomic():
                    kinds[work.kind](work)
            except (ForGoodError, ForNowError):
                work.failed_at = timezone.now()
            except Exception as error:  # noqa: BLE001  (any is what we look for)
                work.failed_at = timezone.now()
                yield f"werk {work.kind}: {type(error).__name__}: {str(error)[:200]}"
            else:
                work.done_at = timezone.now()
            work.save()


def _files() -> Iterator[Path]:
    for root in (settings.PRIVATE_ROOT, settings.PUBLIC_ROOT):
        yield from (path for path in Path(root).rglob("*") if path.is_file())


def _links(client: Client, page: str) -> list[str]:
    """Return where a page leads to in the office: one address of each name."""
    answer = client.get(page)
    if not answer.headers.get("Content-Type", "").startswith("text/html") or not answer.content:
        return []
    found = [str(link) for link in html.fromstring(answer.content).xpath("//main//a/@href")]
    named = {_name(link): link for link in reversed(found) if link.startswith("/werk/")}
    return list(named.values())[:MOST_LINKS]


def _name(address: str) -> str:
    try:
        return str(resolve(address.partition("?")[0]).view_name)
    except Resolver404:
        return ""


def _lists(room: str) -> list[str]:
    """Return the addresses without a record of a room of the office."""
    known = [a for a in addresses() if a.path.startswith("werk/") and not a.takes_arguments]
    names = [a.name for a in known if a.name.startswith(f"{room}:")]
    return [reverse(name) for name in names if not name.endswith("-file")]


def _exports() -> list[str]:
    ours = [a.name for a in addresses() if a.name.endswith("-file") and not a.takes_arguments]
    return [reverse(name) for name in ours]
