"""The workflow tables of domain §3: which step leads from where to where, and who takes it.

Everything reads them: ``workflow.step``, the buttons, the tests and the diagrams in the docs.
"""

from signals.states.decisions import (
    COMMISSION_STEPS,
    DECISION_STEPS,
    CommissionState,
    DecisionState,
)
from signals.states.proposals import PROPOSAL_STEPS, ProposalState
from signals.states.signals import ISSUED_OR_LATER, SIGNAL_STEPS, SignalState
from signals.states.suspensions import SUSPENSION_STEPS, SuspensionState
from signals.states.triggers import OPEN, TRIGGER_STEPS, Route, TriggerState
from signals.states.weighings import WEIGHING_STEPS, WeighingState

__all__ = [
    "COMMISSION_STEPS",
    "DECISION_STEPS",
    "ISSUED_OR_LATER",
    "OPEN",
    "PROPOSAL_STEPS",
    "SIGNAL_STEPS",
    "SUSPENSION_STEPS",
    "TRIGGER_STEPS",
    "WEIGHING_STEPS",
    "CommissionState",
    "DecisionState",
    "ProposalState",
    "Route",
    "SignalState",
    "SuspensionState",
    "TriggerState",
    "WeighingState",
]
