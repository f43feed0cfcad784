from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("afwegingskader", "0004_earlier_versions_say_how")]

    operations = [
        migrations.AddConstraint(
            model_name="weighingquestions",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "concept")),
                fields=("state",),
                name="one_draft_of_the_weegvragen_at_a_time",
                violation_error_message="Er is al een concept van de weegvragen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="weighingquestions",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "concept"),
                    models.Q(
                        ("adopted_on__isnull", False),
                        ("adoption_form__in", ["vergadering", "schriftelijk"]),
                        models.Q(("adoption_reference", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="adopted_weegvragen_say_in_which_meeting_or_round",
                violation_error_message="Leg vast in welke vergadering of schriftelijke ronde deze versie is vastgesteld.",
            ),
        ),
        migrations.AddConstraint(
            model_name="weighingquestions",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document_checksum", ""), ("public_checksum", "")),
                    models.Q(
                        models.Q(("document_checksum", ""), _negated=True),
                        models.Q(("public_checksum", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="document_of_the_weegvragen_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="weighingquestions",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at", None),
                    models.Q(
                        models.Q(("state", "concept"), _negated=True),
                        ("published_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="public_weegvragen_were_adopted",
                violation_error_message="Alleen wat is vastgesteld, kan openbaar worden.",
            ),
        ),
    ]
