"""Writing in a draft, item by item: add, change, move, take away. Nothing needs JavaScript."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mit_waakstand.accounts.access import ACT, POST, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act
from mit_waakstand.differences import differences
from mit_waakstand.editions import outline, workflow
from mit_waakstand.editions.comparing import ComparedPart
from mit_waakstand.editions.forms import values_of, with_seen
from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.outline import ItemForm, NoSuchItemError, Part
from mit_waakstand.editions.views.chapters import chapters
from mit_waakstand.editions.views.finding import Kind, address, version_of, way_to
from mit_waakstand.seen import mark_of
from mit_waakstand.workflow import ConflictError, RefusedError


@office_page()
def edit(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponse:
    """Show the draft with what can be done with each item."""
    shown = version_of(request, kind, pk)
    if shown.offer("edit", request.user) is None:
        messages.warning(request, "Deze stap is nu niet mogelijk, of niet aan u.")
        return redirect(shown.get_absolute_url())
    context = {
        "version": shown,
        "breadcrumb": (*way_to(shown), ("Inhoud wijzigen", "")),
        "chapters": chapters(shown, can_write=True),
    }
    return render(request, "editions/edit.html", context)


@office_page(methods=ACT)
def add(request: OfficeRequest, kind: Kind, pk: int, name: str, parent: str = "") -> HttpResponse:
    """Add an item to a list of the draft."""
    shown = version_of(request, kind, pk)
    try:
        wanted = outline.kind_of(shown.OUTLINE, shown.content, name, parent)
    except NoSuchItemError as error:
        raise Http404 from error
    form = wanted.form(request.POST or None)

    def call() -> Edition:
        return workflow.add_item(
            shown,
            name=name,
            parent=parent,
            values=values_of(form),
            by=request.user,
            at=timezone.now(),
        )

    page = _page(shown, f"{wanted.one[:1].upper()}{wanted.one[1:]} toevoegen", "Toevoegen")
    return _edit(request, shown, form, call, page)


@office_page(methods=ACT)
def change(request: OfficeRequest, kind: Kind, pk: int, key: str) -> HttpResponse:
    """Change an item of the draft; what somebody else made of it meanwhile is shown beside."""
    shown = version_of(request, kind, pk)
    part = _part(shown, key)
    saved = part.kind.values(part.item)
    form = with_seen(part.kind.form(request.POST or None, initial=dict(saved)), saved)
    page = _page(shown, f"{part.label} wijzigen", "Opslaan", template="editions/item.html")

    def call() -> Edition:
        try:
            return workflow.change_item(
                shown,
                key=key,
                values=values_of(form),
                seen=form.cleaned_data["seen"],
                by=request.user,
                at=timezone.now(),
            )
        except ConflictError:
            shown.refresh_from_db()
            page.extra["comparison"] = [_both(_part(shown, key), form)]
            typed = {name: form.data[name] for name in form.data}
            form.data = typed | {"seen": _seen_now(shown, key)}
            raise

    return _edit(request, shown, form, call, page)


@office_page(methods=POST)
def move(request: OfficeRequest, kind: Kind, pk: int, key: str) -> HttpResponse:
    """Move an item a place up or down, and go back to it."""
    shown = version_of(request, kind, pk)
    is_up = request.POST.get("richting") == "omhoog"
    try:
        workflow.move_item(shown, key=key, is_up=is_up, by=request.user, at=timezone.now())
    except RefusedError as refusal:
        messages.warning(request, refusal.message)
    return redirect(f"{address(shown, 'edit')}#{key}")


@office_page(methods=ACT)
def remove(request: OfficeRequest, kind: Kind, pk: int, key: str) -> HttpResponse:
    """Take an item out of the draft, after asking."""
    shown = version_of(request, kind, pk)
    part = _part(shown, key)

    def call() -> Edition:
        return workflow.remove_item(shown, key=key, by=request.user, at=timezone.now())

    inside = any(part.item.get(inner.name) for inner in part.kind.inside)
    consequences = (
        f"“{part.title}” verdwijnt uit dit concept.",
        *(("Alles wat erin staat, verdwijnt ook.",) if inside else ()),
        "Oudere versies houden het.",
    )
    page = _page(shown, f"{part.label} weghalen", "Weghalen", consequences=consequences)
    return _edit(request, shown, forms.Form(request.POST or None), call, page)


def _edit(
    request: OfficeRequest,
    shown: Edition,
    form: forms.Form,
    call: Callable[[], Edition],
    page: ActPage,
) -> HttpResponse:
    back = address(shown, "edit") if shown.is_draft() else shown.get_absolute_url()
    return act(request, shown, "edit", form=form, call=call, back=back, page=page)


def _page(
    shown: Edition,
    heading: str,
    submit: str,
    *,
    consequences: tuple[str, ...] = (),
    template: str = "office/act.html",
) -> ActPage:
    return ActPage(
        heading=heading,
        subject=shown.title(),
        submit=submit,
        breadcrumb=(*way_to(shown), ("Inhoud wijzigen", address(shown, "edit"))),
        consequences=consequences,
        done="Opgeslagen.",
        is_shared=template != "office/act.html",
        template=template,
    )


def _part(shown: Edition, key: str) -> Part:
    try:
        return outline.part_of(shown.OUTLINE, shown.content, key)
    except NoSuchItemError as error:
        raise Http404 from error


def _seen_now(shown: Edition, key: str) -> str:
    part = _part(shown, key)
    return mark_of(part.kind.values(part.item))


def _both(saved: Part, form: ItemForm) -> ComparedPart:
    """Return what is saved beside what was typed, word by word."""
    typed = Part(saved.kind, saved.key, saved.label, values_of(form))
    return ComparedPart(saved.label, differences(saved.text(), typed.text()))
