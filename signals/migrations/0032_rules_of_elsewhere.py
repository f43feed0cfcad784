from django.db import migrations

from mit_waakstand.database_rules import append_only, refused_when

OF_SOMETHING_PUBLIC = refused_when(
    "elsewhere_belongs_to_a_published_signal",
    "signals_elsewhere",
    when="EXISTS (SELECT 1 FROM signals_signal s WHERE s.id = NEW.signal_id "
    "AND s.state <> 'gepubliceerd')",
    message="Alleen een gepubliceerd signaal staat op de website van het SCP.",
)
NOT_IN_THE_FUTURE = refused_when(
    "elsewhere_is_not_in_the_future",
    "signals_elsewhere",
    when="NEW.live_on > (NEW.recorded_at AT TIME ZONE 'Europe/Amsterdam')::date",
    message="Deze datum ligt in de toekomst.",
)


class Migration(migrations.Migration):
    dependencies = [("signals", "0031_elsewhere")]

    operations = [*append_only("signals_elsewhere"), *OF_SOMETHING_PUBLIC, *NOT_IN_THE_FUTURE]
