"""Weighings (wegingen): the MIW weighs whether to give a signal (domain §3.2)."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from afwegingskader.models import Assessment, KaderEdition, WeighingQuestions
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.seen import mark_of
from mit_waakstand.situations.models import Situation, within_reach_of
from mit_waakstand.workflow import Offer
from signals.models.suspension import Suspendable, Suspension
from signals.states import WEIGHING_STEPS, WeighingState


class Form(models.TextChoices):
    """How the MIW weighs."""

    MEETING = "samenkomst", "samenkomst"
    WRITTEN_ROUND = "schriftelijk", "schriftelijke ronde"


class Outcome(models.TextChoices):
    """What a weighing, or one participant in it, arrives at."""

    SIGNAL = "signaal", "signaal"
    NO_SIGNAL = "geen_signaal", "geen signaal"


class WeighingQuerySet(models.QuerySet["Weighing"]):
    """Questions about many weighings."""

    def visible_to(self, user: User) -> "WeighingQuerySet":
        """Return what this person may know; an expert sees what he was invited to."""
        if not user.may("weighing.see"):
            return self.none()
        weighings = self.filter(within_reach_of(user, "situation__"))
        if user.part == Role.EXPERT:
            weighings = weighings.filter(invitation_of(user))
        return weighings


def invitation_of(user: User, path: str = "") -> Q:
    """Return the condition that this expert was invited, and did not decline.

    ``path`` leads from the record to its weighing (``"weighing__"``). Who only stands on the
    draft list of the secretaris knows nothing yet.
    """
    return Q(
        **{
            f"{path}participants__expert__user": user,
            f"{path}participants__invited_at__isnull": False,
            f"{path}participants__declined_at": None,
        }
    )


class Weighing(Suspendable):
    """One weighing of one situation; closed, it is frozen (also in the database)."""

    STEPS = WEIGHING_STEPS

    situation = models.ForeignKey(Situation, models.PROTECT, related_name="weighings")
    state = models.CharField("stand", max_length=20, choices=WeighingState.choices, blank=True)
    form = models.CharField("vorm", max_length=20, choices=Form.choices)
    held_on = models.DateField("datum van de weging")
    questions = models.ForeignKey(WeighingQuestions, models.PROTECT, related_name="weighings")
    kader = models.ForeignKey(
        KaderEdition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="weighings",
        verbose_name="gebruikt afwegingskader",
    )
    outcome = models.CharField("uitkomst", max_length=20, choices=Outcome.choices, blank=True)
    rationale = models.TextField("motivering", blank=True, max_length=20_000)
    departure = models.TextField(
        "waarom anders dan de meerderheid van de experts", blank=True, max_length=5000
    )
    urgency = models.TextField("waarom geen expert kon deelnemen", blank=True, max_length=5000)
    opened_at = models.DateTimeField("geopend op")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("gesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_acting = models.BooleanField("gesloten door een waarnemend CPO", default=False)

    history = HistoricalRecords()
    objects = WeighingQuerySet.as_manager()

    class Meta:
        """Closed means: with an outcome, reasons, a moment and a person."""

        verbose_name = "weging"
        verbose_name_plural = "wegingen"
        ordering: ClassVar = ["-opened_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["-held_on", "-id"], name="weighing_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=WeighingState.OPEN, outcome="", closed_at=None, closed_by=None)
                | Q(
                    state=WeighingState.CLOSED,
                    outcome__in=Outcome.values,
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                )
                & ~Q(rationale=""),
                name="closed_weighing_has_outcome_and_reasons",
                violation_error_message="Sluiten kan alleen met een uitkomst en een motivering.",
            ),
            models.UniqueConstraint(
                fields=["situation"],
                condition=Q(state=WeighingState.OPEN),
                name="one_open_weighing_in_a_situation",
                violation_error_message="In deze situatie is al een weging open.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"weging {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("signals:weighing", args=[self.pk])

    def concerns(self) -> Situation:
        """Return the situation of which it is a part."""
        return self.situation

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.situation.is_exercise

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this weighing."""
        return Weighing.objects.visible_to(user).filter(pk=self.pk).exists()

    def kaders(self) -> models.QuerySet[KaderEdition]:
        """Return the versions of the kader that were used in this situation, the newest first."""
        used = Assessment.objects.filter(situation=self.situation_id).values("edition")
        return KaderEdition.objects.filter(pk__in=used).order_by("-pk")

    def lacks_answers(self) -> str:
        """Guard: every weegvraag of the pinned version is answered."""
        answered = set(self.answers.values_list("key", flat=True))
        missing = [q for q in self.questions.questions() if q.key not in answered]
        if not missing:
            return ""
        count = "1 weegvraag" if len(missing) == 1 else f"{len(missing)} weegvragen"
        return f"Beantwoord eerst nog {count}."

    def steps_for(self, user: User) -> list[Offer]:
        """Return the steps that are this person's; his own interests stand before closing."""
        self.known_suspensions = list(Suspension.objects.on(self.today()))
        offers = super().steps_for(user)
        self.known_suspensions = None
        if not offers:
            return []
        own = self.participants.filter(expert__user=user).first()
        is_invited = own is not None and own.is_invited()
        has_no_place = {
            "give_opinion": not is_invited,
            "decline": not is_invited or (own is not None and own.took_part),
            "declare_interests": not self.may_declare(user),
        }
        mine = [offer for offer in offers if not has_no_place.get(offer.step.verb)]
        return [self._before_closing(offer, user) for offer in mine]

    def _before_closing(self, offer: Offer, user: User) -> Offer:
        if offer.step.verb != "close":
            return offer
        return replace(offer, obstacles=(*offer.obstacles, *self.obstacles_to_close(user)))

    def may_declare(self, user: User) -> bool:
        """Return whether this person has interests to declare: CPO, secretaris, invited expert."""
        return (
            user.may("weighing.answer")
            or self.participants.filter(
                expert__user=user, invited_at__isnull=False, declined_at=None
            ).exists()
        )

    def obstacles_to_close(self, user: User) -> tuple[str, ...]:
        """Return why this person cannot close: who closes declared that he has no conflict."""
        declaration = self.declarations.filter(user=user).first()
        if declaration is None:
            return ("Meld eerst uw belangen, of dat u er geen hebt.",)
        if declaration.has_conflict:
            return ("U meldde een belang. De waarnemer sluit deze weging.",)
        return ()

    def experts_took_part(self, *, besides: User | None = None) -> bool:
        """Return whether at least one expert took part, somebody else than who closes."""
        took_part = self.participants.filter(took_part=True).select_related("expert")
        return any(besides is None or p.expert.user_id != besides.pk for p in took_part)

    def majority(self) -> str:
        """Return the outcome that most experts arrived at, "" when they are divided or silent."""
        counts = Counter(self.participants.exclude(opinion="").values_list("opinion", flat=True))
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return ""
        return ranked[0][0]


class Judgement(models.TextChoices):
    """The short answer to a weegvraag that asks for a judgement."""

    YES = "ja", "ja"
    NO = "nee", "nee"
    UNSURE = "onzeker", "onzeker"


def hash_of_answer(text: str, judgement: str, by_date: date | None) -> str:
    """Return the number by which the answer to a weegvraag is known."""
    day = by_date.isoformat() if by_date else ""
    return mark_of({"text": text.strip(), "judgement": judgement, "by_date": day})


NO_ANSWER = hash_of_answer("", "", None)


class Answer(models.Model):
    """The answer to one weegvraag in one weighing."""

    weighing = models.ForeignKey(Weighing, models.PROTECT, related_name="answers")
    key = models.CharField("vraag", max_length=40)
    judgement = models.CharField("oordeel", max_length=10, choices=Judgement.choices, blank=True)
    text = models.TextField("antwoord", max_length=10_000)
    by_date = models.DateField("datum", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        """One answer to each question."""

        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["weighing", "key"], name="question_is_answered_once"),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"antwoord {self.pk}"

    def hash(self) -> str:
        """Return the number by which somebody who writes knows what he started from."""
        return hash_of_answer(self.text, self.judgement, self.by_date)
