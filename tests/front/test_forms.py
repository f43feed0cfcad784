"""Forms: what people may type, what they are told, and how a field stands on the page."""

from datetime import UTC, date, datetime
from typing import ClassVar

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from mit_waakstand.forms import (
    DutchDateField,
    DutchDateTimeField,
    DutchTimeField,
    GroupedForm,
    Renderer,
)

CLOCK_CHANGES = "Deze tijd bestaat niet of is er twee keer, omdat de klok wordt verzet."


class Everything(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="Titel", help_text="Kort en duidelijk.")
    text = forms.CharField(label="Tekst", widget=forms.Textarea, required=False)
    on = DutchDateField(label="Ontvangen op")
    at = DutchDateTimeField(label="Uitgebracht op", required=False)
    route = forms.ChoiceField(label="Route", choices=[("a", "A1"), ("o", "OMT")])
    purport = forms.ChoiceField(
        label="Strekking", widget=forms.RadioSelect, choices=[("n", "nu"), ("v", "voorbereiden")]
    )
    people = forms.MultipleChoiceField(
        label="Experts", widget=forms.CheckboxSelectMultiple, choices=[("1", "A"), ("2", "B")]
    )
    letter = forms.FileField(label="Brief")
    checked = forms.BooleanField(label="Gecontroleerd")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)
    named = forms.CharField(
        widget=forms.TextInput(attrs={"class": "own", "placeholder": "Naam"}), required=False
    )

    default_renderer = Renderer


def render(form: forms.BaseForm) -> html.HtmlElement:
    return html.fragment_fromstring(str(form), create_parent="form")


@pytest.mark.parametrize(
    "typed", ["1-9-2026", "01-09-2026", " 1/9/2026 ", "1.9.2026", "01 09 2026"]
)
def test_a_date_may_be_typed_in_many_ways(typed: str) -> None:
    field = DutchDateField()

    day = field.clean(typed)

    assert day == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Vul een datum in, bijvoorbeeld 15-09-2026."),
        ("morgen", "Vul de datum in als dag-maand-jaar, bijvoorbeeld 15-09-2026."),
        ("2026-09-15", "Vul de datum in als dag-maand-jaar, bijvoorbeeld 15-09-2026."),
        ("15-09-26", "Vul de datum in als dag-maand-jaar, bijvoorbeeld 15-09-2026."),
        ("1-9-2026\x00", "Vul de datum in als dag-maand-jaar, bijvoorbeeld 15-09-2026."),
        ("31-02-2026", "Deze datum bestaat niet. Controleer de dag en de maand."),
        ("29-02-2027", "Deze datum bestaat niet. Controleer de dag en de maand."),
        ("15-09-0026", "Controleer het jaar: vul een jaar in tussen 1900 en 2100."),
    ],
)
def test_a_wrong_date_is_answered_with_what_to_do(typed: str, message: str) -> None:
    field = DutchDateField()

    with pytest.raises(ValidationError) as refused:
        field.clean(typed)

    assert refused.value.messages == [message]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_date_comes_back_as_it_was_shown(day: date) -> None:
    field = DutchDateField()

    shown = field.widget.format_value(day)

    assert field.clean(shown) == day


@given(st.text())
def test_any_text_is_a_date_or_a_clear_error(typed: str) -> None:
    field = DutchDateField(required=False)

    try:
        day = field.clean(typed)
    except ValidationError as refused:
        assert refused.messages[0] in field.error_messages.values()  # noqa: PT017 - either way
    else:
        assert day is None or isinstance(day, date)


def test_a_date_that_is_one_already_is_kept() -> None:
    field = DutchDateField(required=False)

    kept = [field.to_python(date(2026, 9, 1)), field.to_python(datetime(2026, 9, 1, tzinfo=UTC))]

    assert kept == [date(2026, 9, 1), date(2026, 9, 1)]


@pytest.mark.parametrize("typed", ["9:05", "09:05", "9.05"])
def test_a_time_may_be_typed_with_a_colon_or_a_point(typed: str) -> None:
    field = DutchTimeField()

    moment = field.clean(typed)

    assert (moment.hour, moment.minute) == (9, 5)
    assert field.clean(moment) == moment


@pytest.mark.parametrize("typed", ["24:00", "9:60", "negen uur", "9"])
def test_a_wrong_time_is_answered_with_what_to_do(typed: str) -> None:
    field = DutchTimeField(required=False)

    with pytest.raises(ValidationError) as refused:
        field.clean(typed)

    assert refused.value.messages == ["Vul de tijd in als uren:minuten, bijvoorbeeld 09:30."]
    assert field.clean("") is None


def test_a_moment_is_understood_as_amsterdam_time() -> None:
    field = DutchDateTimeField()

    moment = field.clean(["1-9-2026", "16:00"])

    assert moment == datetime(2026, 9, 1, 14, 0, tzinfo=UTC)
    assert field.widget.decompress(moment)[0] == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["", ""], "Vul een datum en een tijd in, bijvoorbeeld 15-09-2026 en 09:30."),
        (["25-10-2026", "02:30"], CLOCK_CHANGES),
        (["28-03-2027", "02:30"], CLOCK_CHANGES),
    ],
)
def test_a_moment_that_is_missing_or_not_one_moment_is_refused(
    typed: list[str], message: str
) -> None:
    field = DutchDateTimeField()

    with pytest.raises(ValidationError) as refused:
        field.clean(typed)

    assert refused.value.messages == [message]


def test_a_date_without_a_time_is_told_to_complete_it() -> None:
    field = DutchDateTimeField(required=False)

    with pytest.raises(ValidationError) as refused:
        field.clean(["1-9-2026", ""])

    assert refused.value.messages == ["Vul ook de tijd in, bijvoorbeeld 09:30."]
    assert field.clean(["", ""]) is None


def test_every_control_has_a_label_that_points_to_it() -> None:
    page = render(Everything())

    controls = page.xpath(".//input[not(@type='hidden')] | .//textarea | .//select")

    labelled = {label.get("for") for label in page.iter("label")}
    assert len(controls) == 13
    assert [control.get("id") for control in controls if control.get("id") not in labelled] == []


def test_groups_of_choices_stand_in_a_fieldset_with_a_legend() -> None:
    page = render(Everything())

    legends = [" ".join(legend.text_content().split()) for legend in page.iter("legend")]

    assert legends == ["Uitgebracht op (niet verplicht)", "Strekking", "Experts"]


class Folding(GroupedForm):
    GROUPS: ClassVar = (("Altijd", "", ("one",)), ("Alleen soms", "", ("two",)))
    FOLDED: ClassVar = frozenset({"Alleen soms"})

    one = forms.CharField(required=False)
    two = forms.CharField(required=False)


@pytest.mark.parametrize(
    ("form", "folded"),
    [
        (Folding(), ["Alleen soms"]),
        (Folding({"one": "x", "two": ""}), ["Alleen soms"]),
        (Folding({"two": "x"}), []),
        (Folding(initial={"two": "x"}), []),
    ],
    ids=["new", "another field", "filled in", "kept"],
)
def test_a_group_that_few_need_is_folded_until_something_stands_in_it(
    form: Folding, folded: list[str]
) -> None:
    page = html.fromstring(render_to_string("components/form_groups.html", {"form": form}))

    assert [summary.text for summary in page.xpath("//details/summary")] == folded
    assert [str(name) for name in page.xpath("//input/@name")] == ["one", "two"]


class Depending(forms.Form):
    REQUIRED_WHEN: ClassVar = {"reason": "verplicht bij nee"}

    reason = forms.CharField(label="Reden", required=False)


def test_a_field_that_is_sometimes_required_says_when() -> None:
    page = render(Depending())

    labels = [" ".join(label.text_content().split()) for label in page.iter("label")]

    assert labels == ["Reden (verplicht bij nee)"]


def test_controls_wear_the_classes_of_the_design_system_unless_they_chose_their_own() -> None:
    page = render(Everything())

    classes = [page.get_element_by_id(f"id_{name}").get("class") for name in ("title", "named")]

    assert classes == ["utrecht-textbox utrecht-textbox--html-input", "own"]


def test_no_control_leans_on_a_placeholder() -> None:
    page = render(Everything())

    assert page.xpath(".//@placeholder") == []


def test_an_empty_form_says_at_each_field_what_to_do() -> None:
    form = Everything({})

    form.full_clean()

    told = {name: errors[0] for name, errors in form.errors.items()}
    assert told == {
        "title": "Vul dit veld in.",
        "on": "Vul een datum in, bijvoorbeeld 15-09-2026.",
        "route": "Kies een mogelijkheid.",
        "purport": "Kies een mogelijkheid.",
        "people": "Kies ten minste één mogelijkheid.",
        "letter": "Kies een bestand.",
        "checked": "Vink dit aan om verder te gaan.",
    }


def test_an_error_is_tied_to_its_control() -> None:
    form = Everything({})

    page = render(form)

    control = page.get_element_by_id("id_title")
    assert control.get("aria-invalid") == "true"
    assert control.get("aria-describedby") == "id_title_helptext id_title_error"
    assert page.get_element_by_id("id_title_error").text_content() == "Fout: Vul dit veld in."


def test_the_error_summary_takes_the_focus_and_every_link_arrives_at_a_control() -> None:
    form = Everything({})
    page = render(form)

    summary = html.fragment_fromstring(
        render_to_string("components/error_summary.html", {"form": form})
    )

    targets = [link.get("href").removeprefix("#") for link in summary.iter("a")]
    assert (summary.get("tabindex"), "autofocus" in summary.attrib) == ("-1", True)
    assert len(targets) == 7
    assert [page.get_element_by_id(target).tag for target in targets] == [
        "input", "input", "select", "input", "input", "input", "input",
    ]  # fmt: skip


def test_what_was_typed_is_still_there_after_an_error() -> None:
    form = Everything({"title": "Grijze koorts", "on": "31-02-2026", "at_0": "1-9-2026"})

    page = render(form)

    kept = [page.get_element_by_id(name).get("value") for name in ("id_title", "id_on", "id_at_0")]
    assert kept == ["Grijze koorts", "31-02-2026", "1-9-2026"]
