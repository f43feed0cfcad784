import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0020_found_by_urgency"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="signal",
            index=models.Index(
                condition=models.Q(
                    (
                        "minister_recorded_at__gt",
                        django.db.models.functions.comparison.Coalesce(
                            "newest_version_at", "published_at"
                        ),
                    ),
                    ("published_at__isnull", False),
                ),
                fields=["id"],
                name="signal_minister_told_late",
            ),
        ),
    ]
