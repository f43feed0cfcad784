from django.db import migrations

from mit_waakstand.database_rules import frozen


class Migration(migrations.Migration):
    dependencies = [("afwegingskader", "0001_initial")]

    operations = frozen(
        "adopted_weegvragen_are_frozen",
        "afwegingskader_weighingquestions",
        when="OLD.state <> 'concept'",
        columns=["number", "content", "is_example", "adopted_at", "adopted_by_id"],
        message="Een vastgestelde versie verandert niet meer.",
    )
