"""The rules of domain §3.3 that a signal never breaks, and the indexes along which it is found."""

from django.db import models
from django.db.models import Q

from signals import deadlines
from signals.models.news import NEWEST
from signals.states import ISSUED_OR_LATER, SignalState

IN_HAND = (SignalState.DRAFT, SignalState.ADOPTED, SignalState.ANSWERED)

SIGNAL_INDEXES = (
    models.Index(fields=["-drafted_at", "-id"], name="signal_newest"),
    models.Index(fields=["state", "-drafted_at", "-id"], name="signal_newest_in_state"),
    models.Index(
        fields=["response_due_on", "id"],
        name="signal_that_waits",
        condition=Q(state__in=ISSUED_OR_LATER, answered_at=None),
    ),
    models.Index(fields=["id"], name="signal_in_hand", condition=Q(state__in=IN_HAND)),
    models.Index(
        fields=["id"],
        name="signal_answered_late",
        condition=Q(published_at__isnull=False, answered_at__gt=NEWEST),
    ),
    models.Index(
        fields=["id"],
        name="signal_minister_told_late",
        condition=Q(published_at__isnull=False, minister_recorded_at__gt=NEWEST),
    ),
)

SIGNAL_RULES = (
    models.CheckConstraint(
        condition=~Q(is_exercise=True, state=SignalState.PUBLISHED),
        name="exercise_is_never_published",
        violation_error_message="Een oefening wordt nooit gepubliceerd.",
    ),
    models.CheckConstraint(
        condition=Q(
            state__in=ISSUED_OR_LATER,
            number__isnull=False,
            issued_at__isnull=False,
            issued_by__isnull=False,
            response_due_on__isnull=False,
            deadline_rule__in=[*deadlines.Rule],
        )
        | Q(
            number=None,
            issued_at=None,
            issued_by=None,
            response_due_on=None,
            deadline_rule="",
        )
        & ~Q(state__in=ISSUED_OR_LATER),
        name="issued_signal_has_number_and_term",
        violation_error_message="Een uitgebracht signaal heeft een kenmerk en een termijn.",
    ),
    models.CheckConstraint(
        condition=Q(state__in=(SignalState.DRAFT, SignalState.WITHDRAWN))
        | Q(adopted_at__isnull=False, adopted_by__isnull=False) & ~Q(text_hash=""),
        name="adopted_signal_is_hashed",
        violation_error_message="Een vastgesteld signaal heeft een vaste tekst.",
    ),
    models.CheckConstraint(
        condition=Q(state__in=(SignalState.ANSWERED, SignalState.PUBLISHED))
        & Q(answered_at__isnull=False, answered_by__isnull=False)
        | ~Q(state=SignalState.ANSWERED) & Q(answered_at=None, answered_by=None),
        name="answered_signal_says_when_and_by_whom",
        violation_error_message="Leg vast wanneer en door wie de reactie is vastgelegd.",
    ),
    models.CheckConstraint(
        condition=Q(
            state=SignalState.PUBLISHED,
            published_at__isnull=False,
            published_by__isnull=False,
        )
        | ~Q(state=SignalState.PUBLISHED) & Q(published_at=None, published_by=None),
        name="published_signal_says_when_and_by_whom",
        violation_error_message="Leg vast wanneer en door wie is gepubliceerd.",
    ),
    models.CheckConstraint(
        condition=~Q(state=SignalState.PUBLISHED)
        | Q(answered_at__isnull=False)
        | Q(standing_decision__isnull=False),
        name="published_signal_has_a_response_or_a_standing_decision",
        violation_error_message="Zonder reactie wordt een signaal alleen openbaar onder "
        "een vast besluit van de CPO.",
    ),
    models.CheckConstraint(
        condition=Q(state=SignalState.PUBLISHED)
        | Q(standing_decision=None, newest_version_at=None),
        name="only_a_published_signal_has_versions",
    ),
)
