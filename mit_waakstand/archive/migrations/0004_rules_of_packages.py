from django.db import migrations

from mit_waakstand.database_rules import frozen


class Migration(migrations.Migration):
    dependencies = [("archive", "0003_packages")]

    operations = frozen(
        "made_package_is_frozen",
        "archive_package",
        when="OLD.made_at IS NOT NULL",
        columns=[
            "situation_id",
            "requested_at",
            "requested_by_id",
            "made_at",
            "sha256",
            "size",
            "inventory",
        ],
        message="Een gemaakt pakket verandert niet meer.",
    )
