"""The search page: everybody finds what he may know, the newest first, whatever he types."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import psycopg
import pytest
from asking import main_text, signed_in
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from lxml import html

from building import (
    a_commission,
    a_decision,
    a_proposal,
    a_signal,
    a_situation,
    a_weighing,
    an_expert,
    person,
)
from mit_waakstand import paging
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.findable import findable
from mit_waakstand.office.models import Lexeme, SearchEntry
from mit_waakstand.office.search_rules import name_of
from mit_waakstand.paging import PAGE
from signals.models import Message, MessageKind, Outcome
from signals.states import SignalState

pytestmark = pytest.mark.django_db

SEARCH = "office:search"
HOSTILE = [
    {"q": "!:*&|<->'"},
    {"q": "' | 'signaal"},
    {"q": "signaal:*"},
    {"q": "\\'; DROP TABLE office_searchentry;--"},
    {"q": "%_%"},
    {"q": "x" * 10_000},
    {"q": "x " * 5_000},
    {"q": "\x00"},
    {"q": "\u202e\u200b\ufeff"},
    {"q": "😀"},
    {"q": "<script>alert(1)</script>"},
    {"q": "{% debug %}"},
    {"q": ""},
    {"q": "commissie", "pagina": "-1"},
    {"q": "commissie", "pagina": "1e9", "per_page": "1000000000"},
    {"q": "commissie", "pagina": "99999999999999999999999"},
    {"q": "commissie", "ordering": "user__password"},
]


def ask(user: User, question: str, **more: object) -> HttpResponse:
    return signed_in(user).get(reverse(SEARCH), {"q": question, **more})


def hits(answer: HttpResponse) -> list[str]:
    """Return where the results lead to, in their order."""
    links = html.fromstring(answer.content).xpath("//ol//h2/a/@href")
    return [str(link) for link in links]


def marked(answer: HttpResponse) -> list[str]:
    return [mark.text_content() for mark in html.fromstring(answer.content).xpath("//mark")]


# --- What is found ----------------------------------------------------------------------------


def test_everything_about_a_disease_is_found_the_newest_first(cpo: User) -> None:
    signal = a_signal(SignalState.ANSWERED, at=timezone.now() - timedelta(days=12))
    weighing = signal.weighing
    trigger = weighing.triggers.get()

    found = ask(cpo, "zilverkoorts")
    about_the_signal = ask(cpo, str(signal.number))

    expected = [it.get_absolute_url() for it in (weighing, trigger)]
    expected += [reverse("signals:situation", args=[weighing.situation_id])]
    assert sorted(hits(found)) == sorted(expected)
    page = signal.get_absolute_url()
    assert hits(about_the_signal) == [f"{page}#reactie", page]


def test_the_newest_signal_is_found_first(cpo: User) -> None:
    old = a_signal(SignalState.ISSUED, at=timezone.now() - timedelta(days=3))
    new = a_signal(SignalState.ISSUED, at=timezone.now() - timedelta(days=1))

    found = hits(ask(cpo, "pandemisch"))

    assert found == [new.get_absolute_url(), old.get_absolute_url()]


def test_the_words_that_were_found_are_marked_in_a_piece_of_the_text(cpo: User) -> None:
    a_signal(SignalState.DRAFT)

    answer = ask(cpo, "commissies")

    assert marked(answer) == ["commissie"]
    assert "Wij vragen om een commissie." in main_text(answer)


def test_a_text_that_changes_is_found_by_its_new_words_only(secretary: User) -> None:
    situation = a_situation(disease="rimpelvlek")
    before = hits(ask(secretary, "rimpelvlek"))

    situation.disease = situation.title = "gapende hik"
    situation.save()

    assert len(before) == 1
    assert hits(ask(secretary, "rimpelvlek")) == []
    assert hits(ask(secretary, "hik")) == before


def test_a_situation_that_gets_another_name_takes_its_triggers_along(secretary: User) -> None:
    weighing = a_weighing()
    situation = weighing.situation

    situation.title = "gapende hik"
    situation.save()

    assert len(hits(ask(secretary, "gapende"))) == 3


def test_many_results_stand_on_pages_and_counting_stops(
    cpo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(PAGE + 2):
        a_situation(disease=f"rimpelvlek {number}")
    first, second = (ask(cpo, "rimpelvlek", pagina=page) for page in (1, 2))

    monkeypatch.setattr(paging, "MOST", PAGE)
    cut = ask(cpo, "rimpelvlek")

    assert [len(hits(page)) for page in (first, second)] == [PAGE, 2]
    assert f"{PAGE + 2} resultaten" in main_text(first)
    assert f"Meer dan {PAGE} resultaten" in main_text(cut)
    assert "Pagina" not in main_text(cut)


# --- By whom ----------------------------------------------------------------------------------


def test_bureau_sg_finds_what_was_issued_and_counts_nothing_else(
    sg_office: User, cpo: User
) -> None:
    hidden = [a_signal(state) for state in (SignalState.DRAFT, SignalState.ADOPTED)]
    issued = a_signal(SignalState.ISSUED)

    answers = [ask(user, "commissie") for user in (cpo, sg_office)]
    about_the_rest = ask(sg_office, "zilverkoorts")

    urls = [it.get_absolute_url() for it in (*hidden, issued)]
    assert sorted(hits(answers[0])) == sorted(urls)
    assert hits(answers[1]) == [issued.get_absolute_url()]
    assert "1 resultaat" in main_text(answers[1])
    assert hits(about_the_rest) == []
    assert "Niets gevonden" in main_text(about_the_rest)


def test_bureau_sg_sees_the_same_for_a_hidden_word_and_one_that_is_nowhere(
    sg_office: User,
) -> None:
    a_weighing(Outcome.SIGNAL)  # closed with "Onze reden."

    hidden, nowhere = (main_text(ask(sg_office, word)) for word in ("reden", "rimpelvlek"))

    assert hidden == nowhere


def test_an_exercise_is_found_by_who_takes_part_and_marked() -> None:
    exercise = a_signal(SignalState.ISSUED, is_exercise=True)

    inside = ask(person(Role.SG_OFFICE), "commissie")
    outside = ask(person(Role.SG_OFFICE, "andere-sg"), "commissie")

    assert hits(inside) == [exercise.get_absolute_url()]
    assert "Signaal oefening" in main_text(inside)
    assert hits(outside) == []


def test_an_expert_finds_what_he_was_invited_to(expert: User) -> None:
    weighing = a_weighing(Outcome.NO_SIGNAL)
    stranger = person(Role.EXPERT, "vreemde-expert")
    an_expert(stranger)

    assert hits(ask(expert, "reden")) == [weighing.get_absolute_url()]
    assert hits(ask(stranger, "reden")) == []


def test_the_beheerder_has_no_search_box(administrator: User, cpo: User) -> None:
    pages = [signed_in(user).get(reverse("office:worklist")) for user in (cpo, administrator)]

    boxes = [html.fromstring(page.content).xpath("//form[@role='search']") for page in pages]

    assert [len(found) for found in boxes] == [1, 0]


def test_the_search_box_has_a_label_and_keeps_what_was_typed(cpo: User) -> None:
    page = html.fromstring(ask(cpo, ' "griep" <b>').content)

    (box,) = page.xpath("//form[@role='search']//input[@type='search']")

    assert box.get("value") == '"griep" <b>'
    assert page.xpath(f"//label[@for='{box.get('id')}']")
    assert page.xpath("//form[@role='search']//button[@type='submit']")


def test_decision_commissie_and_proposal_are_found_by_who_may_know_them(
    cpo: User, sg_office: User, expert: User
) -> None:
    decision = a_decision(a_signal(SignalState.ISSUED), reasons="Wegens rimpelvlek.")
    commission = a_commission(scope="Adviseren over rimpelvlek.")
    a_decision(situation=a_situation(), reasons="Ook rimpelvlek, nog zonder signaal.")
    proposal = a_proposal()
    everybody = (cpo, sg_office, expert)

    found = [hits(ask(user, "rimpelvlekken")) for user in everybody]
    proposals = [hits(ask(user, proposal.disease)) for user in everybody]

    known_to_bureau_sg = {it.get_absolute_url() for it in (decision, commission)}
    assert len(found[0]) == 3
    assert set(found[1]) == known_to_bureau_sg
    assert found[2] == []
    assert [proposal.get_absolute_url() in urls for urls in proposals] == [True, False, True]


def test_what_was_said_by_telephone_is_found_by_secretariat_and_bureau_sg_only(
    cpo: User, sg_office: User, expert: User
) -> None:
    signal = a_signal(SignalState.ISSUED)
    Message.objects.create(
        signal=signal,
        kind=MessageKind.CONVERSATION,
        sequence=1,
        text="De SG noemde rimpelvlek.",
        spoken_with="de plv. SG",
        spoken_at=timezone.now(),
        recorded_at=timezone.now(),
        recorded_by=sg_office,
    )

    found = [ask(user, "rimpelvlek") for user in (cpo, sg_office, expert)]

    assert [len(hits(answer)) for answer in found] == [1, 1, 0]
    assert f"gespreksnotitie 1 bij {signal.number}" in main_text(found[0])


# --- Whatever is typed ------------------------------------------------------------------------


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_gives_a_clean_page(question: dict[str, str], cpo: User) -> None:
    a_signal(SignalState.DRAFT)

    answer = signed_in(cpo).get(reverse(SEARCH), question)

    assert answer.status_code == 200
    assert len(hits(answer)) == (question["q"] == "commissie")
    assert b"<script>alert" not in answer.content
    assert SearchEntry.objects.exists()


def test_hostile_text_is_shown_as_text(secretary: User) -> None:
    a_situation(disease='rimpelvlek <img src=x onerror="alert(1)"> & meer')

    answer = ask(secretary, "rimpelvlek")

    assert len(hits(answer)) == 1
    assert b"<img" not in answer.content
    assert b"&lt;img" in answer.content


# --- The index --------------------------------------------------------------------------------


def test_every_kind_that_is_offered_is_kept_in_the_index_by_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgname = 'search_' || relname || '_changed'"
        )
        kept = {table for (table,) in cursor.fetchall()}

    assert kept == set(findable)
    assert all(name_of(table) == f"search_{table}" for table in kept)


def test_reindex_builds_the_same_index_again() -> None:
    a_signal(SignalState.ANSWERED)
    columns = ("kind", "record_pk", "page_pk", "title", "body", "words", "is_exercise")
    before = list(SearchEntry.objects.order_by("kind", "record_pk").values(*columns))
    words = sorted(Lexeme.objects.values_list("lexeme", "root"))
    SearchEntry.objects.all().delete()
    Lexeme.objects.all().delete()

    call_command("reindex")

    assert len(before) == 7
    assert list(SearchEntry.objects.order_by("kind", "record_pk").values(*columns)) == before
    assert set(Lexeme.objects.values_list("lexeme", "root")) <= set(words)


def test_a_record_that_goes_leaves_the_index() -> None:
    signal = a_signal(SignalState.DRAFT)
    before = SearchEntry.objects.filter(kind="signals_signal").count()
    with connection.cursor() as cursor:  # no rule lets a record go, so this rule goes first
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DROP TRIGGER signal_never_changes_sides ON signals_signal")

    signal.delete()

    assert before == 1
    assert not SearchEntry.objects.filter(kind="signals_signal").exists()


def test_two_people_who_write_the_same_new_word_do_not_wait_for_each_other() -> None:
    a_situation(disease="rimpelvlek")  # and this transaction is not over yet
    before = Lexeme.objects.filter(lexeme="rimpelvlek").count()

    with psycopg.connect(connection.connection.info.dsn) as other:
        other.execute("SET lock_timeout = '200ms'")
        other.execute("SELECT search_keep('elders', 1, 1, false, now(), 'rimpelvlek', '')")
        known = other.execute("SELECT count(*) FROM office_lexeme WHERE lexeme = 'rimpelvlek'")
        (count,) = known.fetchone()
        other.rollback()

    assert (before, count) == (1, 1)


# --- Quick, however much there is -------------------------------------------------------------


def test_the_search_asks_the_database_as_much_for_three_results_as_for_one(
    cpo: User, django_assert_num_queries: Callable[..., AbstractContextManager[None]]
) -> None:
    client = signed_in(cpo)
    found = []

    for more in (1, 2):
        for _ in range(more):
            a_signal(SignalState.ISSUED)
        with django_assert_num_queries(6):
            answer = client.get(reverse(SEARCH), {"q": "pandemisch"})
        found.append(len(hits(answer)))

    assert found == [1, 3]
