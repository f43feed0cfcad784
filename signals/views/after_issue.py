"""What the page of a signal shows of what followed its issue."""

from mit_waakstand.accounts.models import User
from mit_waakstand.markdown import to_html
from signals.models import Message, Signal


def after_issue(shown: Signal, user: User) -> dict[str, object]:
    """Return messages, leak and prepared correction as this person may know them."""
    found = Message.objects.visible_to(user).filter(signal=shown).order_by("recorded_at", "pk")
    context: dict[str, object] = {
        "additions": [(message, to_html(message.text, first_heading=4)) for message in found],
        "hide_original": not may_see_original(shown, user),
    }
    if user.may("event.see"):
        context |= {
            "leak": shown.leak_or_none(),
            "prepared": shown.prepared_correction(),
            "is_removed": not shown.is_not_removed(),
        }
    return context


def may_see_original(shown: Signal, user: User) -> bool:
    """Return whether the SG's own letter is this person's to read.

    What SZW keeps confidential is for the secretariat and Bureau SG only.
    """
    response = shown.response_or_none()
    is_open = response is None or not response.is_partly_confidential()
    return is_open or user.may("signal.note")
