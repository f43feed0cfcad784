"""Signing in: the library's own check, and nothing of Django's permission tables."""

from allauth.account.auth_backends import AuthenticationBackend

from mit_waakstand.accounts.models import User


class AccountBackend(AuthenticationBackend):
    """Finds an active person by name or mail address; permissions come from the role table."""

    def user_can_authenticate(self, user: User) -> bool:
        """Return whether this person may be signed in at all, now."""
        return bool(super().user_can_authenticate(user)) and not user.is_closed

    def get_user_permissions(self, user_obj: object, obj: object = None) -> set[str]:  # noqa: ARG002
        """Return nothing: there are no permissions outside the role table."""
        return set()

    get_group_permissions = get_all_permissions = get_user_permissions
