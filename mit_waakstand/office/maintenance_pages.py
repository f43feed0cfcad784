"""Onderhoud: the beheerder sees what was and is alleen lezen, and works the switch."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import NewPage, make
from mit_waakstand.forms import DutchDateTimeField
from mit_waakstand.maintenance.models import Maintenance
from mit_waakstand.office import maintaining

HERE = "office:maintenance"
TITLE = "Onderhoud"


class PostponeForm(forms.Form):
    """Until when."""

    expected_until = DutchDateTimeField(label="Naar verwachting tot")


class BeginForm(PostponeForm):
    """Why, and until when."""

    reason = forms.CharField(
        label="Reden",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit leest iedereen boven elke pagina. Bijvoorbeeld: Wij zetten een nieuwe "
        "versie neer.",
    )
    field_order = ("reason", "expected_until")


@office_page(maintaining.PERMISSION)
def maintenance(request: OfficeRequest) -> HttpResponse:
    """Show whether it is alleen lezen now, and when it was before."""
    context = {
        "breadcrumb": [(TITLE, "")],
        "earlier": Maintenance.objects.exclude(ended_at=None).select_related(
            "began_by", "ended_by"
        )[:50],
        "now": timezone.now(),
    }
    return render(request, "maintenance/maintenance.html", context)


@office_page(maintaining.PERMISSION, methods=ACT)
def begin(request: OfficeRequest) -> HttpResponse:
    """Let everybody read and nobody write from now on."""
    form = BeginForm(request.POST or None)

    def call() -> str:
        maintaining.begin(by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse(HERE)

    page = _page(
        "Alleen lezen aanzetten",
        done="Het is nu alleen lezen. Zet het hier weer uit als u klaar bent.",
        consequences=(
            "Iedereen kan zich aanmelden en alles lezen. Niemand kan iets vastleggen.",
            (
                "Wat iemand nu verstuurt, wordt afgemaakt. Wie daarna iets verstuurt, krijgt zijn "
                "tekst terug op zijn scherm."
            ),
            "De openbare website blijft te lezen. Alleen een vraag stellen kan er dan niet.",
            (
                "Termijnen lopen door. Ook mail, herinneringen en publicaties die klaarstaan gaan "
                "door, zolang de werker draait."
            ),
        ),
    )
    return make(request, form=form, call=call, page=page)


@office_page(maintaining.PERMISSION, methods=ACT)
def postpone(request: OfficeRequest) -> HttpResponse:
    """Say anew until when it is expected to last."""
    form = PostponeForm(request.POST or None)

    def call() -> str:
        maintaining.postpone(by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse(HERE)

    page = _page("Verwachting bijstellen", done="De verwachting is bijgesteld.")
    return make(request, form=form, call=call, page=page)


@office_page(maintaining.PERMISSION, methods=ACT)
def end(request: OfficeRequest) -> HttpResponse:
    """Let everybody write again."""
    form = forms.Form(request.POST or None)

    def call() -> str:
        maintaining.end(by=request.user, at=timezone.now())
        return reverse(HERE)

    page = _page(
        "Alleen lezen uitzetten",
        done="Iedereen kan weer werken.",
        consequences=("Vanaf nu kan iedereen weer vastleggen wat zijn rol toelaat.",),
    )
    return make(request, form=form, call=call, page=page)


def _page(heading: str, *, done: str, consequences: tuple[str, ...] = ()) -> NewPage:
    return NewPage(
        heading=heading,
        submit=heading,
        done=done,
        breadcrumb=((TITLE, reverse(HERE)),),
        back=reverse(HERE),
        consequences=consequences,
    )
