"""What can be found of the signal workflow, and by whom: each record answers that itself."""

from mit_waakstand.accounts.models import User
from mit_waakstand.findable import Findable, findable
from mit_waakstand.situations.models import Situation
from signals.models import (
    Commission,
    Message,
    MinisterDecision,
    Proposal,
    Response,
    Signal,
    Trigger,
    Weighing,
)


@findable("situations_situation")
def situations(user: User) -> Findable:
    """Return the situations."""
    visible = Situation.objects.visible_to(user)
    return Findable(label="Situatie", visible=visible, url_name="signals:situation")


@findable("signals_trigger")
def triggers(user: User) -> Findable:
    """Return the triggers."""
    visible = Trigger.objects.visible_to(user)
    return Findable(label="Aanleiding", visible=visible, url_name="signals:trigger")


@findable("signals_weighing")
def weighings(user: User) -> Findable:
    """Return the weighings."""
    visible = Weighing.objects.visible_to(user)
    return Findable(label="Weging", visible=visible, url_name="signals:weighing")


@findable("signals_signal")
def signals(user: User) -> Findable:
    """Return the signals: for Bureau SG only what was issued (independence)."""
    visible = Signal.objects.visible_to(user)
    return Findable(label="Signaal", visible=visible, url_name="signals:signal")


@findable("signals_response")
def responses(user: User) -> Findable:
    """Return the responses, each on the page of its signal."""
    visible = Response.objects.filter(signal__in=Signal.objects.visible_to(user))
    return Findable(label="Reactie", visible=visible, url_name="signals:signal", place="reactie")


@findable("signals_message")
def messages(user: User) -> Findable:
    """Return the messages about signals, each on the page of its signal."""
    visible = Message.objects.visible_to(user)
    return Findable(label="Bericht", visible=visible, url_name="signals:signal")


@findable("signals_ministerdecision")
def decisions(user: User) -> Findable:
    """Return the decisions of the Minister."""
    visible = MinisterDecision.objects.visible_to(user)
    return Findable(label="Besluit", visible=visible, url_name="signals:ministerdecision")


@findable("signals_commission")
def commissions(user: User) -> Findable:
    """Return the commissies."""
    visible = Commission.objects.visible_to(user)
    return Findable(label="Commissie MIT", visible=visible, url_name="signals:commission")


@findable("signals_proposal")
def proposals(user: User) -> Findable:
    """Return the proposals: for an expert his own."""
    visible = Proposal.objects.visible_to(user)
    return Findable(label="Voorstel", visible=visible, url_name="signals:proposal")
