from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("public_site", "0003_catalogue"),
    ]

    operations = [
        migrations.AddField(
            model_name="card",
            name="entry",
            field=models.JSONField(
                blank=True, default=dict, verbose_name="wat een lijst ervan laat zien"
            ),
        ),
    ]
