import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("public_site", "0004_card_entry"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Blanking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("persoonsgegevens", "persoonsgegevens"),
                            ("fout", "een fout in de publicatie"),
                        ],
                        max_length=20,
                        verbose_name="reden",
                    ),
                ),
                ("blanked_at", models.DateTimeField(verbose_name="leeggemaakt op")),
                (
                    "blanked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="leeggemaakt door",
                    ),
                ),
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blanking",
                        to="public_site.publication",
                        verbose_name="publicatie",
                    ),
                ),
                (
                    "removal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="public_site.publication",
                        verbose_name="bericht van verwijdering",
                    ),
                ),
            ],
            options={
                "verbose_name": "leeggemaakte publicatie",
                "verbose_name_plural": "leeggemaakte publicaties",
                "db_table": "publication_blanking",
                "ordering": ["pk"],
            },
        ),
    ]
