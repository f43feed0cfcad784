"""The list of questions: filtered, and as a file without what is personal."""

from collections.abc import Callable, Iterator

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate

from aanspreekpunt.filters import QuestionFilter
from aanspreekpunt.models import Question
from aanspreekpunt.workflow import exports
from mit_waakstand import spreadsheets
from mit_waakstand.accounts.access import POST, OfficeRequest, office_page
from mit_waakstand.paging import page_of

ORDER = ("-received_on", "-pk")
COLUMNS: tuple[tuple[str, Callable[[Question], object]], ...] = (
    ("kenmerk", lambda question: question.reference),
    ("ontvangen op", lambda question: question.received_on),
    ("binnengekomen", lambda question: question.get_channel_display()),
    ("onderwerp", lambda question: question.get_topic_display()),
    ("stand", lambda question: question.get_state_display()),
    ("streefdatum", lambda question: question.due_on),
    ("gesloten op", lambda question: question.closed_at),
    ("doorverwezen naar", lambda question: question.referred_to),
    ("gewist op", lambda question: question.erased_at),
)


@office_page("question.see")
def questions(request: OfficeRequest) -> HttpResponse:
    """List the questions that this person may know, the newest first, filtered."""
    found = Question.objects.visible_to(request.user).select_related("assigned_to")
    selection = QuestionFilter(request.GET, queryset=found)
    context = {
        "page": page_of(selection.qs.order_by(*ORDER), request.GET.get("pagina")),
        "filter": selection,
        "is_filtered": selection.is_used(),
        "today": localdate(),
        "may_handle": request.user.may_now("question.handle"),
    }
    return render(request, "aanspreekpunt/questions.html", context)


@office_page("question.handle", methods=POST)
def questions_file(request: OfficeRequest) -> HttpResponseBase:
    """Send the list as it is filtered on the page: without names, addresses and texts."""
    found = Question.objects.visible_to(request.user)
    keys = list(QuestionFilter(request.GET, queryset=found).qs.values_list("pk", flat=True))
    exports.export(rows=len(keys), by=request.user, at=timezone.now())
    rows = found.filter(pk__in=keys).order_by(*ORDER)
    heading = [title for title, _ in COLUMNS]
    name = f"vragen-{localdate().isoformat()}"
    return spreadsheets.answer_with(name, heading, _cells(rows.iterator(chunk_size=500)))


def _cells(rows: Iterator[Question]) -> Iterator[list[object]]:
    for question in rows:
        yield [value(question) for _, value in COLUMNS]
