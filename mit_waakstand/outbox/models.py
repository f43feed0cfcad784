"""Work to do, as rows: PostgreSQL is the only truth for it (architecture §1.2)."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models, transaction

MAIL = "mail_"  # so begin the kinds of work that are a mail
MOST_ATTEMPTS = 8
MOST_WHILE_AWAY = 80  # about three days, when something outside is away
STRUGGLES_AFTER = 3  # attempts, so after some minutes


class WorkQuerySet(models.QuerySet["Work"]):
    """Questions about many pieces of work."""

    def due(self, now: datetime) -> "WorkQuerySet":
        """Return what may be done at ``now``, the longest waiting first."""
        return self.filter(done_at=None, failed_at=None, next_try_at__lte=now).order_by(
            "next_try_at", "pk"
        )

    def failed(self) -> "WorkQuerySet":
        """Return what was given up, the latest first."""
        return self.exclude(failed_at=None).order_by("-failed_at", "pk")

    def struggling(self) -> "WorkQuerySet":
        """Return what keeps failing because something outside is away, the longest first."""
        open_work = self.filter(done_at=None, failed_at=None, most_attempts__gt=MOST_ATTEMPTS)
        return open_work.filter(attempts__gte=STRUGGLES_AFTER).order_by("pk")

    def running(self) -> "list[Work]":
        """Return what workers are doing at this moment: begun, and locked by whoever does it.

        Looking locks the others for an instant; work that is due just then is swept later.
        """
        begun = self.filter(done_at=None, failed_at=None, attempts__gt=0).order_by("pk")
        with transaction.atomic():
            free = set(begun.select_for_update(skip_locked=True).values_list("pk", flat=True))
        return [work for work in begun if work.pk not in free]

    def oldest_unsent_mail(self, now: datetime) -> "Work | None":
        """Return the mail that waits longest of those whose moment has come; None if none waits."""
        has_come = models.Q(next_try_at__lte=now) | models.Q(attempts__gt=0)
        unsent = self.filter(has_come, kind__startswith=MAIL, done_at=None, failed_at=None)
        return unsent.order_by("put_at", "pk").first()

    def about(self, subject: models.Model) -> "WorkQuerySet":
        """Return the work for one record, oldest first."""
        label = subject._meta.label_lower  # noqa: SLF001
        return self.filter(subject=label, subject_pk=subject.pk).order_by("pk")


class Work(models.Model):
    """One piece of work with a unique key: put twice, it is still done once."""

    kind = models.CharField("soort", max_length=60)
    key = models.CharField("kenmerk", max_length=200, unique=True)
    subject = models.CharField("betreft", max_length=60)
    subject_pk = models.BigIntegerField("sleutel")
    details = models.JSONField("bijzonderheden", default=dict)
    # The request in which it was put, so that the log tells one story from page to mail.
    request_id = models.CharField("verzoek", max_length=32, blank=True, default="", db_default="")
    put_at = models.DateTimeField("klaargezet op", auto_now_add=True)
    next_try_at = models.DateTimeField("te doen op")
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    most_attempts = models.PositiveSmallIntegerField("hoogstens", default=MOST_ATTEMPTS)
    done_at = models.DateTimeField("gedaan op", null=True)
    failed_at = models.DateTimeField("mislukt op", null=True)
    outcome = models.CharField("uitkomst", max_length=500, default="")
    # The earliest attempt whose end nobody saw: it runs, or it broke off and nobody knows where.
    begun_at = models.DateTimeField("begonnen op", null=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        """The sweep reads what is due through a small partial index."""

        verbose_name = "werk"
        verbose_name_plural = "werk"
        indexes: ClassVar = [
            models.Index(
                fields=["next_try_at", "id"],
                name="work_that_is_due",
                condition=models.Q(done_at=None, failed_at=None),
            ),
            models.Index(fields=["subject", "subject_pk"], name="work_by_subject"),
            models.Index(
                fields=["-failed_at", "id"],
                name="work_that_failed",
                condition=models.Q(failed_at__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(done_at=None) | models.Q(failed_at=None),
                name="work_is_done_or_failed_not_both",
            ),
        ]

    def __str__(self) -> str:
        """Return kind and number, without content."""
        return f"werk {self.pk} ({self.kind})"

    @property
    def is_tried_again(self) -> bool:
        """Whether an attempt went wrong, and there will be another.

        The first attempt of a series has no outcome while it runs, nor when it broke off.
        """
        return self.done_at is None and self.failed_at is None and self.outcome != ""

    def wait_after_failure(self) -> timedelta:
        """Return how long to wait before the next try: 1, 2, 4 … minutes, at most an hour."""
        return timedelta(minutes=min(60, 2 ** max(0, self.attempts - 1)))


class Heartbeat(models.Model):
    """When the sweep last went round: silence is seen here."""

    name = models.CharField("naam", max_length=30, primary_key=True)
    beat_at = models.DateTimeField("laatste slag")

    class Meta:
        """Names for the admin."""

        verbose_name = "hartslag"
        verbose_name_plural = "hartslagen"

    def __str__(self) -> str:
        """Return the name of the engine."""
        return self.name


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    """Questions about many schedules."""

    def in_trouble(self) -> "ScheduleQuerySet":
        """Return the schedules that could not put their work when they were last asked."""
        return self.exclude(troubled_at=None).order_by("name")


class Schedule(models.Model):
    """How far a schedule has come, and what went wrong when it was last asked."""

    name = models.CharField("naam", max_length=60, primary_key=True)
    reached = models.DateTimeField("klaargezet tot en met", null=True)
    troubled_at = models.DateTimeField("mislukt op", null=True)
    trouble = models.CharField("reden", max_length=500, default="")

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        """Names for the admin, and what belongs together."""

        verbose_name = "schema"
        verbose_name_plural = "schema's"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(troubled_at=None, trouble="")
                | models.Q(troubled_at__isnull=False) & ~models.Q(trouble=""),
                name="schedule_in_trouble_says_why",
            ),
        ]

    def __str__(self) -> str:
        """Return the name of the schedule."""
        return self.name
