from django.db import migrations

from mit_waakstand.database_rules import frozen

FILE = [
    "handover_id",
    "title",
    "original_name",
    "original_sha256",
    "given_on",
    "given_by",
    "recorded_at",
    "recorded_by_id",
]


class Migration(migrations.Migration):
    dependencies = [("archive", "0005_handovers")]

    operations = [
        *frozen(
            "handed_over_is_frozen",
            "archive_handover",
            when="OLD.handed_at IS NOT NULL",
            columns=[
                "situation_id",
                "commission_id",
                "package_id",
                "handed_at",
                "handed_by_id",
                "handed_on",
                "received_by",
            ],
            message="Een vastgelegde overdracht verandert niet meer.",
        ),
        *frozen(
            "file_of_a_commission_is_frozen",
            "archive_returnedfile",
            when="TRUE",
            columns=FILE,
            message="Een stuk van de commissie verandert niet.",
        ),
    ]
