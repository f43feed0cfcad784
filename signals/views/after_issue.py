"""What the page of a signal shows of what followed its issue."""

from mit_waakstand.accounts.models import User
from mit_waakstand.markdown import to_html
from signals.models import Message, Signal
from signals.models.letter_files import LetterFiles


def after_issue(shown: Signal, user: User) -> dict[str, object]:
    """Return messages, leak and prepared correction as this person may know them."""
    found = Message.objects.visible_to(user).filter(signal=shown).order_by("recorded_at", "pk")
    context: dict[str, object] = {
        "additions": [
            (message, to_html(message.text, first_heading=4), not may_see_original(message, user))
            for message in found
        ],
        "hide_original": not may_see_original(shown.response_or_none(), user),
    }
    if user.may("event.see"):
        context |= {
            "leak": shown.leak_or_none(),
            "prepared": shown.prepared_correction(),
            "is_removed": not shown.is_not_removed(),
            "is_offline": shown.is_offline(),
        }
    return context


def may_see_original(letter: LetterFiles | None, user: User) -> bool:
    """Return whether a letter of the SG as it came is this person's to read.

    What SZW keeps confidential is for the secretariat and Bureau SG only.
    """
    is_open = letter is None or not letter.is_partly_confidential()
    return is_open or user.may("signal.note")
