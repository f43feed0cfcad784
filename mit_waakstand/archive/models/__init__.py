"""The records of the archive."""

from mit_waakstand.archive.models.dossier import Appraisal, Dossier, Sitting

__all__ = ["Appraisal", "Dossier", "Sitting"]
