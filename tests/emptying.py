"""After a test that commits: only what it left is taken out.

Django truncates every table there is and makes the kinds and permissions of all models anew, which
takes a second; and for that no table could refuse to be truncated.
"""

from django.db import connection

KEPT = {"auth_permission", "cache", "django_content_type", "django_migrations"}


def empty() -> None:
    """Take all rows out of every table that has some, but for what the migrations brought.

    Nobody is asked: no trigger, no reference, so the order does not matter.
    """
    with connection.cursor() as cursor:
        tables = sorted({*connection.introspection.table_names(cursor)} - KEPT)
        asked = ", ".join(f"EXISTS (SELECT FROM {table})" for table in tables)
        cursor.execute(f"SELECT {asked}")
        has_rows = dict(zip(tables, cursor.fetchone(), strict=True))
        deleted = "; ".join(f"DELETE FROM {table}" for table in tables if has_rows[table])  # noqa: S608
        cursor.execute(f"BEGIN; SET LOCAL session_replication_role = replica; {deleted}; COMMIT")
