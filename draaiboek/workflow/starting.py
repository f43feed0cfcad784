"""The starting version of the draaiboek and the list of points, as the software ships them."""

from pathlib import Path

from draaiboek.models import PlaybookEdition
from draaiboek.workflow.scale_up import load_points
from mit_waakstand.editions import yaml_files

STARTING_VERSION = Path(__file__).parents[1] / "draaiboek-0.1.yaml"


def load_starting_version() -> PlaybookEdition:
    """Return the first version; made as a draft, marked "voorbeeld", when no version exists yet.

    The points of opschaling come along when their table is empty.
    """
    load_points()
    existing = PlaybookEdition.objects.order_by("pk").first()
    if existing:
        return existing
    taken = yaml_files.take_in(PlaybookEdition, STARTING_VERSION.read_bytes())
    return PlaybookEdition.objects.create(
        number=taken.version, content=taken.content, is_example=True
    )
