"""Filters on the lists of the office; every parameter is bound to known values.

A form shows nothing of what a person may not know: a situation is asked for by its name, and who
may not see situations, triggers or concepts is not asked about them.
"""

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from signals.models import Outcome, Signal, Trigger, Weighing
from signals.models.kinds import DECIDED, STILL_OPEN, UNFINISHED, WAITING
from signals.states import ISSUED_OR_LATER, OPEN, Route, SignalState, TriggerState, WeighingState

if TYPE_CHECKING:
    from django.db.models import QuerySet

ALL = "alle"
NO_YEAR = "Vul een jaar in, bijvoorbeeld 2026."
LATE, RUNS = "buiten", "loopt"
INTERNAL = [
    (UNFINISHED, "nog niet afgerond"),
    (DECIDED, "besluit openbaar, signaal nog niet"),
]


class YearFilter(django_filters.Filter):
    """A year that is typed."""

    field_class = forms.IntegerField

    def __init__(self, field_name: str) -> None:
        """Name the date or moment that is asked."""
        super().__init__(
            field_name,
            lookup_expr="year",
            label="Jaar",
            min_value=2000,
            max_value=2100,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NO_YEAR),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": SHORT}),
        )


SHORT = "utrecht-textbox utrecht-textbox--html-input mit-shorter"


def _choice(label: str, choices: list[tuple[str, str]], **options: Any) -> Any:
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label=ALL, **options)


def _kind(field_name: str) -> Any:
    choices = [("False", "echt"), ("True", "oefening")]
    return _choice("Soort", choices, field_name=field_name)


def _situation(path: str) -> Any:
    """Return the filter on a part of the name of the situation, or of its disease."""

    def asked(queryset: "QuerySet[Any]", name: str, value: str) -> "QuerySet[Any]":  # noqa: ARG001
        by_title, by_disease = f"{path}title__icontains", f"{path}disease__icontains"
        return queryset.filter(Q(**{by_title: value}) | Q(**{by_disease: value}))

    return django_filters.CharFilter(label="Situatie of ziekte", method=asked, max_length=120)


class ListFilter(django_filters.FilterSet):
    """A filter for one person; ``ASKS`` names the permission that a filter asks for."""

    ASKS: ClassVar[dict[str, str]] = {}

    def __init__(self, data: object, queryset: "QuerySet[Any]", *, user: User) -> None:
        """Leave out what this person may not ask."""
        super().__init__(data, queryset=queryset)
        for name, permission in self.ASKS.items():
            if not user.may(permission):
                del self.filters[name]

    def is_used(self) -> bool:
        """Return whether anything was chosen, so that an empty list can say why."""
        return bool(self.form.changed_data)

    def asks_for_exercises(self) -> bool:
        """Return whether only exercises were asked for."""
        return bool(self.form.is_valid() and self.form.cleaned_data.get("oefening") == "True")


class SignalFilter(ListFilter):
    """Signals by state, term, year, route, situation, and real or exercise."""

    ASKS: ClassVar = {"route": "situation.see", "situatie": "weighing.see"}

    stand = _choice("Stand", [*SignalState.choices, *INTERNAL], method="in_state")
    termijn = _choice(
        "Reactietermijn",
        [
            (LATE, "buiten de termijn van twee weken"),
            (RUNS, "loopt nog"),
            (WAITING, "loopt nog of buiten de termijn"),
        ],
        method="in_term",
    )
    route = _choice("Route", Route.choices, method="by_route")
    situatie = _situation("weighing__situation__")
    jaar = YearFilter("drafted_at")
    oefening = _kind("is_exercise")

    class Meta:
        """Only the filters above."""

        model = Signal
        fields = ()

    def __init__(self, data: object, queryset: "QuerySet[Any]", *, user: User) -> None:
        """Leave out the states in which this person never sees a signal; he asks when it came."""
        super().__init__(data, queryset, user=user)
        if not user.may("weighing.see"):
            known = [(state.value, state.label) for state in ISSUED_OR_LATER]
            self.filters["stand"].extra["choices"] = known
            self.filters["jaar"].field_name = "issued_at"

    def in_state(self, queryset: "QuerySet[Signal]", name: str, value: str) -> "QuerySet[Signal]":  # noqa: ARG002
        """Return the signals in this state, or those that ask for something."""
        if value == UNFINISHED:
            return queryset.filter(pk__in=Signal.objects.unfinished().order_by().values("pk"))
        if value == DECIDED:
            decided = Signal.objects.decided_before_publication()
            return queryset.filter(pk__in=decided.order_by().values("pk"))
        return queryset.filter(state=value)

    def in_term(self, queryset: "QuerySet[Signal]", name: str, value: str) -> "QuerySet[Signal]":  # noqa: ARG002
        """Return the signals without a response that are late, or that are still in time."""
        waiting = Signal.objects.waiting_for_response()
        late = waiting.overdue(localdate())
        in_time = waiting.exclude(pk__in=late.values("pk"))
        asked = {LATE: late, RUNS: in_time}.get(value, waiting)
        return queryset.filter(pk__in=asked.order_by().values("pk"))

    def by_route(self, queryset: "QuerySet[Signal]", name: str, value: str) -> "QuerySet[Signal]":  # noqa: ARG002
        """Return the signals that a trigger along this route led to."""
        triggers = Trigger.objects.filter(weighing=OuterRef("weighing"), route=value)
        return queryset.filter(Exists(triggers.order_by()))


class TriggerFilter(ListFilter):
    """Triggers by route, state, situation, year, how one heard of it, and real or exercise."""

    route = _choice("Route", Route.choices, field_name="route")
    stand = _choice(
        "Stand", [*TriggerState.choices, (STILL_OPEN, "nog niets besloten")], method="in_state"
    )
    vernomen = _choice(
        "Hoe vernomen",
        [("zelf", "zelf vernomen"), ("geinformeerd", "geïnformeerd")],
        method="by_source",
    )
    situatie = _situation("situation__")
    jaar = YearFilter("happened_on")
    oefening = _kind("situation__is_exercise")

    class Meta:
        """Only the filters above."""

        model = Trigger
        fields = ()

    def in_state(self, queryset: "QuerySet[Trigger]", name: str, value: str) -> "QuerySet[Trigger]":  # noqa: ARG002
        """Return the triggers in this state, or those about which nothing was decided."""
        return queryset.filter(state__in=OPEN if value == STILL_OPEN else (value,))

    def by_source(
        self,
        queryset: "QuerySet[Trigger]",
        name: str,  # noqa: ARG002
        value: str,
    ) -> "QuerySet[Trigger]":
        """Return the triggers of which the MIW was told, or that it heard of itself (R-046)."""
        column = "learned_from" if value == "zelf" else "informed_by"
        return queryset.exclude(**{column: ""})


class WeighingFilter(ListFilter):
    """Weighings by state, outcome, situation, year, and real or exercise."""

    stand = _choice("Stand", WeighingState.choices, field_name="state")
    uitkomst = _choice("Uitkomst", Outcome.choices, field_name="outcome")
    situatie = _situation("situation__")
    jaar = YearFilter("held_on")
    oefening = _kind("situation__is_exercise")

    class Meta:
        """Only the filters above."""

        model = Weighing
        fields = ()
