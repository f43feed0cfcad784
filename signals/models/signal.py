"""Signals: the letter to the SG of SZW that a new commissie MIT is needed (domain §3.3)."""

import hashlib
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from mit_waakstand import chain
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.situations.models import Situation, within_reach_of
from signals import deadlines
from signals.letters import check_letter_line, check_letter_text, check_letter_words
from signals.models.kinds import RevisionKind
from signals.models.news import SOURCES
from signals.models.public_life import PublicLife
from signals.models.round_the_letter import ROUND_THE_LETTER, RoundTheLetter
from signals.models.signal_rules import IN_HAND, SIGNAL_INDEXES, SIGNAL_RULES
from signals.models.standing_decision import StandingDecision
from signals.models.suspension import Suspendable
from signals.models.weighing import Outcome, Weighing, invitation_of
from signals.states import (
    ISSUED_OR_LATER,
    SIGNAL_STEPS,
    DecisionState,
    SignalState,
    WeighingState,
)


class Purport(models.TextChoices):
    """What a signal asks for."""

    INSTITUTE = "instellen", "nu een commissie MIT instellen"
    PREPARE = "voorbereiden", "voorbereiden op het mogelijk instellen van een commissie MIT"


class SignalQuerySet(models.QuerySet["Signal"]):
    """Questions about many signals."""

    def visible_to(self, user: User) -> "SignalQuerySet":
        """Return what this person may know: Bureau SG only what was issued (independence)."""
        if not user.may("signal.see"):
            return self.none()
        signals = self.filter(within_reach_of(user, "weighing__situation__"))
        if user.part == Role.SG_OFFICE:
            signals = signals.filter(state__in=ISSUED_OR_LATER)
        if user.part == Role.EXPERT:
            signals = signals.filter(invitation_of(user, "weighing__"))
        return signals

    def waiting_for_response(self) -> "SignalQuerySet":
        """Return issued signals without a response, published or not, the earliest due first."""
        waiting = self.filter(state__in=ISSUED_OR_LATER, answered_at=None)
        return waiting.order_by("response_due_on", "pk")

    def without_receipt(self) -> "SignalQuerySet":
        """Return those that wait for a response while nobody confirmed that they arrived."""
        return self.waiting_for_response().filter(receipts=None)

    def in_hand(self) -> "SignalQuerySet":
        """Return what the secretariat still works on, before issue or after the response."""
        ended_exercise = Q(state=SignalState.ANSWERED, is_exercise=True)
        return self.filter(state__in=IN_HAND).exclude(ended_exercise).order_by("pk")

    def with_something_to_publish(self) -> "SignalQuerySet":
        """Return published signals that ask for a new version (domain §3.7).

        Each reason is looked up apart, so that PostgreSQL need not pass by all signals.
        """
        published = Signal.objects.filter(published_at__isnull=False)
        reasons = [published.filter(source.came_in()) for source in SOURCES]
        reasons += [Signal.objects.with_prepared_revision(), Signal.objects.offline()]
        first, *others = (found.order_by().values("pk") for found in reasons)
        return self.filter(pk__in=first.union(*others))

    def unfinished(self) -> "SignalQuerySet":
        """Return everything with which somebody has something to do, or for which he waits."""
        all_signals = Signal.objects.all()
        kinds = (
            all_signals.waiting_for_response(),
            all_signals.in_hand(),
            all_signals.with_something_to_publish(),
        )
        asked = Q()
        for kind in kinds:
            asked |= Q(pk__in=kind.order_by().values("pk"))
        return self.filter(asked)

    def decided_before_publication(self) -> "SignalQuerySet":
        """Return what is not public yet, while a decision of the Minister about it is."""
        decided = self.filter(
            is_exercise=False,
            state__in=(SignalState.ISSUED, SignalState.ANSWERED),
            named_in__decision__state=DecisionState.RECORDED,
        )
        return decided.distinct()

    def with_prepared_revision(self) -> "SignalQuerySet":
        """Return signals of which a new version waits for the CPO."""
        waits = {"revisions__version": None, "revisions__dropped_at": None}
        return self.filter(revisions__isnull=False, **waits)

    def offline(self) -> "SignalQuerySet":
        """Return signals that were taken offline and wait for a version without personal data."""
        newest = {"revisions__published_at": models.F("newest_version_at")}
        return self.filter(revisions__kind=RevisionKind.OFFLINE, **newest)

    def overdue(self, today: date) -> "SignalQuerySet":
        """Return issued signals whose last day is past on ``today`` (Amsterdam)."""
        return self.waiting_for_response().filter(response_due_on__lt=today)


class Signal(RoundTheLetter, PublicLife, Suspendable):
    """One signal. From ``vastgesteld`` on its text is frozen and hashed."""

    STEPS = SIGNAL_STEPS
    TEXTS = ("purport", "title", "summary", "text", "attachments", "copies")

    weighing = models.ForeignKey(Weighing, models.PROTECT, related_name="signals")
    is_exercise = models.BooleanField("oefening", editable=False)
    state = models.CharField("stand", max_length=20, choices=SignalState.choices, blank=True)
    purport = models.CharField("strekking", max_length=20, choices=Purport.choices, blank=True)
    title = models.CharField("titel", max_length=200, validators=[check_letter_line])
    summary = models.TextField(
        "samenvatting voor het publiek", blank=True, max_length=2000, validators=[check_text]
    )
    summary_en = models.TextField(  # no part of the letter: written until publication
        "samenvatting in het Engels", blank=True, max_length=2000, validators=[check_text]
    )
    text = models.TextField(
        "tekst van de brief", blank=True, max_length=60_000, validators=[check_letter_text]
    )
    attachments = models.TextField(
        "bijlagen, een per regel", blank=True, max_length=2000, validators=[check_letter_words]
    )
    copies = models.TextField(
        "afschrift aan, een per regel", blank=True, max_length=2000, validators=[check_letter_words]
    )
    drafted_at = models.DateTimeField("opgesteld op")
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    text_hash = models.CharField("SHA-256 van de tekst", max_length=64, blank=True)
    number = models.CharField("kenmerk", max_length=20, null=True, blank=True, unique=True)
    issued_at = models.DateTimeField("uitgebracht op", null=True, blank=True)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    deadline_rule = models.CharField(
        "termijnregel", max_length=10, choices=[(r, r) for r in deadlines.Rule], blank=True
    )
    response_due_on = models.DateField("reactie uiterlijk op", null=True, blank=True)
    letterhead = models.JSONField("namen in de brief", default=dict, blank=True)
    letter_sha256 = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField("reactie vastgelegd op", null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    standing_decision = models.ForeignKey(
        StandingDecision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signals",
        verbose_name="gepubliceerd zonder reactie onder",
    )
    newest_version_at = models.DateTimeField("laatste openbare versie van", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawal_reason = models.TextField(
        "reden van intrekken", blank=True, max_length=60_000, validators=[check_text]
    )
    minister_informed_on = models.DateField("Minister geïnformeerd op", null=True, blank=True)
    minister_recorded_at = models.DateTimeField(null=True, blank=True)
    minister_recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()
    objects = SignalQuerySet.as_manager()

    class Meta:
        """The rules of domain §3.3 that must never be broken."""

        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        ordering: ClassVar = ["-drafted_at", "-pk"]
        indexes: ClassVar = [*SIGNAL_INDEXES]
        constraints: ClassVar = [*SIGNAL_RULES, *ROUND_THE_LETTER]

    def __str__(self) -> str:
        """Return the public number, or the internal one before issue (robustness 8)."""
        return self.number or f"signaal {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("signals:signal", args=[self.pk])

    def concerns(self) -> Situation:
        """Return the situation of which it is a part."""
        return self.weighing.situation

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.is_exercise

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this signal."""
        return Signal.objects.visible_to(user).filter(pk=self.pk).exists()

    def working_name(self) -> str:
        """Return how screens call it: the number once there is one, else "Concept 12"."""
        return self.number or f"Concept {self.pk}"

    def is_issued(self) -> bool:
        """Return whether the SG has it."""
        return self.state in ISSUED_OR_LATER

    def is_real(self) -> bool:
        """Return whether it is not an exercise."""
        return not self.is_exercise

    def is_overdue(self, today: date) -> bool:
        """Return whether the term passed without a response (derived, never stored)."""
        return (
            self.awaits_response()
            and self.response_due_on is not None
            and deadlines.is_overdue(self.response_due_on, today)
        )

    def awaits_response(self) -> bool:
        """Return whether the SG still owes a response: issued, or published without one."""
        return self.is_issued() and self.answered_at is None

    def was_answered_in_time(self) -> bool:
        """Return whether the response was sent on or before the last day (domain §3.3)."""
        response = self.response_or_none()
        due = self.response_due_on
        return response is not None and due is not None and response.sent_on <= due

    def days_used(self) -> int | None:
        """Return how many days after issue (day 0) the response was sent; None without one."""
        response = self.response_or_none()
        if response is None or self.issued_at is None:
            return None
        return (response.sent_on - localdate(self.issued_at)).days

    def hash_of_text(self) -> str:
        """Return the SHA-256 (hex) of everything that is frozen when the signal is adopted."""
        texts = {name: getattr(self, name) for name in self.TEXTS}
        return hashlib.sha256(chain.canonical(texts).encode()).hexdigest()

    def lacks_text(self) -> str:
        """Guard: title, purport, summary and text are there."""
        names = {"purport": "strekking", "summary": "samenvatting", "text": "tekst van de brief"}
        missing = [label for name, label in names.items() if not getattr(self, name).strip()]
        return f"Vul eerst in: {', '.join(missing)}." if missing else ""

    def lacks_closed_weighing(self) -> str:
        """Guard: the weighing was closed with "signaal"."""
        weighing = self.weighing
        if weighing.state == WeighingState.CLOSED and weighing.outcome == Outcome.SIGNAL:
            return ""
        return "De weging is nog niet gesloten met de uitkomst “signaal”."

    def lacks_gazette_reference(self) -> str:
        """Guard: the place of an A1 status in the Staatscourant is known."""
        triggers = self.weighing.triggers.all()
        if any(trigger.is_a1() and trigger.has_no_reference() for trigger in triggers):
            return "Vul bij de aanleiding eerst de vindplaats in de Staatscourant in."
        return ""
