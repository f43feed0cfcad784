"""What people do with a situation."""

from collections.abc import Iterable
from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import Participation, Situation
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import NotAllowedError, check_rules


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
