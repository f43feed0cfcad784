"""The road of a signal as people see it: weging → tekst → vaststellen → … → publicatie."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from signals import deadlines
from signals.models import Signal
from signals.states import SignalState, WeighingState


@dataclass(frozen=True)
class Stage:
    """One stage: its name, how far it is, and a date."""

    name: str
    state: str
    note: str = ""


INTERNAL = 3  # the stages before issue: Bureau SG knows nothing of them (independence)


def road(signal: Signal, today: date, user: User) -> list[Stage]:
    """Return the stages as this person may know them.

    Exactly one is "current" or "late" until the road ends. An exercise ends with the response: it
    is never published.
    """
    stages = _stages(signal, today)
    return stages[INTERNAL:] if user.part == Role.SG_OFFICE else stages


def _stages(signal: Signal, today: date) -> list[Stage]:
    stages = [
        ("weging", _closed_at(signal)),
        ("tekst", signal.adopted_at),
        ("vaststellen", signal.adopted_at),
        ("uitbrengen", signal.issued_at),
        ("reactie", signal.answered_at),
        ("publicatie", signal.published_at),
    ]
    shown, is_first_open = [], True
    for name, moment in stages:
        if name == "publicatie" and signal.is_exercise:
            shown.append(Stage(name, "skipped", "een oefening wordt niet gepubliceerd"))
            continue
        if moment is not None:
            shown.append(Stage(name, "done", deadlines.in_dutch(localdate(moment))))
            continue
        shown.append(Stage(name, _open_state(signal, today) if is_first_open else "todo"))
        is_first_open = False
    return shown


def _closed_at(signal: Signal) -> datetime | None:
    weighing = signal.weighing
    return weighing.closed_at if weighing.state == WeighingState.CLOSED else None


def _open_state(signal: Signal, today: date) -> str:
    if signal.state == SignalState.WITHDRAWN:
        return "skipped"
    return "late" if signal.is_overdue(today) else "current"
