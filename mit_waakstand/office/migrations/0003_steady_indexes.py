"""Writing pays for its own index entries, so that the next search does not."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0002_search_triggers"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="lexeme",
            name="lexeme_by_part",
        ),
        migrations.RemoveIndex(
            model_name="searchentry",
            name="entry_by_words",
        ),
        migrations.AddIndex(
            model_name="lexeme",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["root"], name="lexeme_by_part", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="entry_by_words"
            ),
        ),
    ]
