"""The details under an event about a question, in words; never a name or a text of the asker."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format

from aanspreekpunt.models import Channel, Way
from mit_waakstand.accounts.models import User
from mit_waakstand.trail.models import facts


@facts("aanspreekpunt")
def in_words(verb: str, data: dict[str, object]) -> Iterable[str]:
    """Yield how it came in, how it was answered and on which day, and to whom it was given."""
    if verb == "enter" and data.get("channel") in Channel.values:
        yield f"Binnengekomen {Channel(str(data['channel'])).label}"
    if verb == "record_answer" and data.get("way") in Way.values:
        day = date_format(date.fromisoformat(str(data["given_on"])), "j F Y")
        yield f"Geantwoord {Way(str(data['way'])).label}, {day}"
    if verb == "assign":
        person = User.objects.filter(pk=str(data.get("user", 0))).first()
        if person is not None:
            yield f"Aan {person.full_name}"
