"""A list as a file: what the page shows, nobody's exercises, safe, and written down."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from asking import BUTTON_ONLY, main_text, signed_in
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from lxml import html

from building import a_signal, a_situation, a_trigger, a_weighing, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import NotAllowedError
from signals.states import SignalState
from signals.workflow.exports import export

pytestmark = pytest.mark.django_db

LISTS = ("signals", "triggers", "weighings")


def file_of(user: User, name: str, question: str = "") -> tuple[HttpResponse, list[dict[str, str]]]:
    """Return the answer and the rows of the file."""
    address = reverse(f"signals:{name}-file")
    answer = signed_in(user).post(f"{address}?{question}", BUTTON_ONLY)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return answer, list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_file_has_what_the_page_shows_as_it_is_filtered(cpo: User) -> None:
    a_signal(SignalState.DRAFT)
    issued = a_signal(SignalState.ISSUED)

    _, everything = file_of(cpo, "signals")
    answer, rows = file_of(cpo, "signals", "stand=uitgebracht&pagina=7")

    assert len(everything) == 2
    (row,) = rows
    assert row["signaal"] == issued.number
    assert row["stand"] == "uitgebracht"
    assert row["route"] == "A1-status van een infectieziekte"
    assert date.fromisoformat(row["reactie uiterlijk op"]) == issued.response_due_on
    name = f"signalen-{timezone.localdate().isoformat()}.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_button_takes_the_choice_along(cpo: User) -> None:
    a_trigger()

    page = signed_in(cpo).get(reverse("signals:triggers"), {"route": "a1", "pagina": "1"})

    (address,) = html.fromstring(page.content).xpath(
        "//form[@method='post']/@action[contains(., 'csv')]"
    )
    assert address == f"{reverse('signals:triggers-file')}?route=a1"


def test_bureau_sg_gets_issued_signals_and_nothing_of_how_they_came_about(sg_office: User) -> None:
    a_signal(SignalState.DRAFT)
    issued = a_signal(SignalState.ISSUED)

    _, rows = file_of(sg_office, "signals")

    assert [row["signaal"] for row in rows] == [issued.number]
    assert set(rows[0]) & {"situatie", "route", "opgesteld op", "vastgesteld op"} == set()


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("question", ["", "oefening=True"])
def test_an_exercise_never_leaves_the_house(name: str, question: str, cpo: User) -> None:
    a_signal(SignalState.DRAFT)
    a_signal(SignalState.DRAFT, is_exercise=True)

    page = signed_in(cpo).get(f"{reverse(f'signals:{name}')}?{question}")
    _, rows = file_of(cpo, name, question)

    shown = html.fromstring(page.content).xpath("count(//tbody/tr)")
    assert (shown, len(rows)) == ((2, 1) if not question else (1, 0))
    assert ("verlaat dit huis niet" in main_text(page)) == bool(question)


def test_hostile_words_are_text_in_the_file(secretary: User) -> None:
    a_trigger(situation=a_situation(disease='=HYPERLINK("http://x";"klik")'))

    _, (row,) = file_of(secretary, "triggers")

    assert row["ziekte"] == """'=HYPERLINK("http://x";"klik")"""


def test_the_trail_says_who_took_which_list_and_how_many_rows(expert: User) -> None:
    a_weighing()
    a_weighing()

    _, rows = file_of(expert, "weighings", "situatie=zilver")

    event = Event.objects.latest("position")
    assert len(rows) == 2
    assert (event.verb, event.by, event.data) == ("export", expert, {"list": "wegingen", "rows": 2})


def test_a_list_that_is_not_ones_own_is_not_exported(sg_office: User) -> None:
    with pytest.raises(NotAllowedError):
        export(
            which="wegingen",
            rows=1,
            permission="weighing.see",
            by=sg_office,
            at=timezone.now(),
        )

    answer = signed_in(sg_office).post(reverse("signals:weighings-file"), BUTTON_ONLY)

    assert answer.status_code == 403
    assert not Event.objects.filter(verb="export").exists()


def test_a_link_does_not_export(cpo: User) -> None:
    answers = [signed_in(cpo).get(reverse(f"signals:{name}-file")) for name in LISTS]

    assert [answer.status_code for answer in answers] == [405, 405, 405]
    assert not Event.objects.filter(verb="export").exists()


def test_hostile_parameters_give_the_ordinary_file(cpo: User) -> None:
    a_signal(SignalState.DRAFT)

    files = [
        file_of(cpo, "signals", question)[1]
        for question in ("stand=%00", "jaar=1e99", "situatie=" + "x" * 5_000, "ordering=password")
    ]

    assert [len(rows) for rows in files] == [1, 1, 1, 1]


def test_the_file_asks_the_database_as_much_for_three_rows_as_for_one(
    django_assert_num_queries: Callable[..., AbstractContextManager[None]],
) -> None:
    found = []

    for more in (1, 2):
        for _ in range(more):
            a_signal(SignalState.ANSWERED)
        client = signed_in(person(Role.CPO))
        with django_assert_num_queries(12):
            answer = client.post(reverse("signals:signals-file"), BUTTON_ONLY)
            text = b"".join(answer.streaming_content).decode()
        found.append(text.count("MIW-"))

    assert found == [1, 3]
