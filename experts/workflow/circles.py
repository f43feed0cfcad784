"""Keeping the circles of practice: who speaks for which group; removing leaves nothing behind."""

from datetime import datetime

from django.db import models

from experts.models import Circle, CircleContact
from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import NotAllowedError, check_rules

STARTING = (  # 000 §4.3
    "ondernemers en werkgevers",
    "zzp'ers en werknemers",
    "jongeren",
    "mensen met een beperking of chronische ziekte",
    "mensen met psychische klachten",
    "mensen met een kwetsbare sociaaleconomische positie",
    "achterstandswijken en gemeenten",
)


def load_starting_circles() -> None:
    """Put the circles of domain §7 in an empty list."""
    if not Circle.objects.exists():
        for name in STARTING:
            Circle.objects.create(name=name)


def keep_circle(circle: Circle, *, name: str, by: User, at: datetime) -> Circle:
    """Return the circle, new or renamed. Raises NotAllowedError or RefusedError."""
    circle.name = " ".join(name.split())
    _keep(circle, "heeft een praktijkkring vastgelegd", by=by, at=at)
    return circle


def keep_contact(  # noqa: PLR0913  (each is a field of the record)
    contact: CircleContact,
    *,
    organisation: str,
    name: str,
    email: str,
    phone: str,
    by: User,
    at: datetime,
) -> CircleContact:
    """Return the organisation with its contact person, new or changed."""
    contact.organisation, contact.name = organisation.strip(), name.strip()
    contact.email, contact.phone = email, phone.strip()
    _keep(contact, "heeft een organisatie van een praktijkkring vastgelegd", by=by, at=at)
    return contact


def remove_contact(contact: CircleContact, *, by: User, at: datetime) -> None:
    """Remove an organisation with its contact person, and every old value of it."""
    _check(by)
    with recorded():
        sentence = "heeft een organisatie van een praktijkkring verwijderd"
        record(Happening("remove", sentence, contact.circle, by, at, permission="expert.write"))
        number = contact.pk
        contact.delete()
        CircleContact.history.filter(id=number).delete()


def _keep(entry: models.Model, sentence: str, *, by: User, at: datetime) -> None:
    _check(by)
    entry._history_user, entry._history_date = by, at  # type: ignore[attr-defined]  # noqa: SLF001
    with recorded():
        check_rules(entry)
        entry.save()
        record(Happening("keep", sentence, entry, by, at, permission="expert.write"))


def _check(by: User) -> None:
    if not by.may("expert.write"):
        message = "U kunt de praktijkkringen niet wijzigen."
        raise NotAllowedError(message)
