"""Reading, adopting and correcting minutes in the office; they are written in the admin."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from draaiboek.forms.minutes import AdoptForm, CorrectForm
from draaiboek.models import Minutes
from draaiboek.printing import content_of
from draaiboek.views.steps import way_to
from draaiboek.workflow import minutes as workflow
from mit_waakstand import vault
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act
from mit_waakstand.markdown import to_html
from mit_waakstand.trail.models import Event


@office_page("minutes.see")
def minutes(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one version of the minutes."""
    shown = _minutes_of(request, pk)
    versions = Minutes.objects.visible_to(request.user).filter(meeting=shown.meeting)
    context = {
        "minutes": shown,
        "meeting": shown.meeting,
        "content": shown.content or content_of(shown.meeting),
        "text": to_html(shown.text, first_heading=3),
        "breadcrumb": [*way_to(shown.meeting), (f"Verslag, versie {shown.version}", "")],
        "exercise": shown.is_part_of_exercise(),
        "steps": shown.steps_for(request.user),
        "versions": versions.order_by("-version"),
        "may_write": request.user.may_now("minutes.write") and shown.is_draft(),
        "history": Event.objects.about(shown) if request.user.may("event.see") else None,
    }
    return render(request, "draaiboek/minutes.html", context)


@office_page("minutes.see")
def file(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """Send the PDF of adopted minutes, as it is kept."""
    shown = _minutes_of(request, pk)
    if not shown.pdf_sha256:
        raise Http404
    name = f"verslag-{shown.meeting_id}-versie-{shown.version}.pdf"
    return vault.pdf_answer(shown.pdf_sha256, name)


@office_page("minutes.see", methods=ACT)
def adopt(request: OfficeRequest, pk: int) -> HttpResponse:
    """Adopt the minutes, in a later meeting or in writing."""
    shown = _minutes_of(request, pk)
    form = AdoptForm(request.POST or None, minutes=shown)
    page = ActPage(
        subject=shown.name(),
        breadcrumb=_way(shown),
        consequences=(
            "Het verslag verandert daarna niet meer. Verbeteren kan met een correctie ernaast.",
            "Er komt een PDF van. Wie was uitgenodigd en een account heeft, kan hem lezen.",
        ),
        done="Het verslag is vastgesteld.",
        is_final=True,
    )

    def call() -> Minutes:
        return workflow.adopt(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    back = shown.get_absolute_url()
    return act(request, shown, "adopt", form=form, call=call, back=back, page=page)


@office_page("minutes.see", methods=ACT)
def correct(request: OfficeRequest, pk: int) -> HttpResponse:
    """Begin a correction beside adopted minutes."""
    shown = _minutes_of(request, pk)
    form = CorrectForm(request.POST or None)
    page = ActPage(
        subject=shown.name(),
        breadcrumb=_way(shown),
        consequences=("Er komt een nieuw concept met dezelfde tekst. Deze versie blijft bestaan.",),
        done="De correctie is begonnen. U schrijft haar in het beheer.",
    )

    def call() -> Minutes:
        return workflow.correct(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    back = shown.meeting.get_absolute_url()
    return act(request, shown, "correct", form=form, call=call, back=back, page=page)


def _minutes_of(request: OfficeRequest, pk: int) -> Minutes:
    found = Minutes.objects.visible_to(request.user).select_related("meeting", "adopted_in")
    return get_object_or_404(found, pk=pk)


def _way(shown: Minutes) -> tuple[tuple[str, str], ...]:
    here = (f"Verslag, versie {shown.version}", reverse("draaiboek:minutes", args=[shown.pk]))
    return (*way_to(shown.meeting), here)
