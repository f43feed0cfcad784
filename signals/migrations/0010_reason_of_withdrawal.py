from django.db import migrations

# Until now only the closing of a weighing withdrew a concept, with its outcome as reason.
FILL = """
    UPDATE signals_signal s SET withdrawal_reason = w.rationale
    FROM signals_weighing w WHERE w.id = s.weighing_id AND s.state = 'ingetrokken'
"""


class Migration(migrations.Migration):
    dependencies = [("signals", "0009_round_the_letter")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
