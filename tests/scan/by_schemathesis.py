"""``bin/scan schemathesis``: everything our OpenAPI document describes, and much that it does not.

No answer is 5xx; status, media type and JSON are those of the document and its schemas; methods
that it does not name are refused.
"""

import json
import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

from bench.figures import PROJECT, Ratio, options, run
from scan import house
from scan.findings import found

PROGRAM = PROJECT / ".venv" / "scan-schemathesis" / "bin" / "schemathesis"
OPENAPI = "/gegevens/openapi.json"
EXAMPLES = 200  # for each address
SEED = 2026


def real_values(front: house.Front) -> str:
    """Return the names of a published signal with several versions, so that much is found."""
    key = min((front.public / "signalen").glob("miw-*/versie-1")).parent.name
    year = key.split("-")[1]
    return f"""\
[parameters]
"path.sleutel" = "{key}"
"path.bestand" = "{key}"
"path.versie" = 1
"path.jaar" = {year}

[[operations]]
include-path-regex = "pdf$"
parameters = {{ "path.bestand" = "{key}-signaal" }}
"""


def report(scratch: Path, front: house.Front, values: str) -> dict[str, Any]:
    """Return what it says, after asking everything; ``values`` are settings in TOML."""
    settings, told = scratch / "schemathesis.toml", scratch / "report.json"
    settings.write_text(values, encoding="utf-8")
    words = [
        *(PROGRAM, f"--config-file={settings}", "run", front.at(OPENAPI), "--no-color"),
        f"--tls-verify={front.papers.authority}",
        f"--max-examples={EXAMPLES}",
        f"--seed={SEED}",
        "--continue-on-failure",
        "--generation-database=none",
        f"--report-json-path={told}",
    ]
    trusted = dict.fromkeys(("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"), str(front.papers.authority))
    subprocess.run(
        words, env={**os.environ, **trusted}, cwd=scratch, check=False, stdout=subprocess.DEVNULL
    )
    said: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return said


def scanned(scratch: Path) -> Generator[Ratio, None, None]:
    """Yield what is wrong with the answers where files are, and where mostly none are."""
    with house.running(scratch) as front:
        for what, values in (("echte namen", real_values(front)), ("verzonnen namen", "")):
            yield judged(what, report(scratch, front, values))


def judged(what: str, said: dict[str, Any]) -> Ratio:
    """Return how many kinds of failure there are, and what could not be judged."""
    wrong = [f"{one['title']}: {', '.join(one['operations'])}" for one in said["failures"]]
    wrong += [f"fout: {error}" for error in said["errors"]]
    wrong += [f"niet na te gaan: {what}" for what in said["warnings"]["unresolvable_reference"]]
    asked, tested = said["operations"]["selected"], said["operations"]["tested"]
    if not said["complete"] or asked != tested or not asked:
        wrong.append(f"niet alles is gevraagd: {tested} van {asked}")
    note = f"{said['test_cases']['generated']} vragen aan {tested} adressen, begin {said['seed']}"
    return found(what, wrong, note)


def main() -> int:
    """Scan, print, keep when asked, and return the exit code."""
    words = options("Laat Schemathesis ons OpenAPI-document beproeven.").parse_args()
    return run("schemathesis", scanned, is_kept=words.keep, command="bin/scan")


if __name__ == "__main__":
    sys.exit(main())
