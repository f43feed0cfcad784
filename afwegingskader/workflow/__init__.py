"""What people do with the weegvragen, the kader and its uses."""

from afwegingskader.workflow.starting import (
    load_starting_kader,
    load_starting_version,
)
from mit_waakstand.editions.workflow import adopt

__all__ = ["adopt", "load_starting_kader", "load_starting_version"]
