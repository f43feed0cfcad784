"""A publication is never changed or removed, also not by somebody at the database."""

from django.db import migrations

from mit_waakstand.database_rules import append_only


class Migration(migrations.Migration):
    """Row triggers for UPDATE and DELETE; one for TRUNCATE, which row triggers do not see."""

    dependencies = [("public_site", "0001_initial")]

    operations = append_only("publication")
