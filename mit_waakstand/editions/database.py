"""What the database itself keeps of every version: migration operations."""

from django.db import migrations

from mit_waakstand.database_rules import checked, frozen, refusal, refused_when

KEPT = [
    *("number", "content", "is_example", "made_from_id"),
    *("document_name", "document_checksum", "public_checksum"),
    *("adoption_form", "adopted_on", "adoption_reference", "adopted_at", "adopted_by_id"),
]
MESSAGE = "Een vastgestelde versie verandert niet meer."


def edition_is_frozen(
    name: str, table: str, *, also: tuple[str, ...] = ()
) -> list[migrations.RunSQL]:
    """Return the operations after which what was adopted never changes and never goes back.

    ``also`` names the columns that this kind has of its own.
    """
    back = (
        "OLD.state <> 'concept' AND NEW.state = 'concept' "
        "OR OLD.state = 'vervangen' AND NEW.state <> 'vervangen'"
    )
    return [
        *frozen(
            f"adopted_{name}_are_frozen",
            table,
            when="OLD.state <> 'concept'",
            columns=[*KEPT, *also],
            message=MESSAGE,
        ),
        *checked(
            f"{name}_never_go_back",
            table,
            moment="BEFORE UPDATE",
            body=refusal(back, message="Een versie gaat niet terug naar een eerdere stand."),
        ),
    ]


def adopted_where_people_met(
    name: str, table: str, *, meetings: str, held: str
) -> list[migrations.RunSQL]:
    """Return the operations after which a version names no meeting but one that was held.

    ``held`` is a condition on the row ``meeting`` of the table ``meetings``.
    """
    is_held = (
        # Names and conditions come from migrations, never from a person.
        f"SELECT 1 FROM {meetings} meeting WHERE meeting.id = NEW.adopted_in_id AND {held}"  # noqa: S608
    )
    return refused_when(
        f"meeting_that_adopted_the_{name}_was_held",
        table,
        when=f"NEW.adopted_in_id IS NOT NULL AND NOT EXISTS ({is_held})",
        message="Kies een vergadering die is gehouden, en die geen oefening is.",
    )
