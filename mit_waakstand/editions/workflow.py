"""What people do with versions: begin one, write in it, adopt it, say when to look again."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from django.utils.timezone import localdate

from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.editions import outline, public
from mit_waakstand.editions.models import Edition, Held
from mit_waakstand.editions.outline import Content, Item
from mit_waakstand.editions.states import AdoptionForm, EditionState
from mit_waakstand.editions.withdrawing import withdrawals
from mit_waakstand.editions.yaml_files import TakenIn
from mit_waakstand.outbox.putting import put
from mit_waakstand.seen import mark_of
from mit_waakstand.trail.recording import recorded
from mit_waakstand.uploads import Upload
from mit_waakstand.workflow import START, ConflictError, RefusedError, require_text, step

NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,2}")
CHANGED_MEANWHILE = (
    "Iemand anders heeft dit intussen gewijzigd. U ziet beide teksten. Er is niets verloren."
)
GONE = "Dit onderdeel is er niet meer. Misschien haalde iemand anders het weg."
AnyEdition = TypeVar("AnyEdition", bound=Edition)


def draft(
    kind: type[AnyEdition],
    *,
    number: str,
    source: AnyEdition | None = None,
    by: User,
    at: datetime,
) -> AnyEdition:
    """Return a new draft: a copy of an earlier version, or empty without one.

    Raises RefusedError when there is a draft already, or the number was used.
    """
    made = kind(number=number.strip(), state=START)
    made_from = source.number if source else ""
    with step("draft", made, by=by, at=at, version=made.number, made_from=made_from) as started:
        _check_number(started)
        busy = kind._default_manager.filter(state=EditionState.DRAFT).first()  # noqa: SLF001
        if busy:
            message = f"Er is al een concept: versie {busy.number}. Werk daarin verder."
            raise RefusedError(message)
        if source is not None:
            started.made_from, started.content = source, source.content
            started.is_example = source.is_example
            for name in ("document_name", "document_checksum", "public_checksum"):
                setattr(started, name, getattr(source, name))
    return made


def add_item(  # noqa: PLR0913  (each is needed to place it)
    edition: AnyEdition, *, name: str, parent: str = "", values: Item, by: User, at: datetime
) -> AnyEdition:
    """Put a new item at the end of a list of a draft; ``parent`` is the item that holds the list.

    Raises RefusedError when that item is gone.
    """
    return _edit(
        edition, lambda now: outline.add(edition.OUTLINE, now, name, parent, values), by=by, at=at
    )


def change_item(  # noqa: PLR0913  (idem)
    edition: AnyEdition, *, key: str, values: Item, seen: str = "", by: User, at: datetime
) -> AnyEdition:
    """Change the fields of one item of a draft.

    ``seen`` is the mark of the item as the writer read it. Raises ConflictError when
    somebody else changed it meanwhile, RefusedError when it is gone.
    """

    def changed(now: Content) -> Content:
        found = outline.part_of(edition.OUTLINE, now, key)
        saved = found.kind.values(found.item)
        if seen and seen != mark_of(saved) and saved != values:
            raise ConflictError(CHANGED_MEANWHILE)
        return outline.change(edition.OUTLINE, now, key, values)

    return _edit(edition, changed, by=by, at=at)


def move_item(edition: AnyEdition, *, key: str, is_up: bool, by: User, at: datetime) -> AnyEdition:
    """Move one item of a draft a place up or down; at the end of its list it stays."""
    return _edit(
        edition, lambda now: outline.move(edition.OUTLINE, now, key, up=is_up), by=by, at=at
    )


def remove_item(edition: AnyEdition, *, key: str, by: User, at: datetime) -> AnyEdition:
    """Take one item out of a draft, with what stands in it."""
    return _edit(edition, lambda now: outline.remove(edition.OUTLINE, now, key), by=by, at=at)


def attach(edition: AnyEdition, *, document: Upload, by: User, at: datetime) -> AnyEdition:
    """Keep a PDF with a draft, in the place of an earlier one; the original byte for byte."""
    original, public = vault.store(document.original), vault.store(document.cleaned)
    with step("attach", edition, by=by, at=at, document=original) as locked:
        locked.document_name = document.name
        locked.document_checksum, locked.public_checksum = original, public
    return locked


def detach(edition: AnyEdition, *, by: User, at: datetime) -> AnyEdition:
    """Take the document away from a draft; the file itself stays in the vault."""
    with step("detach", edition, by=by, at=at) as locked:
        locked.document_name = locked.document_checksum = locked.public_checksum = ""
    return locked


def take_in(edition: AnyEdition, *, file: TakenIn, by: User, at: datetime) -> AnyEdition:
    """Replace the content of a draft by what was read from a YAML file."""
    sealed = "klopt" if file.is_sealed else "ontbreekt"
    with step("take_in", edition, by=by, at=at, from_version=file.version, seal=sealed) as locked:
        locked.content = file.content
    return locked


def own(edition: AnyEdition, *, reason: str, by: User, at: datetime) -> AnyEdition:
    """Take the mark "voorbeeld" away: the MIT in waakstand judged the text and makes it its own."""
    with step("own", edition, by=by, at=at, own_judgement=reason) as locked:
        require_text(reason, "Schrijf op hoe de tekst is beoordeeld.", field="reason")
        locked.is_example = False
    return locked


def adopt(  # noqa: PLR0913  (each is a field of the record)
    edition: AnyEdition,
    *,
    form: str,
    meeting: Held | None = None,
    held_on: date | None = None,
    reference: str = "",
    review_on: date | None = None,
    by: User,
    at: datetime,
) -> AnyEdition:
    """Put a version in force; the one before it is replaced, and stays readable for ever.

    ``form``, and ``held_on`` with ``reference``, name the meeting or written round in which that
    was decided; a recorded ``meeting`` says its own day and name. Raises RefusedError at the field
    that is wrong.
    """
    if meeting is not None:
        held_on, reference = held_on or meeting.day(), reference or meeting.name_in_a_sentence()
    reference, day = reference.strip(), f"{held_on:%d-%m-%Y}" if held_on else ""
    said = f"{AdoptionForm(form).label} van {day}: {reference}"
    with step("adopt", edition, by=by, at=at, version=edition.number, adopted=said) as locked:
        _check_decision(locked, meeting, held_on, reference, at)
        _check_review(review_on, at)
        locked.adoption_form, locked.adopted_in = form, meeting
        locked.adopted_on, locked.adoption_reference = held_on, reference
        locked.review_on = review_on
        in_force = type(edition)._default_manager.select_for_update(no_key=True)  # noqa: SLF001
        for old in in_force.filter(state=EditionState.ADOPTED):
            with step("replace", old, by=by, at=at, version=old.number):
                pass
        if locked.parts():
            put("make_version_pdf", about=locked, at=at)
    return locked


def withdraw(edition: AnyEdition, *, reason: str, by: User, at: datetime) -> AnyEdition:
    """Give a draft up: it never comes into force, and stays to be read as it was.

    What waited for it is told (``withdrawals``): lessons that were taken over in it wait again.
    """
    with recorded():
        with step("withdraw", edition, by=by, at=at, withdrawn_because=reason) as locked:
            require_text(reason, "Geef een reden.", field="reason")
        for name in withdrawals:
            withdrawals[name](locked, by, at)
    return locked


def publish(edition: AnyEdition, *, by: User, at: datetime) -> AnyEdition:
    """Make an adopted version public, for ever: its page, its PDF and its document."""
    with step("publish", edition, by=by, at=at, version=edition.number) as locked:
        put("bake", about=public.store(locked, at=at), at=at)
    return locked


def plan_review(
    edition: AnyEdition, *, review_on: date | None, by: User, at: datetime
) -> AnyEdition:
    """Say on which day a version in force is looked at again; None: on no fixed day."""
    day = f"{review_on:%d-%m-%Y}" if review_on else "geen vaste datum"
    with step("plan_review", edition, by=by, at=at, review_day=day) as locked:
        _check_review(review_on, at)
        locked.review_on = review_on
    return locked


def _edit(
    edition: AnyEdition, changed: Callable[[Content], Content], *, by: User, at: datetime
) -> AnyEdition:
    with step("edit", edition, by=by, at=at) as locked:
        try:
            locked.content = changed(locked.content)
        except outline.NoSuchItemError as error:
            raise RefusedError(GONE) from error
    return locked


def _check_number(edition: Edition) -> None:
    if not NUMBER.fullmatch(edition.number):
        message = "Een versie heeft een nummer zoals 1 of 0.2."
        raise RefusedError(message, field="number")
    same = type(edition)._default_manager.filter(number=edition.number)  # noqa: SLF001
    if same.exists():
        message = f"Versie {edition.number} bestaat al. Kies een ander nummer."
        raise RefusedError(message, field="number")


def _check_decision(
    edition: Edition, meeting: Held | None, held_on: date | None, reference: str, at: datetime
) -> None:
    if meeting is not None:
        if not edition.meetings().filter(pk=meeting.pk).exists():
            message = "Kies een vergadering die is gehouden, en die geen oefening is."
            raise RefusedError(message, field="meeting")
        if held_on != meeting.day():
            message = f"De gekozen vergadering was op {meeting.day():%d-%m-%Y}."
            raise RefusedError(message, field="held_on")
    require_text(reference, "Noem de vergadering of de schriftelijke ronde.", field="reference")
    if held_on is None:
        message = "Vul de dag van het besluit in, of kies een vastgelegde vergadering."
        raise RefusedError(message, field="held_on")
    if held_on > localdate(at):
        message = "Deze datum is nog niet geweest. Vul de dag van het besluit in."
        raise RefusedError(message, field="held_on")


def _check_review(review_on: date | None, at: datetime) -> None:
    if review_on is not None and review_on <= localdate(at):
        message = "Kies een dag die nog komt."
        raise RefusedError(message, field="review_on")
