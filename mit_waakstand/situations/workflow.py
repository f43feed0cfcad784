"""What people do with a situation."""

from collections.abc import Iterable
from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import Participation, Situation
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import NotAllowedError, RefusedError, check_rules


def open_situation(  # noqa: PLR0913  (each is a field of the record)
    *,
    disease: str,
    by: User,
    at: datetime,
    title: str = "",
    is_exercise: bool = False,
    historical_case: str = "",
    participants: Iterable[User] = (),
) -> Situation:
    """Return a new situation; whether it is an exercise is fixed from here on.

    The one who opens an exercise takes part in it. Raises NotAllowedError or RefusedError.
    """
    if not by.may("situation.write"):
        message = "U kunt geen situatie vastleggen."
        raise NotAllowedError(message)
    with recorded():
        situation = Situation(
            title=title or disease,
            disease=disease,
            is_exercise=is_exercise,
            historical_case=historical_case,
            opened_at=at,
            opened_by=by,
        )
        check_rules(situation)
        situation.save()
        if is_exercise:
            for user in {by, *participants}:
                Participation.objects.create(situation=situation, user=user)
        record(Happening("open", "heeft de situatie vastgelegd", situation, by, at))
    return situation


def add_participant(situation: Situation, *, user: User, by: User, at: datetime) -> Situation:
    """Let somebody take part in an exercise, in his own role; from then on he sees it.

    Raises NotAllowedError, or RefusedError for a real situation or who takes part already.
    """
    if not by.may("situation.write") or not situation.is_within_reach_of(by):
        message = "U kunt hier niemand laten deelnemen."
        raise NotAllowedError(message)
    with recorded():
        locked = Situation.objects.select_for_update(no_key=True).get(pk=situation.pk)
        if not locked.is_exercise:
            message = "Alleen een oefening heeft deelnemers."
            raise RefusedError(message)
        if not user.is_active or locked.participations.filter(user=user).exists():
            message = "Deze persoon doet al mee, of heeft geen account meer."
            raise RefusedError(message, field="user")
        Participation.objects.create(situation=locked, user=user)
        sentence = "heeft een deelnemer aan de oefening toegevoegd"
        record(Happening("add_participant", sentence, locked, by, at, {"user": user.pk}))
    return locked
