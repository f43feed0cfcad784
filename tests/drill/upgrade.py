"""Old code on new tables: what works between ``prepare`` and the restart, and after a step back.

The version before is taken from git, the tables are made by the code that stands here, and then
the tests of the old code walk its addresses, roles and acts on them.
"""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from mit_waakstand.embedded import services

HERE = Path(__file__).parents[2]
LENT = (".venv", "static/dist")  # what git does not hold
DATABASE = "mit_waakstand"
# Every address × role × method with a form that is taken, who comes and goes, and what is kept.
TESTS = (
    "tests/signals/test_visibility.py",
    "tests/signals/test_exercise_visibility.py",
    "tests/people",
    "tests/keeping",
    "tests/ground/test_workflow.py",
)


@contextmanager
def old_code(version: str, scratch: Path) -> Generator[Path, None, None]:
    """Yield a directory with the code of another version."""
    place = scratch / "oud"
    _git("worktree", "add", "--quiet", "--detach", str(place), version)
    try:
        for name in LENT:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).symlink_to((HERE / name).resolve())
        yield place
    finally:
        _git("worktree", "remove", "--force", str(place))


def make_tables(running: services.Services, settings: dict[str, str]) -> None:
    """Make the database that pytest looks for, with the tables of the code that stands here."""
    with psycopg.connect(running.database_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE test_{DATABASE}")
    url = running.database_url.replace(f"/{DATABASE}?", f"/test_{DATABASE}?")
    _run([sys.executable, "manage.py", "migrate", "-v0"], HERE, settings | {"DATABASE_URL": url})


def walk(place: Path, settings: dict[str, str], tests: list[str]) -> int:
    """Let the old code work, and return the exit code of its tests."""
    options = "-p old_code -p no:valkey --reuse-db --strict-markers"
    here = {"PYTHONPATH": str(Path(__file__).parent)}
    known = [test for test in tests if (place / test).exists()]
    lent = {f"OLD_{key}": value for key, value in settings.items()}
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--show-capture=no"]
    return subprocess.run(
        [*command, "-o", f"addopts={options}", *known],
        cwd=place,
        env=os.environ | settings | lent | here,
        check=False,
    ).returncode


def settings_for(running: services.Services, scratch: Path) -> dict[str, str]:
    """Return what both versions are told."""
    state = scratch / "state"
    (state / "static").mkdir(parents=True)
    return {
        "DATABASE_URL": running.database_url,
        "REDIS_URL": running.redis_url,
        "MIT_STATE_DIR": str(state),
        "MIT_SECRET_KEY": "only-for-tests",
        "MIT_HTTPS": "0",
        "MIT_HOSTS": "localhost,127.0.0.1,testserver",
        "MIT_SMTP_URL": "smtp://127.0.0.1:1",
        "MIT_LOG_LEVEL": "ERROR",
    }


def _git(*words: str) -> None:
    subprocess.run(["git", *words], cwd=HERE, check=True)


def _run(command: list[str], place: Path, settings: dict[str, str]) -> None:
    subprocess.run(command, cwd=place, env=os.environ | settings, check=True)


def main() -> int:
    """Make the tables, let the old code work on them, and return the exit code."""
    parser = ArgumentParser(description="Laat oude code op de tabellen van deze code werken.")
    parser.add_argument("--from", dest="version", required=True, help="de vorige versie: v1.0.0")
    parser.add_argument("tests", nargs="*", default=TESTS, help="tests van die versie")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mit-drill-") as name:
        scratch = Path(name)
        scratch.chmod(0o755)
        with old_code(words.version, scratch) as place, services.running(scratch / "s") as running:
            settings = settings_for(running, scratch)
            make_tables(running, settings)
            code = walk(place, settings, list(words.tests))
    said = "werkt op" if code == 0 else "werkt NIET op"
    print(f"De code van {words.version} {said} de tabellen van deze code.")  # noqa: T201
    return int(code != 0)


if __name__ == "__main__":
    sys.exit(main())
