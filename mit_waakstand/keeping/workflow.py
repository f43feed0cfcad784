"""Keeping what was typed, and throwing it away."""

import json
from datetime import datetime

from django.db import transaction
from django.http import QueryDict

from mit_waakstand.accounts.models import User
from mit_waakstand.keeping.models import MOST_CHARACTERS, KeptText, Presence
from mit_waakstand.keeping.slips import FIELD, Slip
from mit_waakstand.maintenance.models import Maintenance

NEVER_KEPT = {FIELD, "csrfmiddlewaretoken"}
SECRET = ("password", "wachtwoord")


class NotKeptError(Exception):
    """A text was not kept; the message is a Dutch sentence for who typed it."""


def keep(slip: Slip, typed: QueryDict, *, at: datetime, replace: bool = False) -> KeptText:
    """Return the kept text of the slip's owner at the slip's address.

    A text from another window of his stays, unless ``replace``: then he asked for it himself.
    Raises NotKeptError.
    """
    if Maintenance.objects.running().exists():
        message = "Het is nu alleen lezen (onderhoud): ook een tekst wordt niet bewaard."
        raise NotKeptError(message)
    data = _texts(typed)
    if len(json.dumps(data, ensure_ascii=False)) > MOST_CHARACTERS:
        message = "Deze tekst is te lang om tussentijds te bewaren. Kopieer hem naar een document."
        raise NotKeptError(message)
    with transaction.atomic():
        # The row of the person is locked, so that two windows of his come one after the other.
        user = (
            User.objects.select_for_update(no_key=True)
            .filter(pk=slip.user_pk, is_active=True)
            .first()
        )
        if user is None:
            message = "Deze tekst is niet bewaard: het account is niet actief."
            raise NotKeptError(message)
        kept = KeptText.objects.of(user, slip.address)
        if kept is None:
            kept = KeptText(user=user, address=slip.address)
        elif not replace and kept.page not in {slip.page, slip.after}:
            message = (
                "Niet bewaard: van dit formulier staat al een andere tekst van u bewaard. "
                "Open het formulier opnieuw en kies daar wat u met die tekst doet."
            )
            raise NotKeptError(message)
        kept.data, kept.page, kept.saved_at = data, slip.page, at
        kept.save()
        Presence.objects.filter(user=user, address=slip.address).update(seen_at=at)
    return kept


def forget(slip: Slip) -> None:
    """Throw away what was kept of this page: its step was taken. Other windows' texts stay."""
    own = KeptText.objects.filter(user=slip.user_pk, address=slip.address)
    own.filter(page__in=[slip.page, slip.after]).delete()


def discard(user: User, address: str) -> None:
    """Throw away what this person kept at this address, because he asks for it."""
    KeptText.objects.filter(user=user, address=address).delete()


def arrive(user: User, address: str, *, at: datetime) -> list[Presence]:
    """Note that this person opened a form; return who else is busy with it."""
    Presence.objects.update_or_create(user=user, address=address, defaults={"seen_at": at})
    return list(Presence.objects.nearby(user, address, at))


def clear_away(now: datetime) -> int:
    """Delete what nobody came back for; return how many texts that were."""
    Presence.objects.outdated(now).delete()
    count, _ = KeptText.objects.outdated(now).delete()
    return count


def _texts(typed: QueryDict) -> dict[str, list[str]]:
    """Return the fields that may be kept; PostgreSQL knows no character NUL."""
    return {
        name.replace("\0", ""): [value.replace("\0", "") for value in typed.getlist(name)]
        for name in typed
        if name not in NEVER_KEPT and not any(word in name.lower() for word in SECRET)
    }
