"""A signal on one A4, to lay before CPO, SG or Minister: what stands on it, for one reader."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate, localtime

from mit_waakstand.accounts.models import User
from signals import deadlines
from signals.models import IssueDateCorrection, MinisterDecision, Signal
from signals.states import SignalState

MOST_TRIGGERS = 3  # on one sheet; the page of the weighing has them all
MOST_DECISIONS = 2
NOT_ISSUED = {
    SignalState.DRAFT: "Concept: dit is nog geen signaal",
    SignalState.ADOPTED: "Concept: vastgesteld, nog niet uitgebracht",
    SignalState.WITHDRAWN: "Concept: ingetrokken, nooit uitgebracht",
}


@dataclass(frozen=True)
class Sheet:
    """What stands on the sheet. ``facts`` are (name, value); ``mark`` warns for a concept."""

    mark: str
    facts: tuple[tuple[str, str], ...]
    summary: str
    response: str
    decisions: tuple[str, ...]


def sheet_of(signal: Signal, user: User, today: date) -> Sheet:
    """Return the sheet as this person may see it: where a signal came from stays inside."""
    return Sheet(
        mark=NOT_ISSUED.get(SignalState(signal.state), ""),
        facts=tuple(_facts(signal, user, today)),
        summary="\n".join(line.strip() for line in signal.summary.splitlines() if line.strip()),
        response=_response(signal),
        decisions=tuple(_decisions(signal, user)),
    )


def _facts(signal: Signal, user: User, today: date) -> list[tuple[str, str]]:
    facts = [("Strekking", str(signal.get_purport_display()) or "nog niet gekozen")]
    if user.may("situation.see"):
        facts += _origin(signal)
    facts.append(("Stand", str(signal.get_state_display())))
    if signal.issued_at and signal.response_due_on:
        issued = localtime(signal.issued_at)
        day = deadlines.in_dutch(issued.date(), weekday="long")
        due = deadlines.in_dutch(signal.response_due_on, weekday="long")
        facts.append(("Uitgebracht", f"{day}, {issued:%H.%M} uur"))
        facts.append(("Reactie uiterlijk", f"{due}, 24.00 uur"))
        facts.append(("Termijn", term_on_paper(signal, signal.response_due_on, today)))
    facts += [("Herstel van een datum", _corrected(row)) for row in signal.confirmed_corrections()]
    if signal.published_at:
        facts.append(("Gepubliceerd", deadlines.in_dutch(localdate(signal.published_at))))
    return facts


def _corrected(correction: IssueDateCorrection) -> str:
    old = deadlines.in_dutch(localdate(correction.old_issued_at))
    due = deadlines.in_dutch(correction.old_response_due_on)
    return f"eerst vastgelegd als {old}, met als laatste dag {due}"


def _origin(signal: Signal) -> list[tuple[str, str]]:
    """Return situation, triggers and weighing: for who may see those."""
    weighing = signal.weighing
    triggers = list(weighing.triggers.order_by("happened_on", "pk"))
    lines = [
        f"{trigger.get_route_display()} ({deadlines.in_dutch(trigger.happened_on)})"
        for trigger in triggers[:MOST_TRIGGERS]
    ]
    more = f"{len(triggers)}, waaronder: " if len(triggers) > MOST_TRIGGERS else ""
    held = deadlines.in_dutch(weighing.held_on)
    situation = weighing.situation
    disease = "" if situation.disease in situation.title else f" ({situation.disease})"
    return [
        ("Situatie", situation.title + disease),
        ("Aanleiding", more + "; ".join(lines)),
        ("Weging", f"{held}, {weighing.get_form_display()}, {weighing.get_state_display()}"),
    ]


def term_on_paper(signal: Signal, due: date, today: date) -> str:
    """Return where the term stands, or how many days the response took, in words."""
    days = signal.days_used()
    if days is None:
        return deadlines.term_in_words(due, today)
    counted = "1 dag" if days == 1 else f"{days} dagen"
    place = "binnen" if signal.was_answered_in_time() else "buiten"
    return f"reactie na {counted}, {place} de termijn van twee weken"


def _response(signal: Signal) -> str:
    """Return the response in a line: when, by whom, and how it begins."""
    response = signal.response_or_none()
    if response is None:
        return ""
    day = deadlines.in_dutch(response.sent_on)
    begin = " ".join(response.text.split())
    return f"Verzonden op {day}, ondertekend door {response.signed_by}: {begin}"


def _decisions(signal: Signal, user: User) -> list[str]:
    decisions = list(MinisterDecision.objects.visible_to(user).about(signal))
    return [
        f"{deadlines.in_dutch(decision.decided_on)}: {decision.get_kind_display()}"
        for decision in decisions[-MOST_DECISIONS:]
    ]
