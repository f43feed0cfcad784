"""The payload of a publication: what the public may know of a signal, in the register's words.

Built once, from the records as they are when somebody publishes. Readers of a payload expect that
keys which came later are absent from older ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from mit_waakstand import vault
from mit_waakstand.public_site.models import PublishedFile, Reason
from signals.letters import capacity
from signals.models import (
    IssueDateCorrection,
    Message,
    MinisterDecision,
    Response,
    Revision,
    RevisionKind,
    Signal,
    Trigger,
)

PDF = "application/pdf"
ON_BEHALF = {
    "issue": "uitbrengen",
    "publish": "publiceren",
    "send_message": "een aanvullend bericht sturen",
    "publish_supplement": "een aanvulling publiceren",
}
Described = list[tuple[PublishedFile, str]]


@dataclass(frozen=True)
class Corrected:
    """What corrections made of texts and files; with the names of new files.

    ``messages_since``: those that were recorded before it are left out. ``reasons``: why a file
    came in the place of another, by its name.
    """

    title: str
    summary: str
    text: str
    summary_en: str = ""
    letter: tuple[str, str] = ("", "")
    messages_since: datetime | None = None
    reasons: dict[str, str] = field(default_factory=dict)
    response_text: str = ""
    response_pdf: tuple[str, str] = ("", "")
    response_copy: tuple[str, str] = ("", "")


def notice_of_removal(signal: Signal) -> dict[str, Any]:
    """Return what remains on the page of a publication that was removed: no content."""
    return {"nummer": signal.number, "oefening": signal.is_exercise}


def payload_of(
    signal: Signal, revision: Revision | None, *, issued_at: datetime
) -> tuple[dict[str, Any], Described]:
    """Return the payload and its files, each with the title under which a reader sees it."""
    corrected = _corrected(signal, revision)
    response = _response(signal, corrected)
    files = _files(signal, corrected)
    weighing = signal.weighing
    return {
        "nummer": signal.number,
        "oefening": signal.is_exercise,
        "titel": corrected.title,
        "strekking": {"code": signal.purport, "omschrijving": signal.get_purport_display()},
        "samenvatting": corrected.summary,
        "samenvattingEngels": corrected.summary_en,
        "tekst": corrected.text,
        "ondertekenaar": signal.letterhead.get("signatory", ""),
        "hoedanigheid": capacity(acting=signal.letterhead.get("acting", False)),
        "namensDeCpo": _on_behalf(signal),
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
        "reactie": response,
        "zonderReactie": _without_response(signal),
        "ministerGeinformeerdOp": _day(signal.minister_informed_on),
        "herstel": [_date_correction(row) for row in signal.confirmed_corrections()],
        "berichten": [_message(message) for message in _messages(signal, corrected)],
        "besluiten": [_decision(decision) for decision in MinisterDecision.objects.about(signal)],
        "bestanden": [_named(file, title, corrected) for file, title in files],
    }, files


def _named(file: PublishedFile, title: str, corrected: Corrected) -> dict[str, str]:
    reason = corrected.reasons.get(file.name)
    return {"naam": file.name, "titel": title} | ({"reden": reason} if reason else {})


def _trigger(trigger: Trigger) -> dict[str, Any]:
    return {
        "route": trigger.route,
        "omschrijving": trigger.get_route_display(),
        "datum": trigger.happened_on.isoformat(),
        "vindplaats": trigger.gazette_reference,
        "nummerOmt": trigger.omt_number,
    }


def _response(signal: Signal, corrected: Corrected) -> dict[str, Any] | None:
    """Return the response; None when the signal went out without one (domain §3.6)."""
    response = _response_or_reason(signal)
    if response is None:
        return None
    return {
        "tekst": corrected.response_text or response.text,
        "ondertekenaar": response.signed_by,
        "kenmerk": response.reference,
        "gedagtekendOp": response.dated_on.isoformat(),
        "verzondenOp": response.sent_on.isoformat(),
        "ontvangenOp": response.received_on.isoformat(),
        "dagenNaUitbrengen": signal.days_used(),
        "binnenTermijn": signal.was_answered_in_time(),
        "gronden": response.grounds,
    }


def _response_or_reason(signal: Signal) -> Response | None:
    """Return the response; raises ValueError when there is none and nothing allows that."""
    response = signal.response_or_none()
    if response is None and signal.standing_decision is None:
        message = f"{signal} has no response"
        raise ValueError(message)
    return response


def _without_response(signal: Signal) -> dict[str, Any] | None:
    decision = signal.standing_decision
    if decision is None:
        return None
    return {
        "vastBesluitVan": decision.decided_on.isoformat(),
        "vastBesluit": decision.public_text,
    }


def _messages(signal: Signal, corrected: Corrected) -> Iterable[Message]:
    found = signal.messages.for_the_public()
    since = corrected.messages_since
    return found.filter(recorded_at__gt=since) if since else found


def _message(message: Message) -> dict[str, Any]:
    return {
        "soort": message.kind,
        "naam": message.name(),
        "tekst": message.text,
        "ondertekenaar": message.signed_by,
        "kenmerk": message.reference,
        "gedagtekendOp": _day(message.dated_on),
        "verzondenOp": _day(message.sent_on),
        "ontvangenOp": _day(message.received_on),
        "gronden": message.grounds,
    }


def _date_correction(correction: IssueDateCorrection) -> dict[str, Any]:
    """Return a herstel van een datum: the old moment stays to be read."""
    return {
        "eerstUitgebrachtOp": _moment(correction.old_issued_at),
        "uitgebrachtOp": _moment(correction.issued_at),
        "eersteLaatsteDag": correction.old_response_due_on.isoformat(),
        "laatsteDag": correction.response_due_on.isoformat(),
        "hersteldOp": _day(correction.confirmed_on()),
        "oudeDatumIn": correction.files_from_before(),
        "reden": correction.reason,
    }


def _on_behalf(signal: Signal) -> list[str]:
    """Return which steps the secretaris took namens de CPO, each once."""
    return list(dict.fromkeys(ON_BEHALF[row.verb] for row in signal.agreements.all()))


def _moment(moment: datetime) -> str:
    return localtime(moment).isoformat(timespec="seconds")


def _decision(decision: MinisterDecision) -> dict[str, Any]:
    return {
        "besluit": decision.kind,
        "omschrijving": decision.get_kind_display(),
        "datum": decision.decided_on.isoformat(),
        "behandeldOp": _day(decision.cabinet_meeting_on),
        "kamerstuk": decision.parliamentary_paper,
        "staatscourant": decision.gazette_reference,
        "beslisnota": decision.note_link,
        "wijktAfIn": decision.differences(),
        "motivering": decision.reasons,
        "komtTerugOp": _day(decision.return_on),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _corrected(signal: Signal, revision: Revision | None) -> Corrected:
    """Return the newest correction of each text and file."""
    result = Corrected(signal.title, signal.summary, signal.text, signal.summary_en)
    number, why = 0, Reason.MISTAKE
    for found in (*signal.revisions.published(), revision):
        if found is None:
            continue
        if found.kind == RevisionKind.CORRECTION:
            number += 1
            result = _with(result, found, f"{str(signal.number).lower()}-%s-{number}.pdf", why)
        why = Reason.PERSONAL_DATA if found.kind == RevisionKind.OFFLINE else Reason.MISTAKE
    return result


def _with(before: Corrected, found: Revision, name: str, why: Reason) -> Corrected:
    """Return what one correction makes of it; ``name`` is that of a new file, with its kind."""
    texts = ("title", "summary", "summary_en", "text", "response_text")
    changes: dict[str, Any] = {key: getattr(found, key) for key in texts if getattr(found, key)}
    files = {
        "response_pdf": (name % "reactie-verbeterd", found.pdf_sha256),
        "response_copy": (name % "reactie-brief-verbeterd", found.copy_sha256),
        "letter": (name % "signaal-openbaar", found.letter_sha256),
    }
    changes |= {key: file for key, file in files.items() if file[1]}
    reasons = {file[0]: str(why) for file in files.values() if file[1]}
    if found.without_messages:
        changes["messages_since"] = found.prepared_at
    return replace(before, reasons=before.reasons | reasons, **changes)


def _files(signal: Signal, corrected: Corrected) -> Described:
    key = str(signal.number).lower()
    name, sha256 = corrected.letter
    title = "Signaal (openbare versie)" if sha256 else "Signaal"
    files = [(name or f"{key}-signaal.pdf", sha256 or signal.letter_sha256, title)]
    response = signal.response_or_none()
    if response is not None:
        files += _response_files(key, response, corrected)
    for message in _messages(signal, corrected):
        name, title = message.name().replace(" ", "-"), message.name().capitalize()
        files.append((f"{key}-{name}.pdf", message.pdf_sha256, title))
        if message.copy_sha256:
            files.append(
                (
                    f"{key}-{name}-brief.pdf",
                    message.copy_sha256,
                    f"{title} ({message.kind_of_copy()})",
                )
            )
    return [
        (PublishedFile(name, sha256, len(vault.read(sha256)), PDF), title)
        for name, sha256, title in files
    ]


def _response_files(
    key: str, response: Response, corrected: Corrected
) -> list[tuple[str, str, str]]:
    title = "Reactie van de secretaris-generaal"
    name, sha256 = corrected.response_pdf
    files = [(name or f"{key}-reactie.pdf", sha256 or response.pdf_sha256, title)]
    name, sha256 = corrected.response_copy
    sha256 = sha256 or response.copy_sha256
    if sha256:
        title = f"Brief van de secretaris-generaal ({response.kind_of_copy()})"
        files.append((name or f"{key}-reactie-brief.pdf", sha256, title))
    return files
