from django.conf import settings
from django.db import migrations, models

import signals.letters


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0021_what_came_in_after_publication"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="grounds",
            field=models.CharField(
                blank=True,
                max_length=500,
                validators=[signals.letters.check_letter_line],
                verbose_name="gronden van de vertrouwelijkheid",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="public_name",
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AddField(
            model_name="message",
            name="public_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("grounds", ""), ("public_name", ""), ("public_sha256", "")),
                    models.Q(
                        models.Q(("public_sha256", ""), _negated=True),
                        models.Q(("grounds", ""), _negated=True),
                        models.Q(("original_sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="confidential_message_has_a_public_version_with_grounds",
                violation_error_message="Is een deel vertrouwelijk? Voeg dan de hele brief, de openbare versie van SZW en de gronden samen toe.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("public_sha256", ""),
                    ("kind__in", ("tussenbericht", "aanvullende_reactie")),
                    _connector="OR",
                ),
                name="only_a_letter_of_the_sg_is_confidential_in_part",
                violation_error_message="Alleen een brief van de SG kan deels vertrouwelijk zijn.",
            ),
        ),
    ]
