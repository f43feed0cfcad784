from django.db import migrations

from mit_waakstand.database_rules import append_only


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial")]

    operations = [*append_only("duties_norm"), *append_only("duties_proof")]
