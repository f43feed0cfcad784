"""Filters on the list of questions; every parameter is bound to known values."""

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.timezone import localdate

from aanspreekpunt.models import Answer, Channel, Question, Topic
from aanspreekpunt.states import OPEN, QuestionState

if TYPE_CHECKING:
    from django.db.models import QuerySet

ALL = "alle"
STILL_OPEN, UNDELIVERED = "open", "niet-aangekomen"
LATE, IN_TIME = "te-laat", "op-tijd"
NO_YEAR = "Vul een jaar in, bijvoorbeeld 2026."
SHORT = "utrecht-textbox utrecht-textbox--html-input mit-shorter"


def _choice(label: str, choices: list[tuple[str, str]], **options: Any) -> Any:
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label=ALL, **options)


class QuestionFilter(django_filters.FilterSet):
    """Questions by words, state, target term, topic, channel and year."""

    zoek = django_filters.CharFilter(label="Zoeken in vragen", method="with_words", max_length=120)
    stand = _choice(
        "Stand",
        [
            (STILL_OPEN, "wacht op antwoord"),
            *QuestionState.choices,
            (UNDELIVERED, "antwoord niet aangekomen"),
        ],
        method="in_state",
    )
    termijn = _choice(
        "Streeftermijn",
        [(LATE, "nu te laat"), (IN_TIME, "op tijd beantwoord")],
        method="in_term",
    )
    onderwerp = _choice("Onderwerp", Topic.choices, field_name="topic")
    binnengekomen = _choice("Binnengekomen", Channel.choices, field_name="channel")
    jaar = django_filters.NumberFilter(
        label="Jaar",
        field_name="received_on",
        lookup_expr="year",
        min_value=2000,
        max_value=2100,
        decimal_places=0,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NO_YEAR),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": SHORT}),
    )

    class Meta:
        """Only the filters above."""

        model = Question
        fields = ()

    def is_used(self) -> bool:
        """Return whether anything was chosen, so that an empty list can say why."""
        return bool(self.form.changed_data)

    def with_words(
        self,
        queryset: "QuerySet[Question]",
        name: str,  # noqa: ARG002
        value: str,
    ) -> "QuerySet[Question]":
        """Return the questions with these words in reference, name, mail or text."""
        words = value.replace("\0", "")
        columns = ("reference", "name", "email", "text")
        found = Q()
        for column in columns:
            found |= Q(**{f"{column}__icontains": words})
        return queryset.filter(found)

    def in_state(
        self,
        queryset: "QuerySet[Question]",
        name: str,  # noqa: ARG002
        value: str,
    ) -> "QuerySet[Question]":
        """Return the questions in this state, or those that ask for something."""
        if value == UNDELIVERED:
            return queryset.filter(answers__in=Answer.objects.undelivered().values("pk"))
        return queryset.filter(state__in=OPEN if value == STILL_OPEN else (value,))

    def in_term(
        self,
        queryset: "QuerySet[Question]",
        name: str,  # noqa: ARG002
        value: str,
    ) -> "QuerySet[Question]":
        """Return what is late now, or what was answered in time."""
        if value == LATE:
            return queryset.filter(state__in=OPEN, due_on__lt=localdate())
        in_time = Question.objects.answered_in_time()
        return queryset.filter(pk__in=in_time.order_by().values("pk"))
