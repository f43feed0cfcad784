"""Noodtoegang: an account of last resort, opened on the server for some hours, never in silence."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from allauth.mfa.models import Authenticator

from mit_waakstand.accounts import notices
from mit_waakstand.accounts.models import LiveSession, RoleAssignment, User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail.recording import Happening, record, recorded

USERNAME = "noodtoegang"
ADDRESS = "noodtoegang@noodtoegang.invalid"  # nobody's: the alarm goes to people
MOST_HOURS = 24


def open_up(*, because: str, hours: int, at: datetime) -> tuple[User, str]:
    """Return the account of last resort, open from now on for some hours, and its new password.

    The password is told once and stored nowhere. CPO, secretaris and beheerder get the alarm.
    """
    password = token_urlsafe(24)
    with recorded():
        account = User.objects.select_for_update().filter(username=USERNAME).first() or User(
            username=USERNAME,
            email=ADDRESS,
            full_name="Noodtoegang",
            role=Role.ADMINISTRATOR,
        )
        account.is_active, account.open_until = True, at + timedelta(hours=hours)
        account.set_password(password)
        account.save()
        _begin_anew(account)
        RoleAssignment.objects.account_for(account, by=None, at=at, because="noodtoegang")
        data: dict[str, object] = {"reason": because, "hours": hours}
        record(Happening("open_last_resort", "heeft noodtoegang geopend", account, None, at, data))
        notices.alarm(account, "opened", at=at)
    return account, password


def close(*, at: datetime) -> bool:
    """Close the account of last resort; return whether it was open."""
    with recorded():
        account = User.objects.select_for_update().filter(username=USERNAME, is_active=True).first()
        if account is None:
            return False
        account.is_active = False
        account.set_unusable_password()
        account.save()
        _begin_anew(account)
        record(Happening("close_last_resort", "heeft noodtoegang gesloten", account, None, at))
    return True


def _begin_anew(account: User) -> None:
    Authenticator.objects.filter(user=account).delete()
    LiveSession.objects.end(account)
