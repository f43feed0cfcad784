"""The rows and places of a kind of edition, for the tables of every address of the office.

The rows are the same for every kind: CPO and secretaris read and write, the CPO adopts, nobody
else finds anything.
"""

from collections.abc import Callable
from typing import Any

from django.utils.timezone import localdate

from mit_waakstand import vault
from mit_waakstand.editions.models import Edition

NEVER = "405 405 405 405 405 405"
READ = ("200 200 403 403 403 in", NEVER)
WRITE = ("200 200 403 403 403 in", "302 302 403 403 403 in")
OF_THE_CPO = ("200 302 403 403 403 in", "302 403 403 403 403 in")
WITHOUT_FILE = ("200 200 403 403 403 in", "422 422 403 403 403 in")
NO_DOCUMENT = ("404 404 403 403 403 in", NEVER)

ROWS = {
    "": READ,
    "compare": READ,
    "file": READ,
    "document": NO_DOCUMENT,
    "paper": NO_DOCUMENT,
    "draft": WRITE,
    "adopt": OF_THE_CPO,
    "own": OF_THE_CPO,
    "withdraw": WRITE,
    "plan-review": WRITE,
    "publish": OF_THE_CPO,
    "attach": WITHOUT_FILE,
    "detach": ("302 302 403 403 403 in", "422 422 403 403 403 in"),
    "take-in": WITHOUT_FILE,
    "add": WRITE,
    "add-inside": WRITE,
    "change": WRITE,
    "edit": READ,
    "move": (NEVER, "302 302 403 403 403 in"),
    "remove": WRITE,
}


def edition_rows(kind: type[Edition]) -> dict[str, tuple[str, str]]:
    """Return the statuses of every address of a kind."""
    listed = {f"{kind._meta.app_label}:{kind.LIST}": READ}  # noqa: SLF001
    return listed | {_name(kind, verb): row for verb, row in ROWS.items() if _has(kind, verb)}


def _has(kind: type[Edition], verb: str) -> bool:
    if verb == "add-inside":
        return any(one.inside for one in kind.OUTLINE)
    of_the_content = {"paper", "file", "take-in", "edit", "add", "change", "move", "remove"}
    return bool(kind.OUTLINE) or verb not in of_the_content


def edition_places(
    kind: type[Edition],
    *,
    a_draft: Callable[[], Edition],
    in_force: Callable[[], Edition],
    item: dict[str, Any],
    inside: str = "",
    make: Callable[..., Any],
) -> dict[str, Callable[[bool], Any]]:
    """Return the places of every address of a kind.

    ``a_draft`` builds a draft with content, made of a version in force and marked as example;
    ``in_force`` that version. ``item`` are fields that fit an item of the first list, and one of
    the list ``inside`` such an item. ``make`` is ``Place``.
    """
    decided = {"form": "schriftelijk", "held_on": f"{localdate():%d-%m-%Y}", "reference": "Ronde 1"}
    button: dict[str, object] = {"": ""}
    first = kind.OUTLINE[0].name if kind.OUTLINE else "niets"

    def key_of(edition: Edition) -> str:
        return edition.parts()[0].key

    def on_draft(form: dict[str, object], *more: str) -> Callable[[bool], Any]:
        return lambda _: make((a_draft().pk, *more), form)

    def on_item(form: dict[str, object]) -> Callable[[bool], Any]:
        def place(_: bool) -> Any:  # noqa: FBT001
            draft = a_draft()
            return make((draft.pk, key_of(draft)), form)

        return place

    def on_inside(_: bool) -> Any:  # noqa: FBT001
        draft = a_draft()
        return make((draft.pk, inside, key_of(draft)), item)

    places = {
        _name(kind, "draft"): lambda _: make((), {"number": "9", "source": in_force().pk}),
        _name(kind, "adopt"): lambda _: make((_own(a_draft()).pk,), decided),
        _name(kind, "plan-review"): lambda _: make((in_force().pk,), {"review_on": "1-9-2099"}),
        _name(kind, "publish"): lambda _: make((_with_pdf(in_force()).pk,), button),
        _name(kind, "own"): on_draft({"reason": "Bekeken."}),
        _name(kind, "withdraw"): on_draft({"reason": "Er komt een andere tekst."}),
        _name(kind, "add"): on_draft(item, first),
        _name(kind, "add-inside"): on_inside,
        _name(kind, "change"): on_item(item),
        _name(kind, "move"): on_item({"richting": "omlaag"}),
        _name(kind, "remove"): on_item(button),
    } | {
        _name(kind, verb): on_draft(button)
        for verb in (
            "",
            "compare",
            "file",
            "document",
            "paper",
            "attach",
            "detach",
            "take-in",
            "edit",
        )
    }
    return {name: place for name, place in places.items() if name in edition_rows(kind)}


def _with_pdf(edition: Edition) -> Edition:
    edition.pdf_checksum = vault.store(b"%PDF-1.7 een proef")
    edition.save()
    return edition


def _own(draft: Edition) -> Edition:
    draft.is_example = False
    draft.save()
    return draft


def _name(kind: type[Edition], verb: str) -> str:
    ending = f"-{verb}" if verb else ""
    return f"{kind._meta.app_label}:{kind._meta.model_name}{ending}"  # noqa: SLF001
