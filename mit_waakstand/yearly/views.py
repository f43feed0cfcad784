"""Pages of the yearly accounts: the list, one account, its steps, and its files."""

from collections.abc import Iterator
from dataclasses import replace

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand import spreadsheets, vault
from mit_waakstand.accounts.access import ACT, POST, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, NewPage, act, make
from mit_waakstand.markdown import to_html
from mit_waakstand.public_site.pages import absolute
from mit_waakstand.trail.models import Event
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.yearly import public, workflow
from mit_waakstand.yearly.forms import DeliverForm, DraftForm, EditForm, PublishForm
from mit_waakstand.yearly.models import FIRST_YEAR, YearAccount
from mit_waakstand.yearly.money import euros
from mit_waakstand.yearly.states import ACCOUNT_STEPS

TITLE = "Verantwoordingen"
FROM_RECORDS = "De cijfers komen uit de vastlegging. U vult ze aan met uw eigen woorden."
COLUMNS = ("hoofdstuk", "cijfer", "waarde", "bijzonderheden")


@office_page("yearly.see")
def accounts(request: OfficeRequest) -> HttpResponse:
    """Show the account of every year."""
    found = list(YearAccount.objects.visible_to(request.user).order_by("-year"))
    may_begin = (
        request.user.may_now("yearly.write") and len(found) < localdate().year - FIRST_YEAR + 1
    )
    context = {
        "breadcrumb": [(TITLE, "")],
        "accounts": found,
        "may_begin": may_begin,
    }
    return render(request, "yearly/accounts.html", context)


@office_page("yearly.see")
def account(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one account: what the records say, what the MIW says, and what can be done."""
    shown = _find(request, pk)
    offers = shown.steps_for(request.user)
    first, last = shown.period()
    context = {
        "breadcrumb": [(TITLE, reverse("yearly:accounts")), (shown.title(), "")],
        "account": shown,
        "first": first,
        "last": last,
        "introduction": to_html(shown.introduction),
        "chapters": [c | {"remark": to_html(c["remark"])} for c in shown.told()],
        "spending": shown.amounts(),
        "spent": euros(shown.spent()),
        "budget": euros(shown.budget),
        "steps": [offer for offer in offers if not offer.step.aside],
        "asides": [offer for offer in offers if offer.step.aside],
        "public_url": absolute(f"{public.FOLDER}/{shown.year}/") if shown.published_at else "",
        "history": Event.objects.about(shown) if request.user.may("event.see") else None,
    }
    return render(request, "yearly/account.html", context)


@office_page("yearly.write", methods=ACT)
def draft(request: OfficeRequest) -> HttpResponse:
    """Begin the account of a year by hand."""
    form = DraftForm(request.POST or None, today=localdate())

    def call() -> YearAccount:
        year = int(form.cleaned_data["year"])
        return workflow.draft(year, by=request.user, at=timezone.now())

    page = NewPage(
        heading=ACCOUNT_STEPS["draft"].label,
        submit="Beginnen",
        done="De verantwoording is begonnen.",
        breadcrumb=((TITLE, reverse("yearly:accounts")),),
        back=reverse("yearly:accounts"),
        consequences=(FROM_RECORDS,),
    )
    return make(request, form=form, call=call, page=page)


@office_page("yearly.see", methods=ACT)
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write what the MIW says to the figures, and the amounts."""
    found = _find(request, pk)
    page = ActPage(submit="Opslaan", is_shared=True)
    return _act(request, found, "edit", EditForm(request.POST or None, account=found), page)


@office_page("yearly.see", methods=ACT)
def refresh(request: OfficeRequest, pk: int) -> HttpResponse:
    """Make the figures anew."""
    page = ActPage(consequences=("De cijfers worden die van vandaag. Uw teksten blijven staan.",))
    return _act(request, _find(request, pk), "refresh", forms.Form(request.POST or None), page)


@office_page("yearly.see", methods=ACT)
def adopt(request: OfficeRequest, pk: int) -> HttpResponse:
    """Adopt the account."""
    page = ActPage(
        consequences=(
            "De cijfers worden eerst ververst. Daarna verandert er niets meer, ook niet de tekst.",
            "Er wordt een pdf van gemaakt.",
        ),
        is_final=True,
    )
    return _act(request, _find(request, pk), "adopt", forms.Form(request.POST or None), page)


@office_page("yearly.see", methods=ACT)
def deliver(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record to whom it was delivered."""
    page = ActPage(is_final=True)
    return _act(request, _find(request, pk), "deliver", DeliverForm(request.POST or None), page)


@office_page("yearly.see", methods=ACT)
def publish(request: OfficeRequest, pk: int) -> HttpResponse:
    """Make the account public."""
    page = ActPage(
        consequences=(
            "Tekst, cijfers, bedragen en de pdf komen op de openbare website te staan.",
            "Wat openbaar is, blijft openbaar.",
        ),
        is_final=True,
    )
    return _act(request, _find(request, pk), "publish", PublishForm(request.POST or None), page)


@office_page("yearly.see")
def account_pdf(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """Give the PDF of an adopted account."""
    found = _find(request, pk)
    if not found.pdf_sha256:
        raise Http404
    return vault.pdf_answer(found.pdf_sha256, f"verantwoording-{found.year}.pdf")


@office_page("yearly.see", methods=POST)
def account_file(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """Give the figures as a spreadsheet; that it was taken is written down."""
    found = _find(request, pk)
    rows = list(figures(found))
    with recorded():
        told: dict[str, object] = {"list": f"verantwoording {found.year}", "rows": len(rows)}
        sentence = "heeft de cijfers van de verantwoording geëxporteerd"
        record(Happening("export", sentence, found, request.user, timezone.now(), told))
    return spreadsheets.answer_with(f"verantwoording-{found.year}", COLUMNS, rows)


def figures(found: YearAccount) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of the spreadsheet: chapter, figure, value, details."""
    for chapter in found.chapters:
        for line in chapter["lines"]:
            yield chapter["title"], line["label"], line["value"], " / ".join(line["details"])
    yield "Geld", "Beschikbaar", f"{found.budget:.2f}", ""
    for row in found.spending:
        yield "Geld", row["omschrijving"], row["bedrag"], ""


def _find(request: OfficeRequest, pk: int) -> YearAccount:
    return get_object_or_404(YearAccount.objects.visible_to(request.user), pk=pk)


def _act(
    request: OfficeRequest, found: YearAccount, verb: str, form: forms.Form, page: ActPage
) -> HttpResponse:
    def call() -> YearAccount:
        taken: YearAccount = getattr(workflow, verb)(
            found, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        return taken

    back = found.get_absolute_url()
    crumbs = ((TITLE, reverse("yearly:accounts")), (found.title(), back))
    page = replace(page, subject=found.title(), breadcrumb=crumbs)
    return act(request, found, verb, form=form, call=call, back=back, page=page)
