"""Pages of runs: the list, a new one, one run, its copy for without network, and its steps."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from draaiboek.forms import runs as forms
from draaiboek.models import PlaybookRun
from draaiboek.run_page import run_page
from draaiboek.workflow import injects, lessons, runs
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, NewPage, act, make
from mit_waakstand.paging import page_of
from mit_waakstand.trail.models import Event

TITLE = "Uitvoeringen"


@office_page("run.see")
def run_list(request: OfficeRequest) -> HttpResponse:
    """List the runs that this person may know, the newest first."""
    found = PlaybookRun.objects.visible_to(request.user).with_progress(timezone.now())
    context = {
        "breadcrumb": [(TITLE, "")],
        "page": page_of(found.order_by("-started_at", "-pk"), request.GET.get("pagina")),
        "may_start": request.user.may_now("run.write"),
        "sees_steps": request.user.may("run.steps"),
    }
    return render(request, "draaiboek/runs.html", context)


@office_page("run.write", methods=ACT)
def start(request: OfficeRequest) -> HttpResponse:
    """Begin a run of the version in force."""
    form = forms.StartForm(request.POST or None, user=request.user)
    page = NewPage(
        heading="Uitvoering beginnen",
        submit="Beginnen",
        done="De uitvoering is begonnen.",
        breadcrumb=((TITLE, reverse("draaiboek:runs")),),
        back=reverse("draaiboek:runs"),
        consequences=(
            "Elke stap van het geldende draaiboek krijgt een uiterste moment, gerekend vanaf nu.",
            "De uitvoering houdt voor altijd de versie waarmee zij begint.",
        ),
    )

    def call() -> str:
        made = runs.start(by=request.user, at=timezone.now(), **form.cleaned_data)
        return made.get_absolute_url()

    return make(request, form=form, call=call, page=page)


@office_page("run.see")
def run(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one run: its steps, injects, deviations, evaluation and lessons."""
    shown = run_of(request, pk)
    context = run_page(shown, request.user, timezone.now()) | {
        "breadcrumb": [(TITLE, reverse("draaiboek:runs")), (name_of(shown), "")],
        "exercise": shown.is_part_of_exercise(),
        "offers": shown.steps_for(request.user),
    }
    if request.user.may("event.see"):
        history = Event.objects.about(shown, *context["steps"], *context["injects"])
        if shown.leader_id != request.user.pk:
            history = history.exclude(verb="plan_inject")  # what is still to come is a surprise
        if shown.closed_at:  # the page tells once what lapsed then, with the one reason
            history = history.exclude(verb="skip", occurred_at=shown.closed_at)
        context["history"] = history
    return render(request, "draaiboek/run.html", context)


@office_page("run.steps")
def offline(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send the run as one file that needs no network: to read, to print, to tick by hand."""
    shown = run_of(request, pk)
    context = run_page(shown, request.user, timezone.now()) | {"chapters": shown.edition.chapters()}
    answer = HttpResponse(render_to_string("draaiboek/offline.html", context))
    name = f"uitvoering-{shown.pk}-{localdate():%Y-%m-%d}.html"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@office_page("run.see", methods=ACT)
def close(request: OfficeRequest, pk: int) -> HttpResponse:
    """Close a run with its evaluation."""
    shown = run_of(request, pk)
    form = forms.CloseForm(request.POST or None, run=shown)
    page = ActPage(
        **place_of(shown),
        consequences=(
            "De uitvoering verandert daarna niet meer.",
            "Lessen kunt u ook daarna nog vastleggen.",
        ),
        done="De uitvoering is afgesloten. Leg nu de lessen vast.",
        is_final=True,
    )
    return _step(request, shown, "close", form=form, page=page, taken=runs.close)


@office_page("run.see", methods=ACT)
def add_step(request: OfficeRequest, pk: int) -> HttpResponse:
    """Add a step that the draaiboek does not have."""
    shown = run_of(request, pk)
    page = ActPage(**place_of(shown), done="De stap is toegevoegd.")
    form = forms.AddStepForm(request.POST or None)
    return _step(request, shown, "add_step", form=form, page=page, taken=runs.add_step)


@office_page("run.see", methods=ACT)
def plan_inject(request: OfficeRequest, pk: int) -> HttpResponse:
    """Plan what happens in an exercise."""
    shown = run_of(request, pk)
    page = ActPage(
        **place_of(shown),
        consequences=("Tot het moment er is, ziet alleen de leider van de oefening dit.",),
        done="De inject is gepland.",
    )
    form = forms.InjectForm(request.POST or None)
    return _step(request, shown, "plan_inject", form=form, page=page, taken=injects.plan_inject)


@office_page("run.see", methods=ACT)
def draw_lesson(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record a lesson."""
    shown = run_of(request, pk)
    page = ActPage(
        **place_of(shown),
        consequences=("De les wordt een voorstel bij het volgende concept van het draaiboek.",),
        done="De les is vastgelegd.",
    )
    form = forms.LessonForm(request.POST or None, initial={"owner": request.user.pk})
    return _step(request, shown, "draw_lesson", form=form, page=page, taken=lessons.draw_lesson)


def run_of(request: OfficeRequest, pk: int) -> PlaybookRun:
    """Return the run of an address; raises Http404 when it is not this person's to see."""
    found = PlaybookRun.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("situation", "edition", "leader"), pk=pk)


def name_of(shown: PlaybookRun) -> str:
    """Return how a run is called on screen."""
    return f"Uitvoering {shown.pk}"


def place_of(shown: PlaybookRun) -> dict[str, Any]:
    """Return how the run is called on the page of a step, and the way to it."""
    here = (name_of(shown), shown.get_absolute_url())
    return {"subject": name_of(shown), "breadcrumb": ((TITLE, reverse("draaiboek:runs")), here)}


def _step(  # noqa: PLR0913  (a page is made of these)
    request: OfficeRequest,
    shown: PlaybookRun,
    verb: str,
    *,
    form: Form,
    page: ActPage,
    taken: Callable[..., PlaybookRun],
) -> HttpResponse:
    """Return the page of a step whose form fields are the arguments of its act."""

    def call() -> PlaybookRun:
        return taken(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
