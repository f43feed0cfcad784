"""The details under an event about a question, in words; never a name or a text of the asker."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format

from aanspreekpunt.models import Channel, Way
from mit_waakstand.accounts.models import User
from mit_waakstand.trail.models import facts


@facts("aanspreekpunt")
def in_words(verb: str, data: dict[str, object]) -> Iterable[str]:  # noqa: ARG001
    """Yield how it came in, how it was answered and on which day, and to whom it was given."""
    if data.get("came_in") in Channel.values:
        yield f"Binnengekomen {Channel(str(data['came_in'])).label}"
    if data.get("answered_by_way") in Way.values:
        day = date_format(date.fromisoformat(str(data["answered_on"])), "j F Y")
        yield f"Geantwoord {Way(str(data['answered_by_way'])).label}, {day}"
    if "question_of" in data:
        person = User.objects.filter(pk=str(data["question_of"])).first()
        yield f"Aan {person.full_name}" if person else "Aan iemand zonder account"
