from django.db import migrations

# In a trigger "old" is the row before the change, so a table may not be called that. The body
# that 0006 made could never run; going back leaves this one, which 0006 then drops.
REPLACES = """
CREATE OR REPLACE FUNCTION decision_replaces_within_its_situation() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM signals_ministerdecision earlier
        WHERE earlier.id = NEW.replaces_id AND earlier.situation_id = NEW.situation_id
            AND earlier.state = 'vervangen'
    ) THEN
        RAISE EXCEPTION 'Een besluit vervangt alleen een eerdere vastlegging in dezelfde situatie.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END$$
"""


class Migration(migrations.Migration):
    dependencies = [("signals", "0017_rules_of_proposals_and_hand_over")]

    operations = [migrations.RunSQL(sql=[(REPLACES, None)], reverse_sql=migrations.RunSQL.noop)]
