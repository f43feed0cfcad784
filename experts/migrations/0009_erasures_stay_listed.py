"""An erasure stays on the list."""

from django.db import migrations

from mit_waakstand.database_rules import append_only


class Migration(migrations.Migration):
    """Rules only."""

    dependencies = [("experts", "0008_erasures")]

    operations = append_only("experts_erasure")
