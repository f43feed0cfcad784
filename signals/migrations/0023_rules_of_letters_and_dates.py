from django.db import migrations

from mit_waakstand.database_rules import frozen, refused_when

DAY = "(NEW.issued_at AT TIME ZONE 'Europe/Amsterdam')::date"
DECISION = (
    "signals_decisionsignal n JOIN signals_ministerdecision t ON t.id = n.decision_id "
    "WHERE t.state = 'vastgelegd'"
)
PUBLIC_VERSION = frozen(
    "public_version_of_message_is_frozen",
    "signals_message",
    when="TRUE",
    columns=["public_name", "public_sha256", "grounds"],
    message="Een vastgelegd bericht verandert niet meer.",
)
# What was recorded about a signal happened after it went out.
TRACES = (
    f"signals_response t WHERE t.signal_id = NEW.signal_id AND t.sent_on < {DAY}",
    "signals_receipt t WHERE t.signal_id = NEW.signal_id AND t.confirmed_at < NEW.issued_at",
    f"signals_signal t WHERE t.id = NEW.signal_id AND t.minister_informed_on < {DAY}",
    f"signals_message t WHERE t.signal_id = NEW.signal_id AND t.sent_on < {DAY}",
    "signals_message t WHERE t.signal_id = NEW.signal_id AND t.spoken_at < NEW.issued_at",
    f"{DECISION} AND n.signal_id = NEW.signal_id AND t.decided_on < {DAY}",
    f"signals_leak t WHERE t.signal_id = NEW.signal_id AND t.known_on < {DAY}",
)
# Names and conditions come from this file, never from a person.
FOUND = " OR ".join(f"EXISTS (SELECT 1 FROM {trace})" for trace in TRACES)  # noqa: S608
CONTRADICTS = refused_when(
    "correction_contradicts_nothing_recorded",
    "signals_issuedatecorrection",
    when=f"NEW.dropped_at IS NULL AND ({FOUND})",
    message="Op dat moment was er al iets over dit signaal vastgelegd.",
)


class Migration(migrations.Migration):
    dependencies = [("signals", "0022_letters_confidential_in_part")]

    operations = [*PUBLIC_VERSION, *CONTRADICTS]
