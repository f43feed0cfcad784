"""Pages of the versions of the weegvragen."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from afwegingskader import workflow
from afwegingskader.models import WeighingQuestions
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act
from mit_waakstand.trail.models import Event


@office_page("weegvragen.see")
def weegvragen(request: OfficeRequest) -> HttpResponse:
    """List the versions, the newest first."""
    versions = WeighingQuestions.objects.order_by("-pk")
    return render(request, "afwegingskader/weegvragen.html", {"versions": versions})


@office_page("weegvragen.see")
def version(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one version with its questions."""
    shown = get_object_or_404(WeighingQuestions, pk=pk)
    context = {
        "version": shown,
        "breadcrumb": _way(shown, is_here=True),
        "steps": shown.steps_for(request.user),
        "history": Event.objects.about(shown),
    }
    return render(request, "afwegingskader/version.html", context)


@office_page("weegvragen.see", methods=ACT)
def adopt(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a version in force."""
    shown = get_object_or_404(WeighingQuestions, pk=pk)
    form = forms.Form(request.POST or None)
    page = ActPage(
        subject=_name(shown),
        breadcrumb=_way(shown),
        consequences=(
            "Nieuwe wegingen gebruiken vanaf nu deze versie.",
            "De versie kan daarna niet meer veranderen. Oude wegingen houden hun eigen versie.",
        ),
        done="Deze versie is vastgesteld.",
        is_final=True,
    )

    def call() -> WeighingQuestions:
        return workflow.adopt(shown, by=request.user, at=timezone.now())

    back = reverse("afwegingskader:version", args=[pk])
    return act(request, shown, "adopt", form=form, call=call, back=back, page=page)


def _name(shown: WeighingQuestions) -> str:
    return f"Weegvragen, versie {shown.number}"


def _way(shown: WeighingQuestions, *, is_here: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the breadcrumb to a version; the page itself is no link."""
    here = "" if is_here else reverse("afwegingskader:version", args=[shown.pk])
    return (
        ("Weegvragen", reverse("afwegingskader:weegvragen")),
        (f"Versie {shown.number}", here),
    )
