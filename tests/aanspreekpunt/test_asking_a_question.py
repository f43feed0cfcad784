"""The public form: what it takes, what it refuses, and that nothing typed is lost."""

import re
from uuid import uuid4

import pytest
import time_machine
from asking import main_text
from building_aanspreekpunt import FORM
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pytest_django import Settings

from aanspreekpunt.forms import NOT_HUMAN
from aanspreekpunt.models import Question
from aanspreekpunt.views import asking
from mit_waakstand.headers import PUBLIC_HEADERS, TRANSPORT
from mit_waakstand.outbox import doing
from mit_waakstand.public_site.for_people import standing
from mit_waakstand.trail.models import Event

pytestmark = pytest.mark.django_db

ADDRESS = "/contact/vraag/"
OWN_TERMS = {"Cache-Control", "Vary", "Access-Control-Allow-Origin", TRANSPORT[0]}


def post(client: Client, **changes: str) -> HttpResponse:
    return client.post(ADDRESS, FORM | changes)


def errors(answer: HttpResponse) -> list[str]:
    found = html.fromstring(answer.content).xpath("//section[@aria-labelledby='fouten']//li")
    return [" ".join(item.text_content().split()) for item in found]


def typed(answer: HttpResponse) -> tuple[str, str, str]:
    """Return what stands in the form: question, name and mail."""
    page = html.fromstring(answer.content)
    (text,) = page.xpath("//textarea[@name='text']")
    values = [page.xpath(f"//input[@name='{name}']/@value") for name in ("name", "email")]
    return (text.text_content().strip(), *("".join(value) for value in values))


def test_a_question_is_received_and_the_asker_keeps_a_reference(client: Client) -> None:
    answer = post(client)

    question = Question.objects.get()
    page = main_text(client.get(answer.headers["Location"]))
    assert (question.state, question.channel, question.text) == (
        "ontvangen",
        "website",
        FORM["text"],
    )
    assert re.fullmatch(r"V-[2-9A-Z]{4}-[2-9A-Z]{4}", question.reference)
    assert f"Uw kenmerk is {question.reference}" in page
    assert FORM["name"] not in answer.headers["Location"]


def test_asking_mails_nobody_so_that_the_form_sends_no_mail_for_others(client: Client) -> None:
    post(client)

    doing.sweep(timezone.now().replace(hour=3))

    assert mail.outbox == []


def test_the_event_says_that_it_came_and_nothing_of_whom(client: Client) -> None:
    post(client)

    event = Event.objects.get()

    assert (event.verb, event.by, event.data) == ("ask", None, {})


def test_name_and_mail_are_optional(client: Client) -> None:
    answer = post(client, name="", email="")

    assert answer.status_code == 302
    assert (Question.objects.get().name, Question.objects.get().email) == ("", "")


def test_sending_twice_is_one_question(client: Client) -> None:
    key = str(uuid4())

    addresses = {post(client, request_key=key).headers["Location"] for _ in range(2)}

    assert Question.objects.count() == 1
    assert len(addresses) == 1


def test_an_error_keeps_what_was_typed_and_says_what_to_do(client: Client) -> None:
    answer = post(client, topic="", email="geen adres")

    assert answer.status_code == 422
    assert errors(answer) == [
        "Waar gaat uw vraag over?: Kies een mogelijkheid.",
        "Uw e-mailadres: Voer een geldig e-mailadres in.",
    ]
    assert typed(answer) == (FORM["text"], FORM["name"], "geen adres")
    assert Question.objects.count() == 0


def test_a_program_that_fills_in_everything_is_refused_and_a_person_can_go_on(
    client: Client,
) -> None:
    answer = post(client, homepage="https://spam.example")

    (trap,) = html.fromstring(answer.content).xpath("//input[@name='homepage']")
    assert (answer.status_code, errors(answer)) == (422, [NOT_HUMAN])
    assert trap.get("value") is None
    assert typed(answer)[0] == FORM["text"]
    assert Question.objects.count() == 0


def test_too_many_questions_from_one_address_wait_a_minute_and_lose_nothing(
    client: Client,
) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        answers = [post(client) for _ in range(asking.MOST_IN_A_MINUTE + 1)]

    assert [answer.status_code for answer in answers[-2:]] == [302, 429]
    assert errors(answers[-1]) == [asking.TOO_OFTEN]
    assert typed(answers[-1])[0] == FORM["text"]


def test_without_the_cookie_the_form_comes_back_with_everything_in_it() -> None:
    browser = Client(enforce_csrf_checks=True)

    answer = browser.post(ADDRESS, FORM)

    assert (answer.status_code, errors(answer)) == (403, [asking.STALE])
    assert typed(answer) == (FORM["text"], FORM["name"], FORM["email"])
    assert Question.objects.count() == 0


def test_sent_again_from_that_page_it_arrives() -> None:
    browser = Client(enforce_csrf_checks=True)
    page = html.fromstring(browser.post(ADDRESS, FORM).content)
    (token,) = page.xpath("//form[@action='/contact/vraag/']//input[@name='csrfmiddlewaretoken']")

    answer = browser.post(ADDRESS, FORM | {"csrfmiddlewaretoken": token.get("value")})

    assert answer.status_code == 302
    assert Question.objects.count() == 1


def test_it_is_guarded_like_the_baked_pages_and_never_kept(client: Client) -> None:
    answers = [
        client.get(ADDRESS),
        client.get(post(client).headers["Location"]),
        post(client, topic=""),
    ]

    expected = {name: value for name, value in PUBLIC_HEADERS if name not in OWN_TERMS}
    for answer in answers:
        sent = {name: answer.headers.get(name) for name in expected}
        sent["Content-Security-Policy"] = "; ".join(
            sorted(str(sent["Content-Security-Policy"]).split("; "))
        )
        policy = "; ".join(sorted(expected["Content-Security-Policy"].split("; ")))
        assert sent == expected | {"Content-Security-Policy": policy}
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_it_says_what_it_is_for_and_what_happens_with_the_data(
    client: Client, settings: Settings
) -> None:
    settings.QUESTION_TERM, settings.QUESTIONS_KEPT = 7, 9

    page = main_text(client.get(ADDRESS))

    assert "Wij geven geen persoonlijk advies" in page
    assert "liefst binnen 7 werkdagen" in page
    assert "9 maanden daarna wissen wij" in page


def test_during_a_suspension_it_takes_nothing_and_gives_back_what_was_typed(
    client: Client,
) -> None:
    open_before = b"<textarea" in client.get(ADDRESS).content
    standing.publish_standing(
        standing.SUSPENDED, since=timezone.localdate(), reason="Commissie MIT", at=timezone.now()
    )

    shown, answer = client.get(ADDRESS), post(client)

    assert open_before
    assert b"<textarea" not in shown.content
    assert "Het aanspreekpunt is nu gesloten" in main_text(shown)
    assert answer.status_code == 409
    assert FORM["text"] in main_text(answer)
    assert Question.objects.count() == 0


def test_a_receipt_that_we_did_not_sign_is_a_page_that_does_not_exist(client: Client) -> None:
    own = post(client).headers["Location"]

    forged = own.replace("V-", "V-X")

    assert client.get(own).status_code == 200
    assert client.get(forged).content == client.get("/bestaat-niet/").content


HOSTILE = {
    "a NUL byte": ("Een\0vraag", "Een vraag"),
    "a right-to-left override": ("\u202egarv neE", "garv neE"),
    "lines of a header": ("Vraag\r\nBcc: x@kwaad.example", "Vraag\nBcc: x@kwaad.example"),
    "an image of a file": ("<img src=file:///etc/passwd>", "<img src=file:///etc/passwd>"),
    "a formula": ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    "emoji of several signs": ("\U0001f469\u200d\U0001f52c?", "\U0001f469\u200d\U0001f52c?"),
    "a lone surrogate": ("Een \ud800 teken", "Een \ufffd\ufffd\ufffd teken"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_text_becomes_plain_text(what: str, client: Client) -> None:
    sent, expected = HOSTILE[what]
    body = "&".join(f"{name}={_quoted(value)}" for name, value in (FORM | {"text": sent}).items())

    answer = client.post(ADDRESS, body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 302
    assert Question.objects.get().text == expected


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))


def test_a_name_is_one_line_whatever_is_in_it(client: Client) -> None:
    post(client, name="An\r\nBcc: x@kwaad.example\u2028\0")

    assert Question.objects.get().name == "An Bcc: x@kwaad.example"


def test_a_megabyte_is_refused_in_words_and_given_back(client: Client) -> None:
    long = "x" * 1_000_000

    answer = post(client, text=long)

    assert answer.status_code == 422
    assert errors(answer)[0].startswith("Uw vraag: ")
    assert "5000" in errors(answer)[0]
    assert typed(answer)[0] == long


def test_extra_fields_change_nothing(client: Client) -> None:
    post(client, state="spam", reference="V-EIGEN", due_on="2030-01-01", channel="mail")

    question = Question.objects.get()

    assert (question.state, question.channel) == ("ontvangen", "website")
    assert question.reference != "V-EIGEN"


def test_the_address_is_the_one_that_the_site_names() -> None:
    assert reverse("aanspreekpunt:ask") == ADDRESS
