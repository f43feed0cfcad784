"""Tables of an earlier run are used only while all that they are made of is the same."""

from pathlib import Path

import pytest
import ready_schema
from ready_schema import PROJECT


def test_the_tables_are_made_of_every_migration_and_what_those_call() -> None:
    found = {str(path.relative_to(PROJECT)) for path in ready_schema.sources()}

    migrations = {path for path in found if "/migrations/" in path}
    assert len([path for path in migrations if path.endswith("/0001_initial.py")]) >= 18
    assert found - migrations >= {
        "mit_waakstand/database_rules.py",
        "mit_waakstand/editions/database.py",
        "mit_waakstand/office/search_rules.py",
    }


def test_another_rule_of_the_database_makes_other_tables(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rule = tmp_path / "rule.py"
    monkeypatch.setattr(ready_schema, "sources", lambda: {rule})
    rule.write_text("OLD = 1")
    before = ready_schema.fingerprint()
    rule.write_text("NEW = 2")

    assert ready_schema.fingerprint() != before
