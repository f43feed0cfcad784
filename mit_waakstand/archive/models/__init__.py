"""The records of the archive."""

from mit_waakstand.archive.models.dossier import Appraisal, Dossier, Sitting
from mit_waakstand.archive.models.handover import Handover, ReturnedFile
from mit_waakstand.archive.models.package import Package
from mit_waakstand.archive.models.woo import Judgement, WooDocument, WooReview

__all__ = [
    "Appraisal",
    "Dossier",
    "Handover",
    "Judgement",
    "Package",
    "ReturnedFile",
    "Sitting",
    "WooDocument",
    "WooReview",
]
