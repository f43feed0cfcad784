"""What may happen to a suspension of the waakstand (domain §3.5)."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class SuspensionState(models.TextChoices):
    """States of a suspension. Whether it holds on a day follows from the dates."""

    PROPOSED = "voorgesteld", "voorgesteld"
    RUNNING = "lopend", "lopend"
    ENDED = "beeindigd", "beëindigd"
    DROPPED = "vervallen", "voorstel vervallen"


SUSPENSION_STEPS = Steps(
    Step(
        verb="propose",
        label="Opschorting voorstellen",
        sentence="heeft opschorting van de waakstand voorgesteld",
        sources=sources(START),
        target=SuspensionState.PROPOSED,
        permission="commission.record",
        stamp="proposed",
        guards=("commission_is_over",),
        by_hand=False,
    ),
    Step(
        verb="register",
        label="Opschorting registreren",
        sentence="heeft de opschorting van de waakstand geregistreerd",
        sources=sources(SuspensionState.PROPOSED),
        target=SuspensionState.RUNNING,
        permission="suspension.register",
        stamp="registered",
        guards=("starts_later", "commission_is_over"),
    ),
    Step(
        verb="drop",
        label="Voorstel laten vervallen",
        sentence="heeft het voorstel tot opschorting laten vervallen",
        sources=sources(SuspensionState.PROPOSED),
        target=SuspensionState.DROPPED,
        permission="suspension.register",
        stamp="dropped",
    ),
    Step(
        verb="prepare",
        label="Checklist bijwerken",
        sentence="heeft de checklist voor de hervatting bijgewerkt",
        sources=sources(SuspensionState.RUNNING),
        permission="suspension.prepare",
    ),
    Step(
        verb="end",
        label="Hervatting bevestigen",
        sentence="heeft bevestigd dat de waakstand is hervat",
        sources=sources(SuspensionState.RUNNING),
        target=SuspensionState.ENDED,
        permission="suspension.end",
        stamp="ended",
        guards=("commission_still_runs", "lacks_checklist"),
    ),
)
