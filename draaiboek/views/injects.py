"""Pages of injects: what happens in an exercise, and what people do about it."""

from collections.abc import Callable

from django import forms as plain
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from draaiboek.forms import runs as forms
from draaiboek.models import Inject
from draaiboek.views.runs import place_of
from draaiboek.workflow import injects
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act


@office_page("run.write", methods=ACT)
def change(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change an inject that nobody saw yet."""
    shown = _inject(request, pk)
    form = forms.InjectForm(request.POST or None, inject=shown)
    return _step(request, shown, "change", form, injects.change)


@office_page("run.write", methods=ACT)
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Withdraw an inject that nobody saw yet."""
    form = plain.Form(request.POST or None)
    return _step(request, _inject(request, pk), "withdraw", form, injects.withdraw)


@office_page("run.respond", methods=ACT)
def respond(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record what this participant does when it happens."""
    form = forms.ResponseForm(request.POST or None)
    return _step(request, _inject(request, pk), "respond", form, injects.respond)


def _inject(request: OfficeRequest, pk: int) -> Inject:
    found = Inject.objects.visible_to(request.user, timezone.now())
    return get_object_or_404(found.select_related("run__situation"), pk=pk)


def _step(
    request: OfficeRequest,
    shown: Inject,
    verb: str,
    form: plain.Form,
    taken: Callable[..., Inject],
) -> HttpResponse:
    if verb != "respond" and shown.run.leader_id != request.user.pk:
        raise Http404
    page = ActPage(**place_of(shown.run))

    def call() -> Inject:
        return taken(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    back = shown.run.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
