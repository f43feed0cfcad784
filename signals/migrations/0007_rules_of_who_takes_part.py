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
WHO = [
    operation
    # What somebody said of his interests goes when he is erased; nothing else changes.
    for name, table, erasable in (
        ("participant_of_closed_weighing_is", "participant", ("interests", "declined_because")),
        ("interests_in_closed_weighing_are", "interestdeclaration", ("statement",)),
    )
    for operation in frozen_with_parent(
        f"{name}_frozen",
        f"signals_{table}",
        parent="signals_weighing",
        key="weighing_id",
        when="parent.state = 'gesloten'",
        message=CLOSED,
        erasable=erasable,
    )
]
KADER = frozen(
    "closed_weighing_keeps_its_kader",
    "signals_weighing",
    when="OLD.state = 'gesloten'",
    columns=["kader_id"],
    message=CLOSED,
)
KADER_WAS_USED = refused_when(
    "weighing_names_a_kader_that_was_used",
    "signals_weighing",
    when="NEW.kader_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM afwegingskader_assessment a "
    "WHERE a.edition_id = NEW.kader_id AND a.situation_id = NEW.situation_id)",
    message="Deze versie van het afwegingskader is in deze situatie niet toegepast.",
)


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0006_rules_round_the_letter"),
        ("afwegingskader", "0001_initial"),
        ("experts", "0001_initial"),
    ]

    operations = [*DECLARED, *EXPERT, *MAJORITY, *ACTING, *WHO, *KADER, *KADER_WAS_USED]
