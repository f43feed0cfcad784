"""What the acts on a version said about themselves, as lines under their sentence."""

from collections.abc import Iterator

from mit_waakstand.trail.models import facts

# The data of an event by its name, with the words before it.
WORDS = {
    "made_from": "Gemaakt van versie",
    "adopted": "Vastgesteld",
    "own_judgement": "Eigen beoordeling",
    "withdrawn_because": "Reden",
    "review_day": "Herzien uiterlijk op",
    "from_version": "Versie in het bestand",
    "seal": "Controlegetal van het bestand",
}


@facts("editions")
def in_words(verb: str, data: dict[str, object]) -> Iterator[str]:  # noqa: ARG001
    """Yield "Vastgesteld: …" and the like, in the order of the table."""
    for name, words in WORDS.items():
        value = data.get(name)
        if isinstance(value, str) and value.strip():
            yield f"{words}: {value}"
