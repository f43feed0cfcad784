"""What may happen to the minutes of a meeting: written, adopted, replaced by a correction.

The secretaris keeps them; adopting is the CPO's, as with all that is adopted (domain §5).
"""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class MinutesState(models.TextChoices):
    """States of one version of the minutes."""

    DRAFT = "concept", "concept"
    ADOPTED = "vastgesteld", "vastgesteld"
    REPLACED = "vervangen", "vervangen door een correctie"


MINUTES_STEPS = Steps(
    Step(
        verb="draft",
        label="Verslag schrijven",
        sentence="heeft een verslag begonnen",
        sources=sources(START),
        target=MinutesState.DRAFT,
        permission="minutes.write",
        stamp="drafted",
        by_hand=False,
    ),
    Step(
        verb="edit",
        label="Verslag bewerken",
        sentence="heeft het verslag bewerkt",
        sources=sources(MinutesState.DRAFT),
        permission="minutes.write",
        by_hand=False,
    ),
    Step(
        verb="adopt",
        label="Verslag vaststellen",
        sentence="heeft het verslag vastgesteld",
        sources=sources(MinutesState.DRAFT),
        target=MinutesState.ADOPTED,
        permission="minutes.adopt",
        stamp="adopted",
        guards=("lacks_text", "meeting_was_not_held"),
    ),
    Step(
        verb="replace",
        label="Vervangen",
        sentence="heeft het verslag vervangen door een correctie",
        sources=sources(MinutesState.ADOPTED),
        target=MinutesState.REPLACED,
        permission="minutes.adopt",
        stamp="replaced",
        by_hand=False,
    ),
    Step(
        verb="correct",
        label="Correctie beginnen",
        sentence="heeft een correctie van het verslag begonnen",
        sources=sources(MinutesState.ADOPTED),
        permission="minutes.write",
        guards=("is_being_corrected",),
        aside=True,
    ),
)
