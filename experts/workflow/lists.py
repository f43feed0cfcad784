"""The open lists of the register: the starting data, and what people change about them."""

from datetime import datetime

from django.db import models

from experts.models import Expertise, Institute, Kind
from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import NotAllowedError, RefusedError, check_rules

STANDING = ("SCP", "CPB", "PBL", "SER", "RIVM Gedragsunit")
DISCIPLINES = ("economie", "sociologie", "gedragswetenschap")  # 002
AREAS = (  # R-131, an open list
    "openbare orde en veiligheid",
    "(mensen)rechten",
    "publieke gezondheid en leefstijl",
    "geestelijke gezondheid",
    "zorg",
    "onderwijs",
    "innovatie en ondernemerschap",
    "sport",
    "cultuur",
    "media",
    "internationaal",
)


def load_starting_lists() -> None:
    """Put the lists of domain §7 in an empty register; a list that has entries is left alone."""
    if not Institute.objects.filter(is_standing=True).exists():
        for name in STANDING:
            Institute.objects.get_or_create(name=name, defaults={"is_standing": True})
    for kind, names in ((Kind.DISCIPLINE, DISCIPLINES), (Kind.AREA, AREAS)):
        if not Expertise.objects.filter(kind=kind).exists():
            for name in names:
                Expertise.objects.create(kind=kind, name=name)


def keep_expertise(  # noqa: PLR0913  (each is a field of the record)
    expertise: Expertise,
    *,
    kind: str,
    name: str,
    wanted: int,
    is_needed: bool,
    by: User,
    at: datetime,
) -> Expertise:
    """Return the entry of the list, new or changed. Raises NotAllowedError or RefusedError."""
    expertise.kind, expertise.name = kind, name.strip()
    expertise.wanted, expertise.is_needed = wanted, is_needed
    _keep(expertise, by=by, at=at)
    return expertise


def keep_institute(
    institute: Institute, *, name: str, is_standing: bool, by: User, at: datetime
) -> Institute:
    """Return the organisation, new or changed. Raises NotAllowedError or RefusedError."""
    institute.name, institute.is_standing = name.strip(), is_standing
    _keep(institute, by=by, at=at)
    return institute


def institute_named(name: str) -> Institute | None:
    """Return the organisation with this name, made when it is new; None without a name."""
    asked = " ".join(name.split())
    if not asked:
        return None
    known = Institute.objects.filter(name__iexact=asked).first()
    return known or Institute.objects.create(name=asked)


def _keep(entry: models.Model, *, by: User, at: datetime) -> None:
    if not by.may("expert.write"):
        message = "U kunt de lijsten van het register niet wijzigen."
        raise NotAllowedError(message)
    entry._history_user, entry._history_date = by, at  # type: ignore[attr-defined]  # noqa: SLF001
    is_new = entry.pk is None
    verb, sentence = ("add", "heeft een regel aan een lijst van het register toegevoegd")
    if not is_new:
        verb, sentence = ("change", "heeft een regel van een lijst van het register gewijzigd")
    with recorded():
        try:
            check_rules(entry)
        except RefusedError as refusal:
            raise RefusedError(refusal.message, field=refusal.field or "name") from refusal
        entry.save()
        record(Happening(verb, sentence, entry, by, at, permission="expert.write"))
