"""The records of the signal workflow."""

from signals.models.addressee import Addressee
from signals.models.numbering import NumberSeries
from signals.models.response import Response
from signals.models.signal import Purport, Signal
from signals.models.trigger import Trigger
from signals.models.weighing import Answer, Form, Judgement, Outcome, Participant, Weighing

__all__ = [
    "Addressee",
    "Answer",
    "Form",
    "Judgement",
    "NumberSeries",
    "Outcome",
    "Participant",
    "Purport",
    "Response",
    "Signal",
    "Trigger",
    "Weighing",
]
