"""Pages of what people add to an issued signal, and the files of it (domain §3.3)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage
from mit_waakstand.trail.reading import note_reading
from mit_waakstand.vault import pdf_answer
from signals.forms import messages as own
from signals.forms.signals import today_in_amsterdam
from signals.models import Message, Signal
from signals.views.after_issue import may_see_original
from signals.views.signal_page import act_on, place_of, signal_or_404, telephone_for
from signals.workflow import messages as workflow

RUNS_ON = "De termijn loopt door. Alleen een schriftelijke reactie stopt de termijn."
STAYS = "U kunt dit daarna niet meer wijzigen."


@dataclass(frozen=True, kw_only=True)
class Addition:
    """What is special about one of them: its act, its form, and what the page says."""

    act: Callable[..., Message]
    form: Callable[..., Any]
    consequences: tuple[str, ...]
    done: str
    is_on_behalf: bool = False
    is_letter: bool = False  # of the SG


ADDITIONS = {
    "send_message": Addition(
        act=workflow.send_message,
        form=own.SupplementForm,
        is_on_behalf=True,
        consequences=(
            "Het bericht gaat als brief naar de SG van SZW. Bureau SG krijgt mail.",
            "Er begint geen nieuwe termijn. De SG reageert nog steeds op het signaal.",
            "Bij een echt signaal wordt het bericht openbaar, samen met het signaal.",
            STAYS,
        ),
        done="Het aanvullende bericht is verstuurd.",
    ),
    "record_interim": Addition(
        act=workflow.record_interim,
        form=own.LaterLetterForm,
        is_letter=True,
        consequences=(
            "De termijn loopt door. Een tussenbericht is geen reactie.",
            "Het tussenbericht wordt bij een echt signaal openbaar, samen met de rest.",
            STAYS,
        ),
        done="Het tussenbericht is vastgelegd. De termijn loopt door.",
    ),
    "record_conversation": Addition(
        act=workflow.record_conversation,
        form=own.ConversationForm,
        consequences=(
            RUNS_ON,
            "Bureau SG krijgt mail met de vraag om een schriftelijke reactie.",
            "Een gespreksnotitie wordt nooit openbaar.",
            STAYS,
        ),
        done="Het gesprek is vastgelegd. De termijn loopt door.",
    ),
    "record_further_response": Addition(
        act=workflow.record_further_response,
        form=own.LaterLetterForm,
        is_letter=True,
        consequences=(
            "De eerste reactie blijft gelden voor de termijn.",
            "Is het signaal al openbaar? Dan vraagt “Nu te doen” om een aanvulling.",
            STAYS,
        ),
        done="De aanvullende reactie is vastgelegd.",
    ),
}


@office_page("signal.see", methods=ACT)
def add(request: OfficeRequest, pk: int, verb: str) -> HttpResponse:
    """Add a message, a letter or a conversation to a signal."""
    shown, addition = signal_or_404(request, pk), ADDITIONS[verb]
    options: dict[str, Any] = {}
    if addition.is_on_behalf:
        options = {"signal": shown, "user": request.user}
    if addition.is_letter:
        options["initial"] = today_in_amsterdam()
    form = addition.form(request.POST or None, request.FILES or None, **options)
    page = ActPage(
        **place_of(shown),
        consequences=addition.consequences,
        done=addition.done,
        is_final=True,
        template="signals/letter_from_sg.html" if addition.is_letter else "office/act.html",
        extra={"telephone": telephone_for(request.user)},
    )

    def call() -> Signal:
        addition.act(shown, by=request.user, at=timezone.now(), **form.arguments())
        return shown

    return act_on(request, shown, verb, form, call, page)


@office_page("signal.see")
def file(request: OfficeRequest, pk: int, which: str) -> HttpResponseBase:
    """Send a private file of a message that this person may know."""
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    checksum = {
        "bericht": message.pdf_sha256,
        "brief": message.copy_sha256,
        "origineel": message.original_sha256,
    }.get(which)
    if not checksum or (which == "origineel" and not may_see_original(message, request.user)):
        raise Http404
    note_reading(
        message.signal, what=f"{message.name()}, {which}", by=request.user, at=timezone.now()
    )
    name = f"{str(message.signal).lower()}-{message.name().replace(' ', '-')}-{which}.pdf"
    return pdf_answer(checksum, name)
