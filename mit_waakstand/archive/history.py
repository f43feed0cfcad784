"""What the acts of the archive said about themselves, as lines in a history."""

from collections.abc import Iterator

from mit_waakstand.archive.models import Appraisal, Judgement
from mit_waakstand.trail.models import facts


@facts("archive")
def in_words(verb: str, data: dict[str, object]) -> Iterator[str]:  # noqa: ARG001
    """Yield the waardering with its selection list, or what was decided about a document."""
    if (appraisal := data.get("appraisal")) in Appraisal.values:
        yield f"Waardering: {Appraisal(str(appraisal)).label}"
    if (judgement := data.get("judgement")) in Judgement.values:
        number = data.get("document")
        yield f"Document {number}: {Judgement(str(judgement)).label}"
    if request := data.get("request"):
        yield f"Verzoek: {request}"
    if category := data.get("selection_category"):
        yield f"Selectielijst en categorie: {category}"
