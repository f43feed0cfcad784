"""The interests of who is erased leave a closed weighing too; nothing else in it changes."""

from django.db import migrations

from mit_waakstand.database_rules import frozen_with_parent, undone

CLOSED = "Deze weging is gesloten en verandert niet meer."


def _rule(name: str, table: str, erasable: tuple[str, ...] = ()) -> list[migrations.RunSQL]:
    return frozen_with_parent(
        name,
        table,
        parent="signals_weighing",
        key="weighing_id",
        when="parent.state = 'gesloten'",
        message=CLOSED,
        erasable=erasable,
    )


PARTICIPANT = ("participant_of_closed_weighing_is_frozen", "signals_participant")
DECLARATION = ("interests_in_closed_weighing_are_frozen", "signals_interestdeclaration")


class Migration(migrations.Migration):
    dependencies = [("signals", "0033_expert_says_he_takes_part")]

    operations = [
        *undone(_rule(*PARTICIPANT)),
        *_rule(*PARTICIPANT, ("interests", "declined_because")),
        *undone(_rule(*DECLARATION)),
        *_rule(*DECLARATION, ("statement",)),
    ]
