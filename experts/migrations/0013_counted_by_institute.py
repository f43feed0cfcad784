"""Count who works where without reading the records."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The overview of expertises asks this of five thousand experts as fast as of fifty."""

    dependencies = [("experts", "0012_circles")]

    operations = [
        migrations.AddIndex(
            model_name="expert",
            index=models.Index(
                condition=models.Q(("state", "in_register")),
                fields=["institute", "availability", "confirmed_on"],
                name="expert_by_institute",
            ),
        ),
    ]
