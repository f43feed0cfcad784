"""Questions of the public are found too, until they are erased."""

from django.db import migrations

from mit_waakstand.office.search_rules import searchable


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0005_roots_keep_their_vowels"),
        ("aanspreekpunt", "0001_initial"),
    ]

    operations = searchable(
        "aanspreekpunt_question",
        title="'Vraag ' || record.reference",
        body=("record.name", "record.email", "record.text", "record.referred_to"),
        happened_at="record.entered_at",
        is_exercise="FALSE",
    )
