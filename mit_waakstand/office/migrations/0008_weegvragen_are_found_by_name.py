"""The words of the weegvragen stand in every weighing: found by them, they hide what one seeks."""

import importlib

from django.db import migrations

from mit_waakstand.database_rules import undone
from mit_waakstand.office.search_rules import searchable

before = importlib.import_module("mit_waakstand.office.migrations.0007_kader_is_found")


class Migration(migrations.Migration):
    dependencies = [("office", "0007_kader_is_found")]

    operations = [
        *undone(
            searchable(
                "afwegingskader_weighingquestions",
                title="'Weegvragen, versie ' || record.number",
                **before.EDITION,
            )
        ),
        *searchable(
            "afwegingskader_weighingquestions",
            title="'Weegvragen, versie ' || record.number",
            body=("record.adoption_reference",),
            happened_at="coalesce(record.adopted_at, now())",
            is_exercise="false",
        ),
    ]
