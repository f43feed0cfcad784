"""What the documents say about the code is there, and what is there has its place on the page."""

import re
import tomllib
from pathlib import Path

import pytest
from test_spelregels import resolve

PROJECT = Path(__file__).parents[2]
ARCHITECTURE = PROJECT / "docs" / "architectuur.md"
PAGES = [
    PROJECT / "README.md",
    ARCHITECTURE,
    PROJECT / "docs" / "beheer.md",
    PROJECT / "docs" / "beveiliging.md",
    PROJECT / "docs" / "privacy.md",
    *sorted((PROJECT / "docs" / "decisions").glob("*.md")),
]
TOPS = (
    "mit_waakstand/",
    "signals/",
    "afwegingskader/",
    "draaiboek/",
    "experts/",
    "aanspreekpunt/",
    "docs/",
    "tests/",
    "bin/",
    "deploy/",
    "templates/",
)

NO_ROOMS = {
    "mit_waakstand/__init__.py",
    "signals/__init__.py",
    "signals/apps.py",
    "signals/migrations",
}


def in_backticks(page: Path) -> set[str]:
    """Return what stands in backticks, code blocks apart."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return set(re.findall(r"`([^`\n]+)`", text))


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.stem)
def test_every_path_and_every_name_on_the_page_exists(document: Path) -> None:
    words = in_backticks(document)

    paths = {word for word in words if word.startswith(TOPS) and " " not in word}
    missing = {path for path in paths if not (PROJECT / path).exists()}
    names = {word for word in words if re.fullmatch(r"[a-z_.]+:[A-Za-z_.]+", word)}

    assert missing == set()
    assert all(resolve(name) is not None for name in names)


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.stem)
def test_every_link_to_another_document_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))

    inside = [link for link in links if not link.startswith("http")]
    broken = [link for link in inside if not (document.parent / link).exists()]

    assert broken == []


def test_every_room_of_the_house_stands_in_the_tables_of_the_architecture() -> None:
    described = in_backticks(ARCHITECTURE)

    rooms = {
        str(path.relative_to(PROJECT))
        for top in ("mit_waakstand", "signals")
        for path in (PROJECT / top).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    rooms -= NO_ROOMS

    assert len(rooms) > 40
    assert rooms <= described


def test_the_tables_show_the_storeys_in_the_order_of_the_contracts() -> None:
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    house, *contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    first, *sections = ARCHITECTURE.read_text(encoding="utf-8").split("Binnen `")

    assert storeys_of(table_in(first)) == layers_of(house)
    rooms = {section.partition("`")[0]: table_in(section) for section in sections}
    assert len(rooms) > 3
    for room, table in rooms.items():
        container = room.replace("/", ".")
        contract = next(one for one in contracts if one.get("containers") == [container])
        assert storeys_of(table, inside=f"{container.split('.')[-1]}.") == layers_of(contract)


def table_in(text: str) -> str:
    """Return the first table of storeys in a text."""
    return text.split("| van boven naar beneden |", 1)[1].split("\n\n", 1)[0]


def storeys_of(table: str, *, inside: str = "") -> list[set[str]]:
    """Return the modules in the first cell of each row."""
    cells = [line.split("|")[1] for line in table.splitlines()[2:]]
    paths = [re.findall(r"`([^`]+)`", cell) for cell in cells]
    return [
        {path.removesuffix(".py").replace("/", ".").removeprefix(inside) for path in row}
        for row in paths
    ]


def layers_of(contract: dict[str, list[str]]) -> list[set[str]]:
    """Return the modules of each layer."""
    return [set(re.findall(r"[a-z_][\w.]*", layer)) for layer in contract["layers"]]


def test_every_decision_says_what_was_chosen_and_what_follows_from_it() -> None:
    decisions = [page for page in PAGES if page.parent.name == "decisions"]

    numbers = [page.name[:4] for page in decisions]

    assert numbers == [f"{number:04d}" for number in range(1, len(decisions) + 1)]
    assert len(decisions) > 5
    for page in decisions:
        headings = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert headings == ["Context", "Options", "Choice", "Consequences"], page.name
