"""Koorts is not kort: a root keeps its double vowels."""

from django.db import migrations

BEFORE = r"""
CREATE OR REPLACE FUNCTION search_root(lexeme text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
SELECT regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    translate(lexeme, 'zv', 'sf'), '([a-z])\1', '\1', 'g'),
    'ien$|ies$', 'ie'), '([bcdfghjklmnpqrtwxo])s$|(.{3})es$', '\1\2'),
    '(kind|lied|folk|goed)er$', '\1')
$$
"""
# "ie+n": pandemieen keeps both its vowels now.
AFTER = BEFORE.replace("([a-z])", "([b-df-hj-np-tv-z])").replace("'ien$|ies$'", "'ieen$|ies$'")
AGAIN = "UPDATE office_lexeme SET root = search_root(lexeme)"


class Migration(migrations.Migration):
    dependencies = [("office", "0004_more_to_find")]

    operations = [
        migrations.RunSQL(sql=[(AFTER, None)], reverse_sql=[(AGAIN, None)]),
        migrations.RunSQL(sql=[(AGAIN, None)], reverse_sql=[(BEFORE, None)]),
    ]
