"""The rows and places of the archive, for the tables of every address of the office."""

from collections.abc import Callable
from typing import Any

from building_archive import (
    GIVEN,
    JUDGED,
    LETTER,
    REQUEST,
    RETURNED,
    WHY,
    a_handed_dossier,
    a_handover,
    a_held_dossier,
    a_listed_review,
    a_package,
    a_requested_package,
    a_returned_file,
    an_adopted_review,
    judge_everything,
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
    "archive:woo-begin": OF_TWO,
    "archive:wooreview": READ_BY_TWO,
    "archive:wooreview-adopt": OF_THE_CPO,
    "archive:wooreview-pack": OF_TWO,
    "archive:wooreview-judge": OF_TWO,
    "archive:woo-document": READ_BY_TWO,
    "archive:handover-prepare": OF_TWO,
    "archive:handover": READ_BY_TWO,
    "archive:handover-hand-over": OF_THE_CPO,
    "archive:handover-take-in": ("200 200 403 403 403 in", "302 422 403 403 403 in"),  # one file
    "archive:returned-file": READ_BY_TWO,
}
APPRAISED = {"appraisal": "B", "selection_category": "Selectielijst 2023, 4.1"}


Places = dict[str, Callable[[bool], Any]]
Make = Callable[..., Any]


def places(make: Make) -> Places:
    """Return the places by the name of their address; ``make`` is ``Place``."""
    return _of_dossiers(make) | _of_handovers(make) | _of_inventories(make)


def _of_situation(make: Make, form: dict[str, str] | None = None) -> Callable[[bool], Any]:
    def place(is_exercise: bool) -> Any:  # noqa: FBT001
        key = (a_situation(is_exercise=is_exercise).pk,)
        return make(key, form) if form else make(key)

    return place


def _of_dossiers(make: Make) -> Places:
    return {
        "archive:dossier": _of_situation(make),
        "archive:dossier-appraise": _of_situation(make, APPRAISED),
        "archive:dossier-hold": _of_situation(make, WHY),
        "archive:dossier-lift": lambda e: make((a_held_dossier(is_exercise=e).situation_id,), WHY),
        "archive:package-request": _of_situation(make),
        "archive:package": lambda e: make((a_requested_package(is_exercise=e).pk,)),
        "archive:package-file": lambda e: make((a_package(is_exercise=e).pk,)),
    }


def _of_handovers(make: Make) -> Places:
    def to_prepare(is_exercise: bool) -> Any:  # noqa: FBT001
        situation = a_situation(is_exercise=is_exercise)
        a_commission(exercise=situation if is_exercise else None)
        return make((situation.pk,))

    def to_take_in(is_exercise: bool) -> Any:  # noqa: FBT001
        form = RETURNED | {"file": sent(LETTER)}
        return make((a_handed_dossier(is_exercise=is_exercise).pk,), form)

    def of_file(is_exercise: bool) -> Any:  # noqa: FBT001
        file = a_returned_file(is_exercise=is_exercise)
        return make((file.handover_id, file.pk))

    return {
        "archive:handover-prepare": to_prepare,
        "archive:handover": lambda e: make((a_handover(is_exercise=e).pk,)),
        "archive:handover-hand-over": lambda e: make((made(a_handover(is_exercise=e)).pk,), GIVEN),
        "archive:handover-take-in": to_take_in,
        "archive:returned-file": of_file,
    }


def _of_inventories(make: Make) -> Places:
    def of_document(is_exercise: bool) -> Any:  # noqa: FBT001
        review = a_listed_review(is_exercise=is_exercise)
        return make((review.pk, review.documents.first().pk))

    def to_adopt(is_exercise: bool) -> Any:  # noqa: FBT001
        return make((judge_everything(a_listed_review(is_exercise=is_exercise)).pk,))

    return {
        "archive:woo-begin": _of_situation(make, REQUEST),
        "archive:wooreview": lambda e: make((a_listed_review(is_exercise=e).pk,)),
        "archive:wooreview-judge": lambda e: make((a_listed_review(is_exercise=e).pk,), JUDGED),
        "archive:wooreview-adopt": to_adopt,
        "archive:wooreview-pack": lambda e: make((an_adopted_review(is_exercise=e).pk,)),
        "archive:woo-document": of_document,
    }
