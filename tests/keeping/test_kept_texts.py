"""What somebody types is kept for him alone until he saves it (issue 3 §3, front.md 5)."""

import logging
from datetime import timedelta

import pytest
from asking import main_text
from django.test import Client
from django.utils import timezone
from typing_people import SCRIPT, Typist, at_form

from building import a_signal, a_weighing, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.keeping import workflow
from mit_waakstand.keeping.models import KEPT_FOR, MOST_CHARACTERS, KeptText, Presence
from mit_waakstand.outbox import doing
from mit_waakstand.trail.models import Event
from signals.models import Signal
from signals.states import SignalState

pytestmark = pytest.mark.django_db

WAITING = "U heeft hier een niet-opgeslagen tekst van"


def edit_of(signal: Signal) -> str:
    return f"/werk/signalen/{signal.pk}/bewerken/"


@pytest.fixture
def writer(secretary: User) -> Typist:
    """The secretaris, with the text of a concept open."""
    return at_form(secretary, edit_of(a_signal(SignalState.DRAFT)))


def the_text() -> str:
    return str(KeptText.objects.get().values()["text"][0])


def test_what_is_typed_is_kept_and_said(writer: Typist) -> None:
    answer = writer.type(text="Half geschreven").autosave()

    at = timezone.localtime(KeptText.objects.get().saved_at)
    assert answer.json() == {"said": f"Bewaard om {at:%H:%M}.", "token": ""}
    assert the_text() == "Half geschreven"


def test_without_script_the_button_keeps_and_leads_back_to_the_text(writer: Typist) -> None:
    answer = writer.type(text="Half geschreven").press_keep()

    page = writer.client.get(answer.headers["Location"])
    assert answer.headers["Location"] == f"{writer.address}?bewaard=verder"
    assert "Half geschreven" in page.content.decode()
    assert "U hebt het formulier nog niet verstuurd." in main_text(page)
    assert Signal.objects.get().text != "Half geschreven"


def test_opening_the_form_again_tells_of_the_kept_text_and_going_on_shows_it(
    writer: Typist,
) -> None:
    writer.type(text="Half geschreven").autosave()

    again = writer.open().page
    further = writer.open("?bewaard=verder")

    assert again is not None
    assert WAITING in main_text(again)
    assert "Half geschreven" not in again.content.decode()
    assert further.fields["text"] == "Half geschreven"


def test_every_kind_of_field_comes_back_as_it_was_typed(cpo: User) -> None:
    form = at_form(cpo, "/werk/aanleidingen/nieuw/")
    typed = {"route": "omt", "disease": "Koorts", "happened_on": "31-2-2026", "is_exercise": "on"}

    form.type(**typed).autosave()
    again = form.open("?bewaard=verder")

    assert {name: again.fields[name] for name in typed} == typed


def test_a_step_that_was_taken_forgets_what_was_kept(writer: Typist) -> None:
    writer.type(text="Af", purport="instellen").autosave()

    answer = writer.send()

    assert answer.status_code == 302
    assert Signal.objects.get().text == "Af"
    assert not KeptText.objects.exists()


def test_a_step_that_was_refused_forgets_nothing(writer: Typist) -> None:
    writer.type(text="Af", title="").autosave()

    answer = writer.send()

    assert answer.status_code == 422
    assert the_text() == "Af"


def test_throwing_away_takes_away_the_text_and_the_notice(writer: Typist) -> None:
    writer.type(text="Half geschreven").autosave()

    answer = writer.open().discard()

    page = writer.client.get(answer.headers["Location"])
    assert answer.headers["Location"] == writer.address
    assert WAITING not in main_text(page)
    assert not KeptText.objects.exists()


def test_another_window_overwrites_nothing_by_itself(writer: Typist) -> None:
    other = Typist(writer.client, writer.address).open()
    writer.type(text="In het eerste venster").autosave()

    answer = other.type(text="In het tweede venster").autosave()

    assert answer.status_code == 409
    assert "staat al een andere tekst van u bewaard" in answer.json()["said"]
    assert the_text() == "In het eerste venster"


def test_who_goes_on_with_his_text_goes_on_keeping_it(writer: Typist) -> None:
    writer.type(text="Eerst").autosave()

    answer = writer.open("?bewaard=verder").type(text="Eerst en meer").autosave()

    assert answer.status_code == 200
    assert the_text() == "Eerst en meer"


def test_going_on_from_a_text_that_another_changed_since_shows_both(
    writer: Typist, cpo: User
) -> None:
    writer.type(text="Van Bram").autosave()
    assert at_form(cpo, writer.address).type(text="Van Anna").send().status_code == 302

    answer = writer.open("?bewaard=verder").send()

    assert answer.status_code == 409
    assert "Van Anna" in main_text(answer)
    assert "Van Bram" in main_text(answer)


def test_only_the_owner_ever_sees_a_kept_text(writer: Typist, cpo: User) -> None:
    writer.type(text="Geheim van Bram").autosave()

    other = at_form(cpo, writer.address)
    page = other.client.get(f"{writer.address}?bewaard=verder")

    assert "Geheim van Bram" not in page.content.decode()
    assert WAITING not in main_text(page)


def test_a_slip_of_somebody_else_keeps_and_discards_nothing(writer: Typist, cpo: User) -> None:
    other = at_form(cpo, writer.address)
    writer.type(text="Van Bram").autosave()
    slip = writer.fields["keep_as"]

    kept = other.type(keep_as=slip, text="Van Anna").autosave()
    discarded = other.discard()

    assert (kept.status_code, discarded.status_code) == (409, 400)
    assert the_text() == "Van Bram"


def test_a_form_without_slip_or_with_a_forged_one_is_not_understood(writer: Typist) -> None:
    forged = writer.fields["keep_as"][:-1] + "x"

    answers = [writer.type(keep_as=slip).autosave() for slip in ("", "a", forged)]

    assert [answer.status_code for answer in answers] == [400, 400, 400]
    assert not KeptText.objects.exists()


def test_files_tokens_and_passwords_are_not_kept(writer: Typist) -> None:
    writer.type(text="Tekst", password="niet bewaren").autosave()

    kept = KeptText.objects.get().values()
    assert {"keep_as", "csrfmiddlewaretoken", "password"} & set(kept) == set()


def test_a_text_that_is_too_long_is_said_and_not_kept(writer: Typist) -> None:
    answer = writer.type(text="x" * (MOST_CHARACTERS + 1)).autosave()

    assert answer.status_code == 409
    assert "te lang om tussentijds te bewaren" in answer.json()["said"]
    assert not KeptText.objects.exists()


def test_strange_characters_are_kept_or_left_out(writer: Typist) -> None:
    answer = writer.type(text="een\0twee \u202e drie \U0001f9a0").autosave()

    assert answer.status_code == 200
    assert the_text() == "eentwee \u202e drie \U0001f9a0"


def test_what_nobody_came_back_for_is_cleared_away(writer: Typist) -> None:
    writer.type(text="Vergeten").autosave()
    saved_at = KeptText.objects.get().saved_at

    before = workflow.clear_away(saved_at + KEPT_FOR - timedelta(hours=1))
    after = workflow.clear_away(saved_at + KEPT_FOR + timedelta(hours=1))

    assert (before, after) == (0, 1)
    assert not Presence.objects.exists()


def test_the_sweep_clears_away(writer: Typist) -> None:
    writer.type(text="Vergeten").autosave()
    saved_at = KeptText.objects.get().saved_at

    doing.sweep(saved_at + KEPT_FOR - timedelta(hours=1))
    before = KeptText.objects.count()
    doing.sweep(saved_at + KEPT_FOR + timedelta(hours=1))

    assert (before, KeptText.objects.count()) == (1, 0)


def test_a_kept_text_is_in_no_event_history_or_log(
    writer: Typist, caplog: pytest.LogCaptureFixture
) -> None:
    events = Event.objects.count()
    histories = Signal.history.count()

    with caplog.at_level(logging.DEBUG):
        writer.type(text="Alleen voor mij").autosave()

    assert the_text() == "Alleen voor mij"
    assert (Event.objects.count(), Signal.history.count()) == (events, histories)
    assert "Alleen voor mij" not in caplog.text
    assert str(KeptText.objects.get()) == f"bewaarde tekst {KeptText.objects.get().pk}"


def test_two_editors_are_told_of_each_other(writer: Typist, cpo: User) -> None:
    page = at_form(cpo, writer.address).page

    assert page is not None
    assert "Bram Proef heeft deze tekst ook open" in main_text(page)
    assert "heeft deze tekst ook open" not in main_text(writer.page)


def test_who_left_long_ago_is_not_mentioned(writer: Typist, cpo: User) -> None:
    gone = Presence.objects.get()
    gone.seen_at -= timedelta(minutes=20)
    gone.save()

    page = at_form(cpo, writer.address).page

    assert page is not None
    assert "heeft deze tekst ook open" not in main_text(page)


def test_experts_do_not_learn_of_each_other_from_an_open_form(expert: User) -> None:
    weighing = a_weighing()
    address = f"/werk/wegingen/{weighing.pk}/standpunt/"

    at_form(expert, address)

    assert not Presence.objects.exists()


def test_a_kept_text_of_a_form_that_is_no_longer_open_to_its_owner_is_not_shown(
    writer: Typist,
) -> None:
    writer.type(text="Van Bram").autosave()
    secretary = person(Role.SECRETARY)
    secretary.role = Role.SG_OFFICE
    secretary.save()

    answer = writer.client.get(f"{writer.address}?bewaard=verder")

    assert answer.status_code == 404
    assert "Van Bram" not in answer.content.decode()


def test_somebody_who_is_not_signed_in_and_has_no_slip_signs_in_first(client: Client) -> None:
    answer = client.post("/werk/bewaard/", {"text": "x"}, headers=SCRIPT)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/aanmelden/?next=")
