"""The register of expertises that a commissie MIT may need, and of who has them (R-025)."""

from experts.models.consent import Consent, Interest, Way
from experts.models.expert import ERASED_NAME, Expert, ExpertQuerySet, sort_key
from experts.models.lists import Expertise, Institute, Kind

__all__ = [
    "ERASED_NAME",
    "Consent",
    "Expert",
    "ExpertQuerySet",
    "Expertise",
    "Institute",
    "Interest",
    "Kind",
    "Way",
    "sort_key",
]
