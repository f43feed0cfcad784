"""Events are only added; one function may take the words away for privacy, and no place in the chain."""

from django.db import migrations

from mit_waakstand.database_rules import append_only

SAME = [
    "id",
    "position",
    "verb",
    "sentence",
    "subject",
    "subject_pk",
    "by_id",
    "role",
    "occurred_at",
    "recorded_at",
    "digest",
    "link",
]
OLD, NEW = (", ".join(f"{row}.{column}" for column in SAME) for row in ("OLD", "NEW"))
REFUSE = "RAISE EXCEPTION 'Regels van trail_event liggen vast.';"
# The one change that an event allows; the record of the blanking is there first.
UNCHANGED_OR_BLANKED = (
    # Only names of columns are put in.
    "CREATE OR REPLACE FUNCTION trail_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$"  # noqa: S608
    "BEGIN IF TG_OP = 'UPDATE' THEN IF NEW.salt = '' AND NEW.payload = '' "
    f"AND ({NEW}) IS NOT DISTINCT FROM ({OLD}) "
    "AND EXISTS (SELECT 1 FROM trail_event_blanking b WHERE b.event_id = OLD.id) "
    f"THEN RETURN NEW; END IF; END IF; {REFUSE} END$$"
)
UNCHANGED = (
    "CREATE OR REPLACE FUNCTION trail_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$"
    f"BEGIN {REFUSE} END$$"
)
BLANK = """
CREATE FUNCTION trail_event_blank(events bigint[], moment timestamptz)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE blanked integer;
BEGIN
    INSERT INTO trail_event_blanking (event_id, blanked_at)
    SELECT e.id, moment FROM trail_event e WHERE e.id = ANY (events) AND e.payload <> '';
    UPDATE trail_event SET salt = '', payload = '' WHERE id = ANY (events) AND payload <> '';
    GET DIAGNOSTICS blanked = ROW_COUNT;
    RETURN blanked;
END$$
"""


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]

    operations = [
        *append_only("trail_event"),
        *append_only("trail_event_blanking"),
        migrations.RunSQL(sql=[(UNCHANGED_OR_BLANKED, None)], reverse_sql=[(UNCHANGED, None)]),
        migrations.RunSQL(
            sql=[(BLANK, None)],
            reverse_sql=[("DROP FUNCTION trail_event_blank(bigint[], timestamptz)", None)],
        ),
    ]
