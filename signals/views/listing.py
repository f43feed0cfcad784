"""The lists of the office as data: what stands in them, and what goes into a spreadsheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from mit_waakstand.accounts.models import User
from signals.filters import ListFilter, SignalFilter, TriggerFilter, WeighingFilter
from signals.models import IssueDateCorrection, Signal, Trigger, Weighing

Column = tuple[str, Callable[[Any], object]]


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One list. ``exercise`` leads to the field that marks an exercise.

    ``related`` are the records that only the spreadsheet asks for.
    """

    name: str
    permission: str
    filters: type[ListFilter]
    rows: Callable[[User], QuerySet[Any]]
    order: tuple[str, ...]
    exercise: str
    columns: Callable[[User], tuple[Column, ...]]
    related: tuple[str, ...] = ()

    def selection(self, data: object, user: User) -> ListFilter:
        """Return what this person may know, filtered as ``data`` asks."""
        return self.filters(data, self.rows(user), user=user)

    def in_order(self, selection: ListFilter) -> QuerySet[Any]:
        """Return what was selected, the newest first."""
        found: QuerySet[Any] = selection.qs
        return found.order_by(*self.order)

    def for_export(self, selection: ListFilter) -> QuerySet[Any]:
        """Return what may leave the house: an exercise never does (robustness 7)."""
        return self.in_order(selection).filter(**{self.exercise: False})

    def cells(self, found: QuerySet[Any], user: User) -> Iterator[list[object]]:
        """Yield the cells of each row, a few hundred records at a time."""
        columns = self.columns(user)
        for record in found.prefetch_related(*self.related).iterator(chunk_size=500):
            yield [value(record) for _, value in columns]


def _signal_columns(user: User) -> tuple[Column, ...]:
    internal: tuple[Column, ...] = ()
    if user.may("situation.see"):
        internal = (
            ("situatie", lambda signal: signal.weighing.situation.title),
            ("route", _routes),
            ("opgesteld op", lambda signal: signal.drafted_at),
            ("vastgesteld op", lambda signal: signal.adopted_at),
        )
    return (
        ("signaal", lambda signal: signal.working_name()),
        ("titel", lambda signal: signal.title),
        ("strekking", lambda signal: signal.get_purport_display()),
        ("stand", lambda signal: signal.get_state_display()),
        *internal,
        ("uitgebracht op", lambda signal: signal.issued_at),
        ("datum hersteld", lambda signal: "ja" if signal.has_corrected_date else ""),
        ("reactie uiterlijk op", lambda signal: signal.response_due_on),
        ("reactie verzonden op", lambda signal: getattr(signal.response_or_none(), "sent_on", "")),
        ("dagen tot de reactie", lambda signal: signal.days_used()),
        ("gepubliceerd op", lambda signal: signal.published_at),
    )


def _routes(signal: Signal) -> str:
    routes = {str(trigger.get_route_display()) for trigger in signal.weighing.triggers.all()}
    return ", ".join(sorted(routes))


def _trigger_columns(_user: User) -> tuple[Column, ...]:
    return (
        ("situatie", lambda trigger: trigger.situation.title),
        ("ziekte", lambda trigger: trigger.situation.disease),
        ("route", lambda trigger: trigger.get_route_display()),
        ("datum", lambda trigger: trigger.happened_on),
        ("stand", lambda trigger: trigger.get_state_display()),
        ("geïnformeerd door", lambda trigger: trigger.informed_by),
        ("zelf vernomen via", lambda trigger: trigger.learned_from),
        ("vindplaats", lambda trigger: trigger.gazette_reference),
        ("nummer van het OMT", lambda trigger: trigger.omt_number),
        ("vastgelegd op", lambda trigger: trigger.registered_at),
        ("beoordeeld op", lambda trigger: trigger.assessed_at),
    )


def _weighing_columns(_user: User) -> tuple[Column, ...]:
    return (
        ("situatie", lambda weighing: weighing.situation.title),
        ("datum", lambda weighing: weighing.held_on),
        ("vorm", lambda weighing: weighing.get_form_display()),
        ("stand", lambda weighing: weighing.get_state_display()),
        ("uitkomst", lambda weighing: weighing.get_outcome_display()),
        ("geopend op", lambda weighing: weighing.opened_at),
        ("gesloten op", lambda weighing: weighing.closed_at),
    )


def _signals(user: User) -> QuerySet[Signal]:
    put_right = IssueDateCorrection.objects.filter(
        signal=OuterRef("pk"), confirmed_at__isnull=False
    )
    found = Signal.objects.visible_to(user).select_related("response", "weighing__situation")
    return found.annotate(has_corrected_date=Exists(put_right))


SIGNALS = Listing(
    name="signalen",
    permission="signal.see",
    filters=SignalFilter,
    rows=_signals,
    order=("-drafted_at", "-pk"),
    exercise="is_exercise",
    columns=_signal_columns,
    related=("weighing__triggers",),
)
TRIGGERS = Listing(
    name="aanleidingen",
    permission="situation.see",
    filters=TriggerFilter,
    rows=lambda user: Trigger.objects.visible_to(user).select_related("situation"),
    order=("-happened_on", "-pk"),
    exercise="situation__is_exercise",
    columns=_trigger_columns,
)
WEIGHINGS = Listing(
    name="wegingen",
    permission="weighing.see",
    filters=WeighingFilter,
    rows=lambda user: Weighing.objects.visible_to(user).select_related("situation"),
    order=("-held_on", "-pk"),
    exercise="situation__is_exercise",
    columns=_weighing_columns,
)
