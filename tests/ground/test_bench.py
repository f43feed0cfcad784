"""What ``bin/bench`` prints and answers; the measuring itself is no test."""

import math
from datetime import date
from pathlib import Path

import pytest
from bench.figures import Ratio, conclude, keep

GOOD = Ratio("lijst", 1.1, 1.25, "9 -> 10 ms, 5 queries")
AT_ITS_BOUND = Ratio("herinneringen", 1.0, 1.0)
TOO_MUCH = Ratio("zoeken", 1.05, 1.0)


def test_the_last_line_is_the_highest_ratio(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = conclude([GOOD, AT_ITS_BOUND])

    (line,) = capsys.readouterr().out.splitlines()
    assert line.split() == ["slechtste:", *GOOD.line().split()]
    assert code == 0


def test_a_missed_bound_is_worse_than_any_other_and_gives_exit_code_1(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = conclude([GOOD, TOO_MUCH, AT_ITS_BOUND])

    (line,) = capsys.readouterr().out.splitlines()
    assert line.split() == ["slechtste:", "zoeken", "1.05", "(grens", "1.00)", "TE", "VEEL"]
    assert code == 1


def test_figures_are_kept_under_the_date_and_the_worst_one_is_last(tmp_path: Path) -> None:
    path = keep("scale", [GOOD, TOO_MUCH], date(2026, 11, 22), under=tmp_path)

    lines = path.read_text(encoding="utf-8").splitlines()
    assert path.name == "2026-11-22-scale.md"
    assert lines[0] == "# Meting `bin/bench scale`, 22-11-2026"
    assert [line.split()[0] for line in lines[-4:]] == ["lijst", "zoeken", "slechtste:", "```"]


def test_a_ratio_without_bound_is_printed_and_never_judged(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = conclude([GOOD, Ratio("op gedeelde kernen", 3.0, math.inf)])

    (line,) = capsys.readouterr().out.splitlines()
    assert line.split()[1] == "lijst"
    assert code == 0
    assert "(zonder grens)" in Ratio("op gedeelde kernen", 3.0, math.inf).line()


def test_a_drill_keeps_its_figures_beside_those_of_the_benchmarks(tmp_path: Path) -> None:
    path = keep("publish", [GOOD], date(2026, 11, 22), command="bin/drill", under=tmp_path)

    assert path.name == "2026-11-22-drill-publish.md"
    assert path.read_text(encoding="utf-8").startswith("# Meting `bin/drill publish`")
