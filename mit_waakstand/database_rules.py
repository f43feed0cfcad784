"""Rules that PostgreSQL itself keeps, whoever writes: migration operations with a name in words.

The message of each rule is Dutch: it may end on a screen.
"""

from django.db import migrations


def append_only(table: str) -> list[migrations.RunSQL]:
    """Return the operations after which rows of ``table`` can be added and never changed."""
    return [
        _function(f"{table}_append_only", f"RAISE EXCEPTION 'Regels van {table} liggen vast.';"),
        _trigger(f"{table}_append_only", table, "BEFORE UPDATE OR DELETE", each="ROW"),
        _trigger(
            f"{table}_no_truncate",
            table,
            "BEFORE TRUNCATE",
            each="STATEMENT",
            function=f"{table}_append_only",
        ),
    ]


def frozen(
    name: str, table: str, *, when: str, columns: list[str], message: str
) -> list[migrations.RunSQL]:
    """Return the operations after which ``columns`` keep their value once ``when`` holds.

    ``when`` is a condition on the OLD row. Deleting such a row is refused too.
    """
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    body = (
        f"IF ({when}) AND (TG_OP = 'DELETE' OR {changed}) THEN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
    )
    # In a DELETE there is no NEW row: ask it only when updating.
    body = body.replace(f"OR {changed}", f"OR (TG_OP = 'UPDATE' AND ({changed}))")
    return [
        _function(name, body),
        _trigger(name, table, "BEFORE UPDATE OR DELETE", each="ROW"),
    ]


def frozen_with_parent(
    name: str, table: str, *, parent: str, key: str, when: str, message: str
) -> list[migrations.RunSQL]:
    """Return the operations after which rows follow their parent: closed is closed.

    ``when`` is a condition on the parent row ``parent``; the row's column ``key`` points to it.
    """
    check = (
        f"IF EXISTS (SELECT 1 FROM {parent} parent WHERE parent.id = %s.{key} AND ({when})) THEN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; "
    )
    body = (
        f"IF TG_OP <> 'INSERT' THEN {check % 'OLD'} END IF; "
        f"IF TG_OP <> 'DELETE' THEN {check % 'NEW'} RETURN NEW; END IF; RETURN OLD;"
    )
    return [
        _function(name, body),
        _trigger(name, table, "BEFORE INSERT OR UPDATE OR DELETE", each="ROW"),
    ]


def _function(name: str, body: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=[
            (
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$rule$ BEGIN {body} END $rule$",
                None,
            )
        ],
        reverse_sql=[(f"DROP FUNCTION {name}()", None)],
    )


def _trigger(
    name: str, table: str, moment: str, *, each: str, function: str = ""
) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=[
            (
                f"CREATE TRIGGER {name} {moment} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION {function or name}()",
                None,
            )
        ],
        reverse_sql=[(f"DROP TRIGGER {name} ON {table}", None)],
    )
