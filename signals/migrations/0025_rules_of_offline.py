"""What a cleaned version changes is frozen like the rest, and only follows after "offline"."""

from importlib import import_module

from django.db import migrations

from mit_waakstand.database_rules import frozen, refused_when, undone

before = import_module("signals.migrations.0004_messages_are_frozen")

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
ONLY_AFTER_OFFLINE = refused_when(
    "only_after_offline_the_text_is_cleaned",
    "signals_revision",
    when="TG_OP = 'INSERT' AND (NEW.title <> '' OR NEW.text <> '' OR NEW.without_messages) "
    "AND COALESCE((SELECT r.kind FROM signals_revision r WHERE r.signal_id = NEW.signal_id "
    "AND r.version IS NOT NULL ORDER BY r.version DESC LIMIT 1), '') <> 'offline gehaald'",
    message="De tekst van een uitgebracht signaal verandert niet.",
)


class Migration(migrations.Migration):
    dependencies = [("signals", "0024_offline_and_without_personal_data")]

    operations = [
        *undone(before.REVISION_DONE),
        *undone(before.REVISION),
        *REVISION,
        *REVISION_DONE,
        *ONLY_AFTER_OFFLINE,
    ]
