"""Signals: who may do what from where, and what a signal says of itself (domain §3.3)."""

from datetime import date, datetime

import pytest
from asking import (
    buttons,
    main_text,
    signed_in,
    verbs,
)
from django.test import Client
from django.urls import reverse
from signal_forms import NOW, with_files

from building import (
    a_signal,
    a_weighing,
    person,
)
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from signals.models import Addressee, Signal
from signals.states import SignalState
from signals.workflow import signals

pytestmark = pytest.mark.django_db


# --- Who may do what from where ----------------------------------------------------------------

OFFERED = {
    SignalState.DRAFT: {
        Role.CPO: ["edit", "withdraw", "disclose", "adopt", "summarise"],
        Role.SECRETARY: ["edit", "summarise"],
    },
    SignalState.ADOPTED: {
        Role.CPO: ["withdraw", "disclose", "reopen", "issue", "summarise"],
        Role.SECRETARY: ["issue", "summarise"],
    },
    SignalState.ISSUED: {
        Role.CPO: [
            "propose_date",
            "send_message",
            "record_conversation",
            "summarise",
            "report_leak",
            "publish_without_response",  # with obstacles: no button
        ],
        Role.SECRETARY: [
            "record_receipt",
            "inform_minister",
            "propose_date",
            "send_message",
            "record_interim",
            "record_conversation",
            "summarise",
            "respond",
        ],
        Role.SG_OFFICE: [
            "confirm_receipt",
            "inform_minister",
            "record_interim",
            "record_conversation",
            "respond",
        ],
    },
    SignalState.ANSWERED: {
        Role.CPO: ["propose_date", "send_message", "summarise", "report_leak", "publish"],
        Role.SECRETARY: [
            "inform_minister",
            "propose_date",
            "send_message",
            "record_further_response",
            "summarise",
            "publish",
        ],
        Role.SG_OFFICE: ["inform_minister", "record_further_response"],
    },
    SignalState.PUBLISHED: {
        Role.CPO: ["send_message", "prepare_correction", "remove", "record_live", "take_offline"],
        Role.SECRETARY: [
            "inform_minister",
            "send_message",
            "record_further_response",
            "record_live",
        ],
        Role.SG_OFFICE: ["inform_minister", "record_further_response"],
    },
}


@pytest.mark.parametrize(("state", "expected"), OFFERED.items(), ids=OFFERED)
def test_a_signal_offers_its_steps_to_these_roles_only(
    state: SignalState, expected: dict[Role, list[str]]
) -> None:
    signal = a_signal(state)

    offered = {role: verbs(signal, person(role)) for role in Role}

    assert {role: steps for role, steps in offered.items() if steps} == expected


def test_a_step_is_a_button_once_nothing_stands_in_its_way(cpo: User) -> None:
    empty = signals.draft(a_weighing(), title="Nog leeg", by=cpo, at=NOW)
    ready = a_signal(SignalState.DRAFT)
    client = signed_in(cpo)

    pages = [client.get(signal.get_absolute_url()) for signal in (empty, ready)]

    assert [buttons(page) for page in pages] == [
        ["Tekst bewerken"],
        ["Tekst bewerken", "Vaststellen"],
    ]
    assert "Vul eerst in: strekking, samenvatting, tekst van de brief." in main_text(pages[0])
    assert "De weging is nog niet gesloten met de uitkomst “signaal”." in main_text(pages[0])


# --- Small questions ---------------------------------------------------------------------------


def test_late_is_derived_from_the_last_day() -> None:
    signal = a_signal(SignalState.ISSUED, at=NOW)
    a_signal(SignalState.ANSWERED, at=NOW)
    last_day, next_day = date(2026, 9, 15), date(2026, 9, 16)

    late = [list(Signal.objects.overdue(day)) for day in (last_day, next_day)]

    assert late == [[], [signal]]
    assert [signal.is_overdue(day) for day in (last_day, next_day)] == [False, True]


def test_a_signal_is_called_by_its_number_once_it_has_one(cpo: User) -> None:
    signal = a_signal(SignalState.ADOPTED)
    before = (signal.working_name(), str(signal))

    signal = signals.issue(signal, by=cpo, at=NOW)

    assert before == (f"Concept {signal.pk}", f"signaal {signal.pk}")
    assert (signal.working_name(), str(signal)) == ("MIW-2026-01", "MIW-2026-01")


@pytest.mark.parametrize("which", ["brief", "reactie"])
def test_files_are_for_those_who_may_know_the_signal(which: str, sg_office: User) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED, at=NOW))
    address = reverse("signals:signal-file", args=[signal.pk, which])

    found = signed_in(sg_office).get(address)
    outside = signed_in(person(Role.ADMINISTRATOR)).get(address)
    anonymous = Client().get(address)

    assert found.getvalue().startswith(b"%PDF-1.7")
    assert found.headers["Content-Disposition"] == f'inline; filename="miw-2026-01-{which}.pdf"'
    assert found.headers["Cache-Control"] == "no-store"
    assert outside.status_code == 403
    assert anonymous.status_code == 302


@pytest.mark.parametrize("which", ["brief-van-de-sg", "origineel", "verzonnen"])
def test_a_file_that_is_not_there_is_not_found(which: str, cpo: User) -> None:
    signal = a_signal(SignalState.ANSWERED)

    answer = signed_in(cpo).get(reverse("signals:signal-file", args=[signal.pk, which]))

    assert answer.status_code == 404


def test_records_say_only_numbers_of_themselves() -> None:
    signal = a_signal(SignalState.ANSWERED, at=NOW)
    weighing, trigger = signal.weighing, signal.weighing.triggers.get()
    records = [
        signal.response,
        weighing,
        trigger,
        weighing.situation,
        weighing.participants.get(),
        weighing.answers.first(),
        weighing.questions,
        Addressee(since=date(2026, 9, 1), name="Geheim", office="de SG"),
    ]

    said = [str(record) for record in records]

    assert said == [
        f"reactie {signal.response.pk}",
        f"weging {weighing.pk}",
        f"aanleiding {trigger.pk}",
        f"situatie {weighing.situation_id}",
        f"deelnemer {weighing.participants.get().pk}",
        f"antwoord {weighing.answers.first().pk}",
        "versie 0.1",
        "de SG (01-09-2026)",
    ]


def test_moments_shown_are_dutch(cpo: User) -> None:
    signal = signals.issue(
        a_signal(SignalState.ADOPTED), by=cpo, at=datetime.fromisoformat("2026-09-01T22:10:00Z")
    )

    page = main_text(signed_in(cpo).get(signal.get_absolute_url()))

    assert "woensdag 2 september 2026, 00.10 uur" in page
    assert signal.response_due_on == date(2026, 9, 16)
