"""How forms look and what a Dutch date is: the renderer and the fields that all forms share."""

import re
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.utils import timezone

_TEXT = "utrecht-textbox utrecht-textbox--html-input"
# The class of NL Design System for each kind of control; others keep what they have.
_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.FileInput, "mit-file"),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.MultiWidget, ""),
    (Input, _TEXT),
)
# What to do about an empty field, for each kind of control.
_WHEN_EMPTY: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "Vink dit aan om verder te gaan."),
    (forms.CheckboxSelectMultiple, "Kies ten minste één mogelijkheid."),
    (forms.FileInput, "Kies een bestand."),
    (forms.Select, "Kies een mogelijkheid."),
    (forms.RadioSelect, "Kies een mogelijkheid."),
    (forms.Widget, "Vul dit veld in."),
)
_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")
_YEARS = range(1900, 2101)
_SHORT = {"autocomplete": "off"}


class Field(BoundField):
    """A field on a page: knows its classes, and where a link to its error should lead."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        """Bind the field; its message for "empty" says what to do, and it has no placeholder.

        A placeholder is gone as soon as one types; the label and the help text stay.
        """
        super().__init__(form, field, name)
        field.widget.attrs.pop("placeholder", None)
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = _first(_WHEN_EMPTY, field.widget)

    @property
    def is_single_choice(self) -> bool:
        """Whether this is one checkbox, which has its label behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def requirement(self) -> str:
        """What stands behind the label of a field that may be left empty; "" when it may not.

        A form says in ``REQUIRED_WHEN`` of which field that depends, and on what.
        """
        if self.field.required:
            return ""
        when: dict[str, str] = getattr(self.form, "REQUIRED_WHEN", {})
        return when.get(self.name, "niet verplicht")

    @property
    def error_anchor(self) -> str:
        """The id that the error summary links to: the control, or the first of its group."""
        return f"{self.auto_id}_0" if self.use_fieldset else str(self.id_for_label)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Return the attributes with the class of the design system, unless one was chosen."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if "class" not in widget.attrs and not widget.is_hidden:
            attrs["class"] = _first(_CLASSES, widget)
        if not attrs.get("class"):
            attrs.pop("class", None)
        return attrs


class Renderer(TemplatesSetting):
    """Renders forms with our own templates (templates/django/forms)."""

    bound_field_class = Field


def _first(table: tuple[tuple[type[forms.Widget], str], ...], widget: forms.Widget) -> str:
    """Return what the table says of the first kind that the widget belongs to, or nothing."""
    return next((text for kind, text in table if isinstance(widget, kind)), "")


Groups = tuple[tuple[str, str, tuple[str, ...]], ...]


class GroupedForm(forms.Form):
    """A form that shows which fields belong together; ``GROUPS`` names every visible field once.

    A group is a title, an explanation (or ""), and the names of its fields.
    """

    GROUPS: ClassVar[Groups] = ()
    FOLDED: ClassVar[frozenset[str]] = frozenset()  # titles of groups that few people need

    def groups(self) -> list[tuple[str, str, list[BoundField]]]:
        """Return the groups with their fields; a field or group that is not there is left out."""
        grouped = [
            (title, explanation, [self[name] for name in names if name in self.fields])
            for title, explanation, names in self.GROUPS
        ]
        return [group for group in grouped if group[2]]

    def folded(self) -> set[str]:
        """Return the titles of the groups to fold up: in those nothing was filled in or wrong."""
        return {
            title
            for title, _, fields in self.groups()
            if title in self.FOLDED and not any(field.value() or field.errors for field in fields)
        }


class DutchDateField(forms.DateField):
    """A date typed as dd-mm-jjjj; 1-9-2026, 01/09/2026 and 1.9.2026 are understood as well."""

    widget = forms.DateInput(format="%d-%m-%Y", attrs={**_SHORT, "class": f"{_TEXT} mit-short"})
    default_error_messages: ClassVar = {
        "required": "Vul een datum in, bijvoorbeeld 15-09-2026.",
        "invalid": "Vul de datum in als dag-maand-jaar, bijvoorbeeld 15-09-2026.",
        "unknown": "Deze datum bestaat niet. Controleer de dag en de maand.",
        "year": "Controleer het jaar: vul een jaar in tussen 1900 en 2100.",
    }

    def __init__(self, *, help_text: str = "Bijvoorbeeld 15-09-2026", **options: Any) -> None:
        """Take the options of a DateField; the help text gives an example unless told otherwise."""
        super().__init__(help_text=help_text, **options)

    def to_python(self, value: object) -> date | None:
        """Return the date, or None when nothing was typed; ValidationError says what is wrong."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        typed = _DATE.fullmatch(str(value).strip())
        if typed is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        day, month, year = (int(part) for part in typed.groups())
        if year not in _YEARS:
            raise ValidationError(self.error_messages["year"], code="year")
        try:
            return date(year, month, day)
        except ValueError as error:
            raise ValidationError(self.error_messages["unknown"], code="unknown") from error


class DutchTimeField(forms.TimeField):
    """A time typed as uu:mm; 9.05 is understood as well."""

    widget = forms.TimeInput(format="%H:%M", attrs={**_SHORT, "class": f"{_TEXT} mit-shorter"})
    default_error_messages: ClassVar = {
        "required": "Vul een tijd in, bijvoorbeeld 09:30.",
        "invalid": "Vul de tijd in als uren:minuten, bijvoorbeeld 09:30.",
    }

    def to_python(self, value: object) -> time | None:
        """Return the time, or None when nothing was typed; ValidationError says what is wrong."""
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        typed = _TIME.fullmatch(str(value).strip())
        try:
            hour, minute = (int(part) for part in typed.groups()) if typed else (24, 0)
            return time(hour, minute)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class DutchDateTimeWidget(forms.MultiWidget):
    """A date and a time beside each other, in one group."""

    template_name = "django/forms/widgets/dutch_date_time.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Take the attributes that both inputs get."""
        super().__init__([DutchDateField.widget, DutchTimeField.widget], attrs)

    def decompress(self, value: datetime | None) -> list[date | time | None]:
        """Return date and time in Amsterdam of an aware datetime."""
        if value is None:
            return [None, None]
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return [local.date(), local.time().replace(second=0, microsecond=0)]


class DutchDateTimeField(forms.MultiValueField):
    """A moment, typed as a date and a time in Amsterdam; gives an aware datetime."""

    widget = DutchDateTimeWidget
    default_error_messages: ClassVar = {
        "required": "Vul een datum en een tijd in, bijvoorbeeld 15-09-2026 en 09:30.",
        "incomplete": "Vul ook de tijd in, bijvoorbeeld 09:30.",
        "clock": "Deze tijd bestaat niet of is er twee keer, omdat de klok wordt verzet.",
    }

    def __init__(
        self, *, help_text: str = "Bijvoorbeeld 15-09-2026 en 09:30", **options: Any
    ) -> None:
        """Take the options of a field; the help text gives an example unless told otherwise."""
        parts = (DutchDateField(), DutchTimeField())
        super().__init__(parts, help_text=help_text, **options)

    def compress(self, data_list: list[Any]) -> datetime | None:
        """Return the aware datetime, or None when nothing was typed.

        Raises ValidationError for a time that the change of the clock skips or repeats.
        """
        if not data_list:
            return None
        day, hour = data_list
        if not day or not hour:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        moment = datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())
        other = moment.replace(fold=1)
        if moment.utcoffset() != other.utcoffset():
            raise ValidationError(self.error_messages["clock"], code="clock")
        return moment


def offer(form: forms.BaseForm, name: str, records: QuerySet[Any]) -> None:
    """Let a field choose from these records."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        message = f"{name} is not a choice of records"
        raise TypeError(message)
    field.queryset = records
