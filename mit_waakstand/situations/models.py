"""Situations: one health event, in which triggers are grouped. Real or exercise, for ever."""

from typing import ClassVar

from django.db import models

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.history import HistoricalRecords


class SituationQuerySet(models.QuerySet["Situation"]):
    """Questions about many situations."""

    def visible_to(self, user: User) -> "SituationQuerySet":
        """Return what this person may know: an exercise is for its participants only.

        Experts see what concerns a weighing they were invited to; that is asked of the weighing.
        """
        if not user.may("situation.see"):
            return self.none()
        return self.filter(within_reach_of(user)).distinct()


def within_reach_of(user: User, path: str = "") -> models.Q:
    """Return the condition "not an exercise, or one in which this person takes part".

    ``path`` leads from the record to its situation (``"situation__"``).
    """
    takes_part = models.Q(**{f"{path}pk__in": Participation.objects.of(user)})
    return models.Q(**{f"{path}is_exercise": False}) | takes_part


class Situation(models.Model):
    """One health event, such as an outbreak of one disease."""

    title = models.CharField("naam", max_length=120)
    disease = models.CharField("ziekte", max_length=120)
    is_exercise = models.BooleanField("oefening", default=False)
    historical_case = models.CharField(
        "historische casus",
        max_length=200,
        blank=True,
        help_text="Bij een oefening op basis van een historische casus.",
    )
    opened_at = models.DateTimeField("vastgelegd op")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    history = HistoricalRecords()
    objects = SituationQuerySet.as_manager()

    class Meta:
        """Names and the rule that only an exercise replays history."""

        verbose_name = "situatie"
        verbose_name_plural = "situaties"
        ordering: ClassVar = ["-opened_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["-opened_at", "-id"], name="situation_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(is_exercise=True) | models.Q(historical_case=""),
                name="only_an_exercise_replays_history",
                violation_error_message="Een historische casus kan alleen een oefening zijn.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"situatie {self.pk}"

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this situation."""
        return Situation.objects.visible_to(user).filter(pk=self.pk).exists()

    def is_within_reach_of(self, user: User) -> bool:
        """Return whether this person takes part, or the situation is real."""
        return not self.is_exercise or self.participations.filter(user=user).exists()

    def people(self, *roles: Role) -> models.QuerySet[User]:
        """Return the active people of these roles whom this situation concerns."""
        people = User.objects.with_role(*roles)
        return people.filter(participation__situation=self) if self.is_exercise else people


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Questions about many participations."""

    def of(self, user: User) -> models.QuerySet["Participation", int]:
        """Return the keys of the situations in which this person takes part."""
        return self.filter(user=user).values_list("situation_id", flat=True)


class Participation(models.Model):
    """Somebody takes part in an exercise, in his own role."""

    situation = models.ForeignKey(Situation, models.CASCADE, related_name="participations")
    user = models.ForeignKey(User, models.CASCADE)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        """Once is enough."""

        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["situation", "user"], name="takes_part_once"),
        ]

    def __str__(self) -> str:
        """Return the numbers only."""
        return f"deelname {self.pk}"
