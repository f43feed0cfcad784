from django.db import migrations

from mit_waakstand.editions.database import adopted_where_people_met


class Migration(migrations.Migration):
    dependencies = [("draaiboek", "0007_playbook_is_adopted_as_others")]

    operations = adopted_where_people_met(
        "draaiboek",
        "draaiboek_playbookedition",
        meetings="draaiboek_meeting",
        held="meeting.state = 'gehouden' AND NOT meeting.is_exercise",
    )
