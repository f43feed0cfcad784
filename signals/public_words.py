"""Words and dates that the public page of a signal and its timeline share."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from mit_waakstand.public_site.models import Reason
from signals import deadlines

Content = dict[str, Any]  # the payload of one version

IN_TIME = "binnen-de-termijn"
LATE = "buiten-de-termijn"
WITHOUT_RESPONSE = "zonder-reactie"
REMOVED = "verwijderd"

STANDING_DECISION = "vast-besluit"  # the key under which its text is public


def in_one_line(content: Content) -> str:
    """Return how it went, "Uitgebracht op …, reactie na 9 dagen, …, besloten … op …"."""
    corrected = " (datum hersteld)" if content.get("herstel") else ""
    issued = f"{deadlines.in_dutch(issued_on(content))}{corrected}"
    decided = _decided(content)
    response = content["reactie"]
    if response is None:
        sentences = f"Uitgebracht op {issued}. {without_response(content)}"
        return f"{sentences} {decided[:1].upper()}{decided[1:]}".strip().removesuffix(".")
    words = (
        f"Uitgebracht op {issued}",
        f"reactie {_after(response)}",
        _against_the_term(content),
        decided,
    )
    return ", ".join(word for word in words if word)


def without_response(content: Content) -> str:
    """Return the sentences for a signal that went out without a response (domain §3.6)."""
    due = deadlines.in_dutch(due_on(content))
    return f"De termijn van twee weken is op {due} verstreken. Er is geen reactie geregistreerd."


def is_in_time(content: Content) -> bool:
    """Return whether there is a response, sent within the term."""
    response = content["reactie"]
    return response is not None and response["binnenTermijn"]


def is_offline(content: Content) -> bool:
    """Return whether a notice says that it went offline for personal data, and may come back."""
    return content.get("reden") == Reason.PERSONAL_DATA


def facet(content: Content) -> str:
    """Return under which of four words the signal stands in the catalogue."""
    if content.get("verwijderd"):
        return REMOVED
    if content["reactie"] is None:
        return WITHOUT_RESPONSE
    return IN_TIME if is_in_time(content) else LATE


def issued_on(content: Content) -> date:
    """Return the day of issue in Amsterdam, day 0."""
    return localdate(datetime.fromisoformat(content["uitgebrachtOp"]))


def due_on(content: Content) -> date:
    """Return the last day of the term."""
    return date.fromisoformat(content["termijn"]["laatsteDag"])


def letter_facts(letter: Content) -> list[tuple[str, str]]:
    """Return the dates and the signature of a letter of the SG."""
    days = {
        label: deadlines.in_dutch(date.fromisoformat(letter[name]))
        for label, name in (
            ("Gedagtekend", "gedagtekendOp"),
            ("Verzonden", "verzondenOp"),
            ("Ontvangen", "ontvangenOp"),
        )
    }
    reference = {"Kenmerk": letter["kenmerk"]} if letter["kenmerk"] else {}
    return [*days.items(), ("Ondertekend door", letter["ondertekenaar"]), *reference.items()]


def _decided(content: Content) -> str:
    """Return the newest decision of the Minister and its day, or ""."""
    decisions = content.get("besluiten", [])
    if not decisions:
        return ""
    newest = max(decisions, key=lambda decision: str(decision["datum"]))
    return f"{newest['omschrijving']} op {deadlines.in_dutch(date.fromisoformat(newest['datum']))}"


def _after(response: Content) -> str:
    days = response["dagenNaUitbrengen"]
    if days == 0:
        return "op dezelfde dag"
    return f"na {_days(days)}"


def _against_the_term(content: Content) -> str:
    if content["reactie"]["binnenTermijn"]:
        return "binnen de termijn van twee weken"
    late = date.fromisoformat(content["reactie"]["verzondenOp"]) - due_on(content)
    return f"{_days(late // timedelta(days=1))} buiten de termijn van twee weken"


def _days(number: int) -> str:
    return "1 dag" if number == 1 else f"{number} dagen"
