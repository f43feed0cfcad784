from django.db import migrations

from mit_waakstand.database_rules import frozen


class Migration(migrations.Migration):
    dependencies = [("situations", "0001_initial")]

    operations = frozen(
        "situation_never_changes_sides",
        "situations_situation",
        when="TRUE",
        columns=["is_exercise"],
        message="Een oefening blijft een oefening, en echt blijft echt.",
    )
