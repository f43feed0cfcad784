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
    refuse = f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; "
    # In a DELETE there is no NEW row, so the two are asked apart.
    body = (
        f"IF TG_OP = 'DELETE' THEN IF {when} THEN {refuse} END IF; RETURN OLD; END IF; "
        f"IF ({when}) AND ({changed}) THEN {refuse} END IF; RETURN NEW;"
    )
    return [
        _function(name, body),
        _trigger(name, table, "BEFORE UPDATE OR DELETE", each="ROW"),
    ]


def frozen_with_parent(  # noqa: PLR0913  (all of them make the rule)
    name: str,
    table: str,
    *,
    parent: str,
    key: str,
    when: str,
    message: str,
    erasable: tuple[str, ...] = (),
) -> list[migrations.RunSQL]:
    """Return the operations after which rows follow their parent: closed is closed.

    ``when`` is a condition on the parent row ``parent``; the row's column ``key`` points to it.
    ``erasable`` are columns that may still become empty, or "gewist": what they say of a person
    goes when he is erased.
    """
    check = (
        # Names and conditions come from migrations, never from a person.
        f"IF EXISTS (SELECT 1 FROM {parent} parent WHERE parent.id = %s.{key} AND ({when})) THEN "  # noqa: S608
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; "
    )
    body = (
        f"{_erasing(erasable)}"
        f"IF TG_OP <> 'INSERT' THEN {check % 'OLD'} END IF; "
        f"IF TG_OP <> 'DELETE' THEN {check % 'NEW'} RETURN NEW; END IF; RETURN OLD;"
    )
    return [
        _function(name, body),
        _trigger(name, table, "BEFORE INSERT OR UPDATE OR DELETE", each="ROW"),
    ]


def _erasing(columns: tuple[str, ...]) -> str:
    """Return the plpgsql that lets a row through which only loses what these columns say."""
    if not columns:
        return ""
    gone = " AND ".join(f"NEW.{column} IN ('', OLD.{column}, 'gewist')" for column in columns)
    others = " - ".join(["to_jsonb(%s)", *(f"'{column}'" for column in columns)])
    same = f"{others % 'NEW'} = {others % 'OLD'}"
    # In an INSERT there is no OLD row, so the two are asked apart.
    return f"IF TG_OP = 'UPDATE' THEN IF {gone} AND {same} THEN RETURN NEW; END IF; END IF; "


def refused_when(
    name: str, table: str, *, when: str, message: str, at_the_end: bool = False
) -> list[migrations.RunSQL]:
    """Return the operations after which no row can be written for which ``when`` holds.

    For what a check constraint cannot say: ``when`` is a condition on NEW, and on OLD where TG_OP
    is 'UPDATE', that may ask other tables. ``at_the_end`` asks when the transaction ends, for
    records that are written in two steps.
    """
    body = refusal(when, message=message)
    if not at_the_end:
        return checked(name, table, moment="BEFORE INSERT OR UPDATE", body=body)
    create = (
        f"CREATE CONSTRAINT TRIGGER {name} AFTER INSERT OR UPDATE ON {table} "
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
    return [
        _function(name, f"{body}RETURN NEW;"),
        _operation(create, f"DROP TRIGGER {name} ON {table}"),
    ]


def checked(name: str, table: str, *, moment: str, body: str) -> list[migrations.RunSQL]:
    """Return the operations after which ``body`` (plpgsql) looks at each row before it is kept.

    ``moment`` is such as "BEFORE INSERT". The body raises what it refuses and need not return.
    """
    return [
        _function(name, f"{body}RETURN NEW;"),
        _trigger(name, table, moment, each="ROW"),
    ]


def refusal(when: str, *, message: str) -> str:
    """Return the plpgsql that refuses a row when a condition holds, with a Dutch sentence."""
    return (
        f"IF ({when}) THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; "
    )


def _function(name: str, body: str) -> migrations.RunSQL:
    create = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {body} END$$"
    return _operation(create, f"DROP FUNCTION {name}()")


def _trigger(
    name: str, table: str, moment: str, *, each: str, function: str = ""
) -> migrations.RunSQL:
    create = f"CREATE TRIGGER {name} {moment} ON {table} FOR EACH {each} EXECUTE FUNCTION"
    return _operation(f"{create} {function or name}()", f"DROP TRIGGER {name} ON {table}")


def _operation(create: str, drop: str) -> migrations.RunSQL:
    """Return the reversible operation; without parameters, so that % is only a character."""
    return migrations.RunSQL(sql=[(create, None)], reverse_sql=[(drop, None)])
