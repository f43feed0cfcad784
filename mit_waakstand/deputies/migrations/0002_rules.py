from django.db import migrations

from mit_waakstand.database_rules import frozen, refused_when

RECORDED = frozen(
    "deputy_stays_as_recorded",
    "deputies_deputy",
    when="TRUE",
    columns=[
        "user_id",
        "place",
        "appointed_by",
        "appointed_on",
        "ends_on",
        "recorded_at",
        "recorded_by_id",
    ],
    message="Een vastgelegde waarnemer verandert niet. Beëindig de waarneming.",
)
ENDED = frozen(
    "ended_deputy_stays_ended",
    "deputies_deputy",
    when="OLD.state = 'beeindigd'",
    columns=["state", "ended_at", "ended_by_id"],
    message="Deze waarneming is beëindigd.",
)
APPOINTED = refused_when(
    "only_an_appointed_deputy_acts",
    "accounts_user",
    when="""NEW.acting_since IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM deputies_deputy d
        WHERE d.user_id = NEW.id AND d.state = 'treedt_op'
        AND d.ends_on IS NOT DISTINCT FROM NEW.acting_until
        AND (NEW.acting_since AT TIME ZONE 'Europe/Amsterdam')::date
            BETWEEN d.appointed_on AND coalesce(d.ends_on, 'infinity'))""",
    message="Alleen wie vooraf is vastgelegd als waarnemer, treedt op.",
)
STOPPED = refused_when(
    "who_is_no_deputy_does_not_act",
    "deputies_deputy",
    when="""NEW.state <> 'treedt_op' AND EXISTS (
        SELECT 1 FROM accounts_user u WHERE u.id = NEW.user_id AND u.acting_since IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM deputies_deputy d
        WHERE d.user_id = NEW.user_id AND d.state = 'treedt_op' AND d.id <> NEW.id)""",
    message="Deze waarnemer treedt nog op.",
)


class Migration(migrations.Migration):
    dependencies = [
        ("deputies", "0001_initial"),
        ("accounts", "0001_initial"),
    ]

    operations = [*RECORDED, *ENDED, *APPOINTED, *STOPPED]
