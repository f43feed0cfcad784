"""The records of the signal workflow."""

from signals.models.addressee import Addressee
from signals.models.commission import Commission, CommissionChange
from signals.models.decision import DecisionKind, DecisionSignal, MinisterDecision
from signals.models.leak import Leak
from signals.models.message import Message, MessageKind
from signals.models.numbering import NumberSeries
from signals.models.response import Response
from signals.models.revision import Revision, RevisionKind
from signals.models.signal import Purport, Signal
from signals.models.standing_decision import StandingDecision
from signals.models.suspension import Suspension
from signals.models.trigger import Trigger
from signals.models.weighing import Answer, Form, Judgement, Outcome, Participant, Weighing

__all__ = [
    "Addressee",
    "Answer",
    "Commission",
    "CommissionChange",
    "DecisionKind",
    "DecisionSignal",
    "Form",
    "Judgement",
    "Leak",
    "Message",
    "MessageKind",
    "MinisterDecision",
    "NumberSeries",
    "Outcome",
    "Participant",
    "Purport",
    "Response",
    "Revision",
    "RevisionKind",
    "Signal",
    "StandingDecision",
    "Suspension",
    "Trigger",
    "Weighing",
]
