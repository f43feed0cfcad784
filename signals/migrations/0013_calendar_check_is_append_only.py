from django.db import migrations

from mit_waakstand.database_rules import append_only


class Migration(migrations.Migration):
    dependencies = [("signals", "0012_equated_days")]

    operations = [*append_only("signals_calendarcheck")]
