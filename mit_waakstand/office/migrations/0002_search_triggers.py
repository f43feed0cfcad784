"""The index fills itself: how words are read, and which tables take part."""

from django.db import migrations

from mit_waakstand.office.search_rules import searchable, searched_with

# Dutch stems; accents are no part of a word.
CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION mit_dutch (COPY = dutch);
ALTER TEXT SEARCH CONFIGURATION mit_dutch
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, dutch_stem
"""
# Punctuation parts words, so that "MIW-2026-01" is three of them; an apostrophe and what cannot be
# seen (soft hyphen, zero width) part nothing.
PARTS = '-–—/\\_.,:;@#&+*=|<>(){}[]!?%~^$"“”„«»…·'
NOTHING = "'’‘`\u00ad\u200b\u200c\u200d\u2060\ufeff"
MOST = 100_000  # characters of one record
WORDS = f"""
CREATE FUNCTION search_words(given text) RETURNS tsvector LANGUAGE sql STABLE AS $$
SELECT to_tsvector('mit_dutch', translate(
    normalize(left(given, {MOST}), NFC), $from${PARTS}{NOTHING}$from$, '{" " * len(PARTS)}'))
$$
"""
# What words have in common beyond their stem: school and schol(en), huis and huiz(en), virus and
# viruss(en), pandemie and pandemieen, grens and grenz(en). What is cut off depends on the ending
# alone, so that a compound has the same root at its end as its last word.
ROOT = r"""
CREATE FUNCTION search_root(lexeme text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    translate(lexeme, 'zv', 'sf'), '([a-z])\1', '\1', 'g'),
    'ien$|ies$', 'ie'), '([bcdfghjklmnpqrtwxo])s$|(.{3})es$', '\1\2'),
    '(kind|lied|folk|goed)er$', '\1')
$$
"""
KEEP = """
CREATE FUNCTION search_keep(
    its_kind text, its_pk bigint, its_page bigint, an_exercise boolean, its_moment timestamptz,
    its_title text, its_body text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE its_words tsvector;
BEGIN
    IF EXISTS (
        SELECT 1 FROM office_searchentry WHERE kind = its_kind AND record_pk = its_pk
        AND happened_at = its_moment AND title = its_title AND body = its_body
    ) THEN RETURN; END IF;
    its_words := search_words(its_title || E'\\n' || its_body);
    INSERT INTO office_searchentry
        (kind, record_pk, page_pk, is_exercise, happened_at, title, body, words)
    VALUES (its_kind, its_pk, its_page, an_exercise, its_moment, its_title, its_body, its_words)
    ON CONFLICT (kind, record_pk) DO UPDATE SET
        happened_at = EXCLUDED.happened_at, title = EXCLUDED.title, body = EXCLUDED.body,
        words = EXCLUDED.words;
    INSERT INTO office_lexeme (lexeme, root)
    SELECT word.lexeme, search_root(word.lexeme) FROM unnest(its_words) AS word
    WHERE length(word.lexeme) <= 80
    AND NOT EXISTS (SELECT 1 FROM office_lexeme known WHERE known.lexeme = word.lexeme);
END$$
"""


def _make(create: str, drop: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql=[(create, None)], reverse_sql=[(drop, None)])


IN_SITUATION = "JOIN situations_situation situation ON situation.id = record.situation_id"


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0001_search_index"),
        ("signals", "0002_frozen"),
        ("situations", "0002_never_changes_sides"),
    ]

    operations = [
        _make(CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION mit_dutch"),
        _make(WORDS, "DROP FUNCTION search_words"),
        _make(ROOT, "DROP FUNCTION search_root"),
        _make(KEEP, "DROP FUNCTION search_keep"),
        *searchable(
            "situations_situation",
            title="record.title",
            body=("record.disease", "record.historical_case"),
            happened_at="record.opened_at",
            is_exercise="record.is_exercise",
        ),
        *searchable(
            "signals_trigger",
            title="situation.title",
            body=(
                "situation.disease",
                "record.omt_number",
                "record.informed_by",
                "record.learned_from",
                "record.gazette_reference",
                "record.description",
                "record.potential",
                "record.measures",
                "record.consequences",
                "record.changed",
                "record.assessment",
            ),
            happened_at="record.registered_at",
            is_exercise="situation.is_exercise",
            joins=IN_SITUATION,
        ),
        *searchable(
            "signals_weighing",
            title="situation.title",
            body=("situation.disease", "record.rationale", "record.departure", "record.urgency"),
            happened_at="record.opened_at",
            is_exercise="situation.is_exercise",
            joins=IN_SITUATION,
        ),
        *searchable(
            "signals_signal",
            title="coalesce(record.number, 'Concept ' || record.id) || ': ' || record.title",
            body=("record.summary", "record.text", "record.attachments", "record.copies"),
            happened_at="coalesce(record.issued_at, record.drafted_at)",
            is_exercise="record.is_exercise",
        ),
        *searchable(
            "signals_response",
            title="'Reactie op ' || coalesce(signal.number, '')",
            body=("record.text", "record.signed_by", "record.reference"),
            happened_at="record.received_on::timestamp AT TIME ZONE 'Europe/Amsterdam'",
            is_exercise="signal.is_exercise",
            page="record.signal_id",
            joins="JOIN signals_signal signal ON signal.id = record.signal_id",
        ),
        *searched_with(
            "situations_situation",
            columns=("title", "disease"),
            tables={"signals_trigger": "situation_id", "signals_weighing": "situation_id"},
        ),
    ]
