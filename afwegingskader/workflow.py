"""What people do with versions of the weegvragen."""

from datetime import datetime
from pathlib import Path

import yaml

from afwegingskader.models import WeighingQuestions
from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import step

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


def adopt(edition: WeighingQuestions, *, by: User, at: datetime) -> WeighingQuestions:
    """Put this version in force; the one before it is replaced, and stays readable for ever."""
    with step("adopt", edition, by=by, at=at, version=edition.number) as locked:
        for old in WeighingQuestions.objects.select_for_update().filter(state="vastgesteld"):
            with step("replace", old, by=by, at=at, version=old.number):
                pass
    return locked
