from django.db import migrations

from mit_waakstand.database_rules import frozen, undone
from mit_waakstand.editions.database import drafts_are_withdrawn

COLUMNS = [
    *("state", "owner_id", "due_on"),
    *("decided_at", "decided_by_id", "edition_id", "outcome"),
]
DECIDED = "Over deze les is al besloten."
WAITS_AGAIN = (
    "EXISTS (SELECT 1 FROM draaiboek_playbookedition e "
    "WHERE e.id = OLD.edition_id AND e.state = 'ingetrokken')"
)


class Migration(migrations.Migration):
    dependencies = [("draaiboek", "0009_drafts_are_withdrawn")]

    operations = [
        *drafts_are_withdrawn("draaiboek", "draaiboek_playbookedition"),
        *undone(
            frozen(
                "decided_lesson_is_frozen",
                "draaiboek_lesson",
                when="OLD.state <> 'open'",
                columns=COLUMNS,
                message=DECIDED,
            )
        ),
        *frozen(
            "decided_lesson_is_frozen",
            "draaiboek_lesson",
            when=f"OLD.state <> 'open' AND NOT {WAITS_AGAIN}",
            columns=COLUMNS,
            message=DECIDED,
        ),
    ]
