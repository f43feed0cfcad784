"""Issuing a signal: number, term and letterhead, fixed for ever (domain §3.3)."""

from datetime import date, timedelta

import pytest
from asking import (
    BUTTON_ONLY,
    main_text,
    refusal_of_sql,
    refusal_of_the_database,
    signed_in,
    told,
)
from django.utils import timezone
from pytest_django import Settings
from signal_forms import LATER, NOW, act_url, fresh

from building import (
    a_signal,
    amsterdam,
    person,
)
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site import register
from mit_waakstand.workflow import NotAllowedError
from signals.models import Addressee, Signal
from signals.states import SignalState
from signals.workflow import signals

pytestmark = pytest.mark.django_db

FROZEN_ISSUE = "Een uitgebracht signaal houdt zijn kenmerk, datum en termijn."
OUTSIDE = [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR]


def test_issuing_gives_number_term_and_letterhead_and_puts_work(
    cpo: User, sg_office: User, settings: Settings
) -> None:
    settings.SG_ADDRESS = "bureau-sg@voorbeeld.invalid"
    Addressee.objects.create(since=date(2026, 1, 1), name="E. Eerder", address="Straat 1")
    Addressee.objects.create(since=date(2026, 9, 2), name="M. Morgen", address="Straat 2")
    signal = a_signal(SignalState.ADOPTED)

    signal = signals.issue(signal, by=cpo, at=NOW)

    signal = fresh(signal)
    assert (signal.state, signal.number) == (SignalState.ISSUED, "MIW-2026-01")
    assert (signal.issued_at, signal.issued_by) == (NOW, cpo)
    assert (signal.deadline_rule, signal.response_due_on) == ("strict", date(2026, 9, 15))
    assert signal.letterhead == {
        "addressee_name": "E. Eerder",
        "addressee_office": "de secretaris-generaal van Sociale Zaken en Werkgelegenheid",
        "addressee_address": "Straat 1",
        "signatory": "Anna Proef",
        "on_behalf_by": "",
        "acting": False,
        "sender_address": "Sociaal en Cultureel Planbureau",
        "contact": "Secretariaat MIT in waakstand",
        "register_head": "",
    }
    work = [(w.kind, w.details.get("recipient")) for w in Work.objects.about(signal)]
    assert work == [
        ("make_letter", None),
        ("mail_issued", f"user:{sg_office.pk}"),
        ("mail_issued", "bureau_sg"),
    ]
    assert told(signal)[-1] == ("issue", cpo.pk)


def test_without_a_recorded_addressee_the_letter_goes_to_the_office(cpo: User) -> None:
    signal = signals.issue(a_signal(SignalState.ADOPTED), by=cpo, at=NOW)

    office = signal.letterhead["addressee_office"]

    assert office == "de secretaris-generaal van Sociale Zaken en Werkgelegenheid"
    assert signal.letterhead["addressee_name"] == ""


def test_the_rule_of_the_term_is_that_of_the_day_and_is_stored(
    cpo: User, settings: Settings
) -> None:
    saturday = amsterdam(2026, 9, 5, hour=11)
    settings.DEADLINE_RULE = "atw"

    signal = signals.issue(a_signal(SignalState.ADOPTED), by=cpo, at=saturday)

    settings.DEADLINE_RULE = "strict"
    assert (fresh(signal).deadline_rule, fresh(signal).response_due_on) == (
        "atw",
        date(2026, 9, 21),
    )
    page = main_text(signed_in(cpo).get(signal.get_absolute_url()))
    assert "dan schuift hij op" in page


def test_the_page_says_how_the_term_was_computed(cpo: User) -> None:
    signal = signals.issue(a_signal(SignalState.ADOPTED), by=cpo, at=NOW)

    page = main_text(signed_in(cpo).get(signal.get_absolute_url()))

    assert "uitgebracht di 1 september 2026 + 14 dagen = di 15 september 2026, 24:00" in page
    assert "['" not in page


def test_the_page_issues_now_whatever_the_form_says(cpo: User) -> None:
    signal = a_signal(SignalState.ADOPTED)
    before = timezone.now()
    smuggled = {
        "state": "gepubliceerd",
        "issued_at": "2020-01-01 00:00",
        "at": "2020-01-01 00:00",
        "number": "MIW-1999-99",
        "response_due_on": "2030-01-01",
        "version": "7",
    }

    answer = signed_in(cpo).post(act_url(signal, "issue"), BUTTON_ONLY | smuggled)

    after = fresh(signal)
    assert answer.status_code == 302
    assert after.state == SignalState.ISSUED
    assert after.number == f"MIW-{timezone.localdate().year}-01"
    assert after.issued_at is not None
    assert before <= after.issued_at <= timezone.now()
    assert after.response_due_on == timezone.localdate(after.issued_at) + timedelta(days=14)


@pytest.mark.parametrize("role", OUTSIDE)
def test_nobody_outside_the_secretariat_issues(role: Role) -> None:
    signal = a_signal(SignalState.ADOPTED)

    with pytest.raises(NotAllowedError):
        signals.issue(signal, by=person(role), at=NOW)

    assert fresh(signal).number is None


def test_a_concept_is_not_issued_without_being_adopted(cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    client = signed_in(cpo)

    opened = client.get(act_url(signal, "issue"))
    sent = client.post(act_url(signal, "issue"), BUTTON_ONLY)
    refusal = refusal_of_the_database(signal, state="uitgebracht")

    assert opened.headers["Location"] == signal.get_absolute_url()
    assert sent.status_code == 409
    assert "De stand is nu “concept”" in main_text(sent)
    assert "Deze stap bestaat niet voor een signaal." in refusal


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("number", "MIW-2026-99"),
        ("number", None),
        ("issued_at", LATER),
        ("response_due_on", date(2026, 12, 31)),
        ("deadline_rule", "atw"),
        ("letterhead", "{}"),
        ("text_hash", "0" * 64),
    ],
)
def test_what_was_fixed_at_issue_does_not_change(column: str, value: object) -> None:
    signal = a_signal(SignalState.ISSUED, at=NOW)

    refusal = refusal_of_the_database(signal, **{column: value})

    assert FROZEN_ISSUE in refusal


def test_an_issued_signal_never_disappears() -> None:
    signal = a_signal(SignalState.ISSUED, at=NOW)

    deleted = refusal_of_sql("DELETE FROM signals_signal WHERE id = %s", [signal.pk])
    withdrawn = refusal_of_the_database(signal, state="ingetrokken", withdrawn_at=NOW)

    assert deleted != ""
    assert "Deze stap bestaat niet voor een signaal." in withdrawn


def test_a_number_is_used_once() -> None:
    first, second = a_signal(SignalState.ISSUED, at=NOW), a_signal(SignalState.ADOPTED)

    refusal = refusal_of_the_database(second, number=first.number)

    assert "number" in refusal


def test_a_letter_carries_the_head_that_the_register_had_at_issue(cpo: User) -> None:
    a_signal(SignalState.PUBLISHED)
    head = register.head()
    signal = signals.issue(a_signal(SignalState.ADOPTED), by=cpo, at=timezone.now())

    a_signal(SignalState.PUBLISHED)

    assert Signal.objects.get(pk=signal.pk).letterhead["register_head"] == head
    assert register.head() != head
