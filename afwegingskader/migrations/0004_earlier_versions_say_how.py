"""What was adopted before the form of a decision was recorded says so, with the day it was."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("afwegingskader", "0003_versions_and_history")]

    operations = [
        migrations.RunSQL(
            sql="UPDATE afwegingskader_weighingquestions SET adoption_form = 'schriftelijk', "
            "adopted_on = (adopted_at AT TIME ZONE 'Europe/Amsterdam')::date, "
            "adoption_reference = 'vastgesteld voordat dit werd vastgelegd' "
            "WHERE state <> 'concept'",
            reverse_sql="UPDATE afwegingskader_weighingquestions SET adoption_form = '', "
            "adopted_on = NULL, adoption_reference = '' "
            "WHERE adoption_reference = 'vastgesteld voordat dit werd vastgelegd'",
        ),
    ]
