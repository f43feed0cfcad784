from django.db import migrations

from mit_waakstand.database_rules import undone
from mit_waakstand.editions.database import adopted_where_people_met, edition_is_frozen

MET = {
    "meetings": "draaiboek_meeting",
    "held": "meeting.state = 'gehouden' AND NOT meeting.is_exercise",
}


class Migration(migrations.Migration):
    dependencies = [("afwegingskader", "0009_weegvragen_are_adopted_in_a_meeting")]

    operations = [
        *undone(edition_is_frozen("weegvragen", "afwegingskader_weighingquestions")),
        *edition_is_frozen(
            "weegvragen", "afwegingskader_weighingquestions", also=("adopted_in_id",)
        ),
        *adopted_where_people_met("weegvragen", "afwegingskader_weighingquestions", **MET),
        *adopted_where_people_met("afwegingskader", "afwegingskader_kaderedition", **MET),
    ]
