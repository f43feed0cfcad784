"""The register: the list, one record, and its steps."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from experts import columns
from experts.filters import ExpertFilter
from experts.forms.register import ExpertForm
from experts.models import Expert
from experts.states import ExpertState
from experts.views.crumbs import TITLE, expert_crumb, register_crumb
from experts.workflow import exports, register
from mit_waakstand import spreadsheets
from mit_waakstand.accounts.access import ACT, POST, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, NewPage, act, make
from mit_waakstand.paging import page_of
from mit_waakstand.trail.models import Event
from mit_waakstand.trail.reading import note_reading


@office_page("expert.see")
def experts(request: OfficeRequest) -> HttpResponse:
    """List who is in the register, as a telephone book does, filtered."""
    selection = ExpertFilter(request.GET, queryset=_with_all())
    page = page_of(selection.qs.order_by("name_key", "pk"), request.GET.get("pagina"))
    today = localdate()
    context = {
        "breadcrumb": [(TITLE, "")],
        "filter": selection,
        "is_filtered": selection.is_used(),
        "page": page,
        "rows": [(one, one.is_confirmed(today)) for one in page],
    }
    return render(request, "experts/experts.html", context)


@office_page("expert.see", methods=POST)
def experts_file(request: OfficeRequest) -> HttpResponseBase:
    """Send the list as a file, as it is filtered on the page."""
    selection = ExpertFilter(request.GET, queryset=_with_all())
    keys = list(selection.qs.values_list("pk", flat=True))
    exports.export(rows=len(keys), by=request.user, at=timezone.now())
    found = _with_all().filter(pk__in=keys).order_by("name_key", "pk")
    name = f"experts-{localdate().isoformat()}"
    return spreadsheets.answer_with(
        name, columns.HEADING, columns.cells(found.iterator(chunk_size=500))
    )


@office_page("expert.see")
def expert(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one record; that somebody read it is written down."""
    shown = expert_of(request, pk)
    note_reading(shown, what="pagina", by=request.user, at=timezone.now())
    steps = [one for one in shown.steps_for(request.user) if one.step.verb != "end_interest"]
    interests = shown.interests_on(localdate())
    context = {
        "breadcrumb": [*register_crumb(), (shown.name, "")],
        "expert": shown,
        "consents": shown.consents.all(),
        "interests": interests,
        "earlier": shown.interests.exclude(pk__in=[one.pk for one in interests]),
        "may_end": shown.state == ExpertState.IN_REGISTER and request.user.may_now("expert.write"),
        "is_confirmed": shown.is_confirmed(localdate()),
        "steps": [offer for offer in steps if not offer.step.aside],
        "asides": [offer for offer in steps if offer.step.aside],
        "history": Event.objects.about(shown) if request.user.may("event.see") else None,
    }
    return render(request, "experts/expert.html", context)


@office_page("expert.write", methods=ACT)
def add(request: OfficeRequest) -> HttpResponse:
    """Add somebody to the register."""
    form = ExpertForm(request.POST or None)

    def call() -> Expert:
        return register.add(
            form.particulars(),
            user=form.cleaned_data["user"],
            by=request.user,
            at=timezone.now(),
        )

    page = NewPage(
        heading="Expert toevoegen",
        submit="Toevoegen",
        done="De expert staat in het register.",
        breadcrumb=register_crumb(),
        back=reverse("experts:experts"),
        consequences=(
            "Leg alleen vast wat hier wordt gevraagd: geen privéadres, geen opmerkingen.",
        ),
    )
    return make(request, form=form, call=call, page=page)


@office_page("expert.write", methods=ACT)
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what the register keeps of somebody."""
    shown = expert_of(request, pk)
    form = ExpertForm(request.POST or None, expert=shown)

    def call() -> Expert:
        return register.edit(
            shown,
            form.particulars(),
            user=form.cleaned_data["user"],
            seen=form.cleaned_data["seen"],
            by=request.user,
            at=timezone.now(),
        )

    page = ActPage(subject=shown.name, breadcrumb=expert_crumb(shown), submit="Opslaan")
    back = shown.get_absolute_url()
    return act(request, shown, "edit", form=form, call=call, back=back, page=page)


def expert_of(request: OfficeRequest, pk: int) -> Expert:
    """Return the record with this number, when this person may know it; Http404 otherwise."""
    found = Expert.objects.visible_to(request.user).select_related("institute", "user")
    return get_object_or_404(found, pk=pk)


def _with_all() -> QuerySet[Expert]:
    return Expert.objects.select_related("institute").prefetch_related("expertises")
