"""Messages, decisions, commissies and proposals are found too."""

from django.db import migrations

from mit_waakstand.office.search_rules import searchable

DAY = (
    "extract(day FROM record.decided_on) || ' ' || ('{januari,februari,maart,april,mei,juni,juli,"
    "augustus,september,oktober,november,december}'::text[])"
    "[extract(month FROM record.decided_on)::int] || ' ' || extract(year FROM record.decided_on)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0003_steady_indexes"),
        ("signals", "0018_decision_replaces_an_earlier_one"),
    ]

    operations = [
        *searchable(
            "signals_message",
            title="replace(record.kind, '_', ' ') || ' ' || record.sequence || ' bij ' || "
            "coalesce(signal.number, '')",
            body=("record.text", "record.signed_by", "record.reference", "record.spoken_with"),
            happened_at="record.recorded_at",
            is_exercise="signal.is_exercise",
            page="record.signal_id",
            joins="JOIN signals_signal signal ON signal.id = record.signal_id",
        ),
        *searchable(
            "signals_ministerdecision",
            # Not the name of the situation: Bureau SG does not know it.
            title=f"'Besluit van ' || {DAY}",
            body=("record.reasons", "record.parliamentary_paper", "record.gazette_reference"),
            happened_at="record.recorded_at",
            is_exercise="situation.is_exercise",
            joins="JOIN situations_situation situation ON situation.id = record.situation_id",
        ),
        *searchable(
            "signals_commission",
            title="record.name",
            body=("record.scope", "record.diseases", "record.gazette_reference"),
            happened_at="record.recorded_at",
            is_exercise="record.exercise_id IS NOT NULL",
        ),
        *searchable(
            "signals_proposal",
            title="record.disease",
            body=("record.reasons", "record.answer"),
            happened_at="record.submitted_at",
            is_exercise="record.exercise_id IS NOT NULL",
        ),
    ]
