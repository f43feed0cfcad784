"""Registering in one sitting: the situation, the trigger and what follows by itself, once."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import ConflictError
from signals.models import Trigger
from signals.workflow import triggers


def register(  # noqa: PLR0913  (each is a field of the records)
    *,
    situation: Situation | None,
    disease: str = "",
    is_exercise: bool = False,
    participants: Iterable[User] = (),
    route: str,
    happened_on: date,
    request_key: UUID | None = None,
    by: User,
    at: datetime,
    **facts: str,
) -> Trigger:
    """Return the trigger, in this situation or in a new one; what the CPO records is before him.

    The same ``request_key`` again (a double click, a retry by a proxy) gives the trigger that is
    there already. Raises RefusedError, and ConflictError when something else was sent with it.
    """
    asked = (route, happened_on, situation.disease if situation else disease)
    known = {"route": route, "happened_on": happened_on, "request_key": request_key, **facts}
    earlier = _already_there(request_key, asked, by)
    if earlier:
        return earlier
    try:
        with recorded():
            place = situation or open_situation(
                disease=disease, is_exercise=is_exercise, participants=participants, by=by, at=at
            )
            return _record(place, by=by, at=at, **known)
    except ConflictError:  # the other one of two requests at one moment was first
        earlier = _already_there(request_key, asked, by)
        if earlier is None:
            raise
        return earlier


def _record(situation: Situation, *, by: User, at: datetime, **known: Any) -> Trigger:
    trigger = triggers.register(situation, by=by, at=at, **known)
    if trigger.is_omt() and by.may("trigger.convene"):
        return triggers.submit(trigger, by=by, at=at)
    return trigger


def _already_there(key: UUID | None, asked: tuple[str, date, str], by: User) -> Trigger | None:
    if key is None:
        return None
    found = Trigger.objects.filter(request_key=key, registered_by=by).first()
    if found and (found.route, found.happened_on, found.situation.disease) != asked:
        message = (
            "Met dit formulier is al een aanleiding vastgelegd. Open een nieuw formulier om nog "
            "een aanleiding vast te leggen."
        )
        raise ConflictError(message)
    return found
