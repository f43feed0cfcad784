"""What of a person is in the accounts: a pseudonym stays, as the trail refers to the number."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from mit_waakstand.accounts.models import LiveSession, RoleAssignment, User
from mit_waakstand.erasing import Emptied, Person, emptied, erasers, remains

PSEUDONYM = "Gewist account"


@erasers("accounts")
def erase(person: Person) -> None:
    """Give the account a pseudonym, close it, and delete every old value of it."""
    if person.user is None:
        return
    account = User.objects.select_for_update().get(pk=person.user)
    # a key has a name of its owner's
    for model in (EmailAddress, Authenticator, SocialAccount, LiveSession):
        model.objects.filter(user=account).delete()
    RoleAssignment.objects.filter(user=account).update(because="")
    account.username = f"gewist-{account.pk}"
    account.email = f"gewist-{account.pk}@gewist.invalid"
    account.full_name = PSEUDONYM
    account.is_active = False
    account.acting_since, account.acting_because, account.acting_until = None, "", None
    account.set_unusable_password()
    account._history_user = None  # type: ignore[attr-defined]  # noqa: SLF001
    account.save()
    newest = account.history.latest()
    account.history.exclude(pk=newest.pk).delete()


@remains("accounts")
def remain(person: Person) -> Iterable[str]:
    """Say that the number of the account stays, without a name."""
    if person.user is not None:
        yield "Het account blijft als nummer bestaan, zonder naam en adres, en kan niet aanmelden."


@emptied("accounts")
def records(person: Person) -> Iterable[Emptied]:  # noqa: ARG001  (whoever it is)
    """Return what keeps a pseudonym only, or nothing."""
    gone = (User, EmailAddress, Authenticator, SocialAccount)
    return (*map(Emptied, gone), Emptied(RoleAssignment, fields=("because",)))
