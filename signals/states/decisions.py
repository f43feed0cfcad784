"""What may happen to a decision of the Minister and to a commissie MIT (domain §3.4)."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class DecisionState(models.TextChoices):
    """States of a decision: a wrong record stays, marked, beside the one that replaces it."""

    RECORDED = "vastgelegd", "vastgelegd"
    REPLACED = "vervangen", "vervangen door een verbeterde vastlegging"


class CommissionState(models.TextChoices):
    """States of a commissie; whether it still runs follows from its dates."""

    RECORDED = "vastgelegd", "vastgelegd"


DECISION_STEPS = Steps(
    Step(
        verb="record",
        label="Besluit vastleggen",
        sentence="heeft een besluit van de minister vastgelegd",
        sources=sources(START),
        target=DecisionState.RECORDED,
        permission="decision.record",
        stamp="recorded",
        by_hand=False,
    ),
    Step(
        verb="replace",
        label="Vastlegging verbeteren",
        sentence="heeft de vastlegging van het besluit vervangen",
        sources=sources(DecisionState.RECORDED),
        target=DecisionState.REPLACED,
        permission="decision.record",
        stamp="replaced",
    ),
)

COMMISSION_STEPS = Steps(
    Step(
        verb="record",
        label="Commissie vastleggen",
        sentence="heeft een commissie MIT vastgelegd",
        sources=sources(START),
        target=CommissionState.RECORDED,
        permission="commission.record",
        stamp="recorded",
        by_hand=False,
    ),
    Step(
        verb="change_end",
        label="Einddatum wijzigen",
        sentence="heeft de einddatum van de commissie gewijzigd",
        sources=sources(CommissionState.RECORDED),
        permission="commission.record",
    ),
    Step(
        verb="propose",
        label="Opschorting voorstellen",
        sentence="heeft opschorting van de waakstand voorgesteld",
        sources=sources(CommissionState.RECORDED),
        permission="suspension.prepare",
        guards=("has_open_suspension",),
    ),
)
