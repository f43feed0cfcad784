"""What the acts on an assessment said about themselves, as lines under their sentence."""

from collections.abc import Iterator

from mit_waakstand.trail.models import facts

WORDS = {"kader": "Versie van het afwegingskader", "was_called": "Omschrijving was"}


@facts("afwegingskader")
def in_words(verb: str, data: dict[str, object]) -> Iterator[str]:  # noqa: ARG001
    """Yield what was recorded, in the order of the table."""
    for name, words in WORDS.items():
        value = data.get(name)
        if isinstance(value, str) and value.strip():
            yield f"{words}: {value}"
