"""Filters on the register; every parameter is bound to known values."""

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
from django.db.models import Q
from django.utils.timezone import localdate

from experts.models import Expert, Expertise, Institute
from experts.states import LIVING, Availability, ExpertState

if TYPE_CHECKING:
    from django.db.models import QuerySet

ALL = "alle"
CONFIRMED, NOT_CONFIRMED = "ja", "nee"
STATES = [(state.value, state.label) for state in LIVING]


class ExpertFilter(django_filters.FilterSet):
    """Experts by name, expertise, organisation, availability, confirmation and state."""

    zoek = django_filters.CharFilter(label="Naam of vakgebied", method="named", max_length=120)
    expertise = django_filters.ModelChoiceFilter(
        label="Expertise",
        field_name="expertises",
        queryset=Expertise.objects.current(),
        empty_label=ALL,
    )
    organisatie = django_filters.ModelChoiceFilter(
        label="Organisatie",
        field_name="institute",
        queryset=Institute.objects.all(),
        empty_label=ALL,
    )
    beschikbaar = django_filters.ChoiceFilter(
        label="Beschikbaar",
        field_name="availability",
        choices=Availability.choices,
        empty_label=ALL,
    )
    bevestigd = django_filters.ChoiceFilter(
        label="In het afgelopen jaar bevestigd",
        choices=[(CONFIRMED, "ja"), (NOT_CONFIRMED, "nee")],
        method="by_confirmation",
        empty_label=ALL,
    )
    oudlid = django_filters.ChoiceFilter(
        label="Oud-lid",
        field_name="is_former_member",
        choices=[("True", "ja"), ("False", "nee")],
        empty_label=ALL,
    )
    stand = django_filters.ChoiceFilter(
        label="Stand", choices=STATES, method="in_state", empty_label=None, null_label=None
    )

    class Meta:
        """Only the filters above."""

        model = Expert
        fields: ClassVar = ()

    @property
    def qs(self) -> "QuerySet[Expert]":
        """Those in the register, unless another state is asked."""
        found: QuerySet[Expert] = super().qs
        asked = self.form.cleaned_data.get("stand") if self.form.is_valid() else ""
        return found if asked else found.filter(state=ExpertState.IN_REGISTER)

    def is_used(self) -> bool:
        """Return whether anything was chosen, so that an empty list can say why."""
        return bool(self.form.changed_data)

    def named(self, queryset: "QuerySet[Expert]", name: str, value: str) -> "QuerySet[Expert]":  # noqa: ARG002
        """Return those whose name or field has each of these words."""
        for word in value.split()[:8]:
            queryset = queryset.filter(
                Q(name__icontains=word) | Q(expertise__icontains=word) | Q(name_key__icontains=word)
            )
        return queryset

    def in_state(self, queryset: "QuerySet[Expert]", name: str, value: Any) -> "QuerySet[Expert]":  # noqa: ARG002
        """Return those in this state."""
        return queryset.filter(state=value)

    def by_confirmation(
        self,
        queryset: "QuerySet[Expert]",
        name: str,  # noqa: ARG002
        value: str,
    ) -> "QuerySet[Expert]":
        """Return those who confirmed within a year, or those who did not."""
        today = localdate()
        if value == CONFIRMED:
            return queryset.filter(pk__in=Expert.objects.confirmed(today).values("pk"))
        return queryset.filter(pk__in=Expert.objects.not_confirmed(today).values("pk"))
