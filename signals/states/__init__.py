"""The workflow tables of domain §3: which step leads from where to where, and who takes it.

Everything reads them: ``workflow.step``, the buttons, the tests and the diagrams in the docs.
"""

from signals.states.signals import ISSUED_OR_LATER, SIGNAL_STEPS, SignalState
from signals.states.triggers import TRIGGER_STEPS, Route, TriggerState
from signals.states.weighings import WEIGHING_STEPS, WeighingState

__all__ = [
    "ISSUED_OR_LATER",
    "SIGNAL_STEPS",
    "TRIGGER_STEPS",
    "WEIGHING_STEPS",
    "Route",
    "SignalState",
    "TriggerState",
    "WeighingState",
]
