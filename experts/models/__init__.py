"""The register of expertises that a commissie MIT may need, and of who has them (R-025)."""

from experts.models.circle import Circle, CircleContact
from experts.models.consent import Consent, Interest, Way
from experts.models.erasure import Erasure
from experts.models.expert import ERASED_NAME, Expert, ExpertQuerySet
from experts.models.lists import Expertise, Institute, Kind
from experts.models.preview import ImportPreview
from experts.models.words import sort_key

__all__ = [
    "ERASED_NAME",
    "Circle",
    "CircleContact",
    "Consent",
    "Erasure",
    "Expert",
    "ExpertQuerySet",
    "Expertise",
    "ImportPreview",
    "Institute",
    "Interest",
    "Kind",
    "Way",
    "sort_key",
]
