"""Pages of signals: one signal, its steps, its files."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand import vault
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act
from mit_waakstand.markdown import to_html
from mit_waakstand.trail.models import Event, Reading
from mit_waakstand.trail.reading import note_reading
from mit_waakstand.workflow import ConflictError
from signals import deadlines
from signals.forms.signals import PublishForm, RespondForm, SeenForm, TextForm, today_in_amsterdam
from signals.models import Signal
from signals.proof import proofs
from signals.road import road
from signals.versions import comparison, texts_of
from signals.views import breadcrumbs
from signals.views.terms import term_of
from signals.workflow import signals as workflow

READINGS = 100  # the latest, as the page shows them


@office_page("signal.see")
def signal(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one signal: where it stands, the term, the texts, files, steps and history."""
    shown = _signal(request, pk)
    context = {
        "signal": shown,
        "breadcrumb": breadcrumbs.here(breadcrumbs.to_signal(shown)),
        "exercise": shown.is_exercise,
        "text": to_html(shown.text),
        "steps": shown.steps_for(request.user),
        "may_edit": request.user.may("signal.edit"),
        "may_respond": request.user.may("signal.respond"),
        "road": road(shown, localdate(), request.user),
        "public_url": _public_url(shown),
        **term_of(shown),
        **_response(shown),
    }
    _note_reading(request, shown, "pagina")
    if request.user.may("event.see"):
        context |= {
            "readings": Reading.objects.about(shown)[:READINGS],
            "weighing": shown.weighing,
            "history": Event.objects.about(shown),
            "proofs": proofs(shown),
        }
    return render(request, "signals/signal.html", context)


@office_page("signal.see", methods=ACT)
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write the texts of a concept. Two editors are warned and lose nothing."""
    shown = _signal(request, pk)
    form = TextForm(request.POST or None, instance=_signal(request, pk))
    page = ActPage(
        **_place(shown),
        submit="Tekst opslaan",
        done="De tekst is opgeslagen.",
        is_shared=True,
        template="signals/edit.html",
    )

    def call() -> Signal:
        try:
            return workflow.edit(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
        except ConflictError:
            saved = _signal(request, pk)
            page.extra["comparison"] = comparison(texts_of(saved), form.cleaned_data)
            form.start_from(saved)
            raise

    return _act(request, shown, "edit", form, call, page)


@office_page("signal.see", methods=ACT)
def adopt(request: OfficeRequest, pk: int) -> HttpResponse:
    """Adopt the text."""
    shown = _signal(request, pk)
    form = SeenForm(request.POST or None, initial={"seen": shown.hash_of_text()})
    page = ActPage(
        **_place(shown),
        consequences=("Daarna kan niemand de tekst nog wijzigen.",),
        done="Het signaal is vastgesteld.",
        is_final=True,
        template="signals/adopt.html",
        extra={"text": to_html(shown.text)},
    )

    def call() -> Signal:
        return workflow.adopt(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    return _act(request, shown, "adopt", form, call, page)


@office_page("signal.see", methods=ACT)
def issue(request: OfficeRequest, pk: int) -> HttpResponse:
    """Issue the signal to the SG of SZW."""
    shown = _signal(request, pk)
    form = forms.Form(request.POST or None)
    due = deadlines.response_due_on(localdate(), rule=workflow.current_rule())
    page = ActPage(
        **_place(shown),
        consequences=(
            "Het signaal krijgt een kenmerk en gaat als brief naar de SG van SZW.",
            f"De termijn begint vandaag. Laatste dag: {deadlines.in_dutch(due, weekday='long')}.",
            "Bureau SG krijgt een mail. Een uitgebracht signaal kunt u niet meer intrekken.",
        ),
        done="Dit signaal is uitgebracht. U kunt de tekst niet meer wijzigen.",
        is_final=True,
        template="signals/adopt.html",
        extra={"text": to_html(shown.text)},
    )

    def call() -> Signal:
        return workflow.issue(shown, by=request.user, at=timezone.now())

    return _act(request, shown, "issue", form, call, page)


@office_page("signal.see", methods=ACT)
def respond(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record the response: the one form of Bureau SG."""
    shown = _signal(request, pk)
    form = RespondForm(request.POST or None, request.FILES or None, initial=today_in_amsterdam())
    page = ActPage(
        **_place(shown),
        consequences=(
            "De termijn stopt.",
            "Een oefenreactie wordt nooit openbaar."
            if shown.is_exercise
            else "Het MIT in waakstand publiceert signaal en reactie samen op zijn eigen pagina.",
            "U kunt de reactie daarna niet meer wijzigen.",
        ),
        done="De reactie is vastgelegd. Dank u wel. U hoeft nu niets meer te doen.",
        is_final=True,
        template="signals/respond.html",
        extra={"text": to_html(shown.text), **term_of(shown)},
    )

    def call() -> Signal:
        return workflow.respond(shown, by=request.user, at=timezone.now(), **form.arguments())

    return _act(request, shown, "respond", form, call, page)


@office_page("signal.see", methods=ACT)
def publish(request: OfficeRequest, pk: int) -> HttpResponse:
    """Publish signal and response together."""
    shown = _signal(request, pk)
    form = PublishForm(request.POST or None)
    page = ActPage(
        **_place(shown),
        consequences=(
            "Signaal en reactie staan binnen een minuut voor iedereen op de openbare pagina.",
            "U kunt een publicatie niet ongedaan maken.",
        ),
        done="Signaal en reactie zijn gepubliceerd.",
        is_final=True,
        template="signals/publish.html",
        extra={"text": to_html(shown.text), **_response(shown)},
    )

    def call() -> Signal:
        return workflow.publish(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    return _act(request, shown, "publish", form, call, page)


@office_page("signal.see")
def file(request: OfficeRequest, pk: int, which: str) -> HttpResponse:
    """Send a private file of a signal that this person may know."""
    shown = _signal(request, pk)
    response = shown.response_or_none()
    checksum = {
        "brief": shown.letter_sha256,
        "reactie": response.pdf_sha256 if response else "",
        "brief-van-de-sg": response.copy_sha256 if response else "",
        "origineel": response.original_sha256 if response else "",
    }.get(which)
    if not checksum:
        raise Http404
    _note_reading(request, shown, which)
    answer = HttpResponse(vault.read(checksum), content_type="application/pdf")
    name = f"{str(shown).lower().replace(' ', '-')}-{which}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


def _signal(request: OfficeRequest, pk: int) -> Signal:
    found = Signal.objects.visible_to(request.user).select_related("weighing__situation")
    return get_object_or_404(found, pk=pk)


def _note_reading(request: OfficeRequest, shown: Signal, what: str) -> None:
    """Keep who opened an issued signal: after a leak one wants to know (domain §3.6)."""
    if shown.is_issued():
        note_reading(shown, what=what, by=request.user, at=timezone.now())


def _place(shown: Signal) -> dict[str, Any]:
    """Return how the signal is called on the page of a step, and the way to it."""
    return {
        "subject": f"{shown.working_name()}: {shown.title}",
        "breadcrumb": breadcrumbs.to_signal(shown),
    }


def _response(shown: Signal) -> dict[str, object]:
    response = shown.response_or_none()
    if response is None:
        return {}
    return {"response": response, "response_text": to_html(response.text)}


def _public_url(shown: Signal) -> str:
    if shown.published_at is None or shown.number is None:
        return ""
    return f"{settings.PUBLIC_URL.rstrip('/')}/signalen/{shown.number.lower()}/"


def _act(  # noqa: PLR0913, PLR0917  (what a page of a step is made of)
    request: OfficeRequest,
    shown: Signal,
    verb: str,
    form: forms.BaseForm,
    call: Callable[[], Signal],
    page: ActPage,
) -> HttpResponse:
    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
