"""What the search made of texts: it follows them by itself, so nobody has to look there."""

from collections.abc import Iterable

from mit_waakstand.erasing import Emptied, Person, emptied
from mit_waakstand.office.models import Lexeme, SearchEntry


@emptied("office")
def records(person: Person) -> Iterable[Emptied]:  # noqa: ARG001  (whoever it is)
    """Return the index and its list of words."""
    return (Emptied(SearchEntry), Emptied(Lexeme))
