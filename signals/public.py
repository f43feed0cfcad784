"""What of a signal becomes public: the payload of its publication, and the pages made from it.

The payload is built once, from the records as they are when the CPO publishes; the pages know
nothing but that payload.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from mit_waakstand import vault
from mit_waakstand.public_site import register
from mit_waakstand.public_site.listing import Listing
from mit_waakstand.public_site.models import Publication, PublishedFile
from mit_waakstand.public_site.pages import (
    Page,
    files_of,
    html,
    listings,
    machine_readable,
    pages,
)
from signals import public_page
from signals.letters import capacity
from signals.models import IssueDateCorrection, Response, Signal, Trigger

KIND = Publication.Kind.SIGNAL
FOLDER = "signalen"
ON_BEHALF = {"issue": "uitbrengen", "publish": "publiceren"}
PDF = "application/pdf"


def store(signal: Signal, *, at: datetime) -> Publication:
    """Return the publication of a signal with its response (R-055, R-056).

    Runs in the caller's transaction. Raises ExerciseCannotBePublishedError and
    FileCannotBePublishedError, and ValueError without an issue or a response.
    """
    if signal.number is None or signal.issued_at is None:
        message = f"{signal} was not issued"
        raise ValueError(message)
    key = signal.number.lower()
    described = _files(key, signal)
    payload = _payload(signal, issued_at=signal.issued_at) | {
        "bestanden": [{"naam": file.name, "titel": title} for file, title in described],
        "wijziging": {"soort": "eerste publicatie", "toelichting": ""},
    }
    return register.publish(KIND, key, payload, files=[file for file, _ in described], at=at)


@pages(KIND)
def pages_of_signal(publication: Publication) -> Iterator[Page]:
    """Yield the files of a signal, its data, and its page."""
    folder = f"{FOLDER}/{publication.key}"
    yield from files_of(publication, folder)
    yield machine_readable(publication, folder)
    versions = Publication.objects.filter(kind=KIND, key=publication.key).order_by("-version")
    context = public_page.context(publication, list(versions))
    body = html("public/signal.html", context, address=f"{folder}/")
    yield Page(f"{folder}/index.html", body)


@listings(KIND)
def all_signals() -> Listing:
    """Return the list of all published signals."""
    return Listing(KIND, FOLDER, "Signalen", "public/signals.html", public_page.entry)


def _payload(signal: Signal, *, issued_at: datetime) -> dict[str, Any]:
    """Return what the public may know, in the words of the register; moments in Dutch time."""
    weighing = signal.weighing
    return {
        "nummer": signal.number,
        "oefening": signal.is_exercise,
        "titel": signal.title,
        "strekking": {"code": signal.purport, "omschrijving": signal.get_purport_display()},
        "samenvatting": signal.summary,
        "tekst": signal.text,
        "ondertekenaar": signal.letterhead.get("signatory", ""),
        "hoedanigheid": capacity(acting=signal.letterhead.get("acting", False)),
        "namensDeCpo": [ON_BEHALF[row.verb] for row in signal.agreements.all()],
        "geadresseerde": signal.letterhead.get("addressee_office", ""),
        "bijlagen": signal.attachments.splitlines(),
        "afschriften": signal.copies.splitlines(),
        "ziekte": weighing.situation.disease,
        "aanleidingen": [
            _trigger(trigger) for trigger in weighing.triggers.order_by("happened_on", "pk")
        ],
        "gewogenOp": weighing.held_on.isoformat(),
        "uitgebrachtOp": _moment(issued_at),
        "termijn": {"regel": signal.deadline_rule, "laatsteDag": str(signal.response_due_on)},
        "herstel": [_correction(row) for row in signal.confirmed_corrections()],
        "ministerGeinformeerdOp": _day(signal.minister_informed_on),
        "reactie": _response(signal),
    }


def _correction(correction: IssueDateCorrection) -> dict[str, Any]:
    """Return a herstel van een datum: the old moment stays to be read."""
    return {
        "eerstUitgebrachtOp": _moment(correction.old_issued_at),
        "uitgebrachtOp": _moment(correction.issued_at),
        "eersteLaatsteDag": correction.old_response_due_on.isoformat(),
        "laatsteDag": correction.response_due_on.isoformat(),
        "reden": correction.reason,
    }


def _moment(moment: datetime) -> str:
    return localtime(moment).isoformat(timespec="seconds")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _trigger(trigger: Trigger) -> dict[str, Any]:
    return {
        "route": trigger.route,
        "omschrijving": trigger.get_route_display(),
        "datum": trigger.happened_on.isoformat(),
        "vindplaats": trigger.gazette_reference,
        "nummerOmt": trigger.omt_number,
    }


def _response(signal: Signal) -> dict[str, Any]:
    response = _the_response(signal)
    return {
        "tekst": response.text,
        "ondertekenaar": response.signed_by,
        "kenmerk": response.reference,
        "gedagtekendOp": response.dated_on.isoformat(),
        "verzondenOp": response.sent_on.isoformat(),
        "ontvangenOp": response.received_on.isoformat(),
        "dagenNaUitbrengen": signal.days_used(),
        "binnenTermijn": signal.was_answered_in_time(),
    }


def _the_response(signal: Signal) -> Response:
    response = signal.response_or_none()
    if response is None:
        message = f"{signal} has no response"
        raise ValueError(message)
    return response


def _files(key: str, signal: Signal) -> list[tuple[PublishedFile, str]]:
    """Return the files with the title under which a reader sees them."""
    response = _the_response(signal)
    files = [
        (f"{key}-signaal.pdf", signal.letter_sha256, "Signaal"),
        (f"{key}-reactie.pdf", response.pdf_sha256, "Reactie van de secretaris-generaal"),
    ]
    if response.copy_sha256:
        title = "Brief van de secretaris-generaal (kopie)"
        files.append((f"{key}-reactie-brief.pdf", response.copy_sha256, title))
    return [
        (PublishedFile(name, sha256, len(vault.read(sha256)), PDF), title)
        for name, sha256, title in files
    ]
