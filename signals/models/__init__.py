"""The records of the signal workflow."""

from signals.models.addressee import Addressee
from signals.models.agreement import AgreedWay, CpoAgreement
from signals.models.calendar import CalendarCheck, EquatedDay
from signals.models.commission import Commission, CommissionChange
from signals.models.date_correction import IssueDateCorrection
from signals.models.decision import DecisionKind, DecisionSignal, MinisterDecision
from signals.models.disclosure import Disclosure
from signals.models.elsewhere import Elsewhere
from signals.models.kinds import MessageKind, RevisionKind
from signals.models.leak import Leak
from signals.models.message import Message
from signals.models.numbering import NumberSeries
from signals.models.participant import InterestDeclaration, Participant
from signals.models.proposal import Proposal
from signals.models.receipt import Channel, Receipt
from signals.models.response import Response
from signals.models.revision import Revision
from signals.models.signal import Purport, Signal
from signals.models.standing_decision import StandingDecision
from signals.models.suspension import Suspension
from signals.models.trigger import Trigger
from signals.models.weighing import Answer, Form, Judgement, Outcome, Weighing

__all__ = [
    "Addressee",
    "AgreedWay",
    "Answer",
    "CalendarCheck",
    "Channel",
    "Commission",
    "CommissionChange",
    "CpoAgreement",
    "DecisionKind",
    "DecisionSignal",
    "Disclosure",
    "Elsewhere",
    "EquatedDay",
    "Form",
    "InterestDeclaration",
    "IssueDateCorrection",
    "Judgement",
    "Leak",
    "Message",
    "MessageKind",
    "MinisterDecision",
    "NumberSeries",
    "Outcome",
    "Participant",
    "Proposal",
    "Purport",
    "Receipt",
    "Response",
    "Revision",
    "RevisionKind",
    "Signal",
    "StandingDecision",
    "Suspension",
    "Trigger",
    "Weighing",
]
