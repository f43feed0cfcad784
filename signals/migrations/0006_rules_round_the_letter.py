from django.db import migrations

from mit_waakstand.database_rules import append_only, frozen, refused_when

FROZEN_ISSUE = "Een uitgebracht signaal houdt zijn kenmerk, datum en termijn."
SIGNAL = "EXISTS (SELECT 1 FROM signals_signal s WHERE s.id = NEW.signal_id AND {})"


def agreed(verb: str, person: str) -> str:
    """Return the condition "this person is a secretaris, and no CPO agreed to this step"."""
    # Names and conditions come from this file, never from a person.
    return (
        "EXISTS (SELECT 1 FROM accounts_user u "  # noqa: S608
        f"WHERE u.id = NEW.{person} AND u.role = 'secretaris' "
        "AND (u.acting_since IS NULL OR u.acting_until < CURRENT_DATE)) "
        "AND NOT EXISTS (SELECT 1 FROM signals_cpoagreement a WHERE a.signal_id = NEW.id "
        f"AND a.verb = '{verb}' AND a.recorded_by_id = NEW.{person})"
    )


NEVER_CHANGE = [
    operation
    for table in (
        *("signals_cpoagreement", "signals_receipt", "signals_disclosure"),
        "signals_calendarcheck",
    )
    for operation in append_only(table)
]
STEPS = refused_when(
    "signal_takes_only_known_steps",
    "signals_signal",
    when="(TG_OP = 'INSERT' AND NEW.state <> 'concept') "
    "OR (TG_OP = 'UPDATE' AND OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ("
    "('concept', 'vastgesteld'), ('concept', 'ingetrokken'), ('vastgesteld', 'concept'), "
    "('vastgesteld', 'ingetrokken'), ('vastgesteld', 'uitgebracht'), "
    "('uitgebracht', 'reactie_ontvangen'), ('uitgebracht', 'gepubliceerd'), "
    "('reactie_ontvangen', 'gepubliceerd')))",
    message="Deze stap bestaat niet voor een signaal.",
)
WITHDRAWN = frozen(
    "withdrawal_is_final",
    "signals_signal",
    when="OLD.state = 'ingetrokken'",
    columns=["state", "withdrawn_at", "withdrawn_by_id", "withdrawal_reason"],
    message="Een ingetrokken signaal blijft ingetrokken.",
)
ISSUED_ON_BEHALF = refused_when(
    "secretary_issues_with_agreement_of_the_cpo",
    "signals_signal",
    when="OLD.number IS NULL AND NEW.number IS NOT NULL AND " + agreed("issue", "issued_by_id"),
    message="De secretaris brengt alleen uit met het akkoord van de CPO.",
)
PUBLISHED_ON_BEHALF = refused_when(
    "secretary_publishes_with_agreement_of_the_cpo",
    "signals_signal",
    when="OLD.published_at IS NULL AND NEW.published_at IS NOT NULL AND "
    + agreed("publish", "published_by_id"),
    message="De secretaris publiceert alleen met het akkoord van de CPO.",
)
ISSUE_DATE = refused_when(
    "issue_date_changes_only_by_a_confirmed_correction",
    "signals_signal",
    when="TG_OP = 'UPDATE' AND OLD.number IS NOT NULL AND (OLD.issued_at, OLD.response_due_on) "
    "IS DISTINCT FROM (NEW.issued_at, NEW.response_due_on) "
    "AND NOT EXISTS (SELECT 1 FROM signals_issuedatecorrection c WHERE c.signal_id = NEW.id "
    "AND c.confirmed_at IS NOT NULL "
    "AND (c.issued_at, c.response_due_on) = (NEW.issued_at, NEW.response_due_on) "
    "AND (c.old_issued_at, c.old_response_due_on) = (OLD.issued_at, OLD.response_due_on))",
    message=FROZEN_ISSUE,
)
CORRECTION = frozen(
    "correction_is_frozen",
    "signals_issuedatecorrection",
    when="TRUE",
    columns=[
        "signal_id",
        "issued_at",
        "response_due_on",
        "old_issued_at",
        "old_response_due_on",
        "reason",
        "proposed_at",
        "proposed_by_id",
        "proposed_as",
    ],
    message="Een voorstel tot herstel van een datum verandert niet meer.",
)
CORRECTION_DONE = frozen(
    "answer_to_correction_is_frozen",
    "signals_issuedatecorrection",
    when="OLD.confirmed_at IS NOT NULL OR OLD.dropped_at IS NOT NULL",
    columns=["confirmed_at", "confirmed_by_id", "confirmed_as", "dropped_at", "dropped_by_id"],
    message="Over dit herstel is al besloten.",
)
CORRECTION_OF_ISSUED = refused_when(
    "correction_is_of_an_issued_signal",
    "signals_issuedatecorrection",
    when=SIGNAL.format("s.state NOT IN ('uitgebracht', 'reactie_ontvangen')"),
    message="Herstel van een datum kan van het uitbrengen tot de publicatie.",
)
RECEIPT = refused_when(
    "receipt_is_of_an_issued_signal",
    "signals_receipt",
    when=SIGNAL.format(
        "(s.number IS NULL OR NEW.confirmed_at < date_trunc('minute', s.issued_at))"
    ),
    message="De ontvangst kan niet voor het uitbrengen liggen.",
)
DISCLOSURE = refused_when(
    "disclosure_is_of_a_draft",
    "signals_disclosure",
    when=SIGNAL.format("s.state NOT IN ('concept', 'vastgesteld')"),
    message="Een verstrekking gaat over een concept of een vastgesteld signaal.",
)
MINISTER = refused_when(
    "minister_is_informed_between_issue_and_now",
    "signals_signal",
    when="NEW.minister_informed_on < (NEW.issued_at AT TIME ZONE 'Europe/Amsterdam')::date "
    "OR NEW.minister_informed_on > "
    "(NEW.minister_recorded_at AT TIME ZONE 'Europe/Amsterdam')::date",
    message="De Minister is geïnformeerd na het uitbrengen, en niet in de toekomst.",
)
MINISTER_PUBLIC = frozen(
    "published_minister_date_is_frozen",
    "signals_signal",
    when="OLD.state = 'gepubliceerd' AND OLD.minister_informed_on IS NOT NULL",
    columns=["minister_informed_on", "minister_recorded_at", "minister_recorded_by_id"],
    message="Deze datum is openbaar en verandert niet meer.",
)
ISSUE_DAY = "(NEW.issued_at AT TIME ZONE 'Europe/Amsterdam')::date"
DECISION_NAMING = (
    "signals_decisionsignal n JOIN signals_ministerdecision t ON t.id = n.decision_id "
    "WHERE t.state = 'vastgelegd'"
)
PUBLIC_MESSAGE = frozen(
    "public_version_of_message_is_frozen",
    "signals_message",
    when="TRUE",
    columns=["public_name", "public_sha256", "grounds"],
    message="Een vastgelegd bericht verandert niet meer.",
)
# What was recorded about a signal happened after it went out.
TRACES = (
    f"signals_response t WHERE t.signal_id = NEW.signal_id AND t.sent_on < {ISSUE_DAY}",
    "signals_receipt t WHERE t.signal_id = NEW.signal_id AND t.confirmed_at < NEW.issued_at",
    f"signals_signal t WHERE t.id = NEW.signal_id AND t.minister_informed_on < {ISSUE_DAY}",
    f"signals_message t WHERE t.signal_id = NEW.signal_id AND t.sent_on < {ISSUE_DAY}",
    "signals_message t WHERE t.signal_id = NEW.signal_id AND t.spoken_at < NEW.issued_at",
    f"{DECISION_NAMING} AND n.signal_id = NEW.signal_id AND t.decided_on < {ISSUE_DAY}",
    f"signals_leak t WHERE t.signal_id = NEW.signal_id AND t.known_on < {ISSUE_DAY}",
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
    dependencies = [
        ("signals", "0005_rules_of_triggers_and_proposals"),
        ("accounts", "0001_initial"),
    ]

    operations = [
        *NEVER_CHANGE,
        *STEPS,
        *WITHDRAWN,
        *ISSUED_ON_BEHALF,
        *PUBLISHED_ON_BEHALF,
        *ISSUE_DATE,
        *CORRECTION,
        *CORRECTION_DONE,
        *CORRECTION_OF_ISSUED,
        *RECEIPT,
        *DISCLOSURE,
        *MINISTER,
        *MINISTER_PUBLIC,
        *PUBLIC_MESSAGE,
        *CONTRADICTS,
    ]
