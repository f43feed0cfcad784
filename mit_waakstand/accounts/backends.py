"""Signing in: the library's own check, and nothing of Django's permission tables."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists

from mit_waakstand.accounts.models import User
from mit_waakstand.maintenance.models import Maintenance


class AccountBackend(AuthenticationBackend):
    """Finds an active person by name or mail address; permissions come from the role table."""

    def user_can_authenticate(self, user: User) -> bool:
        """Return whether this person may be signed in at all, now."""
        return bool(super().user_can_authenticate(user)) and not user.is_closed

    def get_user(self, user_id: int) -> User | None:
        """Return who is signed in, and in the same question whether it is alleen lezen now."""
        runs = Exists(Maintenance.objects.running())
        user = User.objects.annotate(maintenance_runs=runs).filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.reads_only = user.maintenance_runs
        return user

    def get_user_permissions(self, user_obj: object, obj: object = None) -> set[str]:  # noqa: ARG002
        """Return nothing: there are no permissions outside the role table."""
        return set()

    get_group_permissions = get_all_permissions = get_user_permissions
