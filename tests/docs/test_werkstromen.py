"""The page with the workflow diagrams says what the tables say."""

from pathlib import Path

from django.core.management import call_command
from pytest_django import Settings

from mit_waakstand.office import diagrams

PAGE = Path(__file__).parents[2] / "docs" / "werkstromen.md"


def test_the_page_is_what_the_tables_say_now() -> None:
    shown = PAGE.read_text(encoding="utf-8")

    fresh = diagrams.document()

    assert shown == fresh, "run manage.py workflow_diagrams"


def test_the_command_writes_the_page(settings: Settings, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()

    call_command("workflow_diagrams", verbosity=0)

    assert (tmp_path / "docs" / "werkstromen.md").read_text(encoding="utf-8") == diagrams.document()


def test_every_step_stands_on_the_page_with_its_guards() -> None:
    rows = [line for line in diagrams.document().splitlines() if line.startswith("| ")]

    steps = [step for record in diagrams.records() for step in record.STEPS]

    assert len(steps) > 20
    for step in steps:
        names = [f"`{name}`" for name in (step.verb, *step.questions(), *step.guards)]
        assert any(
            row.startswith(f"| {step.label}") and all(n in row for n in names) for row in rows
        )


def test_states_to_which_no_step_leads_yet_are_named_as_such() -> None:
    lines = diagrams.document().splitlines()

    without = [line for line in lines if line.startswith("Standen waar nog geen stap")]

    for line in without:
        for label in line.partition(": ")[2].rstrip(".").split(", "):
            assert not any(row.startswith("| ") and f"| {label} |" in row for row in lines)


def test_the_diagram_of_a_signal_starts_and_ends_where_a_signal_does() -> None:
    lines = [line.strip() for line in diagrams.document().splitlines()]

    ends = {line.split(" ")[0] for line in lines if line.endswith("--> [*]")}

    assert "[*] --> concept : Signaal opstellen" in lines
    assert {"gepubliceerd", "ingetrokken"} <= ends
    assert not {"concept", "uitgebracht", "reactie_ontvangen"} & ends
