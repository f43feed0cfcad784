"""A opens, B saves, A saves: refused, both are shown, nothing is lost (robustness 16).

Each form that changes a record of which somebody else may have changed the same. The texts of a
signal and the facts of a trigger have their own tests.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from asking import main_text, signed_in
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from lxml import html
from signal_forms import act_url

from building import (
    a_signal,
    a_situation,
    a_suspension,
    a_weighing,
    person,
)
from mit_waakstand.accounts.roles import Role
from mit_waakstand.situations.models import Situation
from signals.models import Answer, Commission, Participant, Signal, Suspension, Weighing
from signals.states import SignalState

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SOON, LATER = ((TODAY + timedelta(days=days)).strftime("%d-%m-%Y") for days in (30, 60))
YESTERDAY = (TODAY - timedelta(days=1)).strftime("%d-%m-%Y")


@dataclass(frozen=True)
class Case:
    """A page, what two people fill in there, and what is kept of it."""

    address: Callable[[], str]
    first: dict[str, object]
    second: dict[str, object]
    kept: Callable[[], object]
    shown: str  # what the second one reads of the first
    role: Role = Role.SECRETARY


def _weighing_page(verb: str) -> Callable[[], str]:
    return lambda: reverse(f"signals:weighing-{verb}", args=[a_weighing().pk])


def _record() -> dict[str, object]:
    return {"participant": Participant.objects.get().pk}


CASES = {
    "situation": Case(
        lambda: reverse("signals:situation-correct", args=[a_situation().pk]),
        {"title": "Eerste naam", "disease": "zilverkoorts"},
        {"title": "Tweede naam", "disease": "zilverkoorts"},
        lambda: Situation.objects.get().title,
        "“Eerste naam”",
    ),
    "weegvraag": Case(
        _weighing_page("answer"),
        {"gevolgen_text": "Eerste antwoord"},
        {"gevolgen_text": "Tweede antwoord"},
        lambda: Answer.objects.get().text,
        "Eerste antwoord",
    ),
    "plan": Case(
        _weighing_page("reschedule"),
        {"form": "schriftelijk", "held_on": SOON},
        {"form": "samenkomst", "held_on": LATER},
        lambda: Weighing.objects.get().form,
        "schriftelijke ronde op",
    ),
    "checklist": Case(
        lambda: reverse("signals:suspension-prepare", args=[a_suspension().pk]),
        {"archive_remark": "Eerste opmerking"},
        {"archive_remark": "Tweede opmerking"},
        lambda: Suspension.objects.get().archive_remark,
        "“Eerste opmerking”",
    ),
    "commissie": Case(
        lambda: reverse("signals:commission-change-end", args=[a_suspension().commission_id]),
        {"lapses_on": SOON, "reason": "Korter."},
        {"lapses_on": LATER, "reason": "Langer."},
        lambda: list(Commission.objects.get().changes.values_list("reason", flat=True)),
        "Nu staat er:",
    ),
    "minister": Case(
        lambda: act_url(a_signal(SignalState.ISSUED), "inform-minister"),
        {"minister_informed_on": YESTERDAY},
        {"minister_informed_on": TODAY.strftime("%d-%m-%Y")},
        lambda: Signal.objects.get().minister_informed_on,
        "Nu staat er:",
    ),
}


def read(answer: HttpResponse) -> dict[str, object]:
    """Return what a page remembers of what it showed, and everything that stands in its form."""
    (form,) = html.fromstring(answer.content).xpath("//main//form[@method='post']")
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize("name", CASES)
def test_a_change_by_somebody_else_is_not_overwritten_unseen(name: str) -> None:
    case = CASES[name]
    address = case.address()
    client, other = signed_in(person(Role.SECRETARY)), signed_in(person(Role.SECRETARY, "ander"))
    opened, opened_too = read(client.get(address)), read(other.get(address))

    saved = client.post(address, opened | case.first)
    kept = case.kept()
    refused = other.post(address, opened_too | case.second)
    kept_after = case.kept()
    again = other.post(address, read(refused))

    assert saved.status_code == 302
    assert refused.status_code == 409
    assert case.shown in main_text(refused)
    assert all(str(value) in refused.content.decode() for value in case.second.values())
    assert kept_after == kept
    assert again.status_code == 302
    assert case.kept() != kept


def test_what_was_written_of_an_expert_is_not_overwritten_unseen() -> None:
    weighing = a_weighing()
    address = reverse("signals:weighing-record-opinion", args=[weighing.pk])
    client, other = signed_in(person(Role.SECRETARY)), signed_in(person(Role.CPO))
    seen = {"seen": read(other.get(address))["seen"]}

    client.post(address, seen | _record() | {"opinion": "signaal", "rationale": "Eerste."})
    refused = other.post(address, seen | _record() | {"opinion": "signaal", "rationale": "Tweede."})
    kept = Participant.objects.get().rationale
    again = other.post(address, read(refused))

    assert refused.status_code == 409
    assert "“Eerste.”" in main_text(refused)
    assert "Tweede." in refused.content.decode()
    assert kept == "Eerste."
    assert again.status_code == 302
    assert Participant.objects.get().rationale == "Tweede."


@pytest.mark.parametrize("seen", ["geen json", "[]", json.dumps({"x": 1})])
def test_an_odd_memory_of_what_was_read_breaks_nothing(seen: str) -> None:
    weighing = a_weighing()
    address = reverse("signals:weighing-record-opinion", args=[weighing.pk])

    answer = signed_in(person(Role.SECRETARY)).post(address, _record() | {"seen": seen})

    assert answer.status_code == 302


def test_two_people_answer_different_weegvragen_on_one_page() -> None:
    address = reverse("signals:weighing-answer", args=[a_weighing().pk])
    client, other = signed_in(person(Role.SECRETARY)), signed_in(person(Role.CPO))
    opened, opened_too = read(client.get(address)), read(other.get(address))

    client.post(address, opened | {"gevolgen_text": "Groot."})
    answer = other.post(address, opened_too | {"snelheid_text": "Snel."})

    kept = dict(Answer.objects.values_list("key", "text"))
    assert answer.status_code == 302
    assert kept == {"gevolgen": "Groot.", "snelheid": "Snel."}
