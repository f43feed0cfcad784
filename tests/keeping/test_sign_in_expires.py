"""Nothing is lost when a sign-in ends while somebody types (issue 3 §3, front.md 5)."""

import re
from datetime import timedelta

import pytest
import time_machine
from asking import main_text
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from lxml import html
from typing_people import SCRIPT, Typist, at_form

from building import a_signal
from mit_waakstand.accounts.models import LiveSession, User
from mit_waakstand.keeping.models import MOST_CHARACTERS, KeptText
from mit_waakstand.keeping.slips import FIELD, SALT, VALID_FOR
from signals.models import Signal
from signals.states import SignalState

pytestmark = pytest.mark.django_db

PASSWORD = "vier willekeurige woorden samen"


@pytest.fixture
def writer(secretary: User) -> Typist:
    """The secretaris, with a password and the text of a concept open."""
    secretary.set_password(PASSWORD)
    secretary.save()
    signal = a_signal(SignalState.DRAFT)
    return at_form(secretary, f"/werk/signalen/{signal.pk}/bewerken/")


def sign_in(client: Client, address: str, username: str) -> HttpResponse:
    """Fill in the sign-in page that stands at this address."""
    form = html.fromstring(client.get(address).content).forms[0]
    fields = dict(form.form_values()) | {"login": username, "password": PASSWORD}
    return client.post("/aanmelden/", fields)


def test_a_form_sent_after_the_sign_in_ended_comes_back_filled_in(writer: Typist) -> None:
    writer.type(text="Een uur werk")
    LiveSession.objects.all().delete()

    sent = writer.send()
    page = writer.client.get(sent.headers["Location"])
    back = sign_in(writer.client, sent.headers["Location"], "secretaris")
    writer.open("?bewaard=verder")

    assert sent.headers["Location"].startswith("/aanmelden/?next=")
    assert "Uw tekst is bewaard. Meld u aan, dan kunt u ermee verder." in main_text(page)
    assert back.headers["Location"] == f"{writer.address}?bewaard=verder"
    assert writer.fields["text"] == "Een uur werk"
    assert writer.send().status_code == 302
    assert Signal.objects.get().text == "Een uur werk"
    assert not KeptText.objects.exists()


def test_the_sign_in_page_itself_shows_nothing_of_the_text(writer: Typist) -> None:
    writer.type(text="Een uur werk")
    LiveSession.objects.all().delete()

    page = writer.client.get(writer.send().headers["Location"])

    assert "Een uur werk" not in page.content.decode()


def test_autosave_without_sign_in_keeps_and_says_so(writer: Typist) -> None:
    LiveSession.objects.all().delete()

    answer = writer.type(text="Een uur werk").autosave()

    assert answer.status_code == 401
    assert re.fullmatch(
        r"U bent afgemeld\. Bewaard om \d\d:\d\d\. Meld u aan in een nieuw venster\.",
        answer.json()["said"],
    )
    assert KeptText.objects.get().values()["text"] == ["Een uur werk"]


def test_after_signing_in_in_another_window_autosave_goes_on_and_the_form_can_be_sent(
    writer: Typist,
) -> None:
    sign_in(Client(), "/aanmelden/", "secretaris")
    LiveSession.objects.all().delete()
    sign_in(writer.client, "/aanmelden/", "secretaris")

    answer = writer.type(text="Een uur werk", purport="instellen").autosave()
    writer.type(csrfmiddlewaretoken=answer.json()["token"])

    assert answer.status_code == 403
    assert answer.json()["said"].startswith("Bewaard om ")
    assert writer.send().status_code == 302
    assert Signal.objects.get().text == "Een uur werk"


def test_a_form_with_an_old_token_is_kept_and_the_page_leads_back_to_it(writer: Typist) -> None:
    LiveSession.objects.all().delete()
    sign_in(writer.client, "/aanmelden/", "secretaris")

    answer = writer.type(text="Een uur werk").send()

    (link,) = html.fromstring(answer.content).xpath("//main//a/@href")
    assert answer.status_code == 403
    assert "uw tekst is bewaard" in main_text(answer)
    assert link == f"{writer.address}?bewaard=verder"
    assert writer.open("?bewaard=verder").fields["text"] == "Een uur werk"


def test_somebody_else_who_signs_in_gets_neither_the_text_nor_the_rights(
    writer: Typist, sg_office: User
) -> None:
    sg_office.set_password(PASSWORD)
    sg_office.save()
    LiveSession.objects.all().delete()
    sent = writer.type(text="Een uur werk").send()

    back = sign_in(writer.client, sent.headers["Location"], "bureau_sg")
    page = writer.client.get(back.headers["Location"])

    assert page.status_code == 404
    assert "Een uur werk" not in page.content.decode()
    assert KeptText.objects.get().user.username == "secretaris"


def test_autosave_of_a_page_of_somebody_else_gets_no_token_of_the_new_person(
    writer: Typist, cpo: User
) -> None:
    cpo.set_password(PASSWORD)
    cpo.save()
    LiveSession.objects.all().delete()
    sign_in(writer.client, "/aanmelden/", "cpo")

    answer = writer.type(text="Van Bram").autosave()

    assert answer.json()["token"] == ""
    assert "is nu iemand anders aangemeld" in answer.json()["said"]
    assert KeptText.objects.get().user.username == "secretaris"


def test_a_forged_slip_keeps_nothing_and_leads_nowhere_else(writer: Typist) -> None:
    LiveSession.objects.all().delete()
    owner = KeptText.objects.model._meta.get_field("user").related_model.objects.first()  # noqa: SLF001
    forgeries = [
        signing.dumps([owner.pk, "https://elders.invalid/", "page", ""], salt="anders"),
        signing.dumps({"user": owner.pk}, salt=SALT),
        "geen bewijs",
    ]

    answers = [writer.type(**{FIELD: slip}, text="Vals").send() for slip in forgeries]

    way = f"/aanmelden/?next={writer.address}"
    assert [answer.headers["Location"] for answer in answers] == [way, way, way]
    assert not KeptText.objects.exists()


def test_a_page_from_elsewhere_cannot_plant_a_text(writer: Typist) -> None:
    del writer.fields[FIELD]
    writer.type(csrfmiddlewaretoken="vals", text="Geplant")

    answer = writer.send()

    assert answer.status_code == 403
    assert "Er is niets opgeslagen." in main_text(answer)
    assert not KeptText.objects.exists()


def test_a_slip_is_valid_for_a_week(writer: Typist) -> None:
    LiveSession.objects.all().delete()

    with time_machine.travel(timezone.now() + VALID_FOR + timedelta(minutes=1), tick=False):
        answer = writer.type(text="Oud").send()

    assert answer.headers["Location"] == f"/aanmelden/?next={writer.address}"
    assert not KeptText.objects.exists()


def test_a_text_that_is_too_long_to_keep_is_said_at_the_sign_in_page(writer: Typist) -> None:
    LiveSession.objects.all().delete()

    sent = writer.type(text="x" * (MOST_CHARACTERS + 1)).send()
    page = writer.client.get(sent.headers["Location"])

    assert "te lang om tussentijds te bewaren" in main_text(page)
    assert not KeptText.objects.exists()


def test_somebody_who_was_made_inactive_keeps_nothing_more(writer: Typist, secretary: User) -> None:
    secretary.is_active = False
    secretary.save()

    answers = [writer.type(text="Nog even").autosave(), writer.send()]

    assert [answer.status_code for answer in answers] == [401, 302]
    assert not KeptText.objects.exists()


def test_a_kept_text_gives_no_step_to_who_may_no_longer_take_it(
    writer: Typist, secretary: User
) -> None:
    LiveSession.objects.all().delete()
    writer.type(text="Een uur werk").send()
    secretary.role = "expert"
    secretary.save()
    writer.client.force_login(secretary)

    page = writer.client.get(f"{writer.address}?bewaard=verder")

    assert page.status_code == 404
    assert Signal.objects.get().text != "Een uur werk"


def test_thirty_idle_minutes_lose_no_word(writer: Typist, secretary: User) -> None:
    writer.type(text="Een uur werk")

    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        sent = writer.send()

    assert sent.headers["Location"].startswith("/aanmelden/?next=")
    kept = KeptText.objects.get(user=secretary)
    assert kept.values()["text"] == ["Een uur werk"]


def test_a_stranger_with_the_script_s_words_learns_nothing(writer: Typist) -> None:
    stranger = Client()

    answer = stranger.post(writer.address, {FIELD: writer.fields[FIELD]}, headers=SCRIPT)

    assert set(answer.json()) == {"said", "token"}
    assert answer.json()["token"] == ""
