"""Who gets in with what a provider says: invited people, with a role that the settings know."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from mit_waakstand.accounts.models import LiveSession, RoleAssignment, User
from mit_waakstand.accounts.roles import DEPUTIES, Role
from mit_waakstand.providers import Provider
from mit_waakstand.trail.recording import Happening, record, recorded

NOT_INVITED = (
    "Voor u is hier geen account. De functioneel beheerder nodigt mensen uit; vraag of dat voor u "
    "kan, met het mailadres dat u bij uw organisatie gebruikt."
)
NO_ROLE = (
    "Uw organisatie geeft u geen rol die wij kennen. Vraag de functioneel beheerder welke rol u "
    "hoort te hebben."
)
ACTS = "U treedt op als waarnemend CPO, en uw organisatie geeft u nu een rol die dat niet kan."


class NotLetInError(Exception):
    """Somebody does not get in; the message is a Dutch sentence for him."""


def let_in(provider: Provider, claims: dict[str, Any], *, known: User | None, at: datetime) -> User:
    """Return the account of whom these claims are about; raises NotLetInError.

    Who came this way before is known by his subject. Anybody else needs an account with his
    address, which the provider itself verified. Where the settings map a claim to roles, it
    decides: no known role is no way in, another role than before is given, dated and written down.
    """
    user = known or _invited(claims)
    if user is None or not user.is_active or user.is_closed:
        raise NotLetInError(NOT_INVITED)
    if provider.roles:
        role = _role_of(provider, claims)
        if role != user.role:
            user = _give(user, role, provider=provider, at=at)
    return user


def has_second_factor(provider: Provider, claims: dict[str, Any]) -> bool:
    """Return whether the provider says that two steps were taken there."""
    said = claims.get("amr", [])
    methods = set(map(str, said)) if isinstance(said, list) else {str(said)}
    return bool(provider.second_factor & (methods | {str(claims.get("acr", ""))}))


def _invited(claims: dict[str, Any]) -> User | None:
    email = claims.get("email")
    if not isinstance(email, str) or not email or claims.get("email_verified") is not True:
        return None
    return User.objects.filter(Q(email__iexact=email), is_active=True, open_until=None).first()


def _role_of(provider: Provider, claims: dict[str, Any]) -> Role:
    """Return the one role that the claim gives; two roles are as unclear as none."""
    said = claims.get(provider.role_claim, [])
    values = said if isinstance(said, list) else [said]
    roles = {provider.roles[str(value)] for value in values if str(value) in provider.roles}
    if len(roles) != 1:
        raise NotLetInError(NO_ROLE)
    return Role(roles.pop())


def _give(user: User, role: Role, *, provider: Provider, at: datetime) -> User:
    with recorded():
        locked = User.objects.select_for_update().get(pk=user.pk)
        if locked.acting_since and role not in DEPUTIES:
            raise NotLetInError(ACTS)
        data: dict[str, object] = {"from": locked.role, "to": str(role), "provider": provider.id}
        locked.role = role
        locked.save(update_fields=["role"])
        because = f"volgens {provider.name}"
        RoleAssignment.objects.account_for(locked, by=None, at=at, because=because)
        sentence = "kreeg bij het aanmelden een andere rol"
        record(Happening("change_role", sentence, locked, locked, at, data))
        LiveSession.objects.end(locked)
    return locked
