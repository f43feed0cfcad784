"""Who has an account. Users are never deleted, only made inactive (the trail refers to them)."""

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts import roles
from mit_waakstand.accounts.roles import Role
from mit_waakstand.history import HistoricalRecords

ACTING_CPO = "waarnemend CPO"


class UserManager(BaseUserManager["User"]):
    """Makes accounts, and finds the people who play a part."""

    def create_user(
        self, username: str, email: str, password: str | None = None, **fields: object
    ) -> "User":
        """Return a new, saved account; without password nobody can sign in with it."""
        user = self.model(username=username, email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(force_insert=True)
        return user

    def with_role(self, *wanted: Role) -> models.QuerySet["User"]:
        """Return the active people with one of these roles, in a fixed order.

        Who acts for the CPO today counts as CPO too, and keeps his own role. An account of last
        resort is nobody's, so it gets no mail.
        """
        plays = models.Q(role__in=wanted)
        if Role.CPO in wanted:
            plays |= models.Q(acting_since__isnull=False) & (
                models.Q(acting_until=None) | models.Q(acting_until__gte=localdate())
            )
        return self.filter(plays, is_active=True, open_until=None).order_by("pk")


class User(AbstractBaseUser):
    """A person with one role. Nobody is a superuser: the role table decides everything."""

    username = models.CharField("gebruikersnaam", max_length=60, unique=True)
    email = models.EmailField("e-mailadres", unique=True)
    full_name = models.CharField("naam", max_length=120)
    role = models.CharField("rol", max_length=20, choices=Role.choices)
    is_active = models.BooleanField("actief", default=True)
    open_until = models.DateTimeField("noodtoegang tot", null=True, blank=True)
    acting_since = models.DateTimeField("treedt op als waarnemend CPO sinds", null=True, blank=True)
    acting_because = models.CharField("reden van de waarneming", max_length=500, blank=True)
    acting_until = models.DateField("waarneming tot en met", null=True, blank=True)

    history = HistoricalRecords(excluded_fields=["password", "last_login"])
    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "full_name", "role"]
    is_superuser = False
    reads_only = False  # alleen lezen (onderhoud): set on who is signed in, with his account

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
            models.CheckConstraint(
                condition=models.Q(acting_since=None, acting_because="", acting_until=None)
                | models.Q(acting_since__isnull=False) & ~models.Q(acting_because=""),
                name="acting_says_since_when_and_why",
                violation_error_message="Optreden als waarnemer vraagt een reden.",
            ),
            models.CheckConstraint(
                condition=models.Q(acting_since=None) | models.Q(role__in=sorted(roles.DEPUTIES)),
                name="only_who_can_be_a_deputy_acts",
                violation_error_message="Met deze rol kan niemand optreden als waarnemer.",
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
        """Return whether this person is active and the role, or the CPO he acts for, carries it."""
        return (
            self.is_active
            and not self.is_closed
            and (roles.allows(self.role, permission) or self._may_as_deputy(permission))
        )

    def may_now(self, permission: str) -> bool:
        """Return the same, for a button: nobody does anything while it is alleen lezen."""
        return not self.reads_only and self.may(permission)

    @property
    def is_closed(self) -> bool:
        """Whether this is an account of last resort whose time is over; reads the clock."""
        return self.open_until is not None and self.open_until <= timezone.now()

    @property
    def is_acting(self) -> bool:
        """Whether this person acts for the CPO now.

        Reads the clock: a deputy whose time is over is out at once, whatever page he is on.
        """
        is_over = self.acting_until is not None and self.acting_until < localdate()
        return self.acting_since is not None and not is_over

    @property
    def part(self) -> str:
        """The part that this person plays now: who acts for the CPO sees what the CPO sees."""
        return Role.CPO if self.is_acting else self.role

    @property
    def part_in_words(self) -> str:
        """The role as it stands on screen, with "waarnemend CPO" when that holds now."""
        role = self.get_role_display()
        return f"{role}, {ACTING_CPO}" if self.is_acting else role

    def recipient(self) -> str:
        """Return the person as a work row has him: "user:5"."""
        return f"user:{self.pk}"

    def capacity_for(self, permission: str) -> str:
        """Return "waarnemend CPO" when this act is not one of the own role, "" otherwise."""
        if not self.is_acting or not permission:
            return ""
        is_own = roles.allows(self.role, permission) and permission not in roles.ON_BEHALF
        return "" if is_own else ACTING_CPO

    def _may_as_deputy(self, permission: str) -> bool:
        return (
            self.is_acting
            and permission not in roles.NOT_AS_DEPUTY
            and roles.allows(Role.CPO, permission)
        )

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:  # noqa: ARG002
        """Answer no: Django's own permissions say nothing here, the role table does."""
        return False

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002
        """Answer no, as above; the pages of the admin ask the role table."""
        return False


def recipients_of(people: Iterable[User]) -> list[str]:
    """Return these people as work rows have them."""
    return [person.recipient() for person in people]


def display_name(user: User) -> str:
    """Return the name for screens of the sign-in library."""
    return user.full_name
