"""Whether a signal arrives: receipt, failed mail, and the alarm when it does not (domain §3.3)."""

from datetime import date, timedelta

import pytest
from asking import BUTTON_ONLY, main_text, refusal_of_sql, signed_in, told, verbs
from asking_today import rows_for
from django.utils import timezone
from pdf_uploads import a_pdf, sent
from pytest_django import Settings
from signal_forms import NOW, a_receipt, act_url, fresh, moment

from building import (
    a_signal,
    a_signal_with_failed_mail,
    amsterdam,
    person,
    received,
    signal_mail,
)
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from mit_waakstand.worklist import Urgency
from signals.models import Receipt, Signal
from signals.states import SignalState
from signals.workflow import delivery

pytestmark = pytest.mark.django_db

BEFORE_TEN, AT_TEN = amsterdam(2026, 9, 2, 9, 59), amsterdam(2026, 9, 2, 10)


def test_bureau_sg_confirms_receipt_with_one_click(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    waiting = list(Signal.objects.without_receipt())

    signed_in(sg_office).post(act_url(signal, "confirm-receipt"), BUTTON_ONLY)

    receipt = signal.receipts.get()
    page = main_text(signed_in(sg_office).get(signal.get_absolute_url()))
    assert (receipt.channel, receipt.confirmed_by) == ("bureau_sg", sg_office.full_name)
    assert fresh(signal).is_receipt_confirmed()
    assert (waiting, list(Signal.objects.without_receipt())) == ([signal], [])
    assert "Ontvangst bevestigd door Bureau SG zelf, op deze pagina: Chris Proef" in page
    assert "confirm_receipt" not in verbs(fresh(signal), sg_office)
    assert told(signal)[-1] == ("confirm_receipt", sg_office.pk)


def test_the_secretaris_records_a_second_channel(secretary: User) -> None:
    signal = a_signal(SignalState.ISSUED)

    signed_in(secretary).post(act_url(signal, "record-receipt"), a_receipt())

    page = main_text(signed_in(secretary).get(signal.get_absolute_url()))
    assert signal.receipts.get().channel == "telefoon"
    assert "Ontvangst bevestigd telefonisch: De secretaresse van de SG" in page


def test_paper_comes_with_its_scan_byte_for_byte(secretary: User, sg_office: User) -> None:
    signal, scan = a_signal(SignalState.ISSUED), a_pdf()
    client, form = signed_in(secretary), a_receipt(channel="papier")

    without = client.post(act_url(signal, "record-receipt"), form)
    client.post(act_url(signal, "record-receipt"), form | {"scan": sent(scan, "bewijs.pdf")})

    receipt = signal.receipts.get()
    shown = signed_in(sg_office).get(
        f"{signal.get_absolute_url()}bestand/ontvangst-{receipt.pk}.pdf"
    )
    assert without.status_code == 422
    assert "Voeg de scan van het papier toe" in main_text(without)
    assert vault.read(receipt.scan_sha256) == scan
    assert b"".join(shown.streaming_content) == scan


@pytest.mark.parametrize(
    ("at", "words"),
    [(timedelta(days=1), "in de toekomst"), (timedelta(days=-11), "niet voor het uitbrengen")],
    ids=["future", "before issue"],
)
def test_a_receipt_has_a_moment_that_can_be(at: timedelta, words: str, secretary: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    form = a_receipt() | moment("confirmed_at", timezone.now() + at)

    answer = signed_in(secretary).post(act_url(signal, "record-receipt"), form)

    assert answer.status_code == 422
    assert words in main_text(answer)
    assert not Receipt.objects.exists()


@pytest.mark.parametrize("state", [SignalState.DRAFT, SignalState.ADOPTED])
def test_nobody_receives_what_was_not_issued(state: SignalState, secretary: User) -> None:
    signal = a_signal(state)

    sent = signed_in(secretary).post(act_url(signal, "record-receipt"), a_receipt())
    refusal = refusal_of_sql(
        "INSERT INTO signals_receipt (signal_id, channel, confirmed_by, confirmed_at, scan_name,"
        " scan_sha256, recorded_at, recorded_by_id) VALUES (%s, 'mail', 'x', %s, '', '', %s, %s)",
        [signal.pk, NOW, NOW, secretary.pk],
    )

    assert "record_receipt" not in verbs(signal, secretary)
    assert "Deze stap kan niet meer" in main_text(sent)
    assert "De ontvangst kan niet voor het uitbrengen liggen." in refusal


def test_bureau_sg_confirms_itself_and_the_others_record(cpo: User, secretary: User) -> None:
    signal = a_signal(SignalState.ISSUED)

    with pytest.raises(RefusedError, match="Dit bevestigt Bureau SG zelf"):
        delivery.record_receipt(
            signal,
            channel="bureau_sg",
            confirmed_by="x",
            confirmed_at=timezone.now(),
            by=secretary,
            at=timezone.now(),
        )
    with pytest.raises(NotAllowedError):
        delivery.confirm_receipt(signal, by=secretary, at=timezone.now())

    assert {"confirm_receipt", "record_receipt"}.isdisjoint(verbs(signal, cpo))


def test_not_confirmed_by_ten_next_morning_is_late() -> None:
    signal = a_signal(SignalState.ISSUED, at=NOW)

    late = [signal.receipt_is_late(moment) for moment in (NOW, BEFORE_TEN, AT_TEN)]
    received(signal)

    assert late == [False, False, True]
    assert fresh(signal).receipt_is_late(AT_TEN) is False


@pytest.mark.parametrize("role", [Role.CPO, Role.SECRETARY])
def test_a_late_receipt_stands_on_top_of_the_worklist(role: Role) -> None:
    a_signal(SignalState.ISSUED, at=NOW)

    (row,) = rows_for(person(role), date(2026, 9, 2))

    assert (row.urgency, row.action) == (
        Urgency.OVERDUE,
        "Ontvangst niet bevestigd: bel Bureau SG",
    )


@pytest.mark.parametrize("role", [Role.CPO, Role.SECRETARY])
def test_a_mail_that_did_not_arrive_is_loud(role: Role) -> None:
    signal = a_signal_with_failed_mail()

    page = signed_in(person(role)).get(signal.get_absolute_url())
    (row,) = rows_for(person(role), timezone.localdate())

    assert b"utrecht-alert--error" in page.content
    assert "Bel Bureau SG en leg vast wie de ontvangst bevestigde" in main_text(page)
    assert (row.urgency, row.action) == (Urgency.OVERDUE, "Mail niet aangekomen: bel Bureau SG")


def test_a_receipt_recorded_afterwards_ends_the_alarm(secretary: User, sg_office: User) -> None:
    signal = a_signal_with_failed_mail()

    delivery.confirm_receipt(signal, by=sg_office, at=timezone.now())

    page = signed_in(secretary).get(signal.get_absolute_url())
    assert "niet aangekomen" not in main_text(page)
    assert "resend" in verbs(fresh(signal), secretary)


def test_sending_again_gives_the_mail_new_attempts(secretary: User) -> None:
    signal = a_signal_with_failed_mail()

    signed_in(secretary).post(act_url(signal, "resend"), BUTTON_ONLY)

    assert {(mail.failed_at, mail.attempts) for mail in signal_mail(signal)} == {(None, 0)}
    assert "resend" not in verbs(fresh(signal), secretary)
    assert told(signal)[-1] == ("resend", secretary.pk)


def test_bureau_sg_reads_the_number_to_call(
    sg_office: User, secretary: User, settings: Settings
) -> None:
    settings.TELEPHONE = "070 000 0000"
    signal = a_signal(SignalState.ISSUED)

    addresses = [
        signal.get_absolute_url(),
        act_url(signal, "respond"),
        act_url(signal, "record-interim"),
    ]

    theirs, ours = (
        [main_text(signed_in(user).get(address)) for address in addresses]
        for user in (sg_office, secretary)
    )

    assert ["Bel het MIT in waakstand: 070 000 0000" in page for page in theirs] == [True] * 3
    assert ["070 000 0000" in page for page in ours] == [False] * 3


# --- The Minister --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.SG_OFFICE])
def test_when_the_minister_was_informed_is_recorded_and_shown(role: Role) -> None:
    signal, someone = a_signal(SignalState.ISSUED), person(role)
    today = timezone.localdate()

    signed_in(someone).post(
        act_url(signal, "inform-minister"), {"minister_informed_on": today.strftime("%d-%m-%Y")}
    )

    signal = fresh(signal)
    assert (signal.minister_informed_on, signal.minister_recorded_by) == (today, someone)
    page = main_text(signed_in(someone).get(signal.get_absolute_url()))
    assert "De SG informeerde de Minister op" in page


@pytest.mark.parametrize(
    ("days", "words"), [(1, "in de toekomst"), (-11, "niet voor het uitbrengen")]
)
def test_the_minister_is_informed_between_issue_and_now(
    days: int, words: str, sg_office: User
) -> None:
    signal = a_signal(SignalState.ISSUED)
    day = timezone.localdate() + timedelta(days=days)

    with pytest.raises(RefusedError, match=words):
        delivery.inform_minister(signal, minister_informed_on=day, by=sg_office, at=timezone.now())
    refusal = refusal_of_sql(
        "UPDATE signals_signal SET minister_informed_on = %s, minister_recorded_at = %s,"
        " minister_recorded_by_id = %s WHERE id = %s",
        [day, timezone.now(), sg_office.pk, signal.pk],
    )

    assert "De Minister is geïnformeerd na het uitbrengen" in refusal


def test_before_issue_there_is_nothing_to_inform_the_minister_of(secretary: User) -> None:
    signal = a_signal(SignalState.ADOPTED)

    with pytest.raises(ConflictError):
        delivery.inform_minister(
            signal, minister_informed_on=NOW.date(), by=secretary, at=timezone.now()
        )

    assert "inform_minister" not in verbs(signal, secretary)
