"""The versions that come with the application: the weegvragen, and an example of the kader."""

from pathlib import Path

import yaml

from afwegingskader.models import KaderEdition, WeighingQuestions
from mit_waakstand.editions import yaml_files

HERE = Path(__file__).parents[1]
STARTING_VERSION = HERE / "weegvragen-0.1.yaml"
STARTING_KADER = HERE / "afwegingskader-0.1.yaml"


def load_starting_version() -> WeighingQuestions:
    """Return version 0.1 of the weegvragen, made as a draft when no version exists yet."""
    existing = WeighingQuestions.objects.order_by("pk").first()
    if existing:
        return existing
    data = yaml.load(STARTING_VERSION.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return WeighingQuestions.objects.create(
        number=data["number"], content={"questions": data["questions"]}
    )


def load_starting_kader() -> KaderEdition:
    """Return the example of the kader, made as a draft when no version exists yet.

    It bears the mark "voorbeeld": the MIT in waakstand has a kader of its own to put in its place.
    """
    existing = KaderEdition.objects.order_by("pk").first()
    if existing:
        return existing
    taken = yaml_files.take_in(KaderEdition, STARTING_KADER.read_bytes())
    return KaderEdition.objects.create(number=taken.version, content=taken.content, is_example=True)
