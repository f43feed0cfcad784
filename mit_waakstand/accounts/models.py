"""Who has an account. Users are never deleted, only made inactive (the trail refers to them)."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from simple_history.models import HistoricalRecords

from mit_waakstand.accounts import roles
from mit_waakstand.accounts.roles import Role


class UserManager(BaseUserManager["User"]):
    """Makes accounts, and finds the people who play a part."""

    def create_user(
        self, username: str, email: str, password: str | None = None, **fields: object
    ) -> "User":
        """Return a new, saved account; without password nobody can sign in with it."""
        user = self.model(username=username, email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def with_role(self, *wanted: Role) -> models.QuerySet["User"]:
        """Return the active people with one of these roles, in a fixed order."""
        return self.filter(role__in=wanted, is_active=True).order_by("pk")


class User(AbstractBaseUser):
    """A person with one role. Nobody is a superuser: the role table decides everything."""

    username = models.CharField("gebruikersnaam", max_length=60, unique=True)
    email = models.EmailField("e-mailadres", unique=True)
    full_name = models.CharField("naam", max_length=120)
    role = models.CharField("rol", max_length=20, choices=Role.choices)
    is_active = models.BooleanField("actief", default=True)

    history = HistoricalRecords(excluded_fields=["password", "last_login"])
    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "full_name", "role"]
    is_superuser = False

    class Meta:
        """Names for the admin."""

        verbose_name = "account"
        verbose_name_plural = "accounts"
        ordering: ClassVar = ["full_name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="account_has_a_known_role",
                violation_error_message="Kies een rol uit de lijst.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only: names do not belong in logs (robustness 8)."""
        return f"account {self.pk}"

    def get_full_name(self) -> str:
        """Return the name as it stands on screen and in letters."""
        return self.full_name

    @property
    def is_staff(self) -> bool:
        """Whether the admin opens at all: for those who have something to do there."""
        return self.may("admin.enter")

    def may(self, permission: str) -> bool:
        """Return whether this person is active and the role carries the permission."""
        return self.is_active and roles.allows(self.role, permission)

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Answer no: Django's own permissions say nothing here, the role table does."""
        return False

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002
        """Answer no, as above; the pages of the admin ask the role table."""
        return False


def display_name(user: User) -> str:
    """Return the name for screens of the sign-in library."""
    return user.full_name
