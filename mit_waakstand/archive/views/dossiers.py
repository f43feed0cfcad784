"""Pages of dossiers: the list, one dossier, and its steps."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.accounts.models import User
from mit_waakstand.acting import ActPage, act
from mit_waakstand.archive.forms import AppraiseForm, ReasonForm
from mit_waakstand.archive.holds import holds_of
from mit_waakstand.archive.models import Dossier, Handover, Package, Sitting, WooReview
from mit_waakstand.archive.progress import progress_of_all
from mit_waakstand.archive.workflow import holding
from mit_waakstand.paging import page_of
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import Record
from signals.models import Commission

TITLE = "Archief"
ABOUT_PACKAGES = ("request_package", "make_package", "export")


@office_page("archive.see")
def dossiers(request: OfficeRequest) -> HttpResponse:
    """List the dossiers, one of each situation, with what is known of each."""
    found = Situation.objects.visible_to(request.user).order_by("-opened_at", "-pk")
    page = page_of(found, request.GET.get("pagina"))
    sitting = Sitting(localdate())
    known = {d.situation_id: d for d in Dossier.objects.filter(situation__in=list(page))}
    rows = [known.get(one.pk) or Dossier() for one in page]
    for row, situation in zip(rows, page, strict=True):
        row.situation = situation
    context = {
        "breadcrumb": [(TITLE, "")],
        "page": page,
        "rows": [(dossier, dossier.is_held(sitting)) for dossier in rows],
    }
    return render(request, "archive/dossiers.html", context)


@office_page("archive.see")
def dossier(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one dossier: how it was appraised, what holds it, and what can be done."""
    shown = find(request, pk)
    situation, sitting = shown.situation, Sitting(localdate())
    context = {
        "breadcrumb": [*crumbs_of(situation)[:-1], (situation.title, "")],
        "exercise": situation.is_exercise,
        "dossier": shown,
        "situation": situation,
        "holds": list(holds_of(shown, sitting)),
        "packages": progress_of_all(list(Package.objects.filter(situation=situation))),
        "may_export": request.user.may_now("archive.export"),
        "handovers": Handover.objects.filter(situation=situation).select_related("commission"),
        "reviews": WooReview.objects.filter(situation=situation),
        "may_judge": request.user.may_now("woo.judge"),
        "may_prepare": _may_prepare(situation, sitting.over(situation), request.user),
        "steps": shown.steps_for(request.user),
        "history": _history(shown),
    }
    return render(request, "archive/dossier.html", context)


@office_page("archive.see", methods=ACT)
def appraise(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record the waardering."""
    shown = to_change(request, pk)
    page = ActPage(
        submit="Vastleggen",
        consequences=("Het systeem vernietigt niets uit zichzelf, ook niet na de termijn.",),
    )
    form = AppraiseForm(request.POST or None, dossier=shown)
    step = partial(holding.appraise, shown.situation)
    return take_step(request, shown, "appraise", step, form=form, page=page)


@office_page("archive.see", methods=ACT)
def hold(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hold the dossier."""
    page = ActPage(
        submit="Vasthouden",
        consequences=(
            "Uit dit dossier gaat niets weg zolang het wordt vastgehouden.",
            "Wie in dit dossier staat, kan zolang niet worden gewist.",
        ),
    )
    shown, form = to_change(request, pk), ReasonForm(request.POST or None)
    step = partial(holding.hold, shown.situation)
    return take_step(request, shown, "hold", step, form=form, page=page)


@office_page("archive.see", methods=ACT)
def lift(request: OfficeRequest, pk: int) -> HttpResponse:
    """Lift the hold."""
    page = ActPage(
        submit="Opheffen",
        consequences=("Is er een commissie MIT voor deze situatie, dan blijft het vastgehouden.",),
    )
    shown, form = to_change(request, pk), ReasonForm(request.POST or None)
    step = partial(holding.lift, shown.situation)
    return take_step(request, shown, "lift", step, form=form, page=page)


def _may_prepare(situation: Situation, commission: Commission | None, user: User) -> bool:
    """Return whether this dossier can go to the commissie that sits."""
    if commission is None or not user.may_now("handover.prepare"):
        return False
    return not Handover.objects.filter(situation=situation, commission=commission).exists()


def _history(shown: Dossier) -> QuerySet[Event]:
    """Return what was done with the dossier: its own steps, and packages of its situation."""
    own = Event.objects.about(shown) if shown.pk else Event.objects.none()
    packed = Event.objects.about(shown.situation).filter(verb__in=ABOUT_PACKAGES)
    keys = [*own.values_list("pk", flat=True), *packed.values_list("pk", flat=True)]
    return Event.objects.filter(pk__in=keys).select_related("by").order_by("-position")


def find(request: OfficeRequest, pk: int) -> Dossier:
    """Return the dossier of a situation that this person may see; raises Http404."""
    situation = get_object_or_404(Situation.objects.visible_to(request.user), pk=pk)
    return Dossier.objects.of(situation)


def crumbs_of(situation: Situation, *last: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the way to the dossier of a situation, and ``last`` to a page behind it."""
    dossier = reverse("archive:dossier", args=[situation.pk])
    return ((TITLE, reverse("archive:dossiers")), (situation.title, dossier), *last)


def to_change(request: OfficeRequest, pk: int) -> Dossier:
    """Return the same; when somebody takes a step, with a row of its own, that says nothing yet."""
    found = find(request, pk)
    if request.method != "POST":
        return found
    return Dossier.objects.get_or_create(situation=found.situation)[0]


def take_step(  # noqa: PLR0913  (a page is made of these)
    request: OfficeRequest,
    shown: Dossier | Handover | WooReview,
    verb: str,
    step: Callable[..., Record],
    *,
    form: forms.Form,
    page: ActPage,
    here: tuple[tuple[str, str], ...] = (),
) -> HttpResponse:
    """Return the page of a step in a dossier, or take it: ``step`` is given who, when, the form.

    ``here`` is the way from the dossier to what is shown, when that is not the dossier itself.
    """

    def call() -> Record:
        return step(by=request.user, at=timezone.now(), **form.cleaned_data)

    way = crumbs_of(shown.situation, *here)
    page = replace(page, subject=f"Situatie {shown.situation.title}", breadcrumb=way)
    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
