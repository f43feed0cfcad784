from django.db import migrations

from mit_waakstand.database_rules import frozen


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_initial")]

    operations = frozen(
        "dossier_stays_with_its_situation",
        "archive_dossier",
        when="TRUE",
        columns=["situation_id"],
        message="Een dossier verdwijnt niet, en hoort bij één situatie.",
    )
