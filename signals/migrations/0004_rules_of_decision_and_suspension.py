from django.db import migrations

from mit_waakstand.database_rules import checked, frozen, refusal, refused_when

DECISION = frozen(
    "recorded_decision_is_frozen",
    "signals_ministerdecision",
    when="TRUE",
    columns=[
        "situation_id",
        "signal_count",
        "kind",
        "decided_on",
        "cabinet_meeting_on",
        "parliamentary_paper",
        "gazette_reference",
        "note_link",
        "differs_in_purport",
        "differs_in_scope",
        "differs_in_disease",
        "differs_in_moment",
        "reasons",
        "return_on",
        "replaces_id",
        "recorded_at",
        "recorded_by_id",
    ],
    message="Een vastgelegd besluit verandert niet meer. Een nieuwe vastlegging vervangt het.",
)
REPLACED = frozen(
    "replaced_decision_stays_replaced",
    "signals_ministerdecision",
    when="OLD.state = 'vervangen'",
    columns=["state", "replaced_at", "replaced_by_id"],
    message="Een vervangen besluit blijft vervangen.",
)
REPLACES = checked(
    "decision_replaces_within_its_situation",
    "signals_ministerdecision",
    moment="BEFORE INSERT",
    body=refusal(
        "NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM signals_ministerdecision earlier "
        "WHERE earlier.id = NEW.replaces_id AND earlier.situation_id = NEW.situation_id "
        "AND earlier.state = 'vervangen')",
        message="Een besluit vervangt alleen een eerdere vastlegging in dezelfde situatie.",
    ),
)
NAMED = frozen(
    "named_signals_are_frozen",
    "signals_decisionsignal",
    when="TRUE",
    columns=["decision_id", "signal_id"],
    message="Een vastgelegd besluit houdt zijn signalen.",
)
SIGNAL_OF = (
    "(SELECT 1 FROM signals_signal s JOIN signals_weighing w ON w.id = s.weighing_id "
    "JOIN signals_ministerdecision d ON d.id = NEW.decision_id WHERE s.id = NEW.signal_id AND {})"
)
NAMES = checked(
    "decision_names_issued_signals_of_its_situation",
    "signals_decisionsignal",
    moment="BEFORE INSERT",
    # Names come from this migration, never from a person.
    body="PERFORM 1 FROM signals_ministerdecision WHERE id = NEW.decision_id FOR UPDATE; "  # noqa: S608
    + refusal(
        "(SELECT count(*) FROM signals_decisionsignal WHERE decision_id = NEW.decision_id) >= "
        "(SELECT signal_count FROM signals_ministerdecision WHERE id = NEW.decision_id)",
        message="Een vastgelegd besluit houdt zijn signalen.",
    )
    + refusal(
        f"NOT EXISTS {SIGNAL_OF.format('w.situation_id = d.situation_id')}",
        message="Het besluit noemt alleen signalen van zijn eigen situatie.",
    )
    + refusal(
        "NOT EXISTS "
        + SIGNAL_OF.format(
            "s.issued_at IS NOT NULL "
            "AND (s.issued_at AT TIME ZONE 'Europe/Amsterdam')::date <= d.decided_on"
        ),
        message="Het besluit noemt alleen signalen die toen waren uitgebracht.",
    )
    + refusal(
        "EXISTS "
        + SIGNAL_OF.format(
            "(d.kind <> 'tot_instelling' OR s.purport <> 'instellen') AND NOT d.differs_in_purport"
        ),
        message="Dit besluit wijkt af van de strekking van het signaal. Geef de motivering.",
    ),
)
COMMISSION = frozen(
    "recorded_commission_is_frozen",
    "signals_commission",
    when="TRUE",
    columns=[
        "name",
        "exercise_id",
        "decision_id",
        "state",
        "signed_on",
        "gazette_reference",
        "in_force_from",
        "scope",
        "diseases",
        "recorded_at",
        "recorded_by_id",
    ],
    message="Een vastgelegde commissie verandert niet meer; alleen de einddatum kan wijzigen.",
)
CHANGES = frozen(
    "change_of_commission_is_frozen",
    "signals_commissionchange",
    when="TRUE",
    columns=[
        "commission_id",
        "lapsed_on",
        "lapses_on",
        "reason",
        "gazette_reference",
        "changed_at",
        "changed_by_id",
    ],
    message="Een vastgelegde wijziging verandert niet meer.",
)
END = checked(
    "end_of_commission_changes_with_a_reason",
    "signals_commission",
    moment="BEFORE UPDATE",
    body=refusal(
        "OLD.lapses_on IS DISTINCT FROM NEW.lapses_on AND NOT EXISTS "
        "(SELECT 1 FROM signals_commissionchange c WHERE c.commission_id = NEW.id "
        "AND c.lapsed_on IS NOT DISTINCT FROM OLD.lapses_on "
        "AND c.lapses_on IS NOT DISTINCT FROM NEW.lapses_on)",
        message="De einddatum wijzigt alleen met een vastgelegde reden.",
    ),
)
SIDE_OF_COMMISSION = checked(
    "commission_and_decision_are_of_one_side",
    "signals_commission",
    moment="BEFORE INSERT",
    body=refusal(
        "NEW.exercise_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM situations_situation s "
        "WHERE s.id = NEW.exercise_id AND s.is_exercise)",
        message="Kies een oefening, of laat dit leeg bij een echte commissie.",
    )
    + refusal(
        "NEW.decision_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM signals_ministerdecision d "
        "JOIN situations_situation s ON s.id = d.situation_id WHERE d.id = NEW.decision_id "
        "AND NEW.exercise_id IS NOT DISTINCT FROM CASE WHEN s.is_exercise THEN s.id END)",
        message="Een oefening blijft een oefening, en echt blijft echt.",
    ),
)
SIDE_OF_SUSPENSION = checked(
    "suspension_follows_its_commission",
    "signals_suspension",
    moment="BEFORE INSERT",
    body=refusal(
        "NOT EXISTS (SELECT 1 FROM signals_commission c WHERE c.id = NEW.commission_id "
        "AND c.exercise_id IS NOT DISTINCT FROM NEW.exercise_id "
        "AND c.in_force_from = NEW.starts_on)",
        message="Een opschorting volgt haar commissie.",
    ),
)
SUSPENSION = frozen(
    "suspension_keeps_its_commission",
    "signals_suspension",
    when="TRUE",
    columns=["commission_id", "exercise_id", "starts_on", "proposed_at", "proposed_by_id"],
    message="Een opschorting houdt haar commissie en haar begin.",
)
REGISTERED = frozen(
    "registered_suspension_stays_registered",
    "signals_suspension",
    when="OLD.registered_at IS NOT NULL",
    columns=["registered_at", "registered_by_id"],
    message="Een geregistreerde opschorting blijft geregistreerd.",
)
OVER = frozen(
    "ended_suspension_is_frozen",
    "signals_suspension",
    when="OLD.state IN ('beeindigd', 'vervallen')",
    columns=[
        "state",
        "reason",
        "dropped_at",
        "dropped_by_id",
        "archive_done",
        "archive_remark",
        "members_done",
        "members_remark",
        "framework_done",
        "framework_remark",
        "evaluation_done",
        "evaluation_remark",
        "ends_on",
        "ended_at",
        "ended_by_id",
    ],
    message="Deze opschorting is voorbij en verandert niet meer.",
)
ENDS = checked(
    "suspension_ends_when_its_commission_lapsed",
    "signals_suspension",
    moment="BEFORE UPDATE",
    body=refusal(
        "NEW.state = 'beeindigd' AND OLD.state <> 'beeindigd' AND NOT EXISTS "
        "(SELECT 1 FROM signals_commission c WHERE c.id = NEW.commission_id "
        "AND c.lapses_on = NEW.ends_on "
        "AND c.lapses_on <= (NEW.ended_at AT TIME ZONE 'Europe/Amsterdam')::date)",
        message="De opschorting eindigt als de commissie is vervallen.",
    ),
)

# Whoever starts or issues waits for somebody who is registering: then one of the two is first.
IS_SUSPENDED = migrations.RunSQL(
    sql=[
        (
            """
CREATE FUNCTION waakstand_is_suspended(of_situation bigint, at timestamptz) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    of_day date := (at AT TIME ZONE 'Europe/Amsterdam')::date;
    side bigint;
BEGIN
    SELECT CASE WHEN is_exercise THEN id END INTO side
        FROM situations_situation WHERE id = of_situation;
    PERFORM 1 FROM signals_suspension
        WHERE exercise_id IS NOT DISTINCT FROM side AND state IN ('voorgesteld', 'lopend')
        FOR SHARE;
    RETURN EXISTS (
        SELECT 1 FROM signals_suspension s JOIN signals_commission c ON c.id = s.commission_id
        WHERE s.exercise_id IS NOT DISTINCT FROM side AND s.starts_on <= of_day AND (
            s.state = 'lopend' AND (c.lapses_on IS NULL OR c.lapses_on > of_day)
            OR s.state = 'beeindigd' AND s.ends_on > of_day
        )
    );
END$$
""",
            None,
        )
    ],
    reverse_sql=[("DROP FUNCTION waakstand_is_suspended(bigint, timestamptz)", None)],
)
SITUATION = "(SELECT situation_id FROM signals_weighing WHERE id = NEW.weighing_id)"
NO_WEIGHING = checked(
    "no_weighing_starts_during_a_suspension",
    "signals_weighing",
    moment="BEFORE INSERT",
    body=refusal(
        "waakstand_is_suspended(NEW.situation_id, NEW.opened_at)",
        message="De waakstand is opgeschort: er begint geen weging.",
    ),
)
NO_CONCEPT = checked(
    "no_concept_starts_during_a_suspension",
    "signals_signal",
    moment="BEFORE INSERT",
    body=refusal(
        f"waakstand_is_suspended({SITUATION}, NEW.drafted_at)",
        message="De waakstand is opgeschort: er komt geen nieuw signaal.",
    ),
)
NO_ISSUE = checked(
    "no_signal_is_issued_during_a_suspension",
    "signals_signal",
    moment="BEFORE UPDATE",
    body=refusal(
        "OLD.issued_at IS NULL AND NEW.issued_at IS NOT NULL "
        f"AND waakstand_is_suspended({SITUATION}, NEW.issued_at)",
        message="De waakstand is opgeschort: er gaat geen signaal uit.",
    ),
)
RESTS = "De waakstand is opgeschort: de weging rust."
NO_CLOSE = checked(
    "no_weighing_is_closed_during_a_suspension",
    "signals_weighing",
    moment="BEFORE UPDATE",
    body=refusal(
        "OLD.state <> NEW.state AND NEW.state = 'gesloten' "
        "AND waakstand_is_suspended(NEW.situation_id, NEW.closed_at)",
        message=RESTS,
    ),
)
NO_ANSWER = checked(
    "no_weegvraag_is_answered_during_a_suspension",
    "signals_answer",
    moment="BEFORE INSERT OR UPDATE",
    body=refusal(f"waakstand_is_suspended({SITUATION}, now())", message=RESTS),
)
NO_OPINION = checked(
    "nobody_takes_part_during_a_suspension",
    "signals_participant",
    moment="BEFORE INSERT OR UPDATE",
    # Who declines, or declares what touches his judgement, can do so at any time.
    body="IF TG_OP = 'UPDATE' THEN IF (OLD.took_part, OLD.opinion, OLD.rationale) "
    "IS NOT DISTINCT FROM (NEW.took_part, NEW.opinion, NEW.rationale) "
    "AND (NEW.invited_at IS NOT DISTINCT FROM OLD.invited_at) THEN RETURN NEW; END IF; END IF; "
    + refusal(f"waakstand_is_suspended({SITUATION}, now())", message=RESTS),
)
SETTLED = (
    "signals_weighing t WHERE t.situation_id = NEW.id AND t.state = 'gesloten'",
    "signals_ministerdecision t WHERE t.situation_id = NEW.id",
    "signals_trigger t WHERE t.situation_id = NEW.id AND t.state = 'overgedragen'",
    "signals_trigger t WHERE t.situation_id = NEW.id AND t.outside_scope_at IS NOT NULL",
)
# Names and conditions come from this file, never from a person.
FOUND = " OR ".join(f"EXISTS (SELECT 1 FROM {place})" for place in SETTLED)  # noqa: S608
SITUATION_IS_SETTLED = refused_when(
    "situation_in_which_was_decided_is_frozen",
    "situations_situation",
    when="TG_OP = 'UPDATE' AND (OLD.title, OLD.disease) IS DISTINCT FROM (NEW.title, NEW.disease) "
    f"AND ({FOUND})",
    message="In deze situatie is al iets besloten: naam en ziekte veranderen niet meer.",
)


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0003_rules_of_messages_and_versions"),
        ("situations", "0001_initial"),
    ]

    operations = [
        *DECISION,
        *REPLACED,
        *REPLACES,
        *NAMED,
        *NAMES,
        *COMMISSION,
        *CHANGES,
        *END,
        *SIDE_OF_COMMISSION,
        *SIDE_OF_SUSPENSION,
        *SUSPENSION,
        *REGISTERED,
        *OVER,
        *ENDS,
        IS_SUSPENDED,
        *NO_WEIGHING,
        *NO_CONCEPT,
        *NO_ISSUE,
        *NO_CLOSE,
        *NO_ANSWER,
        *NO_OPINION,
        *SITUATION_IS_SETTLED,
    ]
