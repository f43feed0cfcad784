"""The form of the public: a page of the application among the baked ones.

No account, no script, no third party. It keeps what was typed whatever goes wrong, because
somebody who has to type it again does not come back.
"""

from http import HTTPStatus
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from aanspreekpunt.forms import AskForm
from aanspreekpunt.models import Question
from aanspreekpunt.workflow import questions as workflow
from aanspreekpunt.workflow.questions import Asked
from mit_waakstand.accounts import rates
from mit_waakstand.accounts.access import ACT
from mit_waakstand.headers import PUBLIC_HEADERS
from mit_waakstand.public_site import pages
from mit_waakstand.public_site.for_people.about import reachable
from mit_waakstand.public_site.for_people.standing import is_suspended
from mit_waakstand.workflow import RefusedError

MOST_IN_A_MINUTE = 10  # sendings from one address; an office may share one
SIGNER = signing.Signer(salt="aanspreekpunt.receipt", sep=".")
POLICY = "Content-Security-Policy"
TITLE = "Stel een vraag"
TOO_OFTEN = (
    "Vanaf uw internetadres kwamen veel vragen binnen een minuut. Wacht een minuut, en verstuur "
    "uw vraag dan opnieuw."
)
STALE = (
    "Deze pagina stond te lang open, of uw browser bewaart het cookie niet dat dit formulier "
    "beschermt. Er is niets verstuurd. Verstuur uw vraag nog een keer."
)


class _Origin(CsrfViewMiddleware):
    """Asks whether a form is ours, without an answer of its own: ours keeps what was typed."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG002
        return HttpResponse(status=HTTPStatus.FORBIDDEN)


@csrf_exempt  # it is asked below, so that the page comes back with everything that was typed
@require_http_methods(list(ACT))
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form, or take the question; during a suspension say that nothing is taken."""
    if request.method != "POST":
        return _page(request, AskForm(initial={"request_key": uuid4()}))
    form = AskForm(request.POST)
    status = _why_not(request, form)
    if status is None:
        try:
            return _received(_take(form))
        except RefusedError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            status = HTTPStatus.CONFLICT
    return _page(request, form, status=status)


ask.is_form = True  # type: ignore[attr-defined]  # alleen lezen asks it


@require_safe
def thanks(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show the reference, which the asker can keep; the address is signed by us."""
    try:
        reference = SIGNER.unsign(receipt)
    except signing.BadSignature as error:
        raise Http404 from error
    return _render(request, "aanspreekpunt/thanks.html", {"reference": reference}, title="Uw vraag")


def _why_not(request: HttpRequest, form: AskForm) -> HTTPStatus | None:
    """Return with which status the form comes back, its error said; None when it is in order."""
    if rates.asks_too_often(request, "question", most=MOST_IN_A_MINUTE):
        form.add_error(None, TOO_OFTEN)
        return HTTPStatus.TOO_MANY_REQUESTS
    if _Origin(_nothing).process_view(request, _nothing, (), {}) is not None:
        form.add_error(None, STALE)
        return HTTPStatus.FORBIDDEN
    return None if form.is_valid() else HTTPStatus.UNPROCESSABLE_ENTITY


def _nothing(_: HttpRequest) -> HttpResponse:
    """Stand where the middleware wants a view; it is never asked."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _take(form: AskForm) -> Question:
    given = form.cleaned_data
    asked = Asked(**{name: given[name] for name in ("text", "topic", "name", "email")})
    return workflow.ask(asked, request_key=form.key(), at=timezone.now())


def _received(question: Question) -> HttpResponse:
    return redirect("aanspreekpunt:thanks", receipt=SIGNER.sign(question.reference))


def _page(request: HttpRequest, form: AskForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
    typed = form["text"].value() if form.is_bound else ""
    context = {"form": form, "is_closed": is_suspended(), "typed": typed or ""}
    answer = _render(request, "aanspreekpunt/ask.html", context, title=TITLE)
    answer.status_code = status
    return answer


def _render(
    request: HttpRequest, template: str, context: dict[str, object], *, title: str
) -> HttpResponse:
    """Return a page that looks and is guarded like the baked ones, and is never kept."""
    home, contact = pages.absolute(""), pages.absolute("contact/")
    facts = {
        "title": title,
        "section": "contact",
        "term": settings.QUESTION_TERM,
        "contact_url": contact,
        "breadcrumb": [("Home", home), ("Contact", contact), (title, "")],
    }
    answer = render(request, template, pages.site() | reachable() | facts | context)
    answer[POLICY] = dict(PUBLIC_HEADERS)[POLICY]
    answer["X-Robots-Tag"] = "noindex"
    return answer
