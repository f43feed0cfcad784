"""A publication is never changed or removed; one function may blank it for privacy.

That is the CPO's, after a notice, once.
"""

from django.db import migrations

from mit_waakstand.database_rules import append_only, refused_when

SAME = [
    "id",
    "position",
    "kind",
    "key",
    "version",
    "published_at",
    "digest",
    "previous_hash",
    "hash",
]
OLD, NEW = (", ".join(f"{row}.{column}" for column in SAME) for row in ("OLD", "NEW"))
REFUSE = "RAISE EXCEPTION 'Regels van publication liggen vast.';"

# The one change that a row of the register allows. Whoever updates it, the record of the blanking
# is there first, and that has its own rules below.
UNCHANGED_OR_BLANKED = (
    # Only names of columns are put in.
    "CREATE OR REPLACE FUNCTION publication_append_only() RETURNS trigger LANGUAGE plpgsql AS $$"  # noqa: S608
    "BEGIN IF TG_OP = 'UPDATE' THEN "
    "IF NEW.salt = '' AND NEW.payload = '' AND NEW.files = '[]'::jsonb "
    f"AND ({NEW}) IS NOT DISTINCT FROM ({OLD}) "
    "AND EXISTS (SELECT 1 FROM publication_blanking b WHERE b.publication_id = OLD.id) "
    f"THEN RETURN NEW; END IF; END IF; {REFUSE} END$$"
)
UNCHANGED = (
    "CREATE OR REPLACE FUNCTION publication_append_only() RETURNS trigger LANGUAGE plpgsql AS $$"
    f"BEGIN {REFUSE} END$$"
)
BY_THE_CPO = refused_when(
    "only_the_cpo_blanks",
    "publication_blanking",
    when="TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = NEW.blanked_by_id "
    "AND u.is_active AND (u.role = 'cpo' OR (u.acting_since IS NOT NULL "
    "AND (u.acting_until IS NULL OR u.acting_until >= "
    "(NEW.blanked_at AT TIME ZONE 'Europe/Amsterdam')::date))))",
    message="Alleen de CPO maakt een publicatie leeg.",
)
AFTER_A_NOTICE = refused_when(
    "blanking_follows_a_notice",
    "publication_blanking",
    when="TG_OP = 'INSERT' AND (NEW.reason <> 'persoonsgegevens' OR NOT EXISTS ("
    "SELECT 1 FROM publication p, publication r "
    "WHERE p.id = NEW.publication_id AND r.id = NEW.removal_id AND r.payload <> '' "
    "AND r.payload::jsonb->>'verwijderd' = 'true' "
    "AND r.payload::jsonb->>'reden' = NEW.reason "
    "AND r.payload::jsonb->'volgnummers' @> to_jsonb(p.position)))",
    message="Leegmaken kan alleen om persoonsgegevens, na een bericht van verwijdering.",
)
BLANK = """
CREATE FUNCTION publication_blank(notice bigint, who bigint, moment timestamptz)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE blanked integer;
BEGIN
    PERFORM pg_advisory_xact_lock(7351002);
    INSERT INTO publication_blanking (publication_id, removal_id, reason, blanked_by_id, blanked_at)
    SELECT p.id, r.id, r.payload::jsonb->>'reden', who, moment
    FROM publication r JOIN publication p
    ON p.kind = r.kind AND p.key = r.key AND p.version < r.version AND p.payload <> ''
    WHERE r.id = notice;
    UPDATE publication SET salt = '', payload = '', files = '[]'
    WHERE payload <> ''
    AND id IN (SELECT b.publication_id FROM publication_blanking b WHERE b.removal_id = notice);
    GET DIAGNOSTICS blanked = ROW_COUNT;
    RETURN blanked;
END$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("public_site", "0001_initial"),
        ("accounts", "0001_initial"),
    ]

    operations = [
        *append_only("publication"),
        *append_only("publication_blanking"),
        *BY_THE_CPO,
        *AFTER_A_NOTICE,
        migrations.RunSQL(sql=[(UNCHANGED_OR_BLANKED, None)], reverse_sql=[(UNCHANGED, None)]),
        migrations.RunSQL(
            sql=[(BLANK, None)],
            reverse_sql=[("DROP FUNCTION publication_blank(bigint, bigint, timestamptz)", None)],
        ),
    ]
