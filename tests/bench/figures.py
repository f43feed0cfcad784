"""Figures of a benchmark: how they are printed, judged and kept."""

import math
import os
import platform
import signal
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
MOST_SENTENCES = 20
ENDED = 128 + signal.SIGTERM  # the exit code of who was asked to end
KEPT = PROJECT / "docs" / "metingen"


@dataclass(frozen=True)
class Ratio:
    """One measured ratio; a bound that is missed makes the whole benchmark fail.

    A ratio without bound (infinity) is printed and never judged.
    """

    what: str
    value: float
    bound: float
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the ratio stays within its bound."""
        return self.value <= self.bound

    def line(self) -> str:
        """Return the figure as one line of text."""
        judged = f"(grens {self.bound:.2f})  {'goed' if self.is_met else 'TE VEEL'}"
        if self.bound == math.inf:
            judged = "(zonder grens)"
        return f"{self.what:<34} {self.value:6.2f}  {judged}  {self.note}"


def verdict(what: str, wrong: Iterable[str], note: str, *, is_good: bool = True) -> Ratio:
    """Return 1.00 when nothing is wrong, else 99.00; print the first things that are wrong."""
    sentences = list(wrong)
    for sentence in sentences[:MOST_SENTENCES]:
        print(f"  fout: {sentence}", flush=True)  # noqa: T201
    return Ratio(what, 1.0 if is_good and not sentences else 99.0, 1.0, note)


def worst(ratios: Sequence[Ratio]) -> Ratio:
    """Return the highest ratio; one that misses its bound before those that meet theirs."""
    judged = [ratio for ratio in ratios if ratio.bound != math.inf]
    return max(judged, key=lambda ratio: (not ratio.is_met, ratio.value))


def machine() -> str:
    """Return on what machine was measured, without its name, and how busy it is with all work."""
    busy = f"gemiddeld {os.getloadavg()[2]:.1f} processen die rekenen (laatste kwartier)"
    return f"{os.cpu_count()} kernen, Python {platform.python_version()}, {busy}"


def keep(
    name: str,
    ratios: Sequence[Ratio],
    today: date,
    *,
    command: str = "bin/bench",
    under: Path = KEPT,
) -> Path:
    """Write the figures of today to docs/metingen; a second run of the day replaces the first."""
    under.mkdir(parents=True, exist_ok=True)
    kind = "" if command == "bin/bench" else f"{Path(command).name}-"
    path = under / f"{today.isoformat()}-{kind}{name}.md"
    lines = [ratio.line().rstrip() for ratio in ratios]
    body = "\n".join([*lines, f"slechtste: {worst(ratios).line()}"])
    heading = f"# Meting `{command} {name}`, {today:%d-%m-%Y}"
    path.write_text(f"{heading}\n\n{machine()}.\n\n```\n{body}\n```\n", encoding="utf-8")
    return path


def conclude(ratios: Sequence[Ratio]) -> int:
    """Print the worst ratio as the last line; return the exit code."""
    print(f"slechtste: {worst(ratios).line()}")  # noqa: T201
    return 0 if all(ratio.is_met for ratio in ratios) else 1


def options(about: str) -> ArgumentParser:
    """Return what every benchmark can be asked."""
    parser = ArgumentParser(description=about)
    parser.add_argument("--keep", action="store_true", help="bewaar de cijfers in docs/metingen/")
    return parser


def run(
    name: str,
    measured: Callable[[Path], Iterable[Ratio]],
    *,
    is_kept: bool,
    command: str = "bin/bench",
) -> int:
    """Measure in a directory of its own, print, keep the figures, and return the exit code.

    Who ends it halfway, also with SIGTERM, leaves no server running and no directory behind.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ENDED))
    print(machine(), flush=True)  # noqa: T201
    ratios = []
    with tempfile.TemporaryDirectory(prefix=f"mit-{Path(command).name}-") as directory:
        scratch = Path(directory)
        scratch.chmod(0o755)  # the servers run as somebody else
        for ratio in measured(scratch):
            print(ratio.line(), flush=True)  # noqa: T201
            ratios.append(ratio)
    if is_kept:
        keep(name, ratios, date.today(), command=command)  # noqa: DTZ011
    return conclude(ratios)
