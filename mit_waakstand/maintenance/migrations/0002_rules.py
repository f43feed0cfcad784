from django.db import migrations

from mit_waakstand.database_rules import checked, frozen

RULE = "nobody_writes_during_maintenance"
# An act leaves an event when it is done; refused, nothing of it is kept. What goes on all the same:
# the machine (nobody's events, from elsewhere than the web), maintenance itself, and what signing
# in writes about who signs in.
WRITES = (
    "NEW.subject <> 'maintenance.maintenance' "
    "AND NOT (NEW.subject = 'accounts.user' AND NEW.subject_pk IS NOT DISTINCT FROM NEW.by_id) "
    "AND (NEW.by_id IS NOT NULL OR current_setting('mit.process', true) = 'web')"
)
RUNS = "EXISTS (SELECT 1 FROM maintenance_maintenance WHERE ended_at IS NULL)"
SENTENCE = "Het is nu alleen lezen (onderhoud)."
REFUSE = (
    f"IF ({WRITES}) AND {RUNS} THEN RAISE EXCEPTION '{SENTENCE}' "
    f"USING ERRCODE = 'check_violation', CONSTRAINT = '{RULE}'; END IF; "
)


class Migration(migrations.Migration):
    dependencies = [("maintenance", "0001_initial"), ("trail", "0002_rules")]

    operations = [
        *checked(RULE, "trail_event", moment="BEFORE INSERT", body=REFUSE),
        *frozen(
            "ended_maintenance_is_frozen",
            "maintenance_maintenance",
            columns=[
                "reason",
                "expected_until",
                "began_at",
                "began_by_id",
                "ended_at",
                "ended_by_id",
            ],
            when="OLD.ended_at IS NOT NULL",
            message="Onderhoud dat voorbij is, ligt vast.",
        ),
    ]
