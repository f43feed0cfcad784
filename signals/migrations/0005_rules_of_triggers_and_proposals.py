from django.db import migrations

from mit_waakstand.database_rules import frozen, refused_when

# (from, to): every other move is refused, whoever writes (domain §3.1).
MOVES = (
    ("geregistreerd", "beoordeling_cpo"),
    ("geregistreerd", "in_weging"),
    ("geregistreerd", "gevoegd"),
    ("geregistreerd", "onterecht"),
    ("geregistreerd", "overgedragen"),
    ("beoordeling_cpo", "geen_samenkomst"),
    ("beoordeling_cpo", "in_weging"),
    ("beoordeling_cpo", "gevoegd"),
    ("beoordeling_cpo", "onterecht"),
    ("beoordeling_cpo", "overgedragen"),
    ("geen_samenkomst", "beoordeling_cpo"),
    ("in_weging", "besloten_geen_signaal"),
    ("in_weging", "besloten_signaal"),
)
PAIRS = ", ".join(f"('{source}', '{target}')" for source, target in MOVES)

ROAD = refused_when(
    "trigger_moves_along_its_road",
    "signals_trigger",
    when=f"CASE WHEN TG_OP = 'INSERT' THEN NEW.state <> 'geregistreerd' "
    f"WHEN OLD.state = NEW.state THEN FALSE ELSE (OLD.state, NEW.state) NOT IN ({PAIRS}) "
    "OR (NEW.route = 'omt' AND OLD.state = 'geregistreerd' AND NEW.state = 'in_weging') END",
    message="Deze stap bestaat niet voor een aanleiding.",
)
MERGE = refused_when(
    "trigger_is_merged_into_an_open_one_of_its_situation",
    "signals_trigger",
    when="NEW.state = 'gevoegd' AND (TG_OP = 'INSERT' OR OLD.state <> 'gevoegd') AND NOT EXISTS ("
    "SELECT 1 FROM signals_trigger target LEFT JOIN signals_weighing w ON w.id = target.weighing_id "
    "WHERE target.id = NEW.merged_into_id AND target.id <> NEW.id "
    "AND target.situation_id = NEW.situation_id "
    "AND target.weighing_id IS NOT DISTINCT FROM NEW.weighing_id AND ("
    "(target.state = 'in_weging' AND w.state = 'open') OR (NEW.route <> 'a1' "
    "AND target.state IN ('geregistreerd', 'beoordeling_cpo'))))",
    message="Deze aanleiding kan niet bij die andere worden gevoegd.",
)
UPHELD = refused_when(
    "upheld_assessment_stands",
    "signals_trigger",
    when="NEW.upholds_id IS NOT NULL "
    "AND (TG_OP = 'INSERT' OR NEW.upholds_id IS DISTINCT FROM OLD.upholds_id) AND NOT EXISTS ("
    "SELECT 1 FROM signals_trigger earlier WHERE earlier.id = NEW.upholds_id "
    "AND earlier.id <> NEW.id AND earlier.situation_id = NEW.situation_id "
    "AND earlier.state = 'geen_samenkomst' AND earlier.upholds_id IS NULL "
    "AND earlier.review_on >= (NEW.assessed_at AT TIME ZONE 'Europe/Amsterdam')::date)",
    message="In deze situatie staat geen beoordeling die nog geldt.",
)
ORIGIN = frozen(
    "trigger_keeps_its_origin",
    "signals_trigger",
    when="TRUE",
    columns=["situation_id", "route", "registered_at", "registered_by_id", "request_key"],
    message="Een aanleiding houdt haar situatie en haar route.",
)
FACTS = frozen(
    "facts_of_a_decided_trigger_are_frozen",
    "signals_trigger",
    when="OLD.state NOT IN ('geregistreerd', 'beoordeling_cpo')",
    columns=["happened_on", "description", "informed_by", "learned_from", "omt_number"],
    message="Over deze aanleiding is al besloten: de gegevens veranderen niet meer.",
)
END = frozen(
    "end_of_a_trigger_is_frozen",
    "signals_trigger",
    when="OLD.closed_at IS NOT NULL",
    columns=["merged_into_id", "closing_reason", "closed_at", "closed_by_id"],
    message="Deze aanleiding is afgesloten en verandert niet meer.",
)
DECIDED = refused_when(
    "decision_follows_its_weighing",
    "signals_trigger",
    when="NEW.state IN ('besloten_signaal', 'besloten_geen_signaal') AND NOT EXISTS ("
    "SELECT 1 FROM signals_weighing w WHERE w.id = NEW.weighing_id AND w.state = 'gesloten' "
    "AND NEW.state = 'besloten_' || w.outcome)",
    message="Een besluit volgt uit de gesloten weging.",
    at_the_end=True,
)
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
    dependencies = [("signals", "0004_rules_of_decision_and_suspension")]

    operations = [
        *ROAD,
        *MERGE,
        *UPHELD,
        *ORIGIN,
        *FACTS,
        *END,
        *DECIDED,
        *HAND_OVER,
        *HANDED_TO,
        *REPORT,
        *PROPOSED,
        *ANSWER,
        *TAKEN_OVER,
    ]
