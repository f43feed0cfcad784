"""What the database itself keeps of every version: migration operations."""

from django.db import migrations

from mit_waakstand.database_rules import checked, frozen, refusal

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
