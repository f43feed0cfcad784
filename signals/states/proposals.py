"""What may happen to a proposal of an expert (domain §2, route 3)."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class ProposalState(models.TextChoices):
    """States of a proposal; the CPO answers with a reason both ways."""

    SUBMITTED = "ingediend", "ingediend"
    TAKEN_OVER = "overgenomen", "overgenomen"
    REJECTED = "afgewezen", "afgewezen"


ANSWERED = (ProposalState.TAKEN_OVER, ProposalState.REJECTED)

PROPOSAL_STEPS = Steps(
    Step(
        verb="submit",
        label="Weging voorstellen",
        sentence="heeft een weging voorgesteld",
        sources=sources(START),
        target=ProposalState.SUBMITTED,
        permission="proposal.submit",
        stamp="submitted",
        by_hand=False,
    ),
    Step(
        verb="take_over",
        label="Voorstel overnemen",
        sentence="heeft het voorstel overgenomen",
        sources=sources(ProposalState.SUBMITTED),
        target=ProposalState.TAKEN_OVER,
        permission="proposal.answer",
        stamp="answered",
    ),
    Step(
        verb="reject",
        label="Voorstel afwijzen",
        sentence="heeft het voorstel afgewezen",
        sources=sources(ProposalState.SUBMITTED),
        target=ProposalState.REJECTED,
        permission="proposal.answer",
        stamp="answered",
    ),
)
