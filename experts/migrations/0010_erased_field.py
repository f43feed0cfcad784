"""Who was erased has no field of knowledge any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("experts", "0009_erasures_stay_listed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="expert",
            name="expertise",
            field=models.CharField(
                blank=True,
                help_text="In een paar woorden, zoals het in lijsten staat. Bijvoorbeeld: onderwijskunde",
                max_length=120,
                verbose_name="vakgebied",
            ),
        ),
        migrations.AlterField(
            model_name="historicalexpert",
            name="expertise",
            field=models.CharField(
                blank=True,
                help_text="In een paar woorden, zoals het in lijsten staat. Bijvoorbeeld: onderwijskunde",
                max_length=120,
                verbose_name="vakgebied",
            ),
        ),
    ]
