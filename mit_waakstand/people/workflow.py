"""What the beheerder does with accounts, and the CPO with the list of who has access."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mit_waakstand.accounts.models import LiveSession, RoleAssignment, User
from mit_waakstand.accounts.roles import DEPUTIES, Role
from mit_waakstand.leaving import leavers
from mit_waakstand.people import letters
from mit_waakstand.people.models import PURPOSE, AccessReview
from mit_waakstand.personal_links import workflow as links
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import (
    ConflictError,
    NotAllowedError,
    RefusedError,
    check_rules,
    require_text,
)

LINK_HOLDS = timedelta(days=7)
TAKEN = {
    "username": "Er is al een account met deze gebruikersnaam.",
    "email": "Er is al een account met dit mailadres.",
}
TAKEN_MEANWHILE = "Iemand anders heeft net een account gemaakt met deze naam of dit mailadres."


def invite(  # noqa: PLR0913  (each is a field of the account)
    *, full_name: str, email: str, username: str, role: str, by: User, at: datetime
) -> User:
    """Return a new account without password; its owner gets a personal link to choose one.

    Raises NotAllowedError, or RefusedError at a field.
    """
    _check_may(by, "account.write")
    user = User(username=username, email=email.lower(), full_name=full_name, role=role)
    user.set_unusable_password()
    check_rules(user)
    for field, value in (("username", username), ("email", email)):
        if User.objects.filter(**{f"{field}__iexact": value}).exists():
            raise RefusedError(TAKEN[field], field=field)
    with recorded():
        _save_new(user, by=by)
        RoleAssignment.objects.account_for(user, by=by, at=at, because="uitgenodigd")
        record(Happening("invite", "heeft iemand uitgenodigd", user, by, at, {"role": role}))
        _send_link(user, at=at)
    return user


def invite_again(user: User, *, by: User, at: datetime) -> User:
    """Send a new link; an earlier one works no more. Raises when a password was chosen already."""
    _check_may(by, "account.write")
    with recorded():
        locked = _lock(user)
        if locked.has_usable_password() or not locked.is_active:
            message = "Deze persoon heeft al een wachtwoord, of het account is gesloten."
            raise RefusedError(message)
        record(Happening("invite_again", "heeft opnieuw een uitnodiging gestuurd", locked, by, at))
        _send_link(locked, at=at)
    return locked


def accept(link: PersonalLink, *, password: str, at: datetime) -> User:
    """Let who has the link choose his password, once; raises RefusedError at the field."""
    with recorded():
        user = User.objects.select_for_update().get(pk=link.subject_pk, is_active=True)
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise RefusedError(" ".join(error.messages), field="password1") from error
        links.use(link, at=at)
        user.set_password(password)
        user.save(update_fields=["password"])
        record(Happening("accept", "heeft een wachtwoord gekozen", user, user, at))
    return user


def change_role(user: User, *, role: str, because: str, by: User, at: datetime) -> User:
    """Give somebody another role, with a reason; he signs in anew. Raises RefusedError."""
    _check_may(by, "account.write")
    _check_is_another(user, by)
    require_text(because, "Geef een reden, bijvoorbeeld “nieuwe functie”.", field="because")

    def change(locked: User) -> None:
        if locked.role == role:
            message = "Deze persoon heeft deze rol al."
            raise RefusedError(message, field="role")
        if locked.acting_since and role not in DEPUTIES:
            message = "Deze persoon treedt op als waarnemend CPO. Beëindig eerst de waarneming."
            raise RefusedError(message, field="role")
        locked.role = Role(role)

    data = {"from": user.role, "to": role}
    said = ("change_role", "heeft de rol veranderd")
    return _changed(user, change, said, by=by, at=at, because=because, data=data)


def deactivate(user: User, *, because: str, by: User, at: datetime) -> User:
    """Close an account: its owner is out at once, everywhere, and what he was given is taken back.

    Raises NotAllowedError or RefusedError.
    """
    _check_may(by, "account.write")
    _check_is_another(user, by)
    require_text(because, "Geef een reden, bijvoorbeeld “uit dienst”.", field="because")

    def close(locked: User) -> None:
        if not locked.is_active:
            message = "Dit account is al gesloten."
            raise ConflictError(message)
        if locked.acting_since:
            message = "Deze persoon treedt op als waarnemend CPO. Beëindig eerst de waarneming."
            raise RefusedError(message)
        locked.is_active = False

    with recorded():
        said = ("deactivate", "heeft het account gesloten")
        locked = _changed(user, close, said, by=by, at=at, because=because)
        for name in leavers:
            leavers[name](locked.pk, at)
        links.revoke(PURPOSE, locked, at=at)
    return locked


def reactivate(user: User, *, because: str, by: User, at: datetime) -> User:
    """Open an account again: its owner chooses a new password and a new second factor."""
    _check_may(by, "account.write")
    require_text(because, "Geef een reden.", field="because")

    def reopen(locked: User) -> None:
        if locked.is_active:
            message = "Dit account is al open."
            raise ConflictError(message)
        locked.is_active = True
        locked.set_unusable_password()

    with recorded():
        said = ("reactivate", "heeft het account weer geopend")
        locked = _changed(user, reopen, said, by=by, at=at, because=because)
        Authenticator.objects.filter(user=locked).delete()
        _send_link(locked, at=at)
    return locked


def reset_second_factor(user: User, *, because: str, by: User, at: datetime) -> User:
    """Take somebody's second factors away: he signs in anew and sets up others. He gets mail."""
    _check_may(by, "account.write")
    _check_is_another(user, by)
    require_text(because, "Geef een reden, bijvoorbeeld “telefoon kwijt”.", field="because")
    with recorded():
        locked = _lock(user)
        count, _ = Authenticator.objects.filter(user=locked).delete()
        if not count:
            message = "Deze persoon heeft geen tweede stap ingesteld."
            raise RefusedError(message)
        LiveSession.objects.end(locked)
        data: dict[str, object] = {"reason": because}
        sentence = "heeft de tweede stap van het aanmelden gewist"
        record(Happening("reset_second_factor", sentence, locked, by, at, data))
        letters.second_factor_reset(locked, at=at)
    return locked


def review(*, correct: list[int], remarks: str, by: User, at: datetime) -> AccessReview:
    """Write down that everybody with access was looked at, and is right.

    ``correct`` holds the numbers of the accounts that were ticked. Raises RefusedError when one
    is missing, or somebody got access meanwhile.
    """
    _check_may(by, "access.review")
    with recorded():
        people = list(User.objects.select_for_update().filter(is_active=True).order_by("pk"))
        if {person.pk for person in people} != set(correct):
            message = (
                "Niet iedereen is aangevinkt. Klopt iets niet? Laat de functioneel beheerder het "
                "eerst veranderen, en beoordeel daarna opnieuw."
            )
            raise RefusedError(message, field="correct")
        made = AccessReview.objects.create(
            reviewed_at=at,
            reviewed_by=by,
            roles=[[person.pk, person.role] for person in people],
            remarks=remarks,
        )
        data: dict[str, object] = {"number": len(people)}
        record(Happening("review", "heeft beoordeeld wie toegang heeft", made, by, at, data))
    return made


def _changed(  # noqa: PLR0913  (each is part of what is written down)
    user: User,
    change: Callable[[User], None],
    said: tuple[str, str],
    *,
    by: User,
    at: datetime,
    because: str,
    data: dict[str, str] | None = None,
) -> User:
    """Change an account under its lock, date the role, write it down, and end its sessions.

    ``said`` is the verb and the sentence of the event.
    """
    with recorded():
        locked = _lock(user)
        change(locked)
        check_rules(locked)
        locked._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001
        locked.save()
        RoleAssignment.objects.account_for(locked, by=by, at=at, because=because)
        told: dict[str, object] = {**(data or {}), "reason": because}
        record(Happening(*said, locked, by, at, told))
        LiveSession.objects.end(locked)
    return locked


def _lock(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _save_new(user: User, *, by: User) -> None:
    user._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise ConflictError(TAKEN_MEANWHILE) from error


def _send_link(user: User, *, at: datetime) -> None:
    link = links.make(PURPOSE, user, at=at, expires_at=at + LINK_HOLDS)
    letters.invited(user, link, at=at)


def _check_may(by: User, permission: str) -> None:
    if not by.may(permission):
        message = "U kunt dit niet doen."
        raise NotAllowedError(message)


def _check_is_another(user: User, by: User) -> None:
    if user.pk == by.pk:
        message = "Dit doet een andere beheerder voor u; voor uzelf kan het niet."
        raise RefusedError(message)
