"""What the database itself keeps of every version: rules of the table, and migration operations."""

from django.db import migrations, models
from django.db.models import Q

from mit_waakstand.database_rules import checked, frozen, refusal, refused_when
from mit_waakstand.editions.states import NEVER_ADOPTED, AdoptionForm, EditionState

KEPT = [
    *("number", "content", "is_example", "made_from_id"),
    *("document_name", "document_checksum", "public_checksum"),
    *("adoption_form", "adopted_on", "adoption_reference", "adopted_at", "adopted_by_id"),
]
WAYS_BACK = (
    "OLD.state <> 'concept' AND NEW.state = 'concept' "
    "OR OLD.state = 'vervangen' AND NEW.state <> 'vervangen' "
    "OR OLD.state = 'ingetrokken' AND NEW.state <> 'ingetrokken' "
    "OR NEW.state = 'ingetrokken' AND OLD.state NOT IN ('concept', 'ingetrokken')"
)
MESSAGE = "Een vastgestelde versie verandert niet meer."


def edition_rules(name: str, article: str) -> list[models.BaseConstraint]:
    """Return what the database refuses of every kind; ``name`` makes the names of the rules."""
    return [*_one_at_a_time(name, article), *_decided(name), *_complete(name)]


def _one_at_a_time(name: str, article: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(
            fields=["state"],
            condition=Q(state=EditionState.ADOPTED),
            name=f"one_version_of_the_{name}_in_force",
            violation_error_message=f"Er geldt al een andere versie van {article}.",
        ),
        models.UniqueConstraint(
            fields=["state"],
            condition=Q(state=EditionState.DRAFT),
            name=f"one_draft_of_the_{name}_at_a_time",
            violation_error_message=f"Er is al een concept van {article}.",
        ),
    ]


def _decided(name: str) -> list[models.BaseConstraint]:
    """Return that who adopted or withdrew it is known, when, and in which meeting or round."""
    was_never, was_withdrawn = Q(state__in=NEVER_ADOPTED), Q(state=EditionState.WITHDRAWN)
    return [
        models.CheckConstraint(
            condition=was_never | Q(adopted_at__isnull=False, adopted_by__isnull=False),
            name=f"adopted_{name}_say_when_and_by_whom",
        ),
        models.CheckConstraint(
            condition=was_never
            | Q(adoption_form__in=AdoptionForm.values, adopted_on__isnull=False)
            & ~Q(adoption_reference=""),
            name=f"adopted_{name}_say_in_which_meeting_or_round",
            violation_error_message=(
                "Leg vast in welke vergadering of schriftelijke ronde deze versie is vastgesteld."
            ),
        ),
        models.CheckConstraint(
            condition=Q(adopted_in=None) | Q(adoption_form=AdoptionForm.MEETING),
            name=f"written_round_of_the_{name}_has_no_meeting",
            violation_error_message="Bij een schriftelijke ronde hoort geen vergadering.",
        ),
        models.CheckConstraint(
            condition=was_withdrawn & Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
            | ~was_withdrawn & Q(withdrawn_at=None, withdrawn_by=None),
            name=f"withdrawn_{name}_say_when_and_by_whom",
        ),
    ]


def _complete(name: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(document_checksum="", public_checksum="")
            | ~Q(document_checksum="") & ~Q(public_checksum=""),
            name=f"document_of_the_{name}_is_complete",
        ),
        models.CheckConstraint(
            condition=Q(published_at=None)
            | ~Q(state__in=NEVER_ADOPTED) & Q(published_by__isnull=False),
            name=f"public_{name}_were_adopted",
            violation_error_message="Alleen wat is vastgesteld, kan openbaar worden.",
        ),
    ]


def edition_is_frozen(
    name: str, table: str, *, also: tuple[str, ...] = ()
) -> list[migrations.RunSQL]:
    """Return the operations after which what was adopted never changes and nothing goes back.

    A draft, and nothing else, can be withdrawn for ever. ``also`` names the columns that this kind
    has of its own.
    """
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
            body=refusal(WAYS_BACK, message="Een versie gaat niet terug naar een eerdere stand."),
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
