"""A review of access is only ever added."""

from django.db import migrations

from mit_waakstand.database_rules import append_only


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [*append_only("people_accessreview")]
