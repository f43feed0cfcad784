"""Proof of what was sent and made, as CPO and secretaris read it (R-054)."""

from datetime import timedelta

import pytest
from asking import main_text, signed_in
from django.utils import timezone
from pytest_django import Settings

from building import a_signal, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from signals.models import Signal
from signals.proof import proofs
from signals.states import SignalState

pytestmark = pytest.mark.django_db


def told(signal: Signal) -> list[tuple[str, str, bool]]:
    return [(proof.what, proof.outcome, proof.failed) for proof in proofs(signal)]


def test_nothing_was_sent_before_issue() -> None:
    assert proofs(a_signal(SignalState.ADOPTED)) == []


def test_what_is_still_to_be_done_waits() -> None:
    person(Role.SG_OFFICE)
    signal = a_signal(SignalState.ISSUED)

    lines = told(signal)

    assert lines == [
        ("De brief als pdf", "wacht", False),
        ("Mail over het signaal aan Bureau SG (SZW)", "wacht", False),
    ]


def test_what_was_done_says_when_and_to_which_office(settings: Settings, cpo: User) -> None:
    settings.SG_ADDRESS = "bureau-sg@voorbeeld.invalid"
    person(Role.SG_OFFICE)
    before = timezone.now()
    signal = a_signal(SignalState.ANSWERED)
    number = signal.number
    doing.sweep(timezone.now())

    lines, moments = told(signal), [proof.done_at for proof in proofs(signal)]

    assert lines == [
        ("De brief als pdf", f"brief {number} gemaakt", False),
        ("Mail over het signaal aan Bureau SG (SZW)", "verstuurd", False),
        ("Mail over het signaal aan het adres van Bureau SG", "verstuurd", False),
        ("De reactie als pdf", f"reactie op {number} gemaakt", False),
        ("Mail over de reactie aan Chief Preparedness Officer", "verstuurd", False),
        ("Mail over de reactie aan secretaris", "verstuurd", False),
    ]
    assert all(moment and before <= moment <= timezone.now() for moment in moments)
    page = main_text(signed_in(cpo).get(signal.get_absolute_url()))
    assert "Mail over het signaal aan het adres van Bureau SG" in page


def test_trouble_is_told_without_technical_words() -> None:
    office = person(Role.SG_OFFICE)
    signal = a_signal(SignalState.ISSUED)
    letter, mail = Work.objects.about(signal)
    letter.attempts, letter.outcome = 3, "PdfError: iets"
    letter.save()
    mail.attempts, mail.failed_at, mail.outcome = 8, timezone.now(), "SMTPRefused: iets"
    mail.save()

    lines = told(signal)

    assert lines == [
        ("De brief als pdf", "wordt opnieuw geprobeerd (3×)", False),
        (
            f"Mail over het signaal aan {office.get_role_display()}",
            "mislukt; de beheerder kan het opnieuw proberen",
            True,
        ),
    ]


def test_a_mail_to_somebody_who_left_is_not_sent_and_says_so() -> None:
    office = person(Role.SG_OFFICE)
    signal = a_signal(SignalState.ISSUED)
    office.is_active = False
    office.save()

    doing.sweep(timezone.now() + timedelta(seconds=1))

    assert told(signal)[1] == (
        "Mail over het signaal aan Bureau SG (SZW)",
        "niet verstuurd: het account is niet meer actief",
        False,
    )
