"""The names and addresses of the day on which the MIW sends a letter."""

from datetime import date

from django.conf import settings

from mit_waakstand.accounts.models import User
from mit_waakstand.public_site import register
from signals.models import Addressee


def letterhead(day: date, cpo: User, by: User) -> dict[str, str | bool]:
    """Return the names and addresses of the day, and the head of the register that leaves with it.

    Kept with the record: whenever the letter is made, it says what held when it was sent. ``by`` is
    who took the step, ``cpo`` in whose name.
    """
    addressee = Addressee.objects.on(day) or Addressee()
    return {
        "addressee_name": addressee.name,
        "addressee_office": addressee.office,
        "addressee_address": addressee.address,
        "signatory": cpo.full_name,
        "acting": cpo.is_acting,
        "on_behalf_by": by.full_name if by != cpo else "",
        "sender_address": settings.SENDER_ADDRESS,
        "contact": settings.CONTACT,
        "register_head": register.head() or "",
    }
