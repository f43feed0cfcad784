"""Taking out of the vocabulary of the search what no record says any more.

A word that only stood in an erased text may be a name, so the list of words forgets it too.
"""

from django.db import connection, transaction

# A word is a question of its own; its quotes and backslashes are doubled, as PostgreSQL reads it.
_FORGET = r"""
DELETE FROM office_lexeme known WHERE NOT EXISTS (
    SELECT 1 FROM office_searchentry entry WHERE entry.words @@
    ('''' || replace(replace(known.lexeme, '\', '\\'), '''', '''''') || '''')::tsquery
)
"""


def forget_words() -> int:
    """Return how many words were forgotten. Acts wait while it runs, so that none is missed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE office_searchentry IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(_FORGET)
        return int(cursor.rowcount)
