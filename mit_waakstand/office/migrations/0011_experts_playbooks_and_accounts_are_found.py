"""People of the register, versions of the draaiboek, what meetings decided, yearly accounts."""

import importlib

from django.db import migrations

from mit_waakstand.office.search_rules import searchable, searched_with

texts = importlib.import_module("mit_waakstand.office.migrations.0007_kader_is_found").texts
WITH_MEETING = "JOIN draaiboek_meeting m ON m.id = record.meeting_id"
REMARKS = "(SELECT string_agg(said.value, E'\\n') FROM jsonb_each_text(record.remarks) AS said)"


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0010_meetings_are_found"),
        ("draaiboek", "0010_withdrawn_is_for_ever"),
        ("experts", "0004_organisation_is_an_institute"),
        ("yearly", "0001_initial"),
    ]

    operations = [
        # Not the work contact: who searches for a person wants the record, and opens it.
        *searchable(
            "experts_expert",
            title="record.name",
            body=("record.expertise", "record.function", "institute.name"),
            happened_at="record.added_at",
            is_exercise="FALSE",
            joins="LEFT JOIN experts_institute institute ON institute.id = record.institute_id",
        ),
        *searched_with(
            "experts_institute", columns=("name",), tables={"experts_expert": "institute_id"}
        ),
        *searchable(
            "draaiboek_playbookedition",
            title="'Draaiboek, versie ' || record.number",
            body=("record.adoption_reference", *texts("title", "text", "needs", "template")),
            happened_at="coalesce(record.adopted_at, now())",
            is_exercise="FALSE",
        ),
        *searchable(
            "draaiboek_meetingdecision",
            title="'Besluit van vergadering ' || record.meeting_id",
            body=("record.text",),
            happened_at="m.starts_at",
            is_exercise="m.is_exercise",
            page="record.meeting_id",
            joins=WITH_MEETING,
        ),
        *searchable(
            "draaiboek_actionitem",
            title="'Actie van vergadering ' || record.meeting_id",
            body=("record.text", "record.reason"),
            happened_at="m.starts_at",
            is_exercise="m.is_exercise",
            page="record.meeting_id",
            joins=WITH_MEETING,
        ),
        *searchable(
            "yearly_yearaccount",
            title="'Verantwoording over ' || record.year",
            body=("record.introduction", REMARKS, "record.delivered_to"),
            happened_at="coalesce(record.adopted_at, record.drafted_at)",
            is_exercise="FALSE",
        ),
    ]
