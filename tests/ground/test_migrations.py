"""Old code works on new tables between ``prepare`` and the restart (docs/beheer.md)."""

import json
from pathlib import Path

import migration_rules as rules
import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from migration_rules import Release, objections
from pytest_django import Settings

from mit_waakstand.office.management.commands.prepare import MANIFEST, collect_static

RELEASED = Path(__file__).parents[1] / "fixtures" / "released.txt"
WHY = "Oude code schrijft hier alleen ja of nee, en dat mag."
APP, MODEL, TABLE = "duties", "norm", "duties_norm"


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


@pytest.fixture(scope="module")
def release(loader: MigrationLoader) -> Release:
    """The version before this one, as the list names it."""
    lines = [line.split() for line in RELEASED.read_text().splitlines() if line[:1] != "#"]
    return Release.ending_in([(app, name) for app, name in lines], loader)


def said(operation: Operation, release: Release, *, app: str = APP, **marks: object) -> set[str]:
    """Return what is wrong with a migration that does only this."""
    one = migrations.Migration("9999_proof", app)
    one.operations = [operation]
    for name, value in marks.items():
        setattr(one, name, value)
    return {line.split(": ", 1)[1] for line in objections(one, release.state, release)}


def test_every_migration_after_the_release_suits_the_code_before_it(
    loader: MigrationLoader, release: Release
) -> None:
    own = {app for app, _ in release.migrations} | set(loader.migrated_apps)

    found = [
        line
        for key, migration in loader.graph.nodes.items()
        if key not in release.migrations and key[0] in own and _is_ours(migration)
        for line in objections(migration, loader.project_state(key, at_end=False), release)
    ]

    assert found == []


def _is_ours(migration: migrations.Migration) -> bool:
    return "site-packages" not in str(__import__(migration.__module__, fromlist=["x"]).__file__)


def test_the_list_of_the_release_names_the_last_migration_of_every_app_of_its_time(
    loader: MigrationLoader, release: Release
) -> None:
    named = {line.split()[0] for line in RELEASED.read_text().splitlines() if line[:1] != "#"}

    assert {"accounts", "signals", "trail"} <= named <= set(loader.migrated_apps)
    assert ("signals", "0001_initial") in release.migrations


REQUIRED_FIELD = models.CharField(max_length=9)
OPTIONAL_FIELD = models.CharField(max_length=9, null=True)
FILLED_FIELD = models.CharField(max_length=9, db_default="")
BAD = {
    "a field that must be filled": (
        migrations.AddField(MODEL, "new", REQUIRED_FIELD),
        rules.REQUIRED,
    ),
    "a field of the old values that must be filled": (
        migrations.AddField("historicaluser", "new", REQUIRED_FIELD),
        rules.REQUIRED,
    ),
    "a field with a value in Python only": (
        migrations.AddField(MODEL, "new", models.BooleanField(default=False)),
        rules.REQUIRED,
    ),
    "a field that is unique": (
        migrations.AddField(MODEL, "new", models.CharField(max_length=9, null=True, unique=True)),
        rules.STRICTER,
    ),
    "a field that goes": (migrations.RemoveField(MODEL, "reason"), rules.GONE),
    "a table that goes": (migrations.DeleteModel(MODEL), rules.GONE),
    "a field with another name": (migrations.RenameField(MODEL, "reason", "why"), rules.RENAMED),
    "a model with another name": (migrations.RenameModel(MODEL, "Standard"), rules.RENAMED),
    "a table with another name": (migrations.AlterModelTable(MODEL, "norms"), rules.RENAMED),
    "a shorter field": (
        migrations.AlterField(MODEL, "reason", models.CharField(max_length=5)),
        rules.STRICTER,
    ),
    "another kind of field": (
        migrations.AlterField(MODEL, "value", models.TextField()),
        rules.STRICTER,
    ),
    "a new rule": (
        migrations.AddConstraint(
            MODEL, models.CheckConstraint(condition=models.Q(value__lt=9), name="less")
        ),
        rules.STRICTER,
    ),
    "a trigger": (
        migrations.RunSQL(f"CREATE TRIGGER t BEFORE INSERT ON {TABLE} EXECUTE FUNCTION f()"),
        rules.STRICTER,
    ),
    "a change of a table in SQL": (
        migrations.RunSQL([(f"alter  table {TABLE} alter column value set not null", None)]),
        rules.STRICTER,
    ),
    "a change behind the back of the state": (
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RemoveField(MODEL, "reason")]
        ),
        rules.GONE,
    ),
    "rows that change": (migrations.RunSQL("UPDATE duties_norm SET value = 1"), rules.ROWS),
    "rows that change in Python": (migrations.RunPython(lambda *_: None), rules.ROWS),
    "something that nobody thought about": (
        migrations.AlterOrderWithRespectTo(MODEL, "set_by"),
        rules.UNKNOWN,
    ),
}
GOOD = {
    "a field that may be empty": migrations.AddField(MODEL, "new", OPTIONAL_FIELD),
    "a field that the database fills": migrations.AddField(MODEL, "new", FILLED_FIELD),
    "a table": migrations.CreateModel("New", [("id", models.BigAutoField(primary_key=True))]),
    "an index on a small table": migrations.AddIndex(
        MODEL, models.Index(fields=["value"], name="by_value")
    ),
    "other words": migrations.AlterField(
        MODEL, "reason", models.CharField("waarom", max_length=500)
    ),
    "leaving a field alone": migrations.SeparateDatabaseAndState(
        state_operations=[migrations.RemoveField(MODEL, "reason")]
    ),
    "a function": migrations.RunSQL(
        "CREATE FUNCTION f() RETURNS trigger AS $$BEGIN UPDATE duties_norm SET value = 1; END$$"
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_what_old_code_cannot_live_with_is_refused(what: str, release: Release) -> None:
    operation, why = BAD[what]
    app = "accounts" if "historicaluser" in str(operation.deconstruct()) else APP

    assert why in said(operation, release, app=app)


@pytest.mark.parametrize("what", GOOD)
def test_what_old_code_does_not_notice_is_fine(what: str, release: Release) -> None:
    assert said(GOOD[what], release) == set()


def test_an_index_on_a_large_table_is_built_beside_it(release: Release) -> None:
    index = models.Index(fields=["verb"], name="by_verb")

    locking = said(migrations.AddIndex("event", index), release, app="trail")
    beside = said(AddIndexConcurrently("event", index), release, app="trail")

    assert (locking, beside) == ({rules.LOCKS}, set())


def test_a_stricter_rule_needs_a_reason_and_a_required_field_has_none(release: Release) -> None:
    rule, _ = BAD["a new rule"]
    field, _ = BAD["a field that must be filled"]

    assert said(rule, release, fits_old_code=WHY) == set()
    assert said(rule, release, fits_old_code="mag") == {rules.STRICTER}
    assert said(field, release, fits_old_code=WHY) == {rules.REQUIRED}


def test_what_goes_was_left_in_a_release_before(release: Release) -> None:
    field, _ = BAD["a field that goes"]

    assert said(field, release, unused_since=("duties", "0002_rules")) == set()
    assert said(field, release, unused_since=("duties", "0009_later")) == {rules.GONE}


def test_the_style_of_the_version_before_stays_until_the_next(
    settings: Settings, tmp_path: Path
) -> None:
    source = tmp_path / "dist"
    source.mkdir()
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }

    versions = []
    for number in (1, 2, 3):
        (source / "site.css").write_text(f"body {{ margin: {number}px }}" * 40)
        collect_static()
        named = json.loads((settings.STATIC_ROOT / MANIFEST).read_text())["paths"]["site.css"]
        versions.append({named, f"{named}.gz", f"{named}.br"} & set(_files(settings.STATIC_ROOT)))

    assert all(versions)
    assert _files(settings.STATIC_ROOT) == {MANIFEST} | versions[1] | versions[2]


def _files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
