from django.db import migrations

from mit_waakstand.database_rules import frozen, frozen_with_parent

CLOSED = "Deze weging is gesloten en verandert niet meer."

WEIGHING = frozen(
    "closed_weighing_is_frozen",
    "signals_weighing",
    when="OLD.state = 'gesloten'",
    columns=[
        "situation_id",
        "state",
        "form",
        "held_on",
        "questions_id",
        "outcome",
        "rationale",
        "departure",
        "urgency",
        "opened_at",
        "opened_by_id",
        "closed_at",
        "closed_by_id",
    ],
    message=CLOSED,
)
PINNED = frozen(
    "weighing_pins_its_weegvragen",
    "signals_weighing",
    when="TRUE",
    columns=["situation_id", "questions_id"],
    message="Een weging houdt haar situatie en haar versie van de weegvragen.",
)
ANSWERS = frozen_with_parent(
    "answer_of_closed_weighing_is_frozen",
    "signals_answer",
    parent="signals_weighing",
    key="weighing_id",
    when="parent.state = 'gesloten'",
    message=CLOSED,
)
TEXT = frozen(
    "adopted_text_is_frozen",
    "signals_signal",
    when="OLD.state NOT IN ('', 'concept')",
    columns=["weighing_id", "purport", "title", "summary", "text", "attachments", "copies"],
    message="De tekst van een vastgesteld signaal verandert niet meer.",
)
ISSUE = frozen(
    "issue_is_frozen",
    "signals_signal",
    when="OLD.number IS NOT NULL",
    columns=["number", "issued_by_id", "deadline_rule", "letterhead", "text_hash"],
    message="Een uitgebracht signaal houdt zijn kenmerk, datum en termijn.",
)
LETTER = frozen(
    "letter_is_made_once",
    "signals_signal",
    when="OLD.letter_sha256 <> ''",
    columns=["letter_sha256"],
    message="De brief is al gemaakt en verandert niet meer.",
)
SIDE = frozen(
    "signal_never_changes_sides",
    "signals_signal",
    when="TRUE",
    columns=["is_exercise"],
    message="Een oefening blijft een oefening, en echt blijft echt.",
)
RESPONSE = frozen(
    "response_is_frozen",
    "signals_response",
    when="TRUE",
    columns=[
        "signal_id",
        "text",
        "dated_on",
        "sent_on",
        "received_on",
        "signed_by",
        "reference",
        "original_name",
        "original_sha256",
        "copy_sha256",
    ],
    message="Een vastgelegde reactie verandert niet meer.",
)
RESPONSE_PDF = frozen(
    "response_pdf_is_made_once",
    "signals_response",
    when="OLD.pdf_sha256 <> ''",
    columns=["pdf_sha256"],
    message="De pdf van de reactie is al gemaakt en verandert niet meer.",
)


class Migration(migrations.Migration):
    dependencies = [("signals", "0001_initial")]

    operations = [
        *WEIGHING,
        *PINNED,
        *ANSWERS,
        *TEXT,
        *ISSUE,
        *LETTER,
        *SIDE,
        *RESPONSE,
        *RESPONSE_PDF,
    ]
