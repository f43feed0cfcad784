"""Pages of taking part in a weighing."""

from typing import Any

from django.forms import model_to_dict
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act
from signals.forms.participation import (
    DeclineForm,
    ExpertsForm,
    InterestsForm,
    OpinionForm,
    RecordForm,
    can_be_invited,
    can_be_proposed,
)
from signals.models import Weighing
from signals.views.weighings import place_of, step_of, weighing_of
from signals.workflow import weighings


@office_page("weighing.see", methods=ACT)
def invite(request: OfficeRequest, pk: int) -> HttpResponse:
    """Invite one expert or several; those on the draft list are ticked."""
    shown = weighing_of(request, pk)
    proposed = shown.participants.proposed().values_list("expert", flat=True)
    form = ExpertsForm(
        request.POST or None,
        choices=can_be_invited(shown),
        day=shown.held_on,
        initial={"experts": list(proposed)},
    )
    page = ActPage(
        **place_of(request, shown),
        consequences=(
            "Ieder krijgt een mail met een afspraak voor de agenda en een link om te antwoorden.",
            "Wie geen mailadres heeft, belt u zelf. Leg daarna vast wat hij zei.",
        ),
    )

    def call() -> Weighing:
        return weighings.invite_all(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    back = shown.get_absolute_url()
    return act(request, shown, "invite", form=form, call=call, back=back, page=page)


@office_page("weighing.see", methods=ACT)
def propose_expert(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put experts on the draft list of the CPO."""
    shown = weighing_of(request, pk)
    form = ExpertsForm(request.POST or None, choices=can_be_proposed(shown), day=shown.held_on)
    page = ActPage(
        **place_of(request, shown),
        consequences=("De CPO beslist wie wordt uitgenodigd. De experts merken hier niets van.",),
    )
    return step_of(request, shown, "propose_expert", form, page)


@office_page("weighing.see", methods=ACT)
def decline(request: OfficeRequest, pk: int) -> HttpResponse:
    """Decline one's own invitation."""
    shown = weighing_of(request, pk)
    form = DeclineForm(request.POST or None)
    page = ActPage(
        **place_of(request, shown),
        consequences=("U ziet deze weging daarna niet meer. De CPO ziet dat u zich afmeldt.",),
    )
    return step_of(request, shown, "decline", form, page, back=reverse("office:worklist"))


@office_page("weighing.see", methods=ACT)
def give_opinion(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give one's standpunt as an invited expert."""
    shown = weighing_of(request, pk)
    form = OpinionForm(request.POST or None, initial=_given_before(shown, request))
    page = ActPage(
        **place_of(request, shown),
        consequences=("U kunt uw standpunt wijzigen zolang de weging open is.",),
        extra={"questions": shown.questions.questions()},
    )
    return step_of(request, shown, "give_opinion", form, page)


@office_page("weighing.see", methods=ACT)
def record_opinion(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record that an expert took part in the meeting."""
    shown = weighing_of(request, pk)
    form = RecordForm(request.POST or None, weighing=shown)
    page = ActPage(
        **place_of(request, shown),
        consequences=("Uw naam staat erbij als degene die dit heeft vastgelegd.",),
    )
    return step_of(request, shown, "record_opinion", form, page)


@office_page("weighing.see", methods=ACT)
def declare_interests(request: OfficeRequest, pk: int) -> HttpResponse:
    """Declare one's own interests."""
    shown = weighing_of(request, pk)
    declared = shown.declarations.filter(user=request.user).first()
    initial: dict[str, Any] = {}
    if declared:
        answer = "ja" if declared.has_conflict else "nee"
        initial = {"statement": declared.statement, "has_conflict": answer}
    form = InterestsForm(request.POST or None, initial=initial)
    page = ActPage(
        **place_of(request, shown),
        consequences=("Wie een belang heeft dat het oordeel kan raken, sluit de weging niet.",),
    )
    return step_of(request, shown, "declare_interests", form, page)


def _given_before(shown: Weighing, request: OfficeRequest) -> dict[str, Any]:
    """Return the standpunt and the interests that stand, to go on from."""
    own = shown.participants.filter(expert__user=request.user).first()
    declared = shown.declarations.filter(user=request.user).first()
    given: dict[str, Any] = model_to_dict(own, ["opinion", "rationale"]) if own else {}
    if declared:
        given |= {"interests": declared.statement, "has_conflict": declared.has_conflict}
    return given
