"""The saved texts of a signal, compared word by word; two editors who meet (issue 3 §3)."""

import pytest
from asking import main_text, signed_in
from django.test import Client
from lxml import html
from signal_forms import act_url

from building import TEXT, a_signal, amsterdam
from mit_waakstand.accounts.models import User
from signals.models import Signal
from signals.states import SignalState
from signals.versions import versions
from signals.workflow import signals as workflow

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = amsterdam(2026, 9, 7, 10), amsterdam(2026, 9, 8, 11, 30)


@pytest.fixture
def concept(secretary: User, cpo: User) -> Signal:
    """A concept that the secretaris wrote and the CPO changed."""
    signal = a_signal(SignalState.DRAFT, at=MONDAY)
    workflow.edit(signal, by=secretary, at=MONDAY, **TEXT | {"text": "Wij vragen een commissie."})
    return workflow.edit(
        signal, by=cpo, at=TUESDAY, **TEXT | {"text": "Wij vragen geen commissie <b>nu</b>."}
    )


def address(signal: Signal) -> str:
    return f"/werk/signalen/{signal.pk}/versies/"


def marked(content: bytes, tag: str) -> list[str]:
    """Return the words of each mark in the comparison, without the labels that are read aloud."""
    marks = html.fromstring(content).xpath(f"//div[@class='mit-comparison']/{tag}")
    return ["".join(mark.xpath("./text()")).strip() for mark in marks]


def test_every_saved_text_is_listed_with_when_and_by_whom(cpo: User, concept: Signal) -> None:
    page = signed_in(cpo).get(address(concept))

    rows = html.fromstring(page.content).xpath("//tbody/tr")
    said = [" ".join(row.text_content().split()) for row in rows]
    assert said[0].startswith("Tekst 4 8 september 2026, 11.30 uur Anna Proef")
    assert said[1].startswith("Tekst 3 7 september 2026, 10.00 uur Bram Proef")
    assert len(said) == 4


def test_a_step_that_leaves_the_text_is_no_version(cpo: User, concept: Signal) -> None:
    before = len(versions(concept))

    workflow.adopt(concept, by=cpo, at=TUESDAY)

    assert len(versions(concept)) == before == 4


def test_two_texts_are_compared_word_by_word_at_first_the_last_two(
    secretary: User, concept: Signal
) -> None:
    page = signed_in(secretary).get(address(concept))

    assert marked(page.content, "del") == ["een commissie."]
    assert marked(page.content, "ins") == ["geen commissie <b>nu</b>."]
    assert "[alleen in tekst 3: een commissie.]" in main_text(page)


def test_any_two_texts_can_be_chosen(secretary: User, concept: Signal) -> None:
    page = signed_in(secretary).get(address(concept), {"van": "4", "tot": "1"})

    assert "Tekst 4 vergeleken met tekst 1" in main_text(page)
    assert marked(page.content, "ins") == []


@pytest.mark.parametrize("asked", ["0", "-1", "99", "x", "1e9", "", "' OR 1=1"])
def test_a_text_that_does_not_exist_stands_for_the_last_two(
    secretary: User, concept: Signal, asked: str
) -> None:
    page = signed_in(secretary).get(address(concept), {"van": asked, "tot": asked})

    assert page.status_code == 200
    assert "Tekst 3 vergeleken met tekst 4" in main_text(page)


def test_bureau_sg_and_experts_never_see_a_saved_text(
    sg_office: User, expert: User, cpo: User
) -> None:
    issued = a_signal(SignalState.ISSUED)
    assert signed_in(cpo).get(address(issued)).status_code == 200

    answers = [signed_in(user).get(address(issued)) for user in (sg_office, expert)]

    assert [answer.status_code for answer in answers] == [403, 403]
    links = [
        address(issued) in signed_in(user).get(issued.get_absolute_url()).content.decode()
        for user in (cpo, sg_office, expert)
    ]
    assert links == [True, False, False]


def test_who_saves_second_sees_both_texts_compared_and_loses_nothing(
    secretary: User, cpo: User
) -> None:
    signal = a_signal(SignalState.DRAFT)
    seen = signal.hash_of_text()
    workflow.edit(signal, by=cpo, at=TUESDAY, **TEXT | {"text": "Tekst van Anna."})
    typed = TEXT | {"text": "Tekst van Bram.", "seen": seen}

    page = signed_in(secretary).post(act_url(signal, "edit"), typed)

    assert page.status_code == 409
    assert marked(page.content, "del") == ["Anna."]
    assert marked(page.content, "ins") == ["Bram."]
    assert (
        "Tekst van Bram." in html.fromstring(page.content).xpath("//textarea[@name='text']")[0].text
    )


def test_an_ordinary_form_shows_no_comparison(client: Client, secretary: User) -> None:
    client.force_login(secretary)
    signal = a_signal(SignalState.DRAFT)

    page = client.get(act_url(signal, "edit"))

    assert "Het verschil" not in main_text(page)
    assert address(signal) in page.content.decode()
