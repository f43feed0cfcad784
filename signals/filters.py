"""Filters on the lists of the office; every parameter is bound to known values."""

from typing import TYPE_CHECKING

import django_filters
from django.utils.timezone import localdate

from signals.models import Signal
from signals.states import SignalState

if TYPE_CHECKING:
    from django.db.models import QuerySet

LATE = "buiten_de_termijn"


class SignalFilter(django_filters.FilterSet):
    """Signals by state, and real or exercise."""

    stand = django_filters.ChoiceFilter(
        label="Stand",
        choices=[*SignalState.choices, (LATE, "buiten de termijn van twee weken")],
        empty_label="alle",
        method="in_state",
    )
    oefening = django_filters.ChoiceFilter(
        label="Soort",
        field_name="is_exercise",
        choices=[("False", "echt"), ("True", "oefening")],
        empty_label="alle",
    )

    class Meta:
        """Only the filters above."""

        model = Signal
        fields = ()

    def in_state(self, queryset: "QuerySet[Signal]", name: str, value: str) -> "QuerySet[Signal]":  # noqa: ARG002
        """Return the signals in this state; late is derived."""
        if value == LATE:
            late = Signal.objects.overdue(localdate()).values("pk")
            return queryset.filter(pk__in=late)
        return queryset.filter(state=value)
