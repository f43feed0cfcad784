"""Pages of signals: one signal, its steps, its files."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import OfficeRequest, office_page
from mit_waakstand.accounts.models import User
from mit_waakstand.markdown import to_html
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import absolute
from mit_waakstand.trail.models import Event, Reading
from mit_waakstand.vault import pdf_answer
from mit_waakstand.workflow import Offer
from signals.arrival import alarm_about
from signals.models import Elsewhere, Signal
from signals.online import progress_of
from signals.package import packable
from signals.proof import sendings
from signals.road import road
from signals.views import breadcrumbs, decisions
from signals.views.after_issue import after_issue, may_see_original
from signals.views.signal_page import note_page, response_of, signal_or_404, telephone_for
from signals.views.terms import term_of

# They are only there when something waits for them.
ASKED_FOR = {"resend", "confirm_date", "rebake"}
READINGS = 100  # the latest, as the page shows them


@office_page("signal.see")
def signal(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one signal: where it stands, the term, the texts, files, steps and history."""
    shown = signal_or_404(request, pk)
    offers = shown.steps_for(request.user)
    context = {
        "signal": shown,
        "breadcrumb": breadcrumbs.here(breadcrumbs.to_signal(shown)),
        "exercise": shown.is_exercise,
        "text": to_html(shown.text),
        "steps": [offer for offer in offers if not _stands_apart(offer)],
        "asides": [offer for offer in offers if _stands_apart(offer)],
        "may_edit": request.user.may_now("signal.edit"),
        "may_respond": request.user.may_now("signal.respond"),
        "road": road(shown, localdate(), request.user),
        "public_url": _public_url(shown),
        "registered": _registered(shown),
        **_online(shown, request.user),
        "receipts": shown.receipts.select_related("recorded_by"),
        "corrections": shown.confirmed_corrections(),
        "proposed": shown.proposed_correction(),
        "agreements": shown.agreements.select_related("cpo", "recorded_by"),
        "telephone": telephone_for(request.user),
        **term_of(shown),
        **response_of(shown),
        **decisions.section_of_signal(shown, request.user),
        **after_issue(shown, request.user),
    }
    note_page(request, shown, "pagina")
    if request.user.may("event.see"):
        context |= {
            "readings": Reading.objects.about(shown)[:READINGS],
            "weighing": shown.weighing,
            "history": Event.objects.about(shown),
            "sendings": sendings(shown),
            "alarm": alarm_about(shown, timezone.now(), shown.failed_mail()),
            "disclosures": shown.disclosures.select_related("recorded_by"),
        }
    return render(request, "signals/signal.html", context)


@office_page("signal.see")
def file(request: OfficeRequest, pk: int, which: str) -> HttpResponseBase:
    """Send a private file of a signal that this person may know."""
    shown = signal_or_404(request, pk)
    response = shown.response_or_none()
    scans = {r.file_name(): r.scan_sha256 for r in shown.receipts.all()}
    checksum = {
        **scans,
        "brief": shown.letter_sha256,
        "reactie": response.pdf_sha256 if response else "",
        "brief-van-de-sg": response.copy_sha256 if response else "",
        "origineel": response.original_sha256 if response else "",
    }.get(which)
    if not checksum or (which == "origineel" and not may_see_original(response, request.user)):
        raise Http404
    note_page(request, shown, which)
    return pdf_answer(checksum, f"{str(shown).lower().replace(' ', '-')}-{which}.pdf")


def _stands_apart(offer: Offer) -> bool:
    """Return whether a step is one among others: not when something waits for it."""
    return offer.step.aside and offer.step.verb not in ASKED_FOR


def _registered(shown: Signal) -> Publication | None:
    """Return the newest public version, with its number and hash in the register."""
    if shown.published_at is None or shown.number is None:
        return None
    return Publication.objects.newest_version(Publication.Kind.SIGNAL, shown.number.lower())


def _online(shown: Signal, user: User) -> dict[str, object]:
    """Return, for the secretariat, whether it is online, and where else."""
    if not user.may("event.see") or shown.published_at is None:
        return {}
    return {
        "progress": progress_of(shown),
        "placed": Elsewhere.objects.filter(signal=shown).select_related("recorded_by"),
        "packed": [publication.version for publication in packable(shown)],
    }


def _public_url(shown: Signal) -> str:
    if shown.published_at is None or shown.number is None:
        return ""
    return absolute(f"signalen/{shown.number.lower()}/")
