"""Suspension (opschorting): while a commissie MIT is there, the waakstand rests (domain §3.5)."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.situations.models import Situation, within_reach_of
from mit_waakstand.workflow import Record
from signals.deadlines import in_dutch
from signals.states.suspensions import SUSPENSION_STEPS, SuspensionState

OPEN = (SuspensionState.PROPOSED, SuspensionState.RUNNING)
REGISTERED = (SuspensionState.RUNNING, SuspensionState.ENDED)


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    """Questions about many suspensions."""

    def visible_to(self, user: User) -> "SuspensionQuerySet":
        """Return what this person may know: one of an exercise is for its participants."""
        if not user.may("suspension.see"):
            return self.none()
        return self.filter(Q(exercise=None) | within_reach_of(user, "exercise__"))

    def open(self) -> "SuspensionQuerySet":
        """Return what was proposed or registered and has not ended."""
        return self.filter(state__in=OPEN)

    def registered(self) -> "SuspensionQuerySet":
        """Return what the CPO registered, whether or not it ended."""
        return self.filter(state__in=REGISTERED).select_related("commission")

    def on(self, day: date) -> "SuspensionQuerySet":
        """Return the suspensions, real and of exercises, that hold on a day (Amsterdam).

        The first day is that on which the instellingsbesluit takes effect; on the day on which
        the commissie lapses the waakstand has resumed, by itself (domain §3.5).
        """
        endless = Q(state=SuspensionState.RUNNING, commission__lapses_on=None)
        runs = Q(state=SuspensionState.RUNNING, commission__lapses_on__gt=day)
        ran = Q(state=SuspensionState.ENDED, ends_on__gt=day)
        return self.filter(endless | runs | ran, starts_on__lte=day).order_by("starts_on", "pk")

    def in_force(self, day: date, situation: Situation | None = None) -> "Suspension | None":
        """Return the suspension that holds on a day for a situation; without one: the real one.

        A real one stops real situations only, one of an exercise stops that exercise only.
        """
        exercise = situation.pk if situation is not None and situation.is_exercise else None
        return self.on(day).filter(exercise=exercise).select_related("commission").first()


class Suspension(Record):
    """One suspension; it follows from one commissie and ends with it."""

    STEPS = SUSPENSION_STEPS
    # The checklist for the end: field, and what it asks.
    CHECKLIST: ClassVar = {
        "archive": "Het archief van de commissie is ontvangen",
        "members": "Met de oud-leden is gesproken over hun kennis en beschikbaarheid",
        "framework": "Het afwegingskader is bijgewerkt of hoeft dat niet",
        "evaluation": "De evaluatie is gedaan of gepland",
    }

    commission = models.ForeignKey(
        "signals.Commission", models.PROTECT, related_name="suspensions", verbose_name="commissie"
    )
    exercise = models.ForeignKey(
        Situation, models.PROTECT, null=True, blank=True, related_name="suspensions"
    )
    state = models.CharField("stand", max_length=20, choices=SuspensionState.choices, blank=True)
    starts_on = models.DateField("opgeschort vanaf")
    proposed_at = models.DateTimeField("voorgesteld op")
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField("geregistreerd op", null=True, blank=True)
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField("vervallen op", null=True, blank=True)
    dropped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField("reden", blank=True, max_length=5000, validators=[check_text])
    archive_done = models.BooleanField("archief ontvangen", default=False)
    archive_remark = models.TextField("opmerking bij het archief", blank=True, max_length=2000)
    members_done = models.BooleanField("oud-leden", default=False)
    members_remark = models.TextField("opmerking bij de oud-leden", blank=True, max_length=2000)
    framework_done = models.BooleanField("afwegingskader", default=False)
    framework_remark = models.TextField("opmerking bij het kader", blank=True, max_length=2000)
    evaluation_done = models.BooleanField("evaluatie", default=False)
    evaluation_remark = models.TextField("opmerking bij de evaluatie", blank=True, max_length=2000)
    ends_on = models.DateField("waakstand hervat op", null=True, blank=True)
    ended_at = models.DateTimeField("hervatting bevestigd op", null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()
    objects = SuspensionQuerySet.as_manager()

    class Meta:
        """The rules of domain §3.5 that must never be broken."""

        verbose_name = "opschorting"
        verbose_name_plural = "opschortingen"
        ordering: ClassVar = ["-proposed_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["exercise"],
                condition=Q(state__in=OPEN),
                nulls_distinct=False,
                name="one_open_suspension",
                violation_error_message="Er is al een opschorting voorgesteld of geregistreerd.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SuspensionState.values),
                name="suspension_has_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=REGISTERED, registered_at__isnull=False, registered_by__isnull=False
                )
                | Q(registered_at=None, registered_by=None) & ~Q(state__in=REGISTERED),
                name="running_suspension_was_registered",
                violation_error_message="De CPO registreert een opschorting.",
            ),
            models.CheckConstraint(
                condition=Q(registered_at=None) | Q(registered_at__date__gte=F("starts_on")),
                name="suspension_is_registered_from_its_first_day",
                violation_error_message="Opschorten kan pas als het instellingsbesluit werkt.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=SuspensionState.DROPPED,
                    dropped_at__isnull=False,
                    dropped_by__isnull=False,
                    reason__regex=r"\S",
                )
                | Q(dropped_at=None, dropped_by=None) & ~Q(state=SuspensionState.DROPPED),
                name="dropped_suspension_has_a_reason",
                violation_error_message="Geef een reden waarom het voorstel vervalt.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=SuspensionState.ENDED,
                    ends_on__isnull=False,
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                )
                | Q(ends_on=None, ended_at=None, ended_by=None) & ~Q(state=SuspensionState.ENDED),
                name="ended_suspension_says_when_and_by_whom",
                violation_error_message="Leg vast wanneer en door wie de hervatting is bevestigd.",
            ),
            models.CheckConstraint(
                condition=~Q(state=SuspensionState.ENDED)
                | (Q(archive_done=True) | Q(archive_remark__regex=r"\S"))
                & (Q(members_done=True) | Q(members_remark__regex=r"\S"))
                & (Q(framework_done=True) | Q(framework_remark__regex=r"\S"))
                & (Q(evaluation_done=True) | Q(evaluation_remark__regex=r"\S")),
                name="ended_suspension_has_its_checklist",
                violation_error_message="Vul eerst de checklist in.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"opschorting {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("signals:suspension", args=[self.pk])

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.exercise_id is not None

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this suspension."""
        return Suspension.objects.visible_to(user).filter(pk=self.pk).exists()

    def stops(self, situation: Situation) -> bool:
        """Return whether it is about this situation: real about real, an exercise about itself."""
        return self.exercise_id == (situation.pk if situation.is_exercise else None)

    def is_in_force(self, day: date) -> bool:
        """Return whether it holds on a day (Amsterdam), as ``SuspensionQuerySet.on`` has it."""
        end = self.resumed_on()
        lasts = end is None or day < end
        return self.state in REGISTERED and self.starts_on <= day and lasts

    def resumed_on(self) -> date | None:
        """Return the day on which the waakstand resumes or resumed, by itself; None: unknown."""
        return self.ends_on or self.commission.lapses_on

    def starts_later(self) -> str:
        """Guard: from the day on which the instellingsbesluit takes effect."""
        if self.starts_on <= self.today():
            return ""
        day = in_dutch(self.starts_on, weekday="long")
        return f"Het instellingsbesluit werkt vanaf {day}. Vanaf die dag kunt u dit registreren."

    def commission_is_over(self) -> str:
        """Guard: a commissie that is no more suspends nothing."""
        return "" if self.commission.is_running(self.today()) else "De commissie is al vervallen."

    def commission_still_runs(self) -> str:
        """Guard: the suspension ends when the commissie ends (R-064)."""
        if not self.commission.is_running(self.today()):
            return ""
        return "De commissie bestaat nog. Leg bij de commissie eerst de einddatum vast."

    def lacks_checklist(self) -> str:
        """Guard: each point of the checklist is ticked, or a remark says why not."""
        missing = [
            point
            for name, point in self.CHECKLIST.items()
            if not getattr(self, f"{name}_done") and not getattr(self, f"{name}_remark").strip()
        ]
        count = len(missing)
        if not missing:
            return ""
        points = "1 punt" if count == 1 else f"{count} punten"
        return f"Op de checklist staat nog {points} open: vink aan of schrijf waarom niet."


class Suspendable(Record):
    """A record on which work stops while the waakstand of its situation is suspended."""

    # Lists fill in what holds today, so that their records do not each ask the database.
    known_suspensions: Sequence[Suspension] | None = None

    class Meta:
        """Only a base."""

        abstract = True

    def concerns(self) -> Situation:
        """Return the situation of which it is a part."""
        raise NotImplementedError

    def is_suspended(self) -> str:
        """Guard: during a suspension there is no weighing and no new signal (domain §3.5)."""
        situation = self.concerns()
        if self.known_suspensions is None:
            found = Suspension.objects.in_force(self.today(), situation)
        else:
            found = next((s for s in self.known_suspensions if s.stops(situation)), None)
        if found is None:
            return ""
        return f"De waakstand is opgeschort sinds {in_dutch(found.starts_on)}."
