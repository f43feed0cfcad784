"""Pages of the steps that bring a signal further: from its text to its publication."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage
from mit_waakstand.markdown import to_html
from mit_waakstand.workflow import ConflictError
from signals import deadlines
from signals.forms.on_behalf import IssueForm, PublishForm
from signals.forms.signals import RespondForm, SeenForm, TextForm, today_in_amsterdam
from signals.models import MinisterDecision, Signal
from signals.models.calendar import equated_days
from signals.states import SignalState
from signals.versions import comparison, texts_of
from signals.views.publication import looked_over, what_goes_public
from signals.views.signal_page import act_on, place_of, signal_or_404, telephone_for
from signals.views.terms import term_of
from signals.workflow import signals as workflow


@office_page("signal.see", methods=ACT)
def edit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write the texts of a concept. Two editors are warned and lose nothing."""
    shown = signal_or_404(request, pk)
    form = TextForm(request.POST or None, instance=signal_or_404(request, pk))
    page = ActPage(
        **place_of(shown),
        submit="Tekst opslaan",
        done="De tekst is opgeslagen.",
        is_shared=True,
        template="signals/edit.html",
    )

    def call() -> Signal:
        try:
            return workflow.edit(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
        except ConflictError:
            saved = signal_or_404(request, pk)
            page.extra["comparison"] = comparison(texts_of(saved), form.cleaned_data)
            raise

    return act_on(request, shown, "edit", form, call, page)


@office_page("signal.see", methods=ACT)
def adopt(request: OfficeRequest, pk: int) -> HttpResponse:
    """Adopt the text."""
    shown = signal_or_404(request, pk)
    form = SeenForm(request.POST or None, initial={"seen": shown.hash_of_text()})
    page = ActPage(
        **place_of(shown),
        consequences=("Daarna kan niemand de tekst nog wijzigen.",),
        done="Het signaal is vastgesteld.",
        is_final=True,
        template="signals/adopt.html",
        extra={"text": to_html(shown.text)},
    )

    def call() -> Signal:
        return workflow.adopt(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, shown, "adopt", form, call, page)


@office_page("signal.see", methods=ACT)
def issue(request: OfficeRequest, pk: int) -> HttpResponse:
    """Issue the signal to the SG of SZW."""
    shown = signal_or_404(request, pk)
    form = IssueForm(request.POST or None, signal=shown, user=request.user)
    now = timezone.now()
    due = workflow.last_day(localdate(now))
    explained = deadlines.explain(now, workflow.current_rule(), equated_days=equated_days())
    page = ActPage(
        **place_of(shown),
        consequences=(
            "Het signaal krijgt een kenmerk en gaat als brief naar de SG van SZW.",
            f"De termijn begint vandaag. Laatste dag: {deadlines.in_dutch(due, weekday='long')}.",
            "Bureau SG krijgt een mail. Een uitgebracht signaal kunt u niet meer intrekken.",
        ),
        done="Dit signaal is uitgebracht. U kunt de tekst niet meer wijzigen.",
        is_final=True,
        template="signals/adopt.html",
        extra={"text": to_html(shown.text), "explanation": explained},
    )

    def call() -> Signal:
        return workflow.issue(shown, by=request.user, at=timezone.now(), **form.arguments())

    return act_on(request, shown, "issue", form, call, page)


@office_page("signal.see", methods=ACT)
def respond(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record the response: the one form of Bureau SG."""
    shown = signal_or_404(request, pk)
    sentence = decision_sentence(shown)
    initial = today_in_amsterdam()
    if request.GET.get("met") == "besluit":
        initial["text"] = sentence
    form = RespondForm(request.POST or None, request.FILES or None, initial=initial)
    page = ActPage(
        **place_of(shown),
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
        extra={
            "text": to_html(shown.text),
            "decision_sentence": sentence,
            "telephone": telephone_for(request.user),
            **term_of(shown),
        },
    )

    def call() -> Signal:
        return workflow.respond(shown, by=request.user, at=timezone.now(), **form.arguments())

    is_public = shown.state == SignalState.PUBLISHED and shown.awaits_response()
    verb = "add_response" if is_public else "respond"
    return act_on(request, shown, verb, form, call, page)


@office_page("signal.see", methods=ACT)
def publish(request: OfficeRequest, pk: int) -> HttpResponse:
    """Publish signal and response together."""
    shown = signal_or_404(request, pk)
    over = looked_over(request, shown, "publish")
    token = over.token() if over else ""
    form = PublishForm(request.POST or None, signal=shown, user=request.user, token=token)
    page = ActPage(
        **place_of(shown),
        consequences=(
            "Signaal en reactie staan binnen een minuut voor iedereen op de openbare pagina.",
            "U kunt een publicatie niet ongedaan maken.",
        ),
        done="Signaal en reactie zijn gepubliceerd.",
        is_final=True,
        template="signals/publish.html",
        extra=what_goes_public(shown, "publish", over),
    )

    def call() -> Signal:
        looked = over.record() if over else None
        by, at = request.user, timezone.now()
        return workflow.publish(shown, looked=looked, by=by, at=at, **form.arguments())

    return act_on(request, shown, "publish", form, call, page)


def decision_sentence(shown: Signal) -> str:
    """Return how a response may refer to a decision that is there already; "" without one."""
    decision = MinisterDecision.objects.about(shown).last()
    if decision is None:
        return ""
    on = deadlines.in_dutch(decision.decided_on)
    return f"Onder verwijzing naar het besluit van {on} ({decision.get_kind_display()}):"
