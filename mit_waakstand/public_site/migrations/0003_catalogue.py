import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("public_site", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Card",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                ("key", models.CharField(max_length=60, verbose_name="sleutel")),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("facet", models.CharField(blank=True, max_length=30, verbose_name="kenmerk")),
                ("place", models.PositiveIntegerField(verbose_name="plaats")),
                ("place_in_year", models.PositiveIntegerField(verbose_name="plaats in het jaar")),
                (
                    "first_published_at",
                    models.DateTimeField(verbose_name="voor het eerst gepubliceerd op"),
                ),
                ("last_published_at", models.DateTimeField(verbose_name="laatst gepubliceerd op")),
                (
                    "newest",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="card",
                        to="public_site.publication",
                        verbose_name="nieuwste versie",
                    ),
                ),
            ],
            options={
                "verbose_name": "kaart",
                "verbose_name_plural": "kaarten",
                "db_table": "publication_card",
                "ordering": ["kind", "place"],
            },
        ),
        migrations.CreateModel(
            name="FacetRank",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                ("facet", models.CharField(max_length=30, verbose_name="kenmerk")),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("place", models.PositiveIntegerField(verbose_name="plaats")),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ranks",
                        to="public_site.card",
                    ),
                ),
            ],
            options={
                "verbose_name": "plaats in een lijst",
                "verbose_name_plural": "plaatsen in een lijst",
                "db_table": "publication_facet_rank",
            },
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["kind", "year", "facet"], name="card_counts"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["kind", "last_published_at"], name="card_by_last_change"),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(fields=("kind", "key"), name="one_card_a_key"),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(fields=("kind", "place"), name="one_card_a_place"),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(
                fields=("kind", "year", "place_in_year"), name="one_card_a_place_in_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="facetrank",
            constraint=models.UniqueConstraint(
                fields=("card", "facet", "year"), name="one_rank_a_list"
            ),
        ),
        migrations.AddConstraint(
            model_name="facetrank",
            constraint=models.UniqueConstraint(
                fields=("kind", "facet", "year", "place"), name="one_card_a_rank"
            ),
        ),
    ]
