"""Whether this state directory was last prepared by the very same code.

If so the web server can open before the preparation runs again; if not (the first start, a new
version, a new cluster) it has to wait for migrations, style sheets and pages.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from mit_waakstand.embedded.plan import PROJECT, Plan

STAMP = "prepared.sha256"
SOURCES = (".py", ".html", ".css", ".js", ".yaml", ".lock", ".woff2")
PASSED_OVER = {"node_modules", "tests", "docs", "var", "__pycache__"}


def is_current(plan: Plan) -> bool:
    """Whether nothing has changed since the last preparation that succeeded here."""
    stamp = plan.state_dir / STAMP
    return stamp.exists() and stamp.read_text(encoding="ascii") == _fingerprint(plan)


def note(plan: Plan) -> None:
    """Remember that the preparation has succeeded with the code as it is now."""
    (plan.state_dir / STAMP).write_text(_fingerprint(plan), encoding="ascii")


def _fingerprint(plan: Plan) -> str:
    """Return one hash over the names, sizes and times of all sources, and over what was asked."""
    digest = hashlib.sha256(f"{plan}{plan.public_url}".encode())
    cluster = [plan.postgres / "PG_VERSION"] if plan.database_url is None else []
    for path in [*cluster, *sorted(_sources(PROJECT))]:
        facts = path.stat()
        digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _sources(project: Path) -> Iterator[Path]:
    for place, directories, names in os.walk(project):
        directories[:] = [d for d in directories if d not in PASSED_OVER and d[0] != "."]
        yield from (Path(place) / name for name in names if name.endswith(SOURCES))
