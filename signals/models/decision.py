"""The decision of the Minister (besluit), a record apart from the response (domain §3.4)."""

from datetime import date
from typing import ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.situations.models import Situation, within_reach_of
from mit_waakstand.workflow import Record
from signals.deadlines import in_dutch
from signals.letters import check_letter_line
from signals.models.signal import Purport, Signal
from signals.states.decisions import DECISION_STEPS, DecisionState


class DecisionKind(models.TextChoices):
    """What the Minister decided."""

    INSTITUTE = "tot_instelling", "besloten tot instelling"
    DO_NOT_INSTITUTE = "niet_instellen", "besloten niet in te stellen"
    HELD = "aangehouden", "besluit aangehouden"


class MinisterDecisionQuerySet(models.QuerySet["MinisterDecision"]):
    """Questions about many decisions."""

    def visible_to(self, user: User) -> "MinisterDecisionQuerySet":
        """Return what this person may know; Bureau SG only about situations with an issued signal.

        Bureau SG would otherwise learn of a situation in which the MIW still weighs.
        """
        if not user.may("decision.see"):
            return self.none()
        decisions = self.filter(within_reach_of(user, "situation__"))
        if user.part == Role.SG_OFFICE:
            issued = Signal.objects.visible_to(user).values("weighing__situation")
            decisions = decisions.filter(situation__in=issued)
        return decisions

    def standing(self) -> "MinisterDecisionQuerySet":
        """Return the decisions that were not replaced by a better record, the oldest first."""
        return self.filter(state=DecisionState.RECORDED).order_by("decided_on", "pk")

    def about(self, signal: Signal) -> "MinisterDecisionQuerySet":
        """Return the standing decisions that name this signal, the oldest first."""
        return self.standing().filter(named__signal=signal)

    def held_until(self, day: date) -> "MinisterDecisionQuerySet":
        """Return held decisions that return on or before a day, with no later decision."""
        later = MinisterDecision.objects.standing().filter(
            situation=models.OuterRef("situation"), decided_on__gt=models.OuterRef("decided_on")
        )
        held = self.standing().filter(kind=DecisionKind.HELD, return_on__lte=day)
        return held.filter(~models.Exists(later)).order_by("return_on", "pk")


class MinisterDecision(Record):
    """One decision in a situation, about none, one or more of its issued signals.

    Recorded is frozen; a wrong record stays, marked, and a new one ``replaces`` it.
    """

    STEPS = DECISION_STEPS
    DIFFERENCES: ClassVar = {
        "differs_in_purport": "strekking",
        "differs_in_scope": "reikwijdte",
        "differs_in_disease": "ziekte",
        "differs_in_moment": "moment",
    }

    situation = models.ForeignKey(Situation, models.PROTECT, related_name="decisions")
    signals: "models.ManyToManyField[Signal, DecisionSignal]" = models.ManyToManyField(
        Signal, through="DecisionSignal", related_name="decisions", verbose_name="signalen"
    )
    signal_count = models.PositiveSmallIntegerField("aantal genoemde signalen", default=0)
    state = models.CharField("stand", max_length=20, choices=DecisionState.choices, blank=True)
    kind = models.CharField("besluit", max_length=20, choices=DecisionKind.choices)
    decided_on = models.DateField("datum van het besluit")
    cabinet_meeting_on = models.DateField("behandeld in de ministerraad op", null=True, blank=True)
    parliamentary_paper = models.CharField(
        "Kamerstuk", max_length=120, blank=True, validators=[check_letter_line]
    )
    gazette_reference = models.CharField(
        "vindplaats in de Staatscourant", max_length=120, blank=True, validators=[check_letter_line]
    )
    note_link = models.URLField(
        "link naar de beslisnota",
        max_length=500,
        blank=True,
        validators=[
            URLValidator(
                schemes=["http", "https"],
                message="Vul een webadres in dat begint met https:// of http://.",
            )
        ],
    )
    differs_in_purport = models.BooleanField("andere strekking", default=False)
    differs_in_scope = models.BooleanField("andere reikwijdte", default=False)
    differs_in_disease = models.BooleanField("andere ziekte", default=False)
    differs_in_moment = models.BooleanField("ander moment", default=False)
    reasons = models.TextField("motivering", blank=True, max_length=20_000, validators=[check_text])
    return_on = models.DateField("komt terug op", null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_with"
    )
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField("vervangen op", null=True, blank=True)
    replaced_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()
    objects = MinisterDecisionQuerySet.as_manager()

    class Meta:
        """“Ja, tenzij”: whoever decides otherwise than the signal asks gives reasons (R-060)."""

        verbose_name = "besluit van de minister"
        verbose_name_plural = "besluiten van de minister"
        ordering: ClassVar = ["-decided_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=DecisionKind.values, state__in=DecisionState.values),
                name="decision_is_of_a_known_kind",
                violation_error_message="Kies een besluit uit de lijst.",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=DecisionKind.INSTITUTE,
                    differs_in_purport=False,
                    differs_in_scope=False,
                    differs_in_disease=False,
                    differs_in_moment=False,
                )
                | Q(reasons__regex=r"\S"),
                name="decision_that_differs_has_reasons",
                violation_error_message="Dit besluit wijkt af van het signaal. Geef de motivering.",
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.HELD, return_on__isnull=False)
                | Q(return_on=None) & ~Q(kind=DecisionKind.HELD),
                name="held_decision_has_a_return_date",
                violation_error_message="Een aangehouden besluit heeft een datum waarop het "
                "terugkomt; een ander besluit niet.",
            ),
            models.CheckConstraint(
                condition=Q(return_on=None) | Q(return_on__gt=F("decided_on")),
                name="held_decision_returns_later",
                violation_error_message="Het besluit komt terug op een dag na het besluit.",
            ),
            models.CheckConstraint(
                condition=Q(signal_count__gt=0)
                | Q(
                    differs_in_purport=False,
                    differs_in_scope=False,
                    differs_in_disease=False,
                    differs_in_moment=False,
                ),
                name="decision_differs_from_a_signal",
                violation_error_message="Kies het signaal waarvan het besluit afwijkt.",
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__date__gte=F("decided_on"))
                & (Q(cabinet_meeting_on=None) | Q(recorded_at__date__gte=F("cabinet_meeting_on"))),
                name="decision_is_recorded_afterwards",
                violation_error_message="Deze datum ligt in de toekomst.",
            ),
            models.CheckConstraint(
                condition=Q(note_link="") | Q(note_link__regex=r"^https?://\S+$"),
                name="decision_note_is_a_web_address",
                violation_error_message="Vul een webadres in dat begint met https:// of http://.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=DecisionState.REPLACED,
                    replaced_at__isnull=False,
                    replaced_by__isnull=False,
                )
                | Q(state=DecisionState.RECORDED, replaced_at=None, replaced_by=None),
                name="replaced_decision_says_when_and_by_whom",
                violation_error_message="Leg vast wanneer en door wie het besluit is vervangen.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"besluit {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("signals:ministerdecision", args=[self.pk])

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.situation.is_exercise

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this decision."""
        return MinisterDecision.objects.visible_to(user).filter(pk=self.pk).exists()

    def title(self) -> str:
        """Return how screens call it: the day, and the numbers of its signals."""
        day = in_dutch(self.decided_on)
        numbers = ", ".join(sorted(str(signal) for signal in self.signals.all()))
        return f"Besluit van {day} ({numbers})" if numbers else f"Besluit van {day}"

    def is_replaced(self) -> bool:
        """Return whether a better record took its place."""
        return self.state == DecisionState.REPLACED

    def must_give_reasons(self) -> bool:
        """Return whether it differs, so that reasons are mandatory (R-060)."""
        return self.kind != DecisionKind.INSTITUTE or bool(self.differences())

    def differences(self) -> list[str]:
        """Return in which respects it differs from what was asked, in Dutch words."""
        return [word for name, word in self.DIFFERENCES.items() if getattr(self, name)]


def purport_differs(kind: str, purport: str) -> bool:
    """Return whether a decision of this kind is something else than a signal's strekking asks.

    Who decides to institute now where the signal asked to prepare, also decides otherwise.
    """
    return kind != DecisionKind.INSTITUTE or purport != Purport.INSTITUTE


class DecisionSignal(models.Model):
    """A decision names a signal: issued, and of its own situation. Never changed."""

    decision = models.ForeignKey(MinisterDecision, models.PROTECT, related_name="named")
    signal = models.ForeignKey(Signal, models.PROTECT, related_name="named_in")

    class Meta:
        """Named once."""

        verbose_name = "signaal in een besluit"
        verbose_name_plural = "signalen in besluiten"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision", "signal"], name="decision_names_a_signal_once"
            ),
        ]

    def __str__(self) -> str:
        """Return the numbers only."""
        return f"besluit {self.decision_id} over signaal {self.signal_id}"
