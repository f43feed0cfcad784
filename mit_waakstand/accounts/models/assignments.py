"""Which role somebody had, from when until when. PostgreSQL writes the rows, whoever changes it."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from mit_waakstand.accounts.models.people import User
from mit_waakstand.accounts.roles import Role


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Questions about many assignments."""

    def of(self, user: User) -> "RoleAssignmentQuerySet":
        """Return the roles of this person, the present one first."""
        return self.filter(user=user).select_related("given_by").order_by("-since", "-pk")

    def account_for(self, user: User, *, by: User | None, at: datetime, because: str = "") -> None:
        """Write who gave the present role, and why; the row itself is there already."""
        self.filter(user=user, until=None).update(given_by=by, since=at, because=because)
        last = self.filter(user=user).exclude(until=None).order_by("-until", "-pk").first()
        if last is not None and last.until and last.until > at > last.since:
            self.filter(pk=last.pk).update(until=at)


class RoleAssignment(models.Model):
    """One role of one person. A trigger on the account begins and ends the rows."""

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    role = models.CharField("rol", max_length=20, choices=Role.choices)
    since = models.DateTimeField("sinds")
    until = models.DateTimeField("tot", null=True, blank=True)
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gegeven door"
    )
    because = models.CharField("reden", max_length=500, blank=True, db_default="")

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        """One role at a time."""

        verbose_name = "roltoekenning"
        verbose_name_plural = "roltoekenningen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(until=None),
                name="one_role_at_a_time",
                violation_error_message="Deze persoon heeft al een rol.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="a_role_ends_after_it_began",
                violation_error_message="Een rol eindigt niet voordat zij begon.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only."""
        return f"roltoekenning {self.pk}"
