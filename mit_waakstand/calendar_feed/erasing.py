"""What of a person is in the feeds: the secret address of his own calendar."""

from mit_waakstand.calendar_feed.models import CalendarFeed
from mit_waakstand.erasing import Person, erasers


@erasers("calendar_feed")
def erase(person: Person) -> None:
    """Take his address away."""
    CalendarFeed.objects.filter(user=person.user).delete()
