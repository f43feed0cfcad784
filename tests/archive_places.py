"""The rows and places of the archive, for the tables of every address of the office."""

from collections.abc import Callable
from typing import Any

from building_archive import (
    GIVEN,
    LETTER,
    RETURNED,
    WHY,
    a_handed_dossier,
    a_handover,
    a_held_dossier,
    a_package,
    a_requested_package,
    a_returned_file,
    made,
)
from pdf_uploads import sent

from building import a_commission, a_situation

NEVER = "405 405 405 405 405 405"
READ_BY_TWO = ("200 200 403 403 403 in", NEVER)
OF_TWO = ("200 200 403 403 403 in", "302 302 403 403 403 in")
OF_THE_CPO = ("200 302 403 403 403 in", "302 403 403 403 403 in")

ROWS = {
    "archive:dossiers": READ_BY_TWO,
    "archive:dossier": READ_BY_TWO,
    "archive:dossier-appraise": OF_TWO,
    "archive:dossier-hold": OF_TWO,
    "archive:dossier-lift": OF_THE_CPO,
    "archive:package-request": OF_TWO,
    "archive:package": READ_BY_TWO,
    "archive:package-file": (NEVER, "200 200 403 403 403 in"),
    "archive:handover-prepare": OF_TWO,
    "archive:handover": READ_BY_TWO,
    "archive:handover-hand-over": OF_THE_CPO,
    "archive:handover-take-in": ("200 200 403 403 403 in", "302 422 403 403 403 in"),  # one file
    "archive:returned-file": READ_BY_TWO,
}
APPRAISED = {"appraisal": "B", "selection_category": "Selectielijst 2023, 4.1"}


def places(make: Callable[..., Any]) -> dict[str, Callable[[bool], Any]]:
    """Return the places by the name of their address; ``make`` is ``Place``."""

    def of_situation(form: dict[str, str] | None = None) -> Callable[[bool], Any]:
        def place(is_exercise: bool) -> Any:  # noqa: FBT001
            key = (a_situation(is_exercise=is_exercise).pk,)
            return make(key, form) if form else make(key)

        return place

    def of_package(is_exercise: bool) -> Any:  # noqa: FBT001
        package = a_requested_package(is_exercise=is_exercise)
        return make((package.pk,))

    def of_file(is_exercise: bool) -> Any:  # noqa: FBT001
        return make((a_package(is_exercise=is_exercise).pk,))

    def to_hand_over(is_exercise: bool) -> Any:  # noqa: FBT001
        return make((made(a_handover(is_exercise=is_exercise)).pk,), GIVEN)

    def to_take_in(is_exercise: bool) -> Any:  # noqa: FBT001
        form = RETURNED | {"file": sent(LETTER)}
        return make((a_handed_dossier(is_exercise=is_exercise).pk,), form)

    def to_prepare(is_exercise: bool) -> Any:  # noqa: FBT001
        situation = a_situation(is_exercise=is_exercise)
        a_commission(exercise=situation if is_exercise else None)
        return make((situation.pk,))

    def of_returned(is_exercise: bool) -> Any:  # noqa: FBT001
        file = a_returned_file(is_exercise=is_exercise)
        return make((file.handover_id, file.pk))

    return {
        "archive:handover-prepare": to_prepare,
        "archive:handover": lambda e: make((a_handover(is_exercise=e).pk,)),
        "archive:handover-hand-over": to_hand_over,
        "archive:handover-take-in": to_take_in,
        "archive:returned-file": of_returned,
        "archive:package-request": of_situation(),
        "archive:package": of_package,
        "archive:package-file": of_file,
        "archive:dossier": of_situation(),
        "archive:dossier-appraise": of_situation(APPRAISED),
        "archive:dossier-hold": of_situation(WHY),
        "archive:dossier-lift": lambda e: make((a_held_dossier(is_exercise=e).situation_id,), WHY),
    }
