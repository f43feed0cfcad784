"""The page of one question, and the page on which one is entered by hand."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from aanspreekpunt import delivery
from aanspreekpunt.forms import EnterForm
from aanspreekpunt.models import Question
from aanspreekpunt.workflow import questions as workflow
from aanspreekpunt.workflow.questions import Asked
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import NewPage, make
from mit_waakstand.trail.models import Event
from mit_waakstand.trail.reading import note_reading

LIST = ("Vragen", "aanspreekpunt:questions")


def way_to(question: Question) -> tuple[tuple[str, str], ...]:
    """Return the breadcrumb that ends at a question."""
    return (
        (LIST[0], reverse(LIST[1])),
        (f"Vraag {question.reference}", question.get_absolute_url()),
    )


def question_or_404(request: OfficeRequest, pk: int) -> Question:
    """Return the question when this person may know it."""
    found = Question.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("assigned_to", "entered_by"), pk=pk)


@office_page("question.see")
def question(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one question with its answers; that somebody read it is noted (domain §8)."""
    shown, user = question_or_404(request, pk), request.user
    if shown.has_personal_data():
        note_reading(shown, what="pagina", by=user, at=timezone.now())
    offers, told = shown.steps_for(user), delivery.told(shown.answers.select_related("given_by"))
    context = {
        "shown": shown,  # "question" is what the search box asks
        "is_overdue": shown.is_overdue(localdate()),
        "told": told,
        "failed": bool(told) and told[-1].did_not_arrive(),
        "steps": [offer for offer in offers if not offer.step.aside],
        "asides": [offer for offer in offers if offer.step.aside],
        "breadcrumb": (*way_to(shown)[:-1], (way_to(shown)[-1][0], "")),
        "history": Event.objects.about(shown) if user.may("event.see") else None,
    }
    return render(request, "aanspreekpunt/question.html", context)


@office_page("question.enter", methods=ACT)
def enter(request: OfficeRequest) -> HttpResponse:
    """Enter a question that came by mail, telephone or post."""
    form = EnterForm(request.POST or None, initial={"received_on": localdate()})
    page = NewPage(
        heading="Vraag invoeren",
        submit="Invoeren",
        done="De vraag is ingevoerd.",
        breadcrumb=((LIST[0], reverse(LIST[1])),),
        back=reverse(LIST[1]),
    )
    return make(request, form=form, call=lambda: _entered(request, form), page=page)


def _entered(request: OfficeRequest, form: EnterForm) -> Question:
    given = form.cleaned_data
    asked = Asked(**{name: given[name] for name in ("text", "topic", "name", "email")})
    return workflow.enter(
        asked,
        channel=given["channel"],
        received_on=given["received_on"],
        by=request.user,
        at=timezone.now(),
    )
