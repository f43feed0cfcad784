"""The workflow tables of the archive (standards.md §2): what is kept, and what stands still."""

from django.db import models

from mit_waakstand.workflow import Step, Steps, sources


class DossierState(models.TextChoices):
    """Whether people hold a dossier; that a commissie holds it is derived, never stored."""

    FREE = "vrij", "niet vastgehouden"
    HELD = "vastgehouden", "vastgehouden"


DOSSIER_STEPS = Steps(
    Step(
        verb="appraise",
        label="Waardering vastleggen",
        sentence="heeft de waardering van het dossier vastgelegd",
        sources=sources(*DossierState),
        permission="archive.appraise",
        stamp="appraised",
        aside=True,
    ),
    Step(
        verb="hold",
        label="Dossier vasthouden",
        sentence="houdt het dossier vast",
        sources=sources(DossierState.FREE),
        target=DossierState.HELD,
        permission="archive.hold",
        stamp="held",
        aside=True,
    ),
    Step(
        verb="lift",
        label="Vasthouden opheffen",
        sentence="heeft het vasthouden van het dossier opgeheven",
        sources=sources(DossierState.HELD),
        target=DossierState.FREE,
        permission="archive.lift",
        stamp="lifted",
        aside=True,
    ),
)
