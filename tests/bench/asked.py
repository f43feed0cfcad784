"""A house to measure: a process with a database of its own, that answers when it is asked."""

import json
import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from mit_waakstand.embedded import postgres, services

PROJECT = Path(__file__).parents[2]


class House:
    """Asked with a line of JSON on its standard input, answers with one on its output."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        """Keep the process."""
        self.process = process

    def ask(self, *words: object) -> dict[str, Any]:
        """Return its answer; raises RuntimeError when it stopped."""
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            message = "the house has no voice"
            raise RuntimeError(message)
        stdin.write(json.dumps(words) + "\n")
        stdin.flush()
        line = stdout.readline()
        if not line:
            message = f"the house stopped at {words}"
            raise RuntimeError(message)
        return cast("dict[str, Any]", json.loads(line))


@contextmanager
def house(script: str, environment: dict[str, str]) -> Generator[House, None, None]:
    """Run the house of ``tests/bench/<script>.py`` until the end of the block."""
    with subprocess.Popen(
        [sys.executable, f"tests/bench/{script}.py"],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield House(process)
        finally:
            if process.stdin:
                process.stdin.close()


def environment(
    scratch: Path, running: services.Services, database: str, state: Path, **more: str
) -> dict[str, str]:
    """Return what a house needs to stand on this database, with its files in ``state``."""
    (state / "static").mkdir(parents=True, exist_ok=True)
    return os.environ | {
        "DATABASE_URL": postgres.url(scratch / "s" / "postgres", database),
        "REDIS_URL": running.redis_url,
        "MIT_STATE_DIR": str(state),
        "MIT_SECRET_KEY": "only-for-measuring",
        "MIT_HTTPS": "0",
        "MIT_LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "mit_waakstand.settings",
        **more,
    }
