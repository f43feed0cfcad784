from django.db import migrations

from mit_waakstand.database_rules import append_only, frozen, frozen_with_parent, refused_when

MESSAGE = frozen(
    "message_is_frozen",
    "signals_message",
    when="TRUE",
    columns=[
        "signal_id",
        "kind",
        "sequence",
        "text",
        "dated_on",
        "sent_on",
        "received_on",
        "signed_by",
        "reference",
        "spoken_with",
        "spoken_at",
        "letterhead",
        "original_name",
        "original_sha256",
        "copy_sha256",
        "recorded_at",
        "recorded_by_id",
    ],
    message="Een vastgelegd bericht verandert niet meer.",
)
MESSAGE_PDF = frozen(
    "message_pdf_is_made_once",
    "signals_message",
    when="OLD.pdf_sha256 <> ''",
    columns=["pdf_sha256"],
    message="De pdf van het bericht is al gemaakt en verandert niet meer.",
)
MESSAGE_AFTER_ISSUE = frozen_with_parent(
    "message_belongs_to_an_issued_signal",
    "signals_message",
    parent="signals_signal",
    key="signal_id",
    when="parent.number IS NULL",
    message="Een bericht hoort bij een uitgebracht signaal.",
)
FURTHER_RESPONSE = refused_when(
    "further_response_follows_a_response",
    "signals_message",
    when="NEW.kind = 'aanvullende_reactie' AND NOT EXISTS "
    "(SELECT 1 FROM signals_response r WHERE r.signal_id = NEW.signal_id)",
    message="Een aanvullende reactie komt na een reactie.",
)
DECISION = frozen(
    "standing_decision_is_frozen",
    "signals_standingdecision",
    when="TRUE",
    columns=["decided_on", "rationale", "public_text", "recorded_at", "recorded_by_id"],
    message="Een vast besluit verandert niet meer; beëindig het en neem een nieuw besluit.",
)
DECISION_ENDED = frozen(
    "end_of_standing_decision_is_frozen",
    "signals_standingdecision",
    when="OLD.ended_at IS NOT NULL",
    columns=["ended_at", "ended_by_id", "end_rationale"],
    message="Een beëindigd vast besluit verandert niet meer.",
)
REVISION = frozen(
    "revision_is_frozen",
    "signals_revision",
    when="TRUE",
    columns=[
        "signal_id",
        "kind",
        "reason",
        "title",
        "summary",
        "text",
        "response_text",
        "without_messages",
        "original_name",
        "original_sha256",
        "copy_sha256",
        "prepared_at",
        "prepared_by_id",
    ],
    message="Een klaargezette wijziging verandert niet meer; laat haar vervallen en begin opnieuw.",
)
REVISION_DONE = frozen(
    "published_revision_is_frozen",
    "signals_revision",
    when="OLD.version IS NOT NULL OR OLD.dropped_at IS NOT NULL",
    columns=[
        "version",
        "published_at",
        "published_by_id",
        "dropped_at",
        "pdf_sha256",
        "letter_sha256",
    ],
    message="Een gepubliceerde of vervallen wijziging verandert niet meer.",
)
REVISION_OF_PUBLISHED = frozen_with_parent(
    "revision_belongs_to_a_published_signal",
    "signals_revision",
    parent="signals_signal",
    key="signal_id",
    when="parent.state <> 'gepubliceerd'",
    message="Alleen een gepubliceerd signaal krijgt een nieuwe versie.",
)
ONLY_AFTER_OFFLINE = refused_when(
    "only_after_offline_the_text_is_cleaned",
    "signals_revision",
    when="TG_OP = 'INSERT' AND (NEW.title <> '' OR NEW.text <> '' OR NEW.without_messages) "
    "AND COALESCE((SELECT r.kind FROM signals_revision r WHERE r.signal_id = NEW.signal_id "
    "AND r.version IS NOT NULL ORDER BY r.version DESC LIMIT 1), '') <> 'offline gehaald'",
    message="De tekst van een uitgebracht signaal verandert niet.",
)
LEAK = frozen(
    "leak_is_frozen",
    "signals_leak",
    when="TRUE",
    columns=["signal_id", "known_on", "how", "reported_at", "reported_by_id"],
    message="Wat over het voortijdig bekend worden is vastgelegd, verandert niet meer.",
)
LEAK_AFTER_ISSUE = refused_when(
    "leak_belongs_to_an_issued_signal",
    "signals_leak",
    when="EXISTS (SELECT 1 FROM signals_signal s WHERE s.id = NEW.signal_id AND s.number IS NULL)",
    message="Alleen een uitgebracht signaal kan voortijdig bekend worden.",
)
EXERCISE_HAS_NO_LINE = refused_when(
    "exercise_has_no_public_line",
    "signals_leak",
    when="NEW.line_key <> '' AND EXISTS "
    "(SELECT 1 FROM signals_signal s WHERE s.id = NEW.signal_id AND s.is_exercise)",
    message="Over een oefening komt geen openbare regel.",
)
PUBLIC_VERSION = frozen(
    "public_version_of_response_is_frozen",
    "signals_response",
    when="TRUE",
    columns=["public_name", "public_sha256", "grounds"],
    message="Een vastgelegde reactie verandert niet meer.",
)
PUBLICATION = frozen(
    "publication_of_signal_is_frozen",
    "signals_signal",
    when="OLD.state = 'gepubliceerd'",
    columns=["state", "published_at", "published_by_id", "standing_decision_id"],
    message="Een gepubliceerd signaal blijft gepubliceerd; alleen een nieuwe versie kan.",
)
WITHOUT_RESPONSE = refused_when(
    "published_without_response_only_when_late_and_decided",
    "signals_signal",
    when="NEW.state = 'gepubliceerd' AND NEW.answered_at IS NULL "
    "AND NEW.standing_decision_id IS NOT NULL AND ("
    "(NEW.published_at AT TIME ZONE 'Europe/Amsterdam')::date <= NEW.response_due_on "
    "OR NOT EXISTS (SELECT 1 FROM signals_standingdecision d "
    "WHERE d.id = NEW.standing_decision_id AND d.recorded_at <= NEW.published_at "
    "AND (d.ended_at IS NULL OR d.ended_at > NEW.published_at)))",
    message="Zonder reactie wordt een signaal alleen openbaar na de termijn, onder een vast "
    "besluit dat dan geldt.",
)
ENGLISH_OF_SIGNAL = frozen(
    "english_summary_is_frozen_once_public",
    "signals_signal",
    when="OLD.state = 'gepubliceerd'",
    columns=["summary_en"],
    message="De Engelse samenvatting is openbaar. Verbeter haar met een correctie.",
)
ENGLISH_OF_REVISION = frozen(
    "english_summary_of_revision_is_frozen",
    "signals_revision",
    when="TRUE",
    columns=["summary_en"],
    message="Een klaargezette wijziging verandert niet meer; laat haar vervallen en begin opnieuw.",
)
ELSEWHERE_OF_PUBLISHED = refused_when(
    "elsewhere_belongs_to_a_published_signal",
    "signals_elsewhere",
    when="EXISTS (SELECT 1 FROM signals_signal s WHERE s.id = NEW.signal_id "
    "AND s.state <> 'gepubliceerd')",
    message="Alleen een gepubliceerd signaal staat op de website van het SCP.",
)
ELSEWHERE_BY_NOW = refused_when(
    "elsewhere_is_not_in_the_future",
    "signals_elsewhere",
    when="NEW.live_on > (NEW.recorded_at AT TIME ZONE 'Europe/Amsterdam')::date",
    message="Deze datum ligt in de toekomst.",
)


class Migration(migrations.Migration):
    dependencies = [("signals", "0002_rules_of_weighings_and_signals")]

    operations = [
        *MESSAGE,
        *MESSAGE_PDF,
        *MESSAGE_AFTER_ISSUE,
        *FURTHER_RESPONSE,
        *DECISION,
        *DECISION_ENDED,
        *REVISION,
        *REVISION_DONE,
        *REVISION_OF_PUBLISHED,
        *ONLY_AFTER_OFFLINE,
        *LEAK,
        *LEAK_AFTER_ISSUE,
        *EXERCISE_HAS_NO_LINE,
        *PUBLIC_VERSION,
        *PUBLICATION,
        *WITHOUT_RESPONSE,
        *ENGLISH_OF_SIGNAL,
        *ENGLISH_OF_REVISION,
        *append_only("signals_elsewhere"),
        *ELSEWHERE_OF_PUBLISHED,
        *ELSEWHERE_BY_NOW,
    ]
