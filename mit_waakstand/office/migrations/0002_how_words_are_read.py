"""How the search reads words."""

from django.db import migrations

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
    translate(lexeme, 'zv', 'sf'), '([b-df-hj-np-tv-z])\1', '\1', 'g'),
    'ieen$|ies$', 'ie'), '([bcdfghjklmnpqrtwxo])s$|(.{3})es$', '\1\2'),
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


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial")]

    operations = [
        _make(CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION mit_dutch"),
        _make(WORDS, "DROP FUNCTION search_words"),
        _make(ROOT, "DROP FUNCTION search_root"),
        _make(KEEP, "DROP FUNCTION search_keep"),
    ]
