"""What of a person of the register stands in questions and answers, when he is erased."""

from collections.abc import Iterable

from aanspreekpunt.models import Answer, Question
from mit_waakstand.erasing import Person, remains


@remains("aanspreekpunt")
def remain(person: Person) -> Iterable[str]:
    """Say that a question or answer names him: that is for whoever asked, and goes after a year."""
    texts = (
        *Question.objects.filter(erased_at=None).values_list("text", flat=True),
        *Answer.objects.exclude(text="").values_list("text", flat=True),
    )
    if any(person.is_named_in(text) for text in texts):
        yield "De naam staat in een vraag of antwoord van het aanspreekpunt, tot die is gewist."
