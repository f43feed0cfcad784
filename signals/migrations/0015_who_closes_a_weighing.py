from django.db import migrations

from mit_waakstand.database_rules import frozen, frozen_with_parent, refused_when

CLOSED = "Deze weging is gesloten en verandert niet meer."

DECLARED = refused_when(
    "who_closes_declared_no_conflict",
    "signals_weighing",
    when="""NEW.state = 'gesloten' AND NEW.closed_by_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM signals_interestdeclaration d
        WHERE d.weighing_id = NEW.id AND d.user_id = NEW.closed_by_id AND NOT d.has_conflict)""",
    message="Wie de weging sluit, meldde eerst dat er geen belang is dat het oordeel raakt.",
)
EXPERT = refused_when(
    "an_expert_took_part_or_there_was_haste",
    "signals_weighing",
    when="""NEW.state = 'gesloten' AND btrim(NEW.urgency) = '' AND NOT EXISTS (
        SELECT 1 FROM signals_participant p JOIN experts_expert e ON e.id = p.expert_id
        WHERE p.weighing_id = NEW.id AND p.took_part
        AND e.user_id IS DISTINCT FROM NEW.closed_by_id)""",
    message="Er nam geen expert deel. Geef de reden waarom dat niet kon (spoed).",
)
MAJORITY = refused_when(
    "who_departs_from_the_majority_says_why",
    "signals_weighing",
    when="""NEW.state = 'gesloten' AND NEW.outcome <> '' AND btrim(NEW.departure) = '' AND (
        SELECT count(*) FILTER (WHERE p.opinion <> NEW.outcome)
            > count(*) FILTER (WHERE p.opinion = NEW.outcome)
        FROM signals_participant p WHERE p.weighing_id = NEW.id AND p.opinion <> '')""",
    message="De meerderheid van de experts denkt er anders over. Leg uit waarom u afwijkt.",
)
ACTING = frozen(
    "closed_weighing_keeps_who_acted",
    "signals_weighing",
    when="OLD.state = 'gesloten'",
    columns=["closed_acting"],
    message=CLOSED,
)
INTERESTS = frozen_with_parent(
    "interests_in_closed_weighing_are_frozen",
    "signals_interestdeclaration",
    parent="signals_weighing",
    key="weighing_id",
    when="parent.state = 'gesloten'",
    message=CLOSED,
)


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0014_who_takes_part_in_a_weighing"),
        ("experts", "0001_initial"),
    ]

    operations = [*DECLARED, *EXPERT, *MAJORITY, *ACTING, *INTERESTS]
