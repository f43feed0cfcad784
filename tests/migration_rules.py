"""What the code of the version before can live with, and what locks a table for long.

Between ``manage.py prepare`` and the restart, old code works on new tables (docs/beheer.md). Each
rule looks at one operation of a migration on a table that was released before.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import connection
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Field

# Tables with a row for everything that anybody does: an index is built beside them.
LARGE = {"trail.event", "trail.reading", "outbox.work", "office.searchentry", "office.lexeme"}
HISTORY = "historical"  # and the old values of every record
ENOUGH_WORDS = 30  # characters of a reason that says something
CHANGES = (
    r"ALTER\s+TABLE|DROP\s+\w+|UPDATE|DELETE\s+FROM|TRUNCATE|LOCK|"
    r"CREATE\s+(?:CONSTRAINT\s+)?TRIGGER|CREATE\s+(?:UNIQUE\s+)?INDEX(?!\s+CONCURRENTLY)"
)
BODY = re.compile(r"\$\$.*?\$\$", re.DOTALL)

REQUIRED = "old code does not fill it: null=True or db_default"
GONE = "old code still asks for it: say with unused_since which release took leave of it"
RENAMED = "old code knows it by its old name: put a new one beside it"
STRICTER = "old code may write what this refuses: say with fits_old_code why not"
LOCKS = "this locks a large table: AddIndexConcurrently, in a migration of its own"
ROWS = "changing rows holds them locked: a command does that, in pieces"
UNKNOWN = "nobody thought about this kind of operation yet"


@dataclass(frozen=True)
class Release:
    """The version before: its tables, and its migrations as (app, name)."""

    state: ProjectState
    migrations: set[tuple[str, str]]

    @classmethod
    def ending_in(cls, leaves: Iterable[tuple[str, str]], loader: MigrationLoader) -> "Release":
        """Return the release whose last migrations these are."""
        ends = list(leaves)
        plan = {key for leaf in ends for key in loader.graph.forwards_plan(leaf)}
        return cls(loader.project_state(ends), plan)


@dataclass(frozen=True)
class Place:
    """Where an operation stands: its app, what was there before it, and what was released."""

    app: str
    before: ProjectState
    released: Release

    def is_released(self, model: str) -> bool:
        """Return whether the version before has a table for this model."""
        return (self.app, model.lower()) in self.released.state.models

    def is_large(self, model: str) -> bool:
        """Return whether an index on its table would be long in the making."""
        label = f"{self.app}.{model.lower()}"
        return self.is_released(model) and (label in LARGE or model.lower().startswith(HISTORY))

    def field(self, model: str, name: str) -> Field:
        """Return the field as it was before the operation, with its model."""
        found: Field = self.before.apps.get_model(self.app, model)._meta.get_field(name)  # noqa: SLF001
        return found


def objections(migration: Migration, before: ProjectState, released: Release) -> list[str]:
    """Return what is wrong with a migration that was not released yet; empty when nothing is."""
    before = before.clone()
    found = []
    for operation in migration.operations:
        place = Place(migration.app_label, before, released)
        found += [
            f"{migration.app_label}.{migration.name}, {operation.describe()}: {why}"
            for why in _of(operation, place)
            if not _is_answered(why, migration, released)
        ]
        before = before.clone()
        operation.state_forwards(migration.app_label, before)
    return found


def _is_answered(why: str, migration: Migration, released: Release) -> bool:
    if why == STRICTER:
        return len(getattr(migration, "fits_old_code", "")) >= ENOUGH_WORDS
    if why == GONE:
        return getattr(migration, "unused_since", None) in released.migrations
    return False


def _of(operation: Operation, place: Place) -> Iterable[str]:
    rule = RULES.get(type(operation))
    return [UNKNOWN] if rule is None else [why for why in rule(operation, place) if why]


def _nothing(_operation: Operation, _place: Place) -> Iterator[str]:
    yield ""


def _adds(operation: operations.AddField, place: Place) -> Iterator[str]:
    field = operation.field
    if not place.is_released(operation.model_name) or field.many_to_many:
        return
    if not (field.null or field.has_db_default()):
        yield REQUIRED
    if field.unique:
        yield STRICTER
    if (field.unique or field.db_index) and place.is_large(operation.model_name):
        yield LOCKS


def _alters(operation: operations.AlterField, place: Place) -> Iterator[str]:
    if not place.is_released(operation.model_name):
        return
    old, new = place.field(operation.model_name, operation.name), operation.field.clone()
    new.set_attributes_from_name(operation.name)
    new.model = old.model
    if old.null and not new.null:
        yield STRICTER
    if old.db_type(connection) != new.db_type(connection):
        yield STRICTER
    if new.unique and not old.unique:
        yield STRICTER
    if new.db_index and not old.db_index and place.is_large(operation.model_name):
        yield LOCKS


def _indexes(operation: operations.AddIndex, place: Place) -> Iterator[str]:
    if place.is_large(operation.model_name):
        yield LOCKS


def _constrains(operation: operations.AddConstraint, place: Place) -> Iterator[str]:
    if place.is_released(operation.model_name):
        yield STRICTER


def _removes_field(operation: operations.RemoveField, place: Place) -> Iterator[str]:
    if place.is_released(operation.model_name):
        yield GONE


def _removes_model(operation: operations.DeleteModel, place: Place) -> Iterator[str]:
    if place.is_released(operation.name):
        yield GONE


def _renames_field(operation: operations.RenameField, place: Place) -> Iterator[str]:
    if place.is_released(operation.model_name):
        yield RENAMED


def _renames_model(
    operation: operations.RenameModel | operations.AlterModelTable, place: Place
) -> Iterator[str]:
    name = getattr(operation, "old_name", "") or getattr(operation, "name", "")
    if place.is_released(name):
        yield RENAMED


def _unites(operation: operations.AlterUniqueTogether, place: Place) -> Iterator[str]:
    if place.is_released(operation.name):
        yield STRICTER


def _says_sql(operation: operations.RunSQL, place: Place) -> Iterator[str]:
    """Look for a released table after a word that changes it; bodies of functions aside."""
    tables = {model._meta.db_table for model in place.released.state.apps.get_models()}  # noqa: SLF001
    text = BODY.sub("", " ; ".join(_statements(operation.sql)))
    for statement in text.split(";"):
        words = set(re.findall(r"\w+", statement))
        if words & tables and re.search(CHANGES, statement, re.IGNORECASE):
            yield ROWS if re.match(r"\s*(UPDATE|DELETE)", statement, re.IGNORECASE) else STRICTER


def _statements(sql: object) -> Iterator[str]:
    if isinstance(sql, str):
        yield sql
    elif isinstance(sql, list | tuple):
        for one in sql:
            yield one if isinstance(one, str) else str(one[0])


def _runs_python(_operation: Operation, _place: Place) -> Iterator[str]:
    yield ROWS


def _apart(operation: operations.SeparateDatabaseAndState, place: Place) -> Iterator[str]:
    """Look at what happens to the database; leaving the state alone is what old code likes."""
    for one in operation.database_operations:
        yield from _of(one, place)


RULES: dict[type[Operation], Callable[..., Iterable[str]]] = {
    operations.AddConstraint: _constrains,
    operations.AddField: _adds,
    operations.AddIndex: _indexes,
    operations.AlterField: _alters,
    operations.AlterModelManagers: _nothing,
    operations.AlterModelOptions: _nothing,
    operations.AlterModelTable: _renames_model,
    operations.AlterUniqueTogether: _unites,
    operations.CreateModel: _nothing,
    operations.DeleteModel: _removes_model,
    operations.RemoveConstraint: _nothing,
    operations.RemoveField: _removes_field,
    operations.RemoveIndex: _nothing,
    operations.RenameField: _renames_field,
    operations.RenameIndex: _nothing,
    operations.RenameModel: _renames_model,
    operations.RunPython: _runs_python,
    operations.RunSQL: _says_sql,
    operations.SeparateDatabaseAndState: _apart,
    AddIndexConcurrently: _nothing,
    RemoveIndexConcurrently: _nothing,
}
