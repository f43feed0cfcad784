"""Who gets mail about a signal, and what stands in it (domain §4, §9; robustness 7, 8, 12)."""

from io import BytesIO

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import EmailMessage
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import Settings

from building import a_signal, a_weighing, amsterdam, person
from mit_waakstand import vault
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing, kinds
from mit_waakstand.outbox.models import Work
from mit_waakstand.situations.models import Situation
from signals import deadlines, notifications
from signals.models import Response, Signal
from signals.states import SignalState
from signals.workflow.calendar import confirm_calendar

pytestmark = pytest.mark.django_db

ISSUED = amsterdam(2026, 9, 1)
OFFICE = "https://werk.voorbeeld.invalid/"


@pytest.fixture(autouse=True)
def _addresses(settings: Settings) -> None:
    settings.SG_ADDRESS = "bureau-sg@voorbeeld.invalid"
    settings.OFFICE_URL = OFFICE


def sent(mailoutbox: list[EmailMessage], words: str) -> list[EmailMessage]:
    """Return what was sent with these words in the subject, in the order of the addresses."""
    doing.sweep(timezone.now())
    found = [message for message in mailoutbox if words in message.subject]
    return sorted(found, key=lambda message: message.to)


def receivers(messages: list[EmailMessage]) -> list[str]:
    return [address for message in messages for address in message.to]


def test_a_signal_goes_to_the_address_of_bureau_sg_and_all_its_active_accounts(
    mailoutbox: list[EmailMessage],
) -> None:
    first, second = person(Role.SG_OFFICE), person(Role.SG_OFFICE, "tweede-sg")
    gone = person(Role.SG_OFFICE, "vertrokken-sg")
    gone.is_active = False
    gone.save()
    a_signal(SignalState.ISSUED, at=ISSUED)

    messages = sent(mailoutbox, "reactie uiterlijk")

    assert receivers(messages) == sorted(["bureau-sg@voorbeeld.invalid", first.email, second.email])
    assert len({message.extra_headers["Message-ID"] for message in messages}) == 3


def test_the_mail_about_a_signal_has_its_number_one_link_and_no_content(
    mailoutbox: list[EmailMessage],
) -> None:
    signal = a_signal(SignalState.ISSUED, at=ISSUED)

    message = sent(mailoutbox, "reactie uiterlijk")[0]

    assert (
        message.subject == "Signaal MIW-2026-01: reactie uiterlijk di 15 september (nog 14 dagen)"
    )
    assert "loopt tot en met dinsdag 15 september 2026." in message.body
    assert f"{OFFICE}werk/signalen/{signal.pk}/" in message.body
    assert message.body.count("http") == 1
    assert signal.title not in message.subject + message.body
    assert signal.summary not in message.body


def test_a_response_is_told_to_cpo_and_secretary(mailoutbox: list[EmailMessage]) -> None:
    cpo, secretary = person(Role.CPO), person(Role.SECRETARY)
    signal = a_signal(SignalState.ANSWERED, at=ISSUED)

    messages = sent(mailoutbox, "reactie van de SG vastgelegd")

    assert receivers(messages) == sorted([cpo.email, secretary.email])
    assert messages[0].subject == "Signaal MIW-2026-01: reactie van de SG vastgelegd"
    assert "streef naar twee werkdagen" in messages[0].body
    assert signal.response.text not in messages[0].body


def test_an_invitation_goes_to_the_expert_who_was_invited(mailoutbox: list[EmailMessage]) -> None:
    person(Role.EXPERT, "vreemde-expert")
    weighing = a_weighing(at=timezone.now())

    messages = sent(mailoutbox, "Weging")

    assert receivers(messages) == [person(Role.EXPERT).email]
    assert messages[0].subject == f"Weging {weighing.pk}: uitnodiging"
    assert deadlines.in_dutch(weighing.held_on, weekday="long") in messages[0].body
    assert f"{OFFICE}persoonlijk/" in messages[0].body
    assert weighing.situation.disease not in messages[0].body


def test_an_exercise_is_mailed_to_its_participants_only_and_says_so_on_every_line(
    mailoutbox: list[EmailMessage],
) -> None:
    outsiders = [person(role, f"andere-{role}") for role in Role]
    confirm_calendar(by=person(Role.ADMINISTRATOR), at=timezone.now())  # asked in the autumn
    a_signal(SignalState.ANSWERED, is_exercise=True, at=ISSUED)

    doing.sweep(timezone.now())

    reached = set(receivers(mailoutbox))
    outside = {Role.ADMINISTRATOR, Role.DEPUTY, Role.EXPERT}  # the weighing was days ago
    participants = [person(role) for role in Role if role not in outside]
    assert reached == {participant.email for participant in participants}
    assert reached.isdisjoint(outsider.email for outsider in outsiders)
    assert "bureau-sg@voorbeeld.invalid" not in reached
    for message in mailoutbox:
        written = message.body[: message.body.index("http")].splitlines()
        assert message.subject.startswith("OEFENING: ")
        assert all(line.startswith("OEFENING | ") for line in written if line)
    answered = [m.body for m in mailoutbox if "reactie van de SG" in m.subject]
    assert all("gepubliceerd" not in body for body in answered)


def test_nothing_about_an_exercise_is_queued_for_others() -> None:
    outsiders = {f"user:{person(role, f'andere-{role}').pk}" for role in Role}

    a_signal(SignalState.ANSWERED, is_exercise=True)

    queued = {work.details.get("recipient") for work in Work.objects.all()}
    assert queued.isdisjoint(outsiders | {notifications.SG_OFFICE})


def test_without_an_address_in_the_settings_only_accounts_get_mail(settings: Settings) -> None:
    settings.SG_ADDRESS = ""
    office = person(Role.SG_OFFICE)

    a_signal(SignalState.ISSUED)

    mails = Work.objects.filter(kind="mail_issued")
    assert [work.details for work in mails] == [{"recipient": f"user:{office.pk}"}]


def test_a_mail_is_made_only_of_an_issued_signal() -> None:
    signal = a_signal(SignalState.ADOPTED)

    with pytest.raises(ValueError, match="was not issued"):
        notifications.issued_letter(signal, "x@voorbeeld.invalid", "key")


def test_a_letter_that_cannot_be_made_yet_fails_in_the_open() -> None:
    adopted = a_signal(SignalState.ADOPTED)
    work = Work.objects.create(
        kind="make_letter",
        key="too-soon",
        subject="signals.signal",
        subject_pk=adopted.pk,
        next_try_at=timezone.now(),
    )

    doing.sweep(timezone.now())

    work.refresh_from_db()
    assert work.done_at is None
    assert work.outcome == f"ObjectDoesNotExist: signal {adopted.pk} was not issued"


def test_a_response_to_a_signal_that_was_not_answered_has_no_letter() -> None:
    signal = a_signal(SignalState.ISSUED, at=ISSUED)
    day = ISSUED.date()
    response = Response.objects.create(
        signal=signal, text="x", signed_by="SG", dated_on=day, sent_on=day, received_on=day
    )
    work = Work(kind="make_response_pdf", subject_pk=response.pk)

    with pytest.raises(ObjectDoesNotExist, match="was not answered"):
        kinds["make_response_pdf"](work)

    assert Response.objects.get().pdf_sha256 == ""


def test_letters_of_an_exercise_name_their_historical_case() -> None:
    case = "OMT van 28 maart 2024 over mazelen"
    signal = a_signal(SignalState.ANSWERED, is_exercise=True)
    Situation.objects.update(historical_case=case)

    doing.sweep(timezone.now())

    signal = Signal.objects.get()
    for checksum in (signal.letter_sha256, signal.response.pdf_sha256):
        pages = PdfReader(BytesIO(vault.read(checksum))).pages
        words = " ".join(" ".join(page.extract_text().split()) for page in pages)
        assert f"Oefening op basis van een historische casus: {case}" in words


@pytest.mark.parametrize("kind", ["make_letter", "make_response_pdf"])
def test_the_same_work_delivered_again_makes_no_second_letter(kind: str) -> None:
    a_signal(SignalState.ANSWERED)
    doing.sweep(timezone.now())
    made = Signal.objects.get()
    checksums = (made.letter_sha256, made.response.pdf_sha256)

    outcome = kinds[kind](Work.objects.get(kind=kind))

    after = Signal.objects.get()
    assert outcome.endswith("gemaakt")
    assert (after.letter_sha256, after.response.pdf_sha256) == checksums
    assert after.history.count() == made.history.count()
