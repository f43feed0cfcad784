"""The receipt of a response: what Bureau SG keeps, and who else may read it (issue 3, people)."""

from datetime import timedelta

import pytest
from asking import main_text, signed_in
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from later import a_signal_without_response
from lxml import html
from pdf_uploads import a_pdf, sent, with_author
from pytest_django import Settings
from signal_forms import a_response, act_url, with_files

from building import a_signal, person, respond
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from signals.models import Signal
from signals.states import SignalState

pytestmark = pytest.mark.django_db


def receipt(signal: Signal, user: User) -> HttpResponse:
    return signed_in(user).get(reverse("signals:signal-response-receipt", args=[signal.pk]))


def links(answer: HttpResponse) -> list[str]:
    return [str(link) for link in html.fromstring(answer.content).xpath("//main//a/@href")]


def test_right_after_responding_the_receipt_is_one_click_away_and_stays_there(
    sg_office: User, settings: Settings
) -> None:
    settings.TELEPHONE = "070 000 00 00"
    signal, client = a_signal(SignalState.ISSUED), signed_in(sg_office)
    form = a_response(letter=sent(a_pdf(), "brief.pdf"), signed_by="A. Voorbeeld, plv. SG")

    after = client.post(act_url(signal, "respond"), form, follow=True)

    address = reverse("signals:signal-response-receipt", args=[signal.pk])
    response = with_files(signal).response
    page = main_text(client.get(address))
    assert links(after).count(address) == 1
    assert links(client.get(signal.get_absolute_url())).count(address) == 1
    assert f"Ontvangstbewijs: reactie op {signal.number}" in page
    assert "de reactie van de SG van SZW: tekst en brief" in page
    assert "Ondertekend door A. Voorbeeld, plv. SG" in page
    assert "reactie na 10 dagen, binnen de termijn van twee weken (laatste dag: " in page
    assert f"door {sg_office.full_name}" in page
    assert f"Brief van de SG, zoals ontvangen {response.original_sha256}" in page
    assert f"Tekst van de reactie (pdf) {response.pdf_sha256}" in page
    assert "070 000 00 00" in page


def test_a_response_that_came_late_says_so(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED, at=timezone.now() - timedelta(days=16))
    respond(signal, on=timezone.now())

    page = main_text(receipt(signal, sg_office))

    assert "reactie na 16 dagen, buiten de termijn van twee weken" in page


def test_there_is_no_receipt_before_the_response(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)

    assert receipt(signal, sg_office).status_code == 404
    assert "ntvangstbewijs" not in main_text(signed_in(sg_office).get(signal.get_absolute_url()))


def test_who_may_not_read_the_whole_letter_gets_its_number_neither(sg_office: User) -> None:
    signal, expert = a_signal(SignalState.ISSUED), person(Role.EXPERT)
    form = a_response(
        letter=sent(a_pdf(with_author), "geheel.pdf"),
        public_letter=sent(a_pdf(), "openbaar.pdf"),
        grounds="Woo, artikel 5.1",
    )
    signed_in(sg_office).post(act_url(signal, "respond"), form)
    whole = with_files(signal).response.original_sha256

    pages = [main_text(receipt(signal, reader)) for reader in (sg_office, expert)]

    assert [whole in page for page in pages] == [True, False]
    assert "Openbare versie van SZW" in pages[1]


def test_a_receipt_of_an_exercise_is_marked(sg_office: User) -> None:
    signal = a_signal(SignalState.ANSWERED, is_exercise=True)

    page = main_text(receipt(signal, sg_office))

    assert page.count("OEFENING") == 1
    assert "De oefenreactie wordt nooit openbaar." in page


def test_a_response_after_publication_does_not_claim_to_be_public_yet(sg_office: User) -> None:
    signal = a_signal_without_response()
    signal = respond(signal, on=timezone.now())

    page = main_text(signed_in(sg_office).get(signal.get_absolute_url()))

    assert "Het MIT in waakstand zet de reactie erbij" in page
    assert "Signaal en reactie zijn openbaar" not in page
