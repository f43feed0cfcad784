"""What people do with versions of the weegvragen: beside what ``editions`` does for every kind."""

from pathlib import Path

import yaml

from afwegingskader.models import WeighingQuestions
from mit_waakstand.editions.workflow import adopt

__all__ = ["adopt", "load_starting_version"]

STARTING_VERSION = Path(__file__).with_name("weegvragen-0.1.yaml")


def load_starting_version() -> WeighingQuestions:
    """Return version 0.1 of the weegvragen, made as a draft when no version exists yet."""
    existing = WeighingQuestions.objects.order_by("pk").first()
    if existing:
        return existing
    data = yaml.safe_load(STARTING_VERSION.read_text(encoding="utf-8"))
    return WeighingQuestions.objects.create(
        number=data["number"], content={"questions": data["questions"]}
    )
