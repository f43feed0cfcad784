"""The lists of the register, and what it keeps of a person."""

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Schema only."""

    dependencies = [
        ("experts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="expert",
            name="added_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="toegevoegd op"
            ),
        ),
        migrations.AddField(
            model_name="expert",
            name="asked_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="gevraagd op"
            ),
        ),
        migrations.AddField(
            model_name="expert",
            name="availability",
            field=models.CharField(
                choices=[
                    ("binnen_24_uur", "in een crisis binnen 24 uur"),
                    ("later", "in een crisis, maar niet binnen 24 uur"),
                    ("niet", "nu niet"),
                    ("onbekend", "nog niet gevraagd"),
                ],
                default="onbekend",
                max_length=20,
                verbose_name="beschikbaar",
            ),
        ),
        migrations.AddField(
            model_name="expert",
            name="confirmed_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="bevestigd op"
            ),
        ),
        migrations.AddField(
            model_name="expert",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("nl", "Nederlands"),
                        ("en", "Engels"),
                        ("fy", "Fries"),
                        ("pap", "Papiamentu"),
                        ("de", "Duits"),
                        ("fr", "Frans"),
                        ("es", "Spaans"),
                        ("tr", "Turks"),
                        ("ar", "Arabisch"),
                        ("ber", "Berbers"),
                        ("pl", "Pools"),
                        ("uk", "Oekraïens"),
                        ("ngt", "Nederlandse Gebarentaal"),
                    ],
                    max_length=5,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="talen",
            ),
        ),
        migrations.AddField(
            model_name="expert",
            name="member_from",
            field=models.DateField(blank=True, null=True, verbose_name="lid van"),
        ),
        migrations.AddField(
            model_name="expert",
            name="member_until",
            field=models.DateField(blank=True, null=True, verbose_name="lid tot"),
        ),
        migrations.AddField(
            model_name="expert",
            name="phone",
            field=models.CharField(
                blank=True,
                max_length=30,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[+0-9][0-9 ()-]{5,}$",
                        "Vul een telefoonnummer in, bijvoorbeeld 070 123 45 67.",
                    )
                ],
                verbose_name="telefoonnummer (werk)",
            ),
        ),
        migrations.AddField(
            model_name="expert",
            name="reference",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                editable=False,
                unique=True,
            ),
        ),
        migrations.AddField(
            model_name="expert",
            name="state",
            field=models.CharField(
                choices=[
                    ("in_register", "in het register"),
                    ("uit_register", "uit het register"),
                    ("gewist", "gewist"),
                ],
                default="in_register",
                max_length=20,
                verbose_name="stand",
            ),
        ),
        migrations.AddField(
            model_name="historicalexpert",
            name="added_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="toegevoegd op"
            ),
        ),
        migrations.AddField(
            model_name="historicalexpert",
            name="asked_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="gevraagd op"
            ),
        ),
        migrations.AddField(
            model_name="historicalexpert",
            name="availability",
            field=models.CharField(
                choices=[
                    ("binnen_24_uur", "in een crisis binnen 24 uur"),
                    ("later", "in een crisis, maar niet binnen 24 uur"),
                    ("niet", "nu niet"),
                    ("onbekend", "nog niet gevraagd"),
                ],
                default="onbekend",
                max_length=20,
                verbose_name="beschikbaar",
            ),
        ),
        migrations.AddField(
            model_name="historicalexpert",
            name="confirmed_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="bevestigd op"
            ),
        ),
        migrations.AddField(
            model_name="historicalexpert",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("nl", "Nederlands"),
                        ("en", "Engels"),
                        ("fy", "Fries"),
                        ("pap", "Papiamentu"),
                        ("de", "Duits"),
                        ("fr", "Frans"),
                        ("es", "Spaans"),
                        ("tr", "Turks"),
                        ("ar", "Arabisch"),
                        ("ber", "Berbers"),
                        ("pl", "Pools"),
                        ("uk", "Oekraïens"),
                        ("ngt", "Nederlandse Gebarentaal"),
                    ],
                    max_length=5,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="talen",
            ),
        ),
        migrations.AddField(
            model_name="historicalexpert",
            name="member_from",
            field=models.DateField(blank=True, null=True, verbose_name="lid van"),
        ),
        migrations.AddField(
            model_name="historicalexpert",
            name="member_until",
            field=models.DateField(blank=True, null=True, verbose_name="lid tot"),
        ),
        migrations.AddField(
            model_name="historicalexpert",
            name="phone",
            field=models.CharField(
                blank=True,
                max_length=30,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[+0-9][0-9 ()-]{5,}$",
                        "Vul een telefoonnummer in, bijvoorbeeld 070 123 45 67.",
                    )
                ],
                verbose_name="telefoonnummer (werk)",
            ),
        ),
        migrations.AddField(
            model_name="historicalexpert",
            name="state",
            field=models.CharField(
                choices=[
                    ("in_register", "in het register"),
                    ("uit_register", "uit het register"),
                    ("gewist", "gewist"),
                ],
                default="in_register",
                max_length=20,
                verbose_name="stand",
            ),
        ),
        migrations.AlterField(
            model_name="expert",
            name="expertise",
            field=models.CharField(
                help_text="In een paar woorden, zoals het in lijsten staat. Bijvoorbeeld: onderwijskunde",
                max_length=120,
                verbose_name="vakgebied",
            ),
        ),
        migrations.AlterField(
            model_name="historicalexpert",
            name="expertise",
            field=models.CharField(
                help_text="In een paar woorden, zoals het in lijsten staat. Bijvoorbeeld: onderwijskunde",
                max_length=120,
                verbose_name="vakgebied",
            ),
        ),
        migrations.CreateModel(
            name="Expertise",
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
                            ("expertise", "expertise"),
                            ("aandachtsgebied", "aandachtsgebied"),
                        ],
                        default="expertise",
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "wanted",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="Hoeveel beschikbare mensen u ten minste wilt. Dit is een eigen norm.",
                        verbose_name="gewenst aantal mensen",
                    ),
                ),
                (
                    "is_needed",
                    models.BooleanField(
                        default=True, verbose_name="kan een commissie MIT nodig hebben"
                    ),
                ),
            ],
            options={
                "verbose_name": "expertise of aandachtsgebied",
                "verbose_name_plural": "expertises en aandachtsgebieden",
                "ordering": ["-kind", "name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="expertise_stands_in_the_list_once",
                        violation_error_message="Deze naam staat al in de lijst.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wanted__gte", 1), ("wanted__lte", 99)),
                        name="expertise_wants_some_people",
                        violation_error_message="Vul een aantal van 1 tot en met 99 in.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="expert",
            name="expertises",
            field=models.ManyToManyField(
                blank=True,
                related_name="experts",
                to="experts.expertise",
                verbose_name="expertises",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalExpert_expertises",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "expert",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="experts.expert",
                    ),
                ),
                (
                    "expertise",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="experts.expertise",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="experts.historicalexpert",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalExpert_expertises",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalExpertise",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("expertise", "expertise"),
                            ("aandachtsgebied", "aandachtsgebied"),
                        ],
                        default="expertise",
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "wanted",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="Hoeveel beschikbare mensen u ten minste wilt. Dit is een eigen norm.",
                        verbose_name="gewenst aantal mensen",
                    ),
                ),
                (
                    "is_needed",
                    models.BooleanField(
                        default=True, verbose_name="kan een commissie MIT nodig hebben"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical expertise of aandachtsgebied",
                "verbose_name_plural": "historical expertises en aandachtsgebieden",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInstitute",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "is_standing",
                    models.BooleanField(
                        default=False, verbose_name="vast instituut van het voormalige MIT"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical organisatie",
                "verbose_name_plural": "historical organisaties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Institute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "is_standing",
                    models.BooleanField(
                        default=False, verbose_name="vast instituut van het voormalige MIT"
                    ),
                ),
            ],
            options={
                "verbose_name": "organisatie",
                "verbose_name_plural": "organisaties",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="institute_stands_in_the_list_once",
                        violation_error_message="Deze organisatie staat al in de lijst.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="expert",
            name="institute",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="experts",
                to="experts.institute",
                verbose_name="organisatie",
            ),
        ),
        migrations.AddField(
            model_name="historicalexpert",
            name="institute",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="experts.institute",
                verbose_name="organisatie",
            ),
        ),
        migrations.AddIndex(
            model_name="expert",
            index=models.Index(fields=["name_key", "id"], name="expert_by_name"),
        ),
    ]
