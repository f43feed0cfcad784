"""Pages on which a step of a run is ticked off, skipped, or taken back."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from draaiboek.forms import runs as forms
from draaiboek.models import PlaybookRun, RunStep
from draaiboek.views.runs import place_of
from draaiboek.workflow import run_steps
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act


@office_page("run.steps", methods=ACT)
def tick(request: OfficeRequest, pk: int) -> HttpResponse:
    """Tick a step off; from the page of the run with one press, here with a remark."""
    form = forms.TickForm(request.POST or None)
    return _step(request, pk, "tick", form, run_steps.tick, done="Afgevinkt.")


@office_page("run.steps", methods=ACT)
def untick(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a tick back."""
    form = forms.ReasonForm(request.POST or None)
    says = "De stap staat weer open. De geschiedenis houdt wie de stap had afgevinkt."
    return _step(request, pk, "untick", form, run_steps.untick, says=says)


@office_page("run.steps", methods=ACT)
def skip(request: OfficeRequest, pk: int) -> HttpResponse:
    """Skip a step."""
    form = forms.ReasonForm(request.POST or None)
    says = "De stap staat bij de afwijkingen van het draaiboek."
    return _step(request, pk, "skip", form, run_steps.skip, says=says)


@office_page("run.steps", methods=ACT)
def resume(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take up a skipped step after all."""
    form = forms.ReasonForm(request.POST or None)
    return _step(request, pk, "resume", form, run_steps.resume, says="De stap staat weer open.")


def _step(  # noqa: PLR0913  (a page is made of these)
    request: OfficeRequest,
    pk: int,
    verb: str,
    form: Form,
    taken: Callable[..., RunStep],
    *,
    says: str = "",
    done: str = "",
) -> HttpResponse:
    found = RunStep.objects.select_related("run__situation", "run__edition")
    shown = get_object_or_404(found, pk=pk)
    if not shown.is_visible_to(request.user):
        raise Http404
    page = ActPage(
        **_place_of(shown.run, f"{shown.code} {shown.title}"),
        consequences=(says,) if says else (),
        done=done,
    )

    def call() -> RunStep:
        return taken(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)


def _place_of(run: PlaybookRun, subject: str) -> dict[str, Any]:
    return place_of(run) | {"subject": subject}
