"""Meetings, what is on their agenda, and their minutes are found."""

from django.db import migrations

from mit_waakstand.office.search_rules import searchable

WITH_MEETING = "JOIN draaiboek_meeting m ON m.id = record.meeting_id"


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0009_runs_and_documents_are_found"),
        ("draaiboek", "0006_rules_of_minutes"),
    ]

    operations = [
        *searchable(
            "draaiboek_meeting",
            title="concat_ws(' ', 'Vergadering', record.id, record.subject)",
            body=("record.kind", "record.place", "record.reason"),
            happened_at="record.starts_at",
            is_exercise="record.is_exercise",
        ),
        *searchable(
            "draaiboek_agendaitem",
            title="record.subject",
            body=(
                "record.note",
                "record.about_kind",
                "record.about_number",
                "record.about_title",
            ),
            happened_at="m.starts_at",
            is_exercise="m.is_exercise",
            page="record.meeting_id",
            joins=WITH_MEETING,
        ),
        *searchable(
            "draaiboek_minutes",
            title="'Verslag van vergadering ' || record.meeting_id || ', versie ' || record.version",
            body=("record.text", "record.correction"),
            happened_at="m.starts_at",
            is_exercise="m.is_exercise",
            joins=WITH_MEETING,
        ),
    ]
