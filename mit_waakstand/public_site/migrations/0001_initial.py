import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.BigIntegerField(unique=True, verbose_name="volgnummer")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signaal", "signaal"),
                            ("stand", "stand van het MIT in waakstand"),
                            ("versie", "versie van een document"),
                            ("verantwoording", "jaarlijkse verantwoording"),
                            ("pagina", "pagina"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator("^[a-z0-9]+(-[a-z0-9]+)*\\Z")
                        ],
                        verbose_name="sleutel",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="versie")),
                ("payload", models.TextField(verbose_name="inhoud")),
                ("files", models.JSONField(blank=True, default=list, verbose_name="bestanden")),
                ("published_at", models.DateTimeField(verbose_name="gepubliceerd op")),
                ("salt", models.CharField(max_length=32, verbose_name="zout")),
                ("digest", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                (
                    "previous_hash",
                    models.CharField(max_length=64, unique=True, verbose_name="hash van de vorige"),
                ),
                ("hash", models.CharField(max_length=64, unique=True, verbose_name="hash")),
            ],
            options={
                "verbose_name": "publicatie",
                "verbose_name_plural": "publicaties",
                "db_table": "publication",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "key", "version"),
                        name="publication_version_appears_once",
                        violation_error_message="Deze versie is al gepubliceerd.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("payload__contains", '"oefening":true'), _negated=True),
                            models.Q(("key__istartswith", "oef"), _negated=True),
                        ),
                        name="publication_is_never_an_exercise",
                        violation_error_message="Een oefening kan niet worden gepubliceerd.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1), ("position__gte", 1)),
                        name="publication_counts_from_one",
                        violation_error_message="Een publicatie telt vanaf 1.",
                    ),
                ],
            },
        ),
    ]
