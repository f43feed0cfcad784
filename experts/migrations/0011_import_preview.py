"""What a file would change is kept between looking and doing."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("experts", "0010_erased_field"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportPreview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "register",
                    models.CharField(max_length=64, verbose_name="vingerafdruk van het register"),
                ),
                ("rows", models.JSONField(verbose_name="regels")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "voorvertoning van een bestand",
                "verbose_name_plural": "voorvertoningen van een bestand",
                "ordering": ["-made_at", "-pk"],
            },
        ),
    ]
