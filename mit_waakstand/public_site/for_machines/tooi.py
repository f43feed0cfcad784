"""Codes of the Dutch government's lists (TOOI), as far as the DiWoo sitemaps use them.

A test holds every code and label against the closed lists of DiWoo 0.9.8; take none from elsewhere.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KERN = "https://identifier.overheid.nl/tooi/def/thes/kern/"


@dataclass(frozen=True)
class Term:
    """A code with its label."""

    uri: str
    label: str


@dataclass(frozen=True)
class Category:
    """A category of the Woo; ``index`` is its number in the name of a sitemap index."""

    term: Term
    index: str


def _kern(tail: str, label: str) -> Term:
    return Term(f"{KERN}{tail}", label)


# Number 018 follows the seventeen of article 3.3; see docs/beheer.md.
CATEGORIES = {
    "c_816e508d": Category(_kern("c_816e508d", "inspanningsverplichting art 3.1 Woo"), "018"),
    "c_99a836c7": Category(_kern("c_99a836c7", "adviezen"), "010"),
}
# What is not a signal has a category and a kind of its own, and no setting.
OWN_INITIATIVE = CATEGORIES["c_816e508d"]
WORKING_METHOD = Category(_kern("c_40a05794", "organisatie en werkwijze"), "004")
YEARLY = Category(_kern("c_c6cd1213", "jaarplannen en jaarverslagen"), "012")
REPORT = _kern("c_3300f29a", "rapport")
PLAN = _kern("c_5b1055aa", "plan")
YEARLY_REPORT = _kern("c_3d782f30", "jaarverslag")
KINDS = {
    "c_7652d853": _kern("c_7652d853", "brief"),
    "c_d506b718": _kern("c_d506b718", "advies"),
}
_MINISTRY = "https://identifier.overheid.nl/tooi/id/ministerie/"
BODIES = {
    "mnre1025": Term(f"{_MINISTRY}mnre1025", "ministerie van Volksgezondheid, Welzijn en Sport"),
    "mnre1073": Term(f"{_MINISTRY}mnre1073", "ministerie van Sociale Zaken en Werkgelegenheid"),
}
SIGNED = _kern("c_e1ec050e", "ondertekening")
RECEIVED = _kern("c_dfcee535", "ontvangst")
ADOPTED = _kern("c_641ecd76", "vaststelling")
HAS_ANNEX = _kern("c_05f4a5f3", "heeft bijlage")
RESPONDS_TO = _kern("c_07748060", "is reactie op")
REFERS_TO = _kern("c_75fac459", "verwijst naar")
CORRECTED = _kern("c_c77c86e0", "correctie procedurele fout")
CORRECTED_FOR_PRIVACY = _kern("c_098c1346", "correctie privacygevoelige gegevens")
HEALTH_RISKS = Term(
    "https://identifier.overheid.nl/tooi/def/thes/top/c_8b081a63", "gezondheidsrisico's"
)
DUTCH = Term("http://publications.europa.eu/resource/authority/language/NLD", "Nederlands")
PDF = Term("http://publications.europa.eu/resource/authority/file-type/PDF", "PDF")


def category() -> Category:
    """Return the category of signals and responses (a setting)."""
    return CATEGORIES[settings.DIWOO_CATEGORY]


def kind() -> Term:
    """Return the kind of document that signals and responses are (a setting)."""
    return KINDS[settings.DIWOO_KIND]


def publisher() -> Term:
    """Return the administrative body that publishes (a setting)."""
    return _organisation(settings.DIWOO_PUBLISHER, "MIT_DIWOO_PUBLISHER")


def respondent() -> Term:
    """Return the administrative body that responds (a setting)."""
    return _organisation(settings.DIWOO_RESPONDENT, "MIT_DIWOO_RESPONDENT")


def _organisation(text: str, setting: str) -> Term:
    if text in BODIES:
        return BODIES[text]
    uri, _, label = text.partition(" ")
    if not uri.startswith("https://identifier.overheid.nl/tooi/id/") or not label.strip():
        message = f"{setting}={text!r} kan niet: geef de hele TOOI-code, een spatie en de naam."
        raise ImproperlyConfigured(message)
    return Term(uri, label.strip())
