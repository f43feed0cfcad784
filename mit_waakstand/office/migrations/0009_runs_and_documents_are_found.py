"""Runs of the draaiboek, their lessons, and the documents beside it are found."""

from django.db import migrations

from mit_waakstand.office.search_rules import searchable

TO_SITUATION = "JOIN situations_situation situation ON situation.id = {}.situation_id"
TO_RUN = "JOIN draaiboek_playbookrun run ON run.id = record.run_id"


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0008_weegvragen_are_found_by_name"),
        ("draaiboek", "0004_rules_of_playbook_and_runs"),
    ]

    operations = [
        *searchable(
            "draaiboek_playbookrun",
            title="'Uitvoering ' || record.id",
            body=("record.purpose", "record.evaluation"),
            happened_at="record.started_at",
            is_exercise="situation.is_exercise",
            joins=TO_SITUATION.format("record"),
        ),
        *searchable(
            "draaiboek_lesson",
            title="'Les ' || record.id",
            body=("record.text", "record.proposal", "record.outcome"),
            happened_at="record.drawn_at",
            is_exercise="situation.is_exercise",
            page="record.run_id",
            joins=f"{TO_RUN} {TO_SITUATION.format('run')}",
        ),
        *searchable(
            "draaiboek_playbookdocument",
            title="record.title",
            body=("replace(record.kind, '_', ' ')",),
            happened_at="now()",
            is_exercise="FALSE",
        ),
    ]
