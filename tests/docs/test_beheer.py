"""The operations page and the code know the same settings and the same commands."""

import ast
import re
from pathlib import Path

from django.core.management import get_commands
from django.urls import Resolver404, resolve

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs" / "beheer.md").read_text(encoding="utf-8")
READERS = {"text", "flag", "integer", "choice", "words", "path", "database", "daemon"}
OUR_COMMANDS = {
    "account",
    "herversleutel",
    "onderhoud",
    "backup",
    "bake",
    "copy_public",
    "demo",
    "nginx_conf",
    "noodtoegang",
    "prepare",
    "reapply_erasures",
    "reindex",
    "restore",
    "sweep",
    "termijn",
    "verify_register",
    "verify_trail",
    "workflow_diagrams",
}


def python_files() -> list[Path]:
    """Return our Python files, the tests apart."""
    tops = ("mit_waakstand", "signals", "afwegingskader", "draaiboek", "experts", "aanspreekpunt")
    return [path for top in tops for path in (PROJECT / top).rglob("*.py")]


def read_through_env(tree: ast.AST) -> set[str]:
    """Return the names of the variables that a module reads through ``env``."""
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _is_reader(call.func) and call.args
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def defaults_in_code() -> set[tuple[str, str]]:
    """Return each variable that has a plain default in the code, with that default."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in python_files()]
    calls = [call for tree in trees for call in ast.walk(tree) if isinstance(call, ast.Call)]
    return {
        (str(call.args[0].value), str(call.args[1].value))
        for call in calls
        if _is_reader(call.func) and len(call.args) > 1
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[1], ast.Constant)
        if call.args[1].value
    }


def _is_reader(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        is_env = isinstance(function.value, ast.Name) and function.value.id == "env"
        return is_env and function.attr in READERS
    return isinstance(function, ast.Name) and function.id in READERS


def names_in_code() -> set[str]:
    """Return every setting that Python reads, or that a script in ``bin/`` names."""
    texts = {path: path.read_text(encoding="utf-8") for path in python_files()}
    read = {
        name
        for path, text in texts.items()
        if "env" in text
        for name in read_through_env(ast.parse(text, str(path)))
    }
    scripts = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "bin").iterdir())
    named = set(re.findall(r"\bMIT_[A-Z_]+", "".join(texts.values()) + scripts))
    return {name for name in read | named if name.isupper() and name not in NOT_SETTINGS}


# MIT_X is how the documentation of ``env`` writes "some setting"; the other is MIT_SECRET_KEY's.
NOT_SETTINGS = {"MIT_X", "MIT_X_FILE", "MIT_SECRET_KEY_FILE"}


def rows_of(heading: str) -> dict[str, list[str]]:
    """Return the table under a heading: the cells of each row by its first name in backticks."""
    section = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    cells = [
        [cell.strip() for cell in line[1:-1].split("|")]
        for line in section.splitlines()
        if line.startswith("| `")
    ]
    return {row[0].strip("`"): row[1:] for row in cells}


def test_every_setting_of_the_code_is_described_and_nothing_else() -> None:
    described = set(rows_of("Instellingen"))

    known = names_in_code()

    assert {"DATABASE_URL", "REDIS_URL", "MIT_SECRET_KEY", "MIT_DEMO_PASSWORD"} <= known
    assert described == known


def test_every_setting_has_a_default_and_a_meaning() -> None:
    rows = rows_of("Instellingen")

    odd = [name for name, cells in rows.items() if len(cells) != 2 or not all(cells)]

    assert odd == []


def test_the_page_gives_the_default_that_the_code_has() -> None:
    rows = rows_of("Instellingen")

    defaults = defaults_in_code()

    assert ("MIT_PORT", "8000") in defaults
    assert {name for name, default in defaults if default not in rows[name][0]} == set()


def test_every_command_of_ours_is_described_and_exists() -> None:
    described = {re.sub(r"^manage\.py (\w+).*", r"\1", name) for name in rows_of("Opdrachten")}

    ours = {
        name
        for name, app in get_commands().items()
        if app.startswith(("mit_", "signals", "experts"))
    }

    assert described == ours == OUR_COMMANDS


def test_every_scanner_has_its_command_on_the_page_and_a_lock_file_of_its_own() -> None:
    room = PROJECT / "tests" / "scan"

    scans = {path.stem.removeprefix("by_") for path in room.glob("by_*.py")}

    assert set(rows_of("Laten nakijken")) == {f"bin/scan {name}" for name in scans}
    assert {lock.parent.name for lock in room.glob("tools/*/*lock*")} == scans - {"deploy"}
    usage = (PROJECT / "bin" / "scan").read_text(encoding="utf-8")
    assert usage.count("|".join(sorted(scans))) == 1


def test_the_health_addresses_on_the_page_answer() -> None:
    addresses = set(rows_of("Is alles gezond?"))

    unknown = {address for address in addresses if not _answers(address)}

    assert addresses == {"/-/leeft", "/-/gereed"}
    assert unknown == set()


def _answers(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True
