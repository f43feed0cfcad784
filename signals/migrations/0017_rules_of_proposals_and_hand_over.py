from django.db import migrations

from mit_waakstand.database_rules import frozen, refused_when

HAND_OVER = refused_when(
    "trigger_is_handed_over_during_a_suspension",
    "signals_trigger",
    when="NEW.state = 'overgedragen' AND (TG_OP = 'INSERT' OR OLD.state <> 'overgedragen') "
    "AND NOT EXISTS (SELECT 1 FROM signals_suspension s "
    "JOIN signals_commission c ON c.id = s.commission_id "
    "JOIN situations_situation sit ON sit.id = NEW.situation_id "
    "WHERE c.id = NEW.handed_to_id "
    "AND s.exercise_id IS NOT DISTINCT FROM (CASE WHEN sit.is_exercise THEN sit.id END) "
    "AND s.starts_on <= (NEW.closed_at AT TIME ZONE 'Europe/Amsterdam')::date AND ("
    "(s.state = 'lopend' AND (c.lapses_on IS NULL "
    "OR c.lapses_on > (NEW.closed_at AT TIME ZONE 'Europe/Amsterdam')::date)) "
    "OR (s.state = 'beeindigd' "
    "AND s.ends_on > (NEW.closed_at AT TIME ZONE 'Europe/Amsterdam')::date)))",
    message="Overdragen kan alleen tijdens een opschorting, aan die commissie MIT.",
)
HANDED_TO = frozen(
    "handed_over_stays_with_its_commission",
    "signals_trigger",
    when="OLD.state = 'overgedragen'",
    columns=["handed_to_id"],
    message="Een overgedragen aanleiding blijft bij die commissie.",
)
REPORT = frozen(
    "report_outside_scope_is_frozen",
    "signals_trigger",
    when="OLD.outside_scope_at IS NOT NULL",
    columns=["outside_scope", "outside_scope_at", "outside_scope_by_id"],
    message="Een melding aan Bureau SG verandert niet meer.",
)
PROPOSED = frozen(
    "proposal_keeps_its_words",
    "signals_proposal",
    when="TRUE",
    columns=["exercise_id", "disease", "reasons", "submitted_at", "submitted_by_id", "request_key"],
    message="Een ingediend voorstel verandert niet meer.",
)
ANSWER = frozen(
    "answer_to_a_proposal_is_frozen",
    "signals_proposal",
    when="OLD.answered_at IS NOT NULL",
    columns=["state", "answer", "answered_at", "answered_by_id", "trigger_id"],
    message="Dit voorstel is beantwoord en verandert niet meer.",
)
TAKEN_OVER = refused_when(
    "proposal_becomes_an_own_initiative_on_its_own_side",
    "signals_proposal",
    when="NEW.trigger_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM signals_trigger t "
    "JOIN situations_situation sit ON sit.id = t.situation_id "
    "WHERE t.id = NEW.trigger_id AND t.route = 'eigen' "
    "AND NEW.exercise_id IS NOT DISTINCT FROM (CASE WHEN sit.is_exercise THEN sit.id END))",
    message="Een voorstel wordt een eigen initiatief; echt blijft echt en een oefening een oefening.",
)


class Migration(migrations.Migration):
    dependencies = [("signals", "0016_proposals_and_hand_over")]

    operations = [*HAND_OVER, *HANDED_TO, *REPORT, *PROPOSED, *ANSWER, *TAKEN_OVER]
