"""Writing and adopting a signal: nothing is lost, and adopted is frozen (domain §3.3)."""

import pytest
from asking import (
    BUTTON_ONLY,
    buttons,
    main_text,
    refusal_of_the_database,
    signed_in,
    told,
)
from lxml import html
from signal_forms import NOW, act_url, fresh

from building import (
    TEXT,
    a_signal,
    a_weighing,
    person,
)
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.workflow import NotAllowedError, RefusedError
from signals.models import Signal
from signals.states import SignalState
from signals.workflow import signals

pytestmark = pytest.mark.django_db

FROZEN_TEXT = "De tekst van een vastgesteld signaal verandert niet meer."
OUTSIDE = [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR]


# --- Writing -----------------------------------------------------------------------------------


def test_a_new_concept_is_proposed_a_title(secretary: User) -> None:
    weighing = a_weighing()

    page = signed_in(secretary).get(f"{weighing.get_absolute_url()}signaal/")

    (title,) = html.document_fromstring(page.content.decode()).xpath("//input[@name='title']")
    assert title.value == f"Signaal vanwege {weighing.situation.disease}"


def test_saving_a_text_keeps_every_earlier_text(secretary: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    earlier = signal.text

    answer = signed_in(secretary).post(
        act_url(signal, "edit"), TEXT | {"text": "Nieuwe tekst.", "seen": signal.hash_of_text()}
    )

    signal = fresh(signal)
    assert answer.headers["Location"] == signal.get_absolute_url()
    assert signal.text == "Nieuwe tekst."
    assert earlier in signal.history.values_list("text", flat=True)
    assert told(signal)[-1] == ("edit", secretary.pk)


def test_a_text_left_out_of_an_edit_stays(secretary: User) -> None:
    signal = a_signal(SignalState.DRAFT)

    signals.edit(signal, title="Andere titel", by=secretary, at=NOW)

    after = fresh(signal)
    assert (after.title, after.text, after.purport) == ("Andere titel", signal.text, signal.purport)


def test_a_lost_update_is_refused_and_shows_both_texts(cpo: User, secretary: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    started_from = signal.hash_of_text()
    signed_in(secretary).post(
        act_url(signal, "edit"), TEXT | {"text": "Tekst van Bram.", "seen": started_from}
    )

    answer = signed_in(cpo).post(
        act_url(signal, "edit"), TEXT | {"text": "Tekst van Anna.", "seen": started_from}
    )

    page = main_text(answer)
    assert answer.status_code == 409
    assert "Iemand anders heeft deze tekst intussen bewerkt." in page
    assert "Tekst van Bram." in page
    assert "Tekst van Anna." in page
    assert fresh(signal).text == "Tekst van Bram."


def test_after_a_conflict_the_editor_has_seen_both_texts_and_can_save(
    cpo: User, secretary: User
) -> None:
    signal = a_signal(SignalState.DRAFT)
    client, mine = signed_in(cpo), TEXT | {"text": "Van ons beiden."}
    old = signal.hash_of_text()
    signals.edit(signal, text="Tekst van Bram.", by=secretary, at=NOW)

    refused = client.post(act_url(signal, "edit"), mine | {"seen": old})
    (seen,) = html.fromstring(refused.content).xpath("//input[@name='seen']/@value")
    saved = client.post(act_url(signal, "edit"), mine | {"seen": seen})

    signal = fresh(signal)
    assert (refused.status_code, saved.status_code) == (409, 302)
    assert signal.text == "Van ons beiden."
    assert "Tekst van Bram." in signal.history.values_list("text", flat=True)


@pytest.mark.parametrize("role", OUTSIDE)
def test_nobody_outside_the_secretariat_edits(role: Role) -> None:
    signal = a_signal(SignalState.DRAFT)

    with pytest.raises(NotAllowedError):
        signals.edit(signal, title="Gekaapt", by=person(role), at=NOW)

    assert fresh(signal).title == TEXT["title"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Rood alarm 🦠"),
        ("title", "\u202eomgekeerd"),
        ("summary", "\u202eomgekeerd"),
        ("text", "Emoji 🦠 past niet op papier"),
        ("text", "x" * 5001),
        ("text", "a\x00b"),
        ("attachments", "Bijlage 漢"),
        ("copies", "de CMO 🦠"),
    ],
    ids=["emoji", "rtl", "rtl summary", "emoji text", "long word", "nul", "han", "emoji copy"],
)
def test_words_that_no_letter_can_carry_are_refused_at_their_field(
    field: str, value: str, secretary: User
) -> None:
    signal = a_signal(SignalState.DRAFT)

    answer = signed_in(secretary).post(act_url(signal, "edit"), TEXT | {field: value})

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert getattr(fresh(signal), field) != value


# --- Adopting ----------------------------------------------------------------------------------


def test_adopting_freezes_and_hashes_the_text(cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    client = signed_in(cpo)
    page = client.get(act_url(signal, "adopt"))

    client.post(act_url(signal, "adopt"), {"seen": signal.hash_of_text()})

    signal = fresh(signal)
    assert TEXT["summary"] in main_text(page)
    assert "Dit stelt u vast" in main_text(page)
    assert signal.state == SignalState.ADOPTED
    assert signal.text_hash == signal.hash_of_text()
    assert signal.adopted_by == cpo
    assert signal.adopted_at is not None
    assert told(signal)[-1] == ("adopt", cpo.pk)
    assert signal.number is None


def test_adopting_another_text_than_was_read_is_refused(cpo: User, secretary: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    read = signal.hash_of_text()
    signals.edit(signal, text="Snel nog iets anders.", by=secretary, at=NOW)

    answer = signed_in(cpo).post(act_url(signal, "adopt"), {"seen": read})

    assert answer.status_code == 409
    assert "De tekst is intussen gewijzigd. Lees hem opnieuw" in main_text(answer)
    assert fresh(signal).state == SignalState.DRAFT


@pytest.mark.parametrize("missing", ["purport", "summary", "text"])
def test_an_incomplete_concept_is_not_adopted(missing: str, cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    signal = signals.edit(signal, by=cpo, at=NOW, **{missing: ""})

    answer = signed_in(cpo).post(act_url(signal, "adopt"), BUTTON_ONLY)

    assert answer.status_code == 422
    assert "Vul eerst in:" in main_text(answer)
    assert fresh(signal).state == SignalState.DRAFT


def test_a_concept_of_an_open_weighing_is_not_adopted(cpo: User) -> None:
    signal = signals.draft(a_weighing(), title="x", by=cpo, at=NOW)
    signal = signals.edit(signal, by=cpo, at=NOW, **TEXT)

    with pytest.raises(RefusedError, match="De weging is nog niet gesloten"):
        signals.adopt(signal, by=cpo, at=NOW)

    assert fresh(signal).state == SignalState.DRAFT


@pytest.mark.parametrize("role", [Role.SECRETARY, *OUTSIDE])
def test_only_the_cpo_adopts(role: Role) -> None:
    signal = a_signal(SignalState.DRAFT)

    with pytest.raises(NotAllowedError):
        signals.adopt(signal, by=person(role), at=NOW)

    assert fresh(signal).state == SignalState.DRAFT


def test_a_secretary_is_told_that_adopting_is_not_for_him(secretary: User) -> None:
    signal = a_signal(SignalState.DRAFT)

    answer = signed_in(secretary).post(act_url(signal, "adopt"), BUTTON_ONLY)

    assert answer.status_code == 403
    assert "U kunt dit niet doen: vaststellen." in main_text(answer)


@pytest.mark.parametrize(
    "state", [SignalState.ADOPTED, SignalState.ISSUED, SignalState.ANSWERED, SignalState.PUBLISHED]
)
def test_after_adopting_nobody_changes_the_text(state: SignalState, cpo: User) -> None:
    signal = a_signal(state)
    client = signed_in(cpo)

    page = client.get(signal.get_absolute_url())
    sent = client.post(act_url(signal, "edit"), TEXT | {"text": "Anders."})
    refusals = [refusal_of_the_database(signal, **{name: "Anders."}) for name in Signal.TEXTS] + [
        refusal_of_the_database(signal, weighing_id=a_weighing().pk)
    ]

    assert "Tekst bewerken" not in buttons(page)
    assert sent.status_code == 409
    assert all(FROZEN_TEXT in refusal for refusal in refusals)
    assert fresh(signal).text == TEXT["text"]


def test_the_database_wants_a_hash_of_an_adopted_text() -> None:
    adopted, concept = a_signal(SignalState.ADOPTED), a_signal(SignalState.DRAFT)

    refusals = [
        refusal_of_the_database(adopted, text_hash=""),
        refusal_of_the_database(concept, state="vastgesteld"),
    ]

    assert all("adopted_signal_is_hashed" in refusal for refusal in refusals)


def test_a_page_says_what_stands_in_the_way_and_has_no_button(cpo: User) -> None:
    weighing = a_weighing()
    concept = signals.draft(weighing, title="Een titel", by=cpo, at=NOW)

    page = signed_in(cpo).get(f"/werk/signalen/{concept.pk}/vaststellen/")

    assert "Nog niet mogelijk" in main_text(page)
    assert "De weging is nog niet gesloten" in main_text(page)
    assert b'type="submit">Vaststellen' not in page.content
