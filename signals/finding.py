"""What can be found of the signal workflow, and by whom: each record answers that itself."""

from mit_waakstand.accounts.models import User
from mit_waakstand.findable import Findable, findable
from mit_waakstand.situations.models import Situation
from signals.models import Response, Signal, Trigger, Weighing


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
