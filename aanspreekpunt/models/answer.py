"""What was said to the asker: by mail, by letter or on the telephone. It is never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from aanspreekpunt.models.question import Question
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.models import Work

MOST_CHARACTERS = 10_000


class Way(models.TextChoices):
    """How an answer was given."""

    MAIL = "mail", "per mail"
    LETTER = "brief", "per brief"
    TELEPHONE = "telefoon", "per telefoon"


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Questions about many answers."""

    def undelivered(self) -> "AnswerQuerySet":
        """Return the latest answers of their questions that the mail server gave up on."""
        later = Answer.objects.filter(question=OuterRef("question"), pk__gt=OuterRef("pk"))
        mails = Work.objects.filter(subject="aanspreekpunt.answer", subject_pk=OuterRef("pk"))
        failed_at = Subquery(mails.order_by("-pk").values("failed_at")[:1])
        found = self.filter(~Exists(later.order_by()), way=Way.MAIL, question__erased_at=None)
        return found.annotate(mail_failed_at=failed_at).exclude(mail_failed_at=None)


class Answer(models.Model):
    """One answer, or where the asker was referred to. Its text is erased with the question."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    way = models.CharField("hoe", max_length=10, choices=Way.choices)
    is_referral = models.BooleanField("doorverwijzing", default=False)
    text = models.TextField("antwoord", max_length=MOST_CHARACTERS, blank=True)
    given_on = models.DateField("gegeven op")
    given_at = models.DateTimeField("vastgelegd op")
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        """In the order in which they were given."""

        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"antwoord {self.pk}"
