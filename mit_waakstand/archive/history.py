"""What the acts of the archive said about themselves, as lines in a history."""

from collections.abc import Iterator

from mit_waakstand.archive.models import Appraisal
from mit_waakstand.trail.models import facts


@facts("archive")
def in_words(verb: str, data: dict[str, object]) -> Iterator[str]:  # noqa: ARG001
    """Yield the waardering with its selection list."""
    if (appraisal := data.get("appraisal")) in Appraisal.values:
        yield f"Waardering: {Appraisal(str(appraisal)).label}"
    if category := data.get("selection_category"):
        yield f"Selectielijst en categorie: {category}"
