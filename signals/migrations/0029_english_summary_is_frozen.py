from django.db import migrations

from mit_waakstand.database_rules import frozen

OF_THE_SIGNAL = frozen(
    "english_summary_is_frozen_once_public",
    "signals_signal",
    when="OLD.state = 'gepubliceerd'",
    columns=["summary_en"],
    message="De Engelse samenvatting is openbaar. Verbeter haar met een correctie.",
)
OF_A_REVISION = frozen(
    "english_summary_of_revision_is_frozen",
    "signals_revision",
    when="TRUE",
    columns=["summary_en"],
    message="Een klaargezette wijziging verandert niet meer; laat haar vervallen en begin opnieuw.",
)


class Migration(migrations.Migration):
    dependencies = [("signals", "0028_english_summary")]

    operations = [*OF_THE_SIGNAL, *OF_A_REVISION]
