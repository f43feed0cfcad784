"""One's own record: with an account, or by the link in the yearly mail."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate

from experts.copying import copy_of
from experts.forms.own import OwnRecordForm, WithdrawForm
from experts.models import Expert
from experts.states import ExpertState
from experts.workflow import own
from experts.workflow.confirming import PURPOSE
from experts.workflow.own import Himself
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import CONFLICT, INVALID
from mit_waakstand.personal_links.access import personal_page
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.workflow import ConflictError, RefusedError

WITHDRAW = "uit-register"
# What an interest calls its fields, and how they are called on this page.
FIELDS = {"description": "new_interest", "valid_until": "new_interest_until"}


@office_page("expert.own", methods=ACT)
def own_record(request: OfficeRequest) -> HttpResponse:
    """Show an expert his own record, to confirm, correct or withdraw."""
    expert = _own(request)

    def done(_: HttpRequest) -> HttpResponse:
        messages.success(request, "Dank u wel. Uw gegevens zijn opgeslagen.")
        return redirect("office:worklist")

    page = "experts/own_record.html"
    return _answer(request, expert, Himself(user=request.user), page=page, done=done)


@office_page("expert.own")
def own_copy(request: OfficeRequest) -> HttpResponse:
    """Send an expert his own record as JSON."""
    return _copy(_own(request))


@personal_page(PURPOSE)
def own_record_by_link(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Show somebody without an account his own record; only a POST acts."""

    def done(request: HttpRequest) -> HttpResponse:
        return render(request, "experts/thanks.html", {"left": WITHDRAW in request.POST})

    page = "experts/own_record_by_link.html"
    return _answer(request, _behind(link), Himself(link=link), page=page, done=done)


@personal_page(PURPOSE)
def own_copy_by_link(_request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Send somebody without an account his own record as JSON."""
    return _copy(_behind(link))


def _answer(
    request: HttpRequest,
    expert: Expert,
    himself: Himself,
    *,
    page: str,
    done: Callable[[HttpRequest], HttpResponse],
) -> HttpResponse:
    """Return the page, or do what was asked: confirm, or withdraw."""
    leaves = WITHDRAW in request.POST
    sent = request.POST if request.method == "POST" else None
    form = OwnRecordForm(None if leaves else sent, expert=expert, today=localdate())
    leaving = WithdrawForm(sent if leaves else None)
    status = 200
    if sent is not None:
        status = INVALID
        try:
            if _act(expert, form, leaving, himself):
                return done(request)
        except RefusedError as refusal:
            status = CONFLICT if isinstance(refusal, ConflictError) else INVALID
            asked = leaving if leaves else form
            field = FIELDS.get(refusal.field, refusal.field)
            asked.add_error(field if field in asked.fields else None, refusal.message)
    context = {
        "expert": expert,
        "form": form,
        "leaving": leaving,
        "link": himself.link,
        "page_has_errors": bool(form.errors or leaving.errors),
        "breadcrumb": [("Mijn gegevens", "")],
    }
    return render(request, page, context, status=status)


def _act(expert: Expert, form: OwnRecordForm, leaving: WithdrawForm, himself: Himself) -> bool:
    """Return whether it was done; the form that was sent says what is wrong."""
    if leaving.is_bound:
        if leaving.is_valid():
            own.withdraw(expert, himself=himself, at=timezone.now())
        return leaving.is_valid()
    if form.is_valid():
        own.confirm(expert, form.answer(), himself=himself, at=timezone.now())
    return form.is_valid()


def _own(request: OfficeRequest) -> Expert:
    expert = Expert.objects.in_register().filter(user=request.user).first()
    if expert is None:
        raise Http404
    return expert


def _behind(link: PersonalLink) -> Expert:
    found = Expert.objects.filter(pk=link.subject_pk, state=ExpertState.IN_REGISTER).first()
    if found is None:
        raise Http404
    return found


def _copy(expert: Expert) -> JsonResponse:
    answer = JsonResponse(copy_of(expert), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return answer
