"""Mail over a real SMTP conversation: what the recipient gets, and what is never sent."""

from collections.abc import Generator

import pytest
from post_office import PostOffice, post_office, silent_office
from pytest_django import Settings

from mit_waakstand import mail
from mit_waakstand.failures import ForGoodError, ForNowError, PerhapsDoneError
from mit_waakstand.mail import Letter

LINK = "https://waakstand.voorbeeld.invalid/werk/signalen/5/"


@pytest.fixture
def office(settings: Settings) -> Generator[PostOffice, None, None]:
    with post_office() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.DEFAULT_FROM_EMAIL = "MIT in waakstand <mit@scp.voorbeeld.invalid>"
        yield running


def _letter(**changed: object) -> Letter:
    plain = {
        "to": "sg@voorbeeld.invalid",
        "subject": "Signaal MIW-2026-01: reactie uiterlijk di 15 september",
        "lines": ("Er is een signaal uitgebracht.", "", "Lees het op deze pagina:"),
        "link": LINK,
        "key": "mail_issued:signal:5:user:7",
    }
    return Letter(**(plain | changed))


def test_the_recipient_gets_a_plain_dutch_mail_with_one_link(office: PostOffice) -> None:
    mail.send(_letter())

    (message,) = office.arrived
    assert message["Subject"] == "Signaal MIW-2026-01: reactie uiterlijk di 15 september"
    assert (message["From"], message["To"]) == (
        "MIT in waakstand <mit@scp.voorbeeld.invalid>",
        "sg@voorbeeld.invalid",
    )
    assert (message["Content-Language"], message["Auto-Submitted"]) == ("nl", "auto-generated")
    assert message.get_content_type() == "text/plain"
    assert message.get_content().splitlines() == [
        "Er is een signaal uitgebracht.",
        "",
        "Lees het op deze pagina:",
        "",
        LINK,
        "",
        "-- ",
        "MIT in waakstand",
    ]


def test_only_the_recipient_gets_it(office: PostOffice) -> None:
    mail.send(_letter())

    assert office.recipients() == ["sg@voorbeeld.invalid"]
    assert office.arrived[0]["Cc"] is None
    assert office.arrived[0]["Bcc"] is None


def test_sent_twice_it_is_seen_as_one(office: PostOffice) -> None:
    first, second, other = (
        mail.send(letter) for letter in (_letter(), _letter(), _letter(key="anders"))
    )

    sent = [message["Message-ID"] for message in office.arrived]
    assert sent == [first, second, other]
    assert first == second
    assert first != other
    assert first.endswith("@scp.voorbeeld.invalid>")


def test_a_sender_without_domain_sends_from_this_machine(
    office: PostOffice, settings: Settings
) -> None:
    settings.DEFAULT_FROM_EMAIL = "mit"

    message_id = mail.send(_letter())

    assert message_id.endswith("@localhost>")
    assert len(office.arrived) == 1


def test_every_line_of_an_exercise_says_so(office: PostOffice) -> None:
    mail.send(_letter(is_exercise=True))

    (message,) = office.arrived
    assert message["Subject"].startswith("OEFENING: Signaal ")
    assert message.get_content().splitlines()[:5] == [
        "OEFENING | Er is een signaal uitgebracht.",
        "",
        "OEFENING | Lees het op deze pagina:",
        "",
        LINK,
    ]


def test_a_demonstration_says_that_it_is_one(office: PostOffice, settings: Settings) -> None:
    settings.DEMO = True

    mail.send(_letter())

    first_line = office.arrived[0].get_content().splitlines()[0]
    assert first_line == "Demonstratie met fictieve gegevens."


def test_letters_outside_ascii_arrive_as_they_were_written(office: PostOffice) -> None:
    mail.send(_letter(subject="Reactie geïnd – één", lines=("Coördinatie: € 5",)))

    (message,) = office.arrived
    assert message["Subject"] == "Reactie geïnd – één"
    assert message.get_content().splitlines()[0] == "Coördinatie: € 5"


@pytest.mark.parametrize("break_", ["\r\nBcc: x@voorbeeld.invalid", "\nX-A: 1", "\r", "\x00", "\t"])
def test_a_subject_of_more_than_one_line_is_not_sent(office: PostOffice, break_: str) -> None:
    with pytest.raises(ValueError, match="a subject is one line"):
        mail.send(_letter(subject=f"Signaal{break_}"))

    assert office.arrived == []


@pytest.mark.parametrize(
    "address",
    [
        "sg@voorbeeld.invalid\r\nBcc: x@voorbeeld.invalid",
        "sg@voorbeeld.invalid, x@voorbeeld.invalid",
        "SG <sg@voorbeeld.invalid>",
        "sg",
        "",
    ],
)
def test_what_is_not_one_address_gets_no_mail(office: PostOffice, address: str) -> None:
    with pytest.raises(ForGoodError, match="dit is geen mailadres"):
        mail.send(_letter(to=address))

    assert office.arrived == []


def test_a_line_of_text_cannot_become_a_header(office: PostOffice) -> None:
    mail.send(_letter(lines=("Bcc: x@voorbeeld.invalid", "\r\n.\r\nMAIL FROM:<x@y.invalid>")))

    (message,) = office.arrived
    assert message["Bcc"] is None
    assert office.recipients() == ["sg@voorbeeld.invalid"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("550 Deze postbus bestaat niet", ForGoodError),
        ("553 Deze naam kan niet", ForGoodError),
        ("450 Probeer het later", ForNowError),
        ("452 De schijf is vol", ForNowError),
    ],
)
def test_a_refusal_of_the_recipient_is_for_good_or_for_now(
    office: PostOffice, answer: str, error: type[Exception]
) -> None:
    office.refuses["sg@voorbeeld.invalid"] = answer

    with pytest.raises(error, match=answer):
        mail.send(_letter())

    assert office.arrived == []


@pytest.mark.parametrize(
    ("answer", "error"),
    [("554 Dit lijkt op reclame", ForGoodError), ("451 Even niet", ForNowError)],
)
def test_a_refusal_of_the_content_is_for_good_or_for_now(
    office: PostOffice, answer: str, error: type[Exception]
) -> None:
    office.refuses_content = answer

    with pytest.raises(error, match=answer):
        mail.send(_letter())

    assert office.arrived == []


def test_a_server_that_does_not_know_the_sender_may_know_him_later(office: PostOffice) -> None:
    office.refuses_sender = "550 Wie bent u?"

    with pytest.raises(ForNowError, match="laat ons niet verzenden: 550 Wie bent u"):
        mail.send(_letter())

    assert office.arrived == []


def test_a_server_that_is_away_is_trouble_that_passes(
    office: PostOffice, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1

    with pytest.raises(ForNowError, match="niet bereikbaar: ConnectionRefusedError"):
        mail.send(_letter())

    assert office.arrived == []


def test_a_server_that_takes_a_mail_and_does_not_say_so_may_have_sent_it(
    office: PostOffice,
) -> None:
    office.hangs_up = True

    with pytest.raises(PerhapsDoneError, match="verbrak de verbinding tijdens het verzenden"):
        mail.send(_letter())

    assert office.recipients() == ["sg@voorbeeld.invalid"]


def test_a_server_that_never_answers_is_left_alone_after_a_while(settings: Settings) -> None:
    settings.EMAIL_TIMEOUT = 0.2

    with silent_office() as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        with pytest.raises(ForNowError, match="timed out") as raised:
            mail.send(_letter())

    assert not isinstance(raised.value, PerhapsDoneError)
