"""The index of the search, kept by PostgreSQL: a migration operation for each table in it.

A table joins in one line of a migration::

    *searchable("signals_signal", title="record.title", body=("record.text",), ...)

and one function in the ``finding`` module of its app. In the parts of SQL ``record`` is the row.
The functions name tables and columns only when they run, so other migrations may change those.
"""

from django.db import migrations


def searchable(  # noqa: PLR0913  (all of them make an entry)
    table: str,
    *,
    title: str,
    body: tuple[str, ...],
    happened_at: str,
    is_exercise: str,
    page: str = "record.id",
    joins: str = "",
) -> list[migrations.RunSQL]:
    """Return the operations after which the rows of ``table`` are in the index, and stay there.

    ``title`` and ``body`` are what people may search and see, ``page`` is the key of the record on
    whose page it stands.
    """
    index = (
        # Names and expressions come from migrations, never from a person.
        f"CREATE FUNCTION {name_of(table)}(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$"  # noqa: S608
        "DECLARE entry record; BEGIN "
        f"SELECT {page} AS page_pk, {is_exercise} AS is_exercise, {happened_at} AS happened_at, "
        f"{title} AS title, concat_ws(E'\\n', {', '.join(body)}) AS body "
        f"INTO entry FROM {table} record {joins} WHERE record.id = wanted; "
        f"IF NOT FOUND THEN DELETE FROM office_searchentry "
        f"WHERE kind = '{table}' AND record_pk = wanted; RETURN; END IF; "
        f"PERFORM search_keep('{table}', wanted, entry.page_pk, entry.is_exercise, "
        "entry.happened_at, entry.title, entry.body); END$$"
    )
    return [
        _operation(index, f"DROP FUNCTION {name_of(table)}(bigint)"),
        *_kept(table),
        _operation(
            f"SELECT {name_of(table)}(record.id) FROM {table} record",  # noqa: S608  (idem)
            f"DELETE FROM office_searchentry WHERE kind = '{table}'",  # noqa: S608  (idem)
        ),
    ]


def _kept(table: str) -> list[migrations.RunSQL]:
    follow = (
        f"CREATE FUNCTION {name_of(table)}_changed() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN "
        f"IF TG_OP = 'DELETE' THEN PERFORM {name_of(table)}(OLD.id); "
        f"ELSE PERFORM {name_of(table)}(NEW.id); END IF; RETURN NULL; END$$"
    )
    return [
        _operation(follow, f"DROP FUNCTION {name_of(table)}_changed()"),
        _trigger(f"{name_of(table)}_changed", table, "AFTER INSERT OR UPDATE OR DELETE"),
    ]


def searched_with(
    parent: str, *, columns: tuple[str, ...], tables: dict[str, str]
) -> list[migrations.RunSQL]:
    """Return the operations after which records follow a change of ``columns`` of their parent.

    ``tables`` are the tables whose entries show something of the parent, with the column that
    points to it.
    """
    name = f"{name_of(parent)}_followed"
    calls = "".join(
        f"PERFORM {name_of(table)}(record.id) FROM {table} record WHERE record.{key} = NEW.id; "
        for table, key in tables.items()
    )
    create = (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN {calls}RETURN NULL; END$$"
    )
    return [
        _operation(create, f"DROP FUNCTION {name}()"),
        _trigger(name, parent, f"AFTER UPDATE OF {', '.join(columns)}"),
    ]


def name_of(table: str) -> str:
    """Return the name of the function that puts one row of ``table`` in the index."""
    return f"search_{table}"


def _trigger(function: str, table: str, moment: str) -> migrations.RunSQL:
    create = f"CREATE TRIGGER {function} {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION"
    return _operation(f"{create} {function}()", f"DROP TRIGGER {function} ON {table}")


def _operation(create: str, drop: str) -> migrations.RunSQL:
    """Return the reversible operation; without parameters, so that % is only a character."""
    return migrations.RunSQL(sql=[(create, None)], reverse_sql=[(drop, None)])
