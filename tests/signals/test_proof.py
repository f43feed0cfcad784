"""Proof of what was sent and made, as CPO and secretaris read it (R-054)."""

from datetime import timedelta

import pytest
from asking import main_text, signed_in, verbs
from django.utils import timezone
from lxml import html
from pytest_django import Settings
from time_machine import travel

from building import a_signal, amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from signals.models import Signal
from signals.proof import Proof, Sending, proofs, sendings
from signals.states import SignalState

pytestmark = pytest.mark.django_db

PERHAPS = f"niet verstuurd: er is een reactie; de poging van 09.00 uur {doing.PERHAPS_SENT}"


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
    assert "Mail over het signaal, " in page
    assert "alle 2 verstuurd" in page
    assert "het adres van Bureau SG" in page


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
            "mislukt; CPO of secretaris kan de mail opnieuw versturen (zie “Wat u nu kunt doen”)",
            True,
        ),
    ]


def test_a_first_attempt_that_runs_is_not_told_as_a_second() -> None:
    signal = a_signal(SignalState.ISSUED)
    Work.objects.about(signal).update(attempts=1, begun_at=timezone.now())

    assert {outcome for _, outcome, _ in told(signal)} == {"wacht"}


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


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        (
            ["verstuurd", "niet verstuurd: geen account"],
            "1 van 2 verstuurd, de rest was niet meer nodig",
        ),
        (["verstuurd", PERHAPS], "1 van 2 verstuurd, 1 misschien"),
        (
            [PERHAPS, "niet verstuurd: geen account"],
            "0 van 2 verstuurd, 1 misschien, de rest was niet meer nodig",
        ),
        ([PERHAPS], "0 van 1 verstuurd, 1 misschien"),
    ],
)
def test_what_may_have_gone_is_not_counted_among_what_stayed(
    outcomes: list[str], words: str
) -> None:
    day, now = timezone.localdate(), timezone.now()
    mails = [Proof("mail_issued", "secretaris", day, now, outcome, False) for outcome in outcomes]  # noqa: FBT003

    assert Sending("Mail over het signaal", day, tuple(mails)).in_words() == words


def test_who_can_try_a_failed_file_again_is_said_as_it_is(secretary: User) -> None:
    signal = a_signal(SignalState.ANSWERED)
    for work in (Work.objects.about(signal.response).get(), *Work.objects.about(signal)):
        work.failed_at = timezone.now()
        work.save()

    lines = {proof.kind: proof.help for proof in proofs(signal)}

    by_mail = "CPO of secretaris kan de mail opnieuw versturen (zie “Wat u nu kunt doen”)"
    by_the_beheerder = "de functioneel beheerder kan het opnieuw proberen (bij Werk)"
    assert lines["mail_answered"] == by_mail
    assert "resend" in verbs(signal, secretary)
    assert lines["make_letter"] == lines["make_response_pdf"] == by_the_beheerder


@travel(amsterdam(2026, 11, 22), tick=False)  # on another day of the week other reminders went out
def test_what_failed_stands_first_and_open_and_the_rest_by_sending(
    settings: Settings, cpo: User
) -> None:
    settings.SG_ADDRESS = "bureau-sg@voorbeeld.invalid"
    person(Role.SG_OFFICE)
    issued = timezone.now() - timedelta(days=10)
    signal = a_signal(SignalState.ISSUED, at=issued)
    doing.sweep(timezone.now())
    mail = Work.objects.filter(kind="mail_reminder").first()
    mail.done_at, mail.failed_at, mail.outcome = None, timezone.now(), "SMTPRefused: iets"
    mail.save()

    found = [(sending.title, sending.in_words()) for sending in sendings(signal)]

    number = Work.objects.filter(kind="mail_reminder").count()
    assert found == [
        ("Herinnering 4 dagen vóór de laatste dag", f"1 van {number} mislukt"),
        ("Mail dat de ontvangst niet is bevestigd", "alle 2 verstuurd"),
        ("Mail over het signaal", "alle 2 verstuurd"),
        ("Bestanden en openbare pagina's", "1 klaar"),
    ]
    page = html.fromstring(signed_in(cpo).get(signal.get_absolute_url()).content)
    groups = page.xpath("//section[@aria-labelledby='verzending']/details")
    assert [group.get("open") is not None for group in groups] == [True, False, False, False]
    first = " ".join(groups[0].find(".//tbody/tr").text_content().split())
    assert "mislukt CPO of secretaris kan de mail opnieuw versturen" in first
