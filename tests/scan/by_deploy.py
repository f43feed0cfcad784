"""``bin/scan deploy``: what Django itself says of our settings of production."""

import os
import secrets
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

from bench.figures import PROJECT, Ratio, options, run
from machine.houses import GIVEN_FROM_OUTSIDE
from scan.findings import found

NOTHING_WRONG = "System check identified no issues"


def settings(scratch: Path) -> dict[str, str]:
    """Return no more than docs/beheer.md asks for; nothing answers there, and no check asks."""
    outside = {k: v for k, v in os.environ.items() if not k.startswith(GIVEN_FROM_OUTSIDE)}
    return {
        **outside,
        "MIT_SECRET_KEY": secrets.token_urlsafe(48),
        "MIT_HOSTS": "mit.example",
        "MIT_PUBLIC_URL": "https://mit.example/",
        "MIT_SMTP_URL": "smtp+tls://mail.example:587",
        "MIT_STATE_DIR": str(scratch),
        "DATABASE_URL": "postgresql://mit@127.0.0.1:1/mit",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }


def scanned(scratch: Path) -> Generator[Ratio, None, None]:
    """Yield how many warnings there are."""
    words = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(
        words, cwd=PROJECT, env=settings(scratch), check=False, capture_output=True, text=True
    )
    said = (done.stdout + done.stderr).strip()
    is_good = done.returncode == 0 and NOTHING_WRONG in said
    yield found("check --deploy", [] if is_good else [said], said.splitlines()[-1])


def main() -> int:
    """Scan, print, keep when asked, and return the exit code."""
    words = options("Laat Django naar de instellingen van productie kijken.").parse_args()
    return run("deploy", scanned, is_kept=words.keep, command="bin/scan")


if __name__ == "__main__":
    sys.exit(main())
