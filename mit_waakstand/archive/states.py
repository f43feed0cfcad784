"""The workflow tables of the archive (standards.md §2): what is kept, and what stands still."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


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


class HandoverState(models.TextChoices):
    """How far a dossier is on its way to a commissie MIT, and back."""

    PREPARED = "voorbereid", "voorbereid"
    HANDED = "overgedragen", "overgedragen aan de commissie"
    RETURNED = "teruggekomen", "archief van de commissie ontvangen"


HANDOVER_STEPS = Steps(
    Step(
        verb="prepare",
        label="Overdracht voorbereiden",
        sentence="heeft de overdracht van het dossier aan een commissie voorbereid",
        sources=sources(START),
        target=HandoverState.PREPARED,
        permission="handover.prepare",
        stamp="prepared",
        by_hand=False,
    ),
    Step(
        verb="hand_over",
        label="Overdracht vastleggen",
        sentence="heeft het dossier overgedragen aan de commissie",
        sources=sources(HandoverState.PREPARED),
        target=HandoverState.HANDED,
        permission="handover.hand_over",
        stamp="handed",
        guards=("has_no_package",),
    ),
    Step(
        verb="take_in",
        label="Stuk van de commissie opnemen",
        sentence="heeft een stuk van de commissie opgenomen",
        sources=sources(HandoverState.HANDED, HandoverState.RETURNED),
        target=HandoverState.RETURNED,
        permission="handover.take_in",
    ),
)


class WooState(models.TextChoices):
    """How far the inventory for a Woo request is; nothing becomes public by it."""

    DRAFT = "concept", "concept"
    ADOPTED = "vastgesteld", "vastgesteld"


WOO_STEPS = Steps(
    Step(
        verb="begin",
        label="Woo-inventaris maken",
        sentence="heeft een Woo-inventaris van het dossier gevraagd",
        sources=sources(START),
        target=WooState.DRAFT,
        permission="woo.judge",
        stamp="begun",
        by_hand=False,
    ),
    Step(
        verb="judge",
        label="Document beoordelen",
        sentence="heeft een document in een Woo-inventaris beoordeeld",
        sources=sources(WooState.DRAFT),
        permission="woo.judge",
        when=("is_listed",),
    ),
    Step(
        verb="adopt",
        label="Woo-inventaris vaststellen",
        sentence="heeft een Woo-inventaris vastgesteld",
        sources=sources(WooState.DRAFT),
        target=WooState.ADOPTED,
        permission="woo.adopt",
        stamp="adopted",
        guards=("lacks_judgements",),
    ),
    Step(
        verb="pack",
        label="Woo-uitvoer maken",
        sentence="heeft de uitvoer van een Woo-inventaris gevraagd",
        sources=sources(WooState.ADOPTED),
        permission="archive.export",
        still=("is_not_packed",),
        aside=True,
    ),
)
