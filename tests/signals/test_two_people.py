"""Two people at one moment, each on a connection of his own (robustness 15-18)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from asking import BUTTON_ONLY, signed_in
from django.core import mail
from django.db import connections
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from lxml import html
from signal_forms import a_response, act_url, fresh

from building import (
    TEXT,
    a_proposed_date,
    a_signal,
    a_situation,
    a_trigger,
    a_weighing,
    answer_everything,
    person,
    weegvragen_in_force,
)
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site.models import Publication
from mit_waakstand.trail.models import Event
from mit_waakstand.trail.verification import problems
from signals.models import Response, Signal, Weighing
from signals.states import SignalState

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[], HttpResponse]


def at_one_moment(*acts: Act) -> list[HttpResponse]:
    """Return the answers to acts that start together, in the order of the acts."""
    start = Barrier(len(acts))

    def take(act: Act) -> HttpResponse:
        start.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(take, acts))


def statuses(answers: list[HttpResponse]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


def words(answers: list[HttpResponse], status: int) -> str:
    (answer,) = [answer for answer in answers if answer.status_code == status]
    (main,) = html.fromstring(answer.content).xpath("//main")
    return " ".join(main.text_content().split())


def test_of_two_responses_one_is_kept_and_the_other_gets_a_readable_conflict() -> None:
    signal = a_signal(SignalState.ISSUED)
    address = act_url(signal, "respond")
    office, secretary = signed_in(person(Role.SG_OFFICE)), signed_in(person(Role.SECRETARY))

    answers = at_one_moment(
        lambda: office.post(address, a_response(text="Reactie van Chris.")),
        lambda: secretary.post(address, a_response(text="Reactie van Bram.")),
    )

    kept = Response.objects.get()
    lost = {"Reactie van Chris.", "Reactie van Bram."} - {kept.text}
    assert statuses(answers) == [302, 409]
    assert "Deze stap kan niet meer: reactie vastleggen." in words(answers, 409)
    assert lost.pop() in words(answers, 409)
    assert fresh(signal).state == SignalState.ANSWERED
    assert Work.objects.filter(kind="make_response_pdf").count() == 1


def test_issuing_twice_gives_one_signal_and_one_mail() -> None:
    office = person(Role.SG_OFFICE)
    signal = a_signal(SignalState.ADOPTED)
    address = act_url(signal, "issue")
    windows = [signed_in(person(Role.CPO)) for _ in range(3)]

    answers = at_one_moment(
        *(lambda window=window: window.post(address, BUTTON_ONLY) for window in windows)
    )
    doing.sweep(timezone.now())
    doing.sweep(timezone.now())

    assert statuses(answers) == [302, 409, 409]
    assert str(fresh(signal).number).endswith("-01")
    assert [message.to for message in mail.outbox if "reactie uiterlijk" in message.subject] == [
        [office.email]
    ]
    assert Event.objects.filter(verb="issue").count() == 1


def test_publishing_twice_gives_one_publication() -> None:
    signal = a_signal(SignalState.ANSWERED)
    doing.sweep(timezone.now())
    address = act_url(signal, "publish")
    windows = [signed_in(person(Role.CPO)) for _ in range(2)]

    answers = at_one_moment(
        *(
            lambda window=window: window.post(address, {"personal_data_checked": "on"})
            for window in windows
        )
    )

    assert statuses(answers) == [302, 409]
    assert Publication.objects.count() == 1


def test_of_two_texts_saved_at_once_one_is_kept_and_the_other_is_shown_both() -> None:
    signal = a_signal(SignalState.DRAFT)
    address, seen = act_url(signal, "edit"), signal.hash_of_text()
    cpo, secretary = signed_in(person(Role.CPO)), signed_in(person(Role.SECRETARY))

    answers = at_one_moment(
        lambda: cpo.post(address, TEXT | {"text": "Tekst van Anna.", "seen": seen}),
        lambda: secretary.post(address, TEXT | {"text": "Tekst van Bram.", "seen": seen}),
    )

    kept = fresh(signal).text
    assert statuses(answers) == [302, 409]
    assert kept in {"Tekst van Anna.", "Tekst van Bram."}
    assert "Tekst van Anna." in words(answers, 409)
    assert "Tekst van Bram." in words(answers, 409)


def test_two_triggers_of_one_situation_end_in_one_weighing() -> None:
    weegvragen_in_force()
    situation = a_situation()
    addresses = [
        reverse("signals:trigger-weigh", args=[a_trigger(situation=situation).pk]) for _ in range(2)
    ]
    windows = [signed_in(person(role)) for role in (Role.CPO, Role.SECRETARY)]
    form = {"form": "samenkomst", "held_on": "2-9-2026"}

    answers = at_one_moment(
        *(
            lambda window=window, address=address: window.post(address, form)
            for window, address in zip(windows, addresses, strict=True)
        )
    )

    assert statuses(answers) == [302, 302]
    assert Weighing.objects.get().triggers.count() == 2
    assert list(problems()) == []


def test_a_concept_made_while_its_weighing_closes_without_signal_does_not_stay() -> None:
    weighing = answer_everything(a_weighing())
    cpo, secretary = signed_in(person(Role.CPO)), signed_in(person(Role.SECRETARY))
    closing = {"outcome": "geen_signaal", "rationale": "Klein.", "urgency": "Nacht."}

    close, draft = at_one_moment(
        lambda: cpo.post(reverse("signals:weighing-close", args=[weighing.pk]), closing),
        lambda: secretary.post(
            reverse("signals:weighing-draft", args=[weighing.pk]), {"title": "Concept"}
        ),
    )

    assert close.status_code == 302
    assert draft.status_code in {302, 422}
    assert not Signal.objects.filter(state=SignalState.DRAFT).exists()


def test_of_issue_and_reopen_at_once_one_wins_and_the_other_is_told() -> None:
    signal = a_signal(SignalState.ADOPTED)
    windows = [signed_in(person(Role.CPO)) for _ in range(2)]

    answers = at_one_moment(
        lambda: windows[0].post(act_url(signal, "issue"), {"seen": signal.text_hash}),
        lambda: windows[1].post(act_url(signal, "reopen"), {"reason": "Een fout."}),
    )

    after = fresh(signal)
    assert statuses(answers) == [302, 409]
    assert "Deze stap kan niet meer" in words(answers, 409)
    assert (after.state == SignalState.ISSUED) == (after.number is not None)
    assert after.state in {SignalState.ISSUED, SignalState.DRAFT}
    assert Work.objects.filter(kind="make_letter").count() == int(after.is_issued())


def test_of_adopt_and_edit_at_once_nothing_unread_is_adopted() -> None:
    signal = a_signal(SignalState.DRAFT)
    seen = signal.hash_of_text()
    cpo, secretary = signed_in(person(Role.CPO)), signed_in(person(Role.SECRETARY))

    answers = at_one_moment(
        lambda: cpo.post(act_url(signal, "adopt"), {"seen": seen}),
        lambda: secretary.post(
            act_url(signal, "edit"), TEXT | {"text": "Snel anders.", "seen": seen}
        ),
    )

    after = fresh(signal)
    assert statuses(answers) == [302, 409]
    if after.state == SignalState.ADOPTED:
        assert after.text_hash == seen
    else:
        assert after.text == "Snel anders."


def test_responding_twice_keeps_one_response_and_mails_once() -> None:
    cpo = person(Role.CPO)
    signal = a_signal(SignalState.ISSUED)
    windows = [signed_in(person(Role.SG_OFFICE)) for _ in range(2)]

    answers = at_one_moment(
        *(
            lambda window=window: window.post(act_url(signal, "respond"), a_response())
            for window in windows
        )
    )
    doing.sweep(timezone.now())
    doing.sweep(timezone.now())

    assert statuses(answers) == [302, 409]
    told = [message.to for message in mail.outbox if "reactie van de SG" in message.subject]
    assert told.count([cpo.email]) == 1


def test_confirming_receipt_twice_keeps_one() -> None:
    signal = a_signal(SignalState.ISSUED)
    windows = [signed_in(person(Role.SG_OFFICE)) for _ in range(2)]

    answers = at_one_moment(
        *(
            lambda window=window: window.post(act_url(signal, "confirm-receipt"), BUTTON_ONLY)
            for window in windows
        )
    )

    assert statuses(answers) == [302, 409]
    assert signal.receipts.count() == 1


def test_of_two_people_one_confirms_a_herstel() -> None:
    signal = a_proposed_date()
    first, second = person(Role.CPO), person(Role.CPO, "tweede-cpo")
    windows = [signed_in(first), signed_in(second)]

    answers = at_one_moment(
        *(
            lambda window=window: window.post(act_url(signal, "confirm-date"), BUTTON_ONLY)
            for window in windows
        )
    )

    assert statuses(answers) == [302, 409]
    assert len(fresh(signal).confirmed_corrections()) == 1
    assert list(problems()) == []
