"""What is added to an issued signal: nothing here stops the clock (domain §3.3)."""

from datetime import date, timedelta

import pytest
from asking import buttons, main_text, refusal_of_sql, refusal_of_the_database, signed_in, told
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from later import a_message, with_pdf
from pdf_uploads import a_pdf, sent, with_author
from signal_forms import a_response, act_url, fresh

from building import a_signal, person, respond
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import AgreedWay, CpoAgreement, Message, MessageKind, Signal
from signals.states import SignalState
from signals.workflow import messages
from signals.workflow.messages import ReceivedLetter
from signals.workflow.on_behalf import Agreed
from signals.workflow.received import ResponseDates

pytestmark = pytest.mark.django_db

SG_KINDS = [MessageKind.INTERIM, MessageKind.FURTHER]


def recipients(kind: str) -> set[str]:
    return {work.details["recipient"] for work in Work.objects.filter(kind=kind)}


def state_for(kind: MessageKind) -> SignalState:
    return SignalState.ANSWERED if kind == MessageKind.FURTHER else SignalState.ISSUED


def test_an_aanvullend_bericht_goes_to_bureau_sg_and_starts_no_new_term(
    cpo: User, sg_office: User
) -> None:
    signal = a_signal(SignalState.ISSUED)

    answer = signed_in(cpo).post(act_url(signal, "send-message"), {"text": "De A1 is vervallen."})

    after, message = fresh(signal), Message.objects.get()
    assert answer.status_code == 302
    assert (after.state, after.response_due_on) == (SignalState.ISSUED, signal.response_due_on)
    assert (message.name(), message.signed_by) == ("aanvullend bericht 1", cpo.full_name)
    assert message.letterhead["addressee_office"] != ""
    assert recipients("mail_supplement") == {f"user:{sg_office.pk}"}
    assert told(signal)[-1] == ("send_message", cpo.pk)


def test_the_letter_of_an_aanvullend_bericht_is_made_once_under_its_own_mark(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    a_message(signal)
    message = with_pdf(a_message(signal))

    answer = signed_in(cpo).get(reverse("signals:message-file", args=[message.pk, "bericht"]))

    assert vault.read(message.pdf_sha256)[:5] == b"%PDF-"
    assert message.name() == "aanvullend bericht 2"
    assert "aanvullend-bericht-2" in answer.headers["Content-Disposition"]


def test_a_secretary_sends_it_namens_de_cpo_with_the_agreement_kept(
    cpo: User, secretary: User
) -> None:
    signal, now = a_signal(SignalState.ISSUED), timezone.now()

    with pytest.raises(RefusedError, match="wanneer de CPO akkoord gaf"):
        messages.send_message(signal, text="Nieuws.", by=secretary, at=now)
    agreement = Agreed(agreed_at=now - timedelta(minutes=5), agreed_way=AgreedWay.TELEPHONE)
    message = messages.send_message(
        signal, text="Nieuws.", agreement=agreement, by=secretary, at=now
    )

    kept = CpoAgreement.objects.get(verb="send_message")
    assert (kept.cpo, kept.recorded_by) == (cpo, secretary)
    assert (message.signed_by, message.letterhead["on_behalf_by"]) == (
        cpo.full_name,
        secretary.full_name,
    )
    assert with_pdf(message).pdf_sha256 != ""


def test_a_tussenbericht_is_recorded_and_the_clock_runs_on(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    client = signed_in(sg_office)
    form = client.get(act_url(signal, "record-interim"))

    answer = client.post(act_url(signal, "record-interim"), a_response(text="Wij vragen uitstel."))

    after = fresh(signal)
    assert "De termijn loopt door. Een tussenbericht is geen reactie." in main_text(form)
    assert answer.status_code == 302
    assert (after.state, after.answered_at) == (SignalState.ISSUED, None)
    assert after.response_due_on == signal.response_due_on
    assert after.awaits_response()
    assert Signal.objects.waiting_for_response().get() == after
    assert recipients("mail_message") == {
        f"user:{person(role).pk}" for role in (Role.CPO, Role.SECRETARY)
    }


def test_an_oral_response_does_not_stop_the_clock_and_asks_for_writing(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    yesterday = (timezone.localtime() - timedelta(days=1)).strftime("%d-%m-%Y")
    said = {
        "text": "De SG neemt het over.",
        "spoken_with": "De plv. SG",
        "spoken_at_0": yesterday,
        "spoken_at_1": "10:00",
    }

    answer = signed_in(person(Role.SECRETARY)).post(act_url(signal, "record-conversation"), said)

    note = Message.objects.get()
    assert answer.status_code == 302
    assert (note.kind, note.spoken_with) == (MessageKind.CONVERSATION, "De plv. SG")
    assert fresh(signal).awaits_response()
    assert recipients("mail_confirm_in_writing") == {f"user:{sg_office.pk}"}
    assert not note.is_public_with_its_signal()
    assert not Work.objects.filter(kind="make_message_pdf").exists()


def test_secretariat_and_bureau_sg_read_a_gespreksnotitie_and_an_expert_does_not() -> None:
    signal = a_signal(SignalState.ISSUED)
    a_message(signal, text="Een bericht voor allen.")
    a_message(signal, MessageKind.CONVERSATION, text="Onder ons gezegd.")
    roles = (Role.CPO, Role.SECRETARY, Role.SG_OFFICE, Role.EXPERT)

    pages = {r: main_text(signed_in(person(r)).get(signal.get_absolute_url())) for r in roles}

    assert all("Een bericht voor allen." in page for page in pages.values())
    assert [role for role in roles if "Onder ons gezegd." in pages[role]] == [*roles[:3]]


@pytest.mark.parametrize("kind", SG_KINDS)
def test_the_letter_of_the_sg_is_kept_and_a_cleaned_copy_made(
    kind: MessageKind, sg_office: User
) -> None:
    signal, original = a_signal(state_for(kind)), a_pdf(with_author)
    verb = "record-interim" if kind == MessageKind.INTERIM else "record-further-response"

    signed_in(sg_office).post(act_url(signal, verb), a_response(letter=sent(original)))

    message = Message.objects.get()
    assert message.kind == kind
    assert vault.read(message.original_sha256) == original
    assert b"Jan Geheim" not in vault.read(message.copy_sha256)
    assert with_pdf(message).pdf_sha256 != ""


def test_an_aanvullende_reactie_comes_after_a_response_only(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    client = signed_in(sg_office)
    statement = (
        "INSERT INTO signals_message (signal_id, kind, sequence, text, dated_on, sent_on,"
        " received_on, signed_by, reference, spoken_with, letterhead, original_name,"
        " original_sha256, copy_sha256, pdf_sha256, recorded_at, recorded_by_id)"
        " VALUES (%s, %s, 1, 'x', %s, %s, %s, 'SG', '', '', '{}', '', '', '', '', now(), %s)"
    )
    today = timezone.localdate()

    page = client.get(signal.get_absolute_url())
    posted = client.post(act_url(signal, "record-further-response"), a_response())
    refusal = refusal_of_sql(
        statement, [signal.pk, "aanvullende_reactie", today, today, today, sg_office.pk]
    )

    assert "Aanvullende reactie vastleggen" not in main_text(page)
    assert posted.status_code == 422
    assert "Een aanvullende reactie komt na een reactie." in refusal


@pytest.mark.parametrize("kind", [MessageKind.INTERIM, MessageKind.CONVERSATION])
def test_after_the_response_there_is_no_tussenbericht_or_gesprek(kind: MessageKind) -> None:
    signal = a_signal(SignalState.ANSWERED)

    with pytest.raises((ConflictError, RefusedError)):
        a_message(signal, kind)

    assert not Message.objects.exists()


def test_before_issue_there_is_no_message(cpo: User) -> None:
    signal = a_signal(SignalState.ADOPTED)
    client = signed_in(cpo)

    page = client.get(signal.get_absolute_url())
    sent_anyway = client.post(act_url(signal, "send-message"), {"text": "Nieuws."})
    refusal = refusal_of_sql(
        "INSERT INTO signals_message (signal_id, kind, sequence, text, dated_on, sent_on,"
        " received_on, signed_by, reference, spoken_with, letterhead, original_name,"
        " original_sha256, copy_sha256, pdf_sha256, recorded_at, recorded_by_id)"
        " VALUES (%s, 'tussenbericht', 1, 'x', now(), now(), now(), 'SG', '', '', '{}', '', '',"
        " '', '', now(), %s)",
        [signal.pk, cpo.pk],
    )

    assert "Aanvullend bericht sturen" not in buttons(page)
    assert sent_anyway.status_code == 409
    assert "Een bericht hoort bij een uitgebracht signaal." in refusal


NOBODY_ELSE = {
    MessageKind.SUPPLEMENT: [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR],
    MessageKind.INTERIM: [Role.CPO, Role.EXPERT, Role.ADMINISTRATOR],
    MessageKind.CONVERSATION: [Role.EXPERT, Role.ADMINISTRATOR],
}


@pytest.mark.parametrize(
    ("kind", "role"), [(kind, role) for kind, roles in NOBODY_ELSE.items() for role in roles]
)
def test_nobody_else_adds_a_message(kind: MessageKind, role: Role) -> None:
    signal, now, today = a_signal(SignalState.ISSUED), timezone.now(), timezone.localdate()
    dates = ResponseDates(dated_on=today, sent_on=today, received_on=today)
    letter = ReceivedLetter(text="x", signed_by="SG", dates=dates)
    act = {
        MessageKind.SUPPLEMENT: lambda: messages.send_message(
            signal, text="x", by=person(role), at=now
        ),
        MessageKind.INTERIM: lambda: messages.record_interim(
            signal, letter=letter, by=person(role), at=now
        ),
        MessageKind.CONVERSATION: lambda: messages.record_conversation(
            signal, text="x", spoken_with="SG", spoken_at=now, by=person(role), at=now
        ),
    }[kind]

    with pytest.raises(NotAllowedError):
        act()

    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("column", "value"),
    [("text", "Anders"), ("kind", "tussenbericht"), ("sent_on", date(2020, 1, 1))],
)
def test_a_recorded_message_does_not_change(column: str, value: object) -> None:
    message = a_message(a_signal(SignalState.ISSUED))

    refusal = refusal_of_the_database(message, **{column: value})

    assert "Een vastgelegd bericht verandert niet meer." in refusal


@pytest.mark.parametrize(("days", "words"), [(1, "in de toekomst"), (-40, "voor het uitbrengen")])
def test_a_conversation_was_after_the_issue_and_not_in_the_future(days: int, words: str) -> None:
    signal, now = a_signal(SignalState.ISSUED), timezone.now()

    with pytest.raises(RefusedError, match=words) as refusal:
        messages.record_conversation(
            signal,
            text="x",
            spoken_with="SG",
            spoken_at=now + timedelta(days=days),
            by=person(Role.SECRETARY),
            at=now,
        )

    assert refusal.value.field == "spoken_at"


def test_in_an_exercise_messages_concern_the_participants_and_are_never_public() -> None:
    signal = a_signal(SignalState.ISSUED, is_exercise=True)

    message = with_pdf(a_message(signal))

    stranger = person(Role.SG_OFFICE, "vreemde")
    assert message.signal.is_exercise
    assert message not in Message.objects.visible_to(stranger)
    assert f"user:{stranger.pk}" not in recipients("mail_supplement")


def test_the_mail_says_that_the_term_runs_on_and_names_the_number_only(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    a_message(signal, text="Geheime inhoud.")
    a_message(signal, MessageKind.CONVERSATION, text="Ook geheim.")

    doing.sweep(timezone.now())
    mails = [m for m in mail.outbox if m.to == [sg_office.email]]

    subjects = [m.subject for m in mails]
    assert f"Signaal {signal.number}: aanvullend bericht 1" in subjects
    assert f"Signaal {signal.number}: graag een schriftelijke reactie" in subjects
    assert all("geheim" not in m.body.lower() for m in mails)
    assert sum("De termijn voor de reactie loopt door" in m.body for m in mails) == 2


def test_the_question_to_confirm_is_not_sent_when_the_response_came_first() -> None:
    signal = a_signal(SignalState.ISSUED)
    a_message(signal, MessageKind.CONVERSATION)
    respond(fresh(signal), on=timezone.now())

    doing.sweep(timezone.now())

    outcomes = {w.outcome for w in Work.objects.filter(kind="mail_confirm_in_writing")}
    assert outcomes == {"niet verstuurd: de reactie is er al"}
