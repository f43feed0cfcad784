"""The pages on which a step of a question is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate

from aanspreekpunt import forms as own
from aanspreekpunt.models import Question, StandardAnswer
from aanspreekpunt.views.questions import question_or_404, way_to
from aanspreekpunt.workflow import erasing, handling
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act

INSERT = "invoegen"  # the button that puts a standard answer into the text
GOES_OUT = "De vraagsteller krijgt deze tekst per mail. U kunt hem daarna niet meer wijzigen."


@dataclass(frozen=True, kw_only=True)
class Side:
    """What is special about one step: its act, its form, and what the page says."""

    act: Callable[..., Question]
    form: Callable[..., forms.Form] = forms.Form
    initial: Callable[[Question], dict[str, Any]] = lambda _: {}
    consequences: tuple[str, ...] = ()
    done: str = ""
    is_final: bool = False


def _as_it_is(question: Question) -> dict[str, Any]:
    known = {"name": question.name, "email": question.email, "topic": question.topic}
    return known | {"seen": question.mark_of_asker()}


SIDES = {
    "take_up": Side(
        act=handling.take_up,
        consequences=("De vraag komt op uw naam, tenzij zij al aan iemand was toegewezen.",),
    ),
    "record_answer": Side(
        act=handling.record_answer,
        form=own.RecordAnswerForm,
        initial=lambda _: {"given_on": localdate()},
        consequences=("U kunt dit daarna niet meer wijzigen.",),
        done="Het antwoord is vastgelegd.",
    ),
    "dismiss": Side(act=handling.dismiss, form=own.CloseForm, done="De vraag is gesloten."),
    "mark_as_spam": Side(act=handling.mark_as_spam, form=own.CloseForm, done="Gesloten als spam."),
    "assign": Side(
        act=handling.assign,
        form=own.AssignForm,
        initial=lambda question: {"assigned_to": question.assigned_to_id},
        consequences=("Deze persoon krijgt een mail.",),
    ),
    "correct": Side(act=handling.correct, form=own.CorrectForm, initial=_as_it_is),
    "resend": Side(
        act=handling.resend,
        consequences=(
            "Het laatste antwoord gaat opnieuw naar het adres dat nu bij de vraag staat.",
        ),
    ),
    "reopen": Side(act=handling.reopen, consequences=("Wat al is geantwoord, blijft staan.",)),
    "erase": Side(
        act=erasing.erase,
        consequences=(
            "Naam, mailadres, vraag en antwoorden worden overal gewist, ook uit eerdere versies.",
            "De vraag telt nog mee in de aantallen.",
        ),
        done="De gegevens zijn gewist.",
        is_final=True,
    ),
}


@office_page("question.see", methods=ACT)
def step(request: OfficeRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step that only needs its form."""
    side, question = SIDES[verb], question_or_404(request, pk)
    form = side.form(request.POST or None, initial=side.initial(question))
    page = ActPage(
        subject=f"Vraag {question.reference}",
        breadcrumb=way_to(question),
        consequences=side.consequences,
        done=side.done,
        is_final=side.is_final,
    )
    return _act(request, question, verb, form=form, call=side.act, page=page)


@office_page("question.see", methods=ACT)
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Answer by mail; a standard answer can be put into the text first."""
    question = question_or_404(request, pk)
    form = own.AnswerForm(**_typed(request))
    return _write(request, question, "answer", form=form, call=handling.answer, says=GOES_OUT)


@office_page("question.see", methods=ACT)
def refer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Refer the asker to somebody else; by mail when his address is known."""
    question = question_or_404(request, pk)
    form = own.ReferForm(**_typed(request), question=question)
    nobody = "Er is geen mailadres, dus de vraagsteller hoort dit niet van ons."
    says = GOES_OUT if question.email else nobody
    return _write(request, question, "refer", form=form, call=handling.refer, says=says)


def _write(  # noqa: PLR0913  (a page is made of these)
    request: OfficeRequest,
    question: Question,
    verb: str,
    *,
    form: forms.Form,
    call: Callable[..., Question],
    says: str,
) -> HttpResponse:
    page = ActPage(
        subject=f"Vraag {question.reference}",
        breadcrumb=way_to(question),
        consequences=(says,),
        done="De mail aan de vraagsteller staat klaar." if question.email else "",
        is_final=bool(question.email),
        is_draft=INSERT in request.POST,
        template="aanspreekpunt/answer.html",
        extra={"shown": question, "insert": INSERT},
    )
    return _act(request, question, verb, form=form, call=call, page=page)


def _act(  # noqa: PLR0913  (idem)
    request: OfficeRequest,
    question: Question,
    verb: str,
    *,
    form: forms.Form,
    call: Callable[..., Question],
    page: ActPage,
) -> HttpResponse:
    def taken() -> Question:
        given = {name: value for name, value in form.cleaned_data.items() if name != "standard"}
        return call(question, by=request.user, at=timezone.now(), **given)

    back = question.get_absolute_url()
    return act(request, question, verb, form=form, call=taken, back=back, page=page)


def _typed(request: OfficeRequest) -> dict[str, Any]:
    """Return how the form starts: as it was sent, or as a draft with the standard answer in it."""
    if INSERT not in request.POST:
        return {"data": request.POST or None}
    given = request.POST.dict()
    chosen = str(given.pop("standard", ""))
    standard = StandardAnswer.objects.in_use().filter(pk=chosen if chosen.isdecimal() else 0)
    texts = [str(given.get("text", "")).strip(), *standard.values_list("text", flat=True)]
    return {"initial": given | {"text": "\n\n".join(text for text in texts if text)}}
