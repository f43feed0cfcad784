"""The organisation stands in the list now, so its name in words goes."""

from django.db import migrations


class Migration(migrations.Migration):
    """Schema only."""

    dependencies = [("experts", "0003_move_to_lists")]

    operations = [
        migrations.RemoveField(
            model_name="expert",
            name="organisation",
        ),
        migrations.RemoveField(
            model_name="historicalexpert",
            name="organisation",
        ),
    ]
