"""The Nu Html Checker (vnu): one Java for all pages together."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
JAR = PROJECT / ".venv" / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
FAST = ("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xss8m")  # its schema needs a deep stack
MISSING = "{} ontbreekt: start bin/test, dat zet het klaar (Debian: default-jre-headless)."


def errors_in(pages: Iterable[Path]) -> list[str]:
    """Return every error and warning as "page:line: words"; raises when the checker is missing."""
    java = shutil.which("java")
    if java is None or not JAR.exists():
        raise FileNotFoundError(MISSING.format("Java" if java is None else JAR))
    files = [str(page) for page in pages]
    done = subprocess.run(
        [java, *FAST, "-jar", str(JAR), "--stdout", "--format", "json", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stdout)["messages"]
    return sorted(
        f"{message['url'].removeprefix('file:')}:{message.get('lastLine', 0)}: {message['message']}"
        for message in messages
    )
