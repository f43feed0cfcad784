"""What the table of §3.3 asks, the database asks too, whoever writes."""

from datetime import timedelta

import pytest
from asking import refusal_of_sql, refusal_of_the_database
from django.db import connection
from django.utils import timezone

from building import a_signal, a_weighing, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from signals.models import Outcome, Signal
from signals.states import SignalState
from signals.workflow import signals

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
ADOPT = {"state": "vastgesteld", "adopted_at": timezone.now(), "text_hash": "x"}
RESPONSE = (
    "INSERT INTO signals_response (signal_id, text, dated_on, sent_on, received_on, signed_by,"
    " reference, original_name, original_sha256, copy_sha256, pdf_sha256, public_name,"
    " public_sha256, grounds) VALUES (%s, 'x', %s, %s, %s, 'SG', '', '', '', '', '', '', '', '')"
)
MESSAGE = (
    "INSERT INTO signals_message (signal_id, kind, sequence, text, dated_on, sent_on, received_on,"
    " signed_by, reference, spoken_with, letterhead, original_name, original_sha256, copy_sha256,"
    " pdf_sha256, public_name, public_sha256, grounds, recorded_at, recorded_by_id) VALUES"
    " (%s, 'tussenbericht', 1, 'x', %s, %s, %s, 'SG', '', '', '{}', '', '', '', '', '', '', '',"
    " now(), %s)"
)


def a_concept_under_an_open_weighing() -> Signal:
    now = timezone.now()
    return signals.draft(a_weighing(), title="Titel", by=person(Role.CPO), at=now)


@pytest.mark.parametrize("lacking", ["purport", "summary", "text"])
def test_only_a_complete_text_is_adopted(lacking: str, cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)

    refusal = refusal_of_the_database(signal, **ADOPT | {"adopted_by_id": cpo.pk, lacking: ""})

    assert "Vaststellen kan met een volledige tekst" in refusal


def test_only_after_a_weighing_with_that_outcome_a_text_is_adopted(cpo: User) -> None:
    signal = a_concept_under_an_open_weighing()
    texts = {"purport": "instellen", "summary": "Kort.", "text": "Lang."}

    refusal = refusal_of_the_database(signal, **ADOPT | texts | {"adopted_by_id": cpo.pk})

    assert "na een weging met de uitkomst signaal" in refusal


def test_a_signal_is_not_published_without_the_reference_of_its_a1(cpo: User) -> None:
    signal = a_signal(SignalState.ANSWERED)
    signal.weighing.triggers.update(gazette_reference="")

    refusal = refusal_of_the_database(
        signal, state="gepubliceerd", published_at=timezone.now(), published_by_id=cpo.pk
    )

    assert "Vul bij de aanleiding eerst de vindplaats in de Staatscourant in." in refusal


def test_a_signal_is_on_the_side_of_its_situation(cpo: User) -> None:
    weighing = a_weighing(Outcome.SIGNAL, is_exercise=True)

    refusal = refusal_of_sql(
        "INSERT INTO signals_signal (weighing_id, is_exercise, state, purport, title, summary,"
        " text, attachments, copies, drafted_at, drafted_by_id, text_hash, deadline_rule,"
        " letterhead, letter_sha256, withdrawal_reason) VALUES"
        " (%s, false, 'concept', '', 'x', '', '', '', '', now(), %s, '', '', '{}', '', '')",
        [weighing.pk, cpo.pk],
    )

    assert "Een oefening blijft een oefening, en echt blijft echt." in refusal


def test_nobody_answers_without_a_response(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)

    refusal = refusal_of_the_database(
        signal,
        state="reactie_ontvangen",
        answered_at=timezone.now(),
        answered_by_id=sg_office.pk,
    )

    assert "Leg de reactie zelf vast, met tekst en datums." in refusal


@pytest.mark.parametrize("state", [SignalState.DRAFT, SignalState.ISSUED])
def test_a_response_is_not_sent_before_the_issue(state: SignalState) -> None:
    signal = a_signal(state)
    before = TODAY - timedelta(days=30)

    refusal = refusal_of_sql(RESPONSE, [signal.pk, before, before, before])

    assert "niet verzonden zijn voordat het signaal is uitgebracht" in refusal


def test_a_response_is_not_of_the_future() -> None:
    signal = a_signal(SignalState.ANSWERED)
    tomorrow = TODAY + timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE signals_response DISABLE TRIGGER response_is_frozen")

    refusal = refusal_of_sql(
        "UPDATE signals_response SET received_on = %s WHERE signal_id = %s", [tomorrow, signal.pk]
    )

    assert "Deze datum ligt in de toekomst." in refusal


@pytest.mark.parametrize("days", [-30, 1], ids=["before the issue", "in the future"])
def test_a_letter_is_sent_between_issue_and_recording(days: int, secretary: User) -> None:
    signal, day = a_signal(SignalState.ISSUED), TODAY + timedelta(days=days)

    refusal = refusal_of_sql(MESSAGE, [signal.pk, day, day, day, secretary.pk])

    assert "in de toekomst, of voor het uitbrengen" in refusal


def test_a_secretaris_sends_a_message_with_the_agreement_of_the_cpo_only(
    secretary: User,
) -> None:
    signal = a_signal(SignalState.ISSUED)
    statement = MESSAGE.replace("'tussenbericht'", "'aanvullend_bericht'")

    refusal = refusal_of_sql(statement, [signal.pk, TODAY, TODAY, TODAY, secretary.pk])

    assert "alleen met het akkoord van de CPO" in refusal


def test_a_secretaris_adds_to_what_is_public_with_the_agreement_of_the_cpo_only(
    secretary: User,
) -> None:
    signal = a_signal(SignalState.PUBLISHED)

    refusal = refusal_of_sql(
        "INSERT INTO signals_revision (signal_id, kind, reason, summary, response_text,"
        " original_name, original_sha256, copy_sha256, pdf_sha256, prepared_at, prepared_by_id,"
        " version, published_at, published_by_id, title, text, letter_sha256) VALUES"
        " (%s, 'aanvulling', 'x', '', '', '', '', '', '', now(), %s, 2, now(), %s, '', '', '')",
        [signal.pk, secretary.pk, secretary.pk],
    )

    assert "De secretaris publiceert alleen met het akkoord van de CPO." in refusal
