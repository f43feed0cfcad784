import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mit_waakstand.markdown
import signals.letters


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0008_trigger_roads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CpoAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=20, verbose_name="stap")),
                ("agreed_at", models.DateTimeField(verbose_name="akkoord op")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("telefoon", "per telefoon"),
                            ("mail", "per mail"),
                            ("bericht", "per app of sms"),
                            ("gesprek", "in een gesprek"),
                        ],
                        max_length=10,
                        verbose_name="hoe",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="vastgelegd op")),
            ],
            options={
                "verbose_name": "akkoord van de CPO",
                "verbose_name_plural": "akkoorden van de CPO",
                "ordering": ["agreed_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "shared_with",
                    models.CharField(
                        max_length=120,
                        validators=[signals.letters.check_letter_line],
                        verbose_name="aan wie",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(
                        max_length=120,
                        validators=[signals.letters.check_letter_line],
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        max_length=2000,
                        validators=[mit_waakstand.markdown.check_text],
                        verbose_name="waarom",
                    ),
                ),
                ("shared_at", models.DateTimeField(verbose_name="verstrekt op")),
                ("text_hash", models.CharField(max_length=64, verbose_name="SHA-256 van de tekst")),
                ("recorded_at", models.DateTimeField(verbose_name="vastgelegd op")),
            ],
            options={
                "verbose_name": "verstrekking",
                "verbose_name_plural": "verstrekkingen",
                "ordering": ["shared_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="IssueDateCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issued_at", models.DateTimeField(verbose_name="werkelijk uitgebracht op")),
                ("response_due_on", models.DateField(verbose_name="reactie uiterlijk op")),
                ("old_issued_at", models.DateTimeField(verbose_name="eerst vastgelegd als")),
                ("old_response_due_on", models.DateField(verbose_name="eerste laatste dag")),
                (
                    "reason",
                    models.TextField(
                        max_length=2000,
                        validators=[mit_waakstand.markdown.check_text],
                        verbose_name="reden",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="voorgesteld op")),
                (
                    "proposed_as",
                    models.CharField(
                        max_length=20,
                        verbose_name="voorgesteld als",
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="bevestigd op"),
                ),
                (
                    "confirmed_as",
                    models.CharField(
                        blank=True,
                        max_length=20,
                        verbose_name="bevestigd als",
                    ),
                ),
                (
                    "dropped_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="vervallen op"),
                ),
            ],
            options={
                "verbose_name": "herstel van een datum",
                "verbose_name_plural": "herstel van data",
                "ordering": ["proposed_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("bureau_sg", "door Bureau SG zelf, op deze pagina"),
                            ("telefoon", "telefonisch"),
                            ("papier", "op papier"),
                            ("mail", "per mail"),
                        ],
                        max_length=10,
                        verbose_name="hoe",
                    ),
                ),
                (
                    "confirmed_by",
                    models.CharField(
                        max_length=120,
                        validators=[signals.letters.check_letter_line],
                        verbose_name="bevestigd door",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(verbose_name="bevestigd op")),
                ("scan_name", models.CharField(blank=True, max_length=150)),
                ("scan_sha256", models.CharField(blank=True, max_length=64)),
                ("recorded_at", models.DateTimeField(verbose_name="vastgelegd op")),
            ],
            options={
                "verbose_name": "ontvangstbevestiging",
                "verbose_name_plural": "ontvangstbevestigingen",
                "ordering": ["confirmed_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="historicalsignal",
            name="minister_informed_on",
            field=models.DateField(blank=True, null=True, verbose_name="Minister geïnformeerd op"),
        ),
        migrations.AddField(
            model_name="historicalsignal",
            name="minister_recorded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalsignal",
            name="minister_recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalsignal",
            name="withdrawal_reason",
            field=models.TextField(
                blank=True,
                max_length=60000,
                validators=[mit_waakstand.markdown.check_text],
                verbose_name="reden van intrekken",
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="minister_informed_on",
            field=models.DateField(blank=True, null=True, verbose_name="Minister geïnformeerd op"),
        ),
        migrations.AddField(
            model_name="signal",
            name="minister_recorded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="signal",
            name="minister_recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="withdrawal_reason",
            field=models.TextField(
                blank=True,
                max_length=60000,
                validators=[mit_waakstand.markdown.check_text],
                verbose_name="reden van intrekken",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "concept"), _negated=True),
                    models.Q(("adopted_at", None), ("adopted_by", None), ("text_hash", "")),
                    _connector="OR",
                ),
                name="concept_is_not_adopted",
                violation_error_message="Een concept is niet vastgesteld.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("minister_informed_on", None),
                        ("minister_recorded_at", None),
                        ("minister_recorded_by", None),
                    ),
                    models.Q(
                        ("minister_informed_on__isnull", False),
                        ("state__in", ("uitgebracht", "reactie_ontvangen", "gepubliceerd")),
                        ("minister_recorded_at__isnull", False),
                        ("minister_recorded_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="minister_is_informed_of_an_issued_signal",
                violation_error_message="De Minister wordt geïnformeerd over een uitgebracht signaal.",
            ),
        ),
        migrations.AddField(
            model_name="cpoagreement",
            name="cpo",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="cpoagreement",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="cpoagreement",
            name="signal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agreements",
                to="signals.signal",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="signal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disclosures",
                to="signals.signal",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="signals.historicalsignal",
            ),
        ),
        migrations.AddField(
            model_name="issuedatecorrection",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="issuedatecorrection",
            name="dropped_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="issuedatecorrection",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="issuedatecorrection",
            name="signal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="signals.signal",
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="signal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receipts",
                to="signals.signal",
            ),
        ),
        migrations.AddConstraint(
            model_name="cpoagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("cpo", models.F("recorded_by")), _negated=True),
                name="cpo_agreement_is_of_two_people",
                violation_error_message="Wie zelf CPO is, handelt niet namens de CPO.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cpoagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["telefoon", "mail", "bericht", "gesprek"])),
                name="cpo_agreement_has_a_known_way",
                violation_error_message="Kies hoe de CPO akkoord gaf.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shared_with", ""), _negated=True),
                    models.Q(("organisation", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    models.Q(("text_hash", ""), _negated=True),
                ),
                name="disclosure_says_to_whom_and_why",
                violation_error_message="Leg vast aan wie, van welke organisatie en waarom.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("shared_at__lte", models.F("recorded_at"))),
                name="disclosure_is_not_in_the_future",
                violation_error_message="Dit moment ligt in de toekomst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuedatecorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_as", ""), ("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        models.Q(("confirmed_as", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="confirmed_correction_says_when_and_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuedatecorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dropped_at", None), ("dropped_by", None)),
                    models.Q(
                        ("confirmed_at", None),
                        ("dropped_at__isnull", False),
                        ("dropped_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dropped_correction_says_when_and_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuedatecorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                name="correction_is_confirmed_by_another_person",
                violation_error_message="Een ander dan wie het herstel voorstelde, bevestigt het.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuedatecorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_at", None),
                    ("proposed_as", "cpo"),
                    ("confirmed_as", "cpo"),
                    _connector="OR",
                ),
                name="cpo_takes_part_in_a_correction",
                violation_error_message="Bij herstel van een datum is de CPO een van de twee.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuedatecorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="correction_has_a_reason",
                violation_error_message="Geef de reden van het herstel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuedatecorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("issued_at__lte", models.F("proposed_at"))),
                name="corrected_issue_is_not_in_the_future",
                violation_error_message="Dit moment ligt in de toekomst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuedatecorrection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_at", None), ("dropped_at", None)),
                fields=("signal",),
                name="one_open_correction_of_a_signal",
                violation_error_message="Er ligt al een voorstel tot herstel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["bureau_sg", "telefoon", "papier", "mail"])),
                name="receipt_has_a_known_channel",
                violation_error_message="Kies hoe de ontvangst is bevestigd.",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "papier"), models.Q(("scan_sha256", ""), _negated=True)),
                    models.Q(
                        models.Q(("channel", "papier"), _negated=True),
                        ("scan_name", ""),
                        ("scan_sha256", ""),
                    ),
                    _connector="OR",
                ),
                name="receipt_on_paper_has_a_scan",
                violation_error_message="Voeg bij papier de scan toe (pdf), en alleen dan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_at__lte", models.F("recorded_at"))),
                name="receipt_is_confirmed_before_it_is_recorded",
                violation_error_message="Dit moment ligt in de toekomst.",
            ),
        ),
    ]
