"""``bin/scan wapiti``: attacks what a visitor finds, and what every role finds in the office.

The one with the least power goes first, because an attack also takes real steps. What it may not
touch: signing out, and stopping everybody's work (maintenance). Left out are the modules that ask
a server on the internet what happened (ssrf, log4shell), that look for software which we do not
have (cms, wapp, nikto and so on), and those for guessing names and passwords; ``ssl`` judges the
certificate, which is our own here.
"""

import json
import subprocess
import sys
from argparse import Namespace
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench.figures import PROJECT, Ratio, options, run
from scan import house
from scan.findings import found

PROGRAM = PROJECT / ".venv" / "scan-wapiti" / "bin" / "wapiti"
MODULES = (
    "cookieflags",
    "crlf",
    "csp",
    "csrf",
    "exec",
    "file",
    "http_headers",
    "https_redirect",
    "ldap",
    "redirect",
    "sql",
    "timesql",
    "upload",
    "xss",
    "permanentxss",
    "xxe",
)
UNTOUCHED = ("afmelden/*", "beheer/logout/*", "beheer/password_change/*", "werk/onderhoud/*")
LEAST = 5  # addresses and forms, or something stood in the way
SECONDS = 30
CRAWLS = 3  # looking around may take so many times as long as one kind of attack


@dataclass(frozen=True)
class Visit:
    """Where somebody begins; what is not below that address is left alone."""

    who: str
    path: str

    def __str__(self) -> str:
        """Return how the visit is called in the figures."""
        return f"{self.who or 'bezoeker'} op {self.path}"


VISITS = (
    Visit("", "/"),
    Visit("expert", "/werk/"),
    Visit("sg", "/werk/"),
    Visit("secretaris", "/werk/"),
    Visit("cpo", "/werk/"),
    Visit("cpo", "/beheer/"),
    Visit("beheerder", "/beheer/"),
    Visit("beheerder", "/werk/"),
)


def words_of(scratch: Path, front: house.Front, visit: Visit, seconds: int) -> list[str]:
    """Return how wapiti is called, but for who is signed in."""
    untouched = [word for path in UNTOUCHED for word in ("-x", front.at(path))]
    return [
        *(str(PROGRAM), "--url", front.at(visit.path), "--module", ",".join(MODULES)),
        *untouched,
        *("--store-session", str(scratch / "session"), "--store-config", str(scratch / "config")),
        *("--flush-session", "--no-bugreport", "--verbose", "1"),
        *("--format", "json", "--output", str(scratch / "report.json")),
        *("--scan-force", "sneaky", "--max-links-per-page", "300", "--tasks", "4"),
        *("--timeout", "60", "--max-scan-time", str(CRAWLS * seconds)),
        *("--max-attack-time", str(seconds)),
    ]


def attacked(scratch: Path, front: house.Front, visit: Visit, seconds: int) -> Ratio:
    """Return how much is found on one visit, and whether it could be made at all."""
    words = words_of(scratch, front, visit, seconds)
    inside = front.signed_in(visit.who) if visit.who else front.visitor()
    if visit.who:
        words += ["--cookie-value", house.cookies(inside)]
    done = subprocess.run(words, cwd=scratch, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    report = json.loads((scratch / "report.json").read_text(encoding="utf-8"))
    sentences = list(findings(report))
    pages = report["infos"]["crawled_pages_nbr"]
    if pages < LEAST:
        sentences.append(f"{visit}: maar {pages} adressen gevonden")
    after = inside.get(front.at(visit.path), allow_redirects=False, timeout=60)
    if after.status_code != HTTPStatus.OK:
        sentences.append(f"{visit}: aan het eind antwoordt het {after.status_code}")
    return found(str(visit), sentences, f"{pages} adressen en formulieren, {seconds} s per aanval")


def findings(report: dict[str, Any]) -> Iterator[str]:
    """Yield what it holds against us; what it only mentions ("additionals") is no finding."""
    for kind in ("vulnerabilities", "anomalies"):
        for name, cases in report[kind].items():
            for case in cases:
                yield f"{name}: {case['method']} {case['path']} ({case['info']})"


def scanned(scratch: Path, asked: Namespace) -> Generator[Ratio, None, None]:
    """Yield what is found on every visit."""
    with house.running(scratch) as front:
        for number, visit in enumerate(VISITS):
            if asked.who in {None, visit.who}:
                place = scratch / f"visit-{number}"
                place.mkdir()
                yield attacked(place, front, visit, asked.seconds)


def main() -> int:
    """Scan, print, keep when asked, and return the exit code."""
    parser = options("Laat wapiti aanvallen wat een bezoeker en elke rol vindt.")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="hoe lang elke aanval duurt")
    parser.add_argument("--who", help="alleen als deze gebruiker ('' is een bezoeker)")
    words = parser.parse_args()
    return run("wapiti", partial(scanned, asked=words), is_kept=words.keep, command="bin/scan")


if __name__ == "__main__":
    sys.exit(main())
