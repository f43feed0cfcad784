from django.db import migrations

from mit_waakstand.database_rules import frozen


class Migration(migrations.Migration):
    dependencies = [("afwegingskader", "0013_pdf_of_an_assessment")]

    operations = frozen(
        "pdf_of_an_assessment_is_made_once",
        "afwegingskader_assessment",
        when="OLD.pdf_checksum <> ''",
        columns=["pdf_checksum"],
        message="De pdf van deze toepassing ligt vast.",
    )
