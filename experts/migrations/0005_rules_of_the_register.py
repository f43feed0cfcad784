"""What may never stand in the register."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Rules only."""

    dependencies = [
        ("experts", "0004_organisation_is_an_institute"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="expert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_former_member", True),
                    models.Q(("member_from", None), ("member_until", None)),
                    _connector="OR",
                ),
                name="only_a_former_member_has_a_term",
                violation_error_message="Alleen een oud-lid heeft een periode als lid.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("member_from", None),
                    ("member_until", None),
                    ("member_until__gte", models.F("member_from")),
                    _connector="OR",
                ),
                name="term_of_a_member_ends_after_it_began",
                violation_error_message="De laatste dag als lid ligt voor de eerste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "gewist"), _negated=True),
                    models.Q(
                        ("email", ""),
                        ("expertise", ""),
                        ("function", ""),
                        ("institute", None),
                        ("languages", []),
                        ("name", "Gewiste expert"),
                        ("phone", ""),
                        ("user", None),
                    ),
                    _connector="OR",
                ),
                name="erased_expert_keeps_nothing",
                violation_error_message="Van een gewiste expert blijft niets bewaard.",
            ),
        ),
    ]
