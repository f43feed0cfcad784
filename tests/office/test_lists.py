"""The lists of situations and signals: what is in them, filters, and hostile parameters."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from asking import main_text, signed_in
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from lxml import html

from building import a_signal, a_situation, a_trigger, a_weighing, amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.paging import PAGE
from signals.models import Outcome, Signal
from signals.states import Route, SignalState, TriggerState

pytestmark = pytest.mark.django_db

SIGNALS = "signals:signals"
TRIGGERS = "signals:triggers"
WEIGHINGS = "signals:weighings"
SITUATIONS = "signals:situations"


def rows(answer: HttpResponse) -> list[str]:
    """Return where the rows lead to, in their order."""
    links = html.fromstring(answer.content).xpath("//tbody//th[@scope='row']//a/@href")
    return [str(link) for link in links]


def addresses(*signals: Signal) -> list[str]:
    return [signal.get_absolute_url() for signal in signals]


# --- What is in them --------------------------------------------------------------------------


def test_the_newest_signal_stands_first(cpo: User) -> None:
    old = a_signal(SignalState.ISSUED, at=timezone.now() - timedelta(days=3))
    new = a_signal(SignalState.DRAFT, at=timezone.now() - timedelta(days=1))

    answer = signed_in(cpo).get(reverse(SIGNALS))

    assert rows(answer) == addresses(new, old)
    assert str(old.number) in main_text(answer)


def test_empty_lists_say_so(cpo: User) -> None:
    client = signed_in(cpo)

    names = (SIGNALS, SITUATIONS, TRIGGERS, WEIGHINGS)
    pages = [main_text(client.get(reverse(name))) for name in names]

    assert "Nog geen signalen" in pages[0]
    assert "Nog geen situaties" in pages[1]
    assert "Nog geen aanleidingen" in pages[2]
    assert "Nog geen wegingen" in pages[3]


def test_situations_stand_in_a_list_the_newest_first(secretary: User) -> None:
    real = a_situation(disease="maanhoest")
    exercise = a_situation(disease="blauwe hik", is_exercise=True)

    answer = signed_in(secretary).get(reverse(SITUATIONS))

    expected = [reverse("signals:situation", args=[it.pk]) for it in (exercise, real)]
    assert rows(answer) == expected
    assert "blauwe hik oefening" in main_text(answer)
    assert "maanhoest oefening" not in main_text(answer)


def test_an_exercise_is_not_in_the_lists_of_who_does_not_take_part() -> None:
    exercise = a_signal(SignalState.ISSUED, is_exercise=True)
    real = a_signal(SignalState.ISSUED)
    outsider = signed_in(person(Role.CPO, "andere-cpo"))

    answers = [outsider.get(reverse(name)) for name in (SIGNALS, SITUATIONS)]

    inside = signed_in(person(Role.CPO)).get(reverse(SIGNALS))
    assert rows(inside) == addresses(real, exercise)
    assert rows(answers[0]) == addresses(real)
    assert rows(answers[1]) == [reverse("signals:situation", args=[real.weighing.situation_id])]


def test_a_long_list_is_cut_in_pages(cpo: User) -> None:
    for number in range(PAGE + 1):
        a_situation(disease=f"ziekte {number}")
    client = signed_in(cpo)

    pages = [client.get(reverse(SITUATIONS), {"pagina": page}) for page in (1, 2)]

    assert [len(rows(page)) for page in pages] == [PAGE, 1]
    assert "Pagina 2 van 2" in main_text(pages[1])


def test_a_situation_shows_all_that_belongs_to_it(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    situation = signal.weighing.situation

    page = main_text(signed_in(cpo).get(reverse("signals:situation", args=[situation.pk])))

    assert "A1-status van een infectieziekte" in page
    assert "gesloten signaal" in page
    assert str(signal.number) in page
    assert "heeft de situatie vastgelegd." in page


# --- Filters ----------------------------------------------------------------------------------


YEAR = timezone.localdate().year
EVERYTHING = ["exercise", "draft", "waiting", "late"]
FILTERS = {
    "": EVERYTHING,
    "stand=&oefening=": EVERYTHING,
    "stand=concept": ["exercise", "draft"],
    "stand=uitgebracht": ["waiting", "late"],
    "termijn=buiten": ["late"],
    "termijn=loopt": ["waiting"],
    "stand=gepubliceerd": [],
    "oefening=True": ["exercise"],
    "oefening=False&stand=concept": ["draft"],
    "route=a1": EVERYTHING,
    "route=omt": [],
    f"jaar={YEAR + 1}": [],
    "situatie=ZILVER": EVERYTHING,
    "situatie=%": [],
    "situatie=griep": [],
}


def test_signals_are_filtered_by_state_and_kind(cpo: User) -> None:
    now = timezone.now()
    made = {
        "late": a_signal(SignalState.ISSUED, at=now - timedelta(days=15)),
        "waiting": a_signal(SignalState.ISSUED, at=now - timedelta(days=14)),
        "draft": a_signal(SignalState.DRAFT, at=now - timedelta(days=2)),
        "exercise": a_signal(SignalState.DRAFT, at=now - timedelta(days=1), is_exercise=True),
    }
    names = {signal.get_absolute_url(): name for name, signal in made.items()}
    client = signed_in(cpo)

    answers = {question: client.get(f"{reverse(SIGNALS)}?{question}") for question in FILTERS}

    found = {question: [names[row] for row in rows(answers[question])] for question in FILTERS}
    assert found == FILTERS


TRIGGER_FILTERS = {
    "": ["exercise", "own", "omt", "a1"],
    "route=eigen": ["own"],
    "stand=beoordeling_cpo": ["omt"],
    "vernomen=zelf": ["own"],
    "vernomen=geinformeerd": ["omt"],
    "situatie=maanhoest": ["omt"],
    "jaar=2025": ["a1"],
    "oefening=True": ["exercise"],
    "oefening=False&stand=geregistreerd": ["own", "a1"],
}


def test_triggers_are_filtered_by_route_state_situation_year_and_source(cpo: User) -> None:
    now = timezone.now()
    own = a_trigger(Route.OWN_INITIATIVE, at=now - timedelta(days=2))
    own.learned_from = "een bericht"
    own.save()
    made = {
        "a1": a_trigger(at=amsterdam(2025, 12, 31, hour=23)),
        "omt": a_trigger(
            Route.OMT_CONVENED,
            situation=a_situation(disease="maanhoest"),
            state=TriggerState.WITH_CPO,
            at=now - timedelta(days=3),
        ),
        "own": own,
        "exercise": a_trigger(situation=a_situation(is_exercise=True), at=now),
    }
    names = {trigger.get_absolute_url(): name for name, trigger in made.items()}
    client = signed_in(cpo)

    answers = {
        question: client.get(f"{reverse(TRIGGERS)}?{question}") for question in TRIGGER_FILTERS
    }

    found = {question: [names[row] for row in rows(answer)] for question, answer in answers.items()}
    assert found == TRIGGER_FILTERS


WEIGHING_FILTERS = {
    "": ["open", "without", "with"],
    "stand=open": ["open"],
    "uitkomst=geen_signaal": ["without"],
    "uitkomst=signaal&stand=gesloten": ["with"],
    f"jaar={YEAR + 1}": [],
}


def test_weighings_are_filtered_by_state_outcome_and_year(cpo: User) -> None:
    now = timezone.now()
    made = {
        "with": a_weighing(Outcome.SIGNAL, at=now - timedelta(hours=3)),
        "without": a_weighing(Outcome.NO_SIGNAL, at=now - timedelta(hours=2)),
        "open": a_weighing(at=now - timedelta(hours=1)),
    }
    names = {weighing.get_absolute_url(): name for name, weighing in made.items()}
    client = signed_in(cpo)

    answers = {q: client.get(f"{reverse(WEIGHINGS)}?{q}") for q in WEIGHING_FILTERS}

    found = {question: [names[row] for row in rows(answer)] for question, answer in answers.items()}
    assert found == WEIGHING_FILTERS


def test_the_filters_stand_open_once_one_is_used(cpo: User) -> None:
    client = signed_in(cpo)

    folded, used = (
        html.fromstring(client.get(reverse(SIGNALS), chosen).content).find(".//main//details")
        for chosen in ({}, {"stand": "concept"})
    )

    assert (folded.get("open"), used.get("open") is not None) == (None, True)
    assert folded.find(".//form[@class='mit-filter']") is not None


def test_the_choice_goes_along_to_the_next_page(cpo: User) -> None:
    for number in range(PAGE + 1):
        a_trigger(situation=a_situation(disease=f"ziekte {number}"))

    answer = signed_in(cpo).get(reverse(TRIGGERS), {"route": "a1", "situatie": "ziekte"})

    (following,) = html.fromstring(answer.content).xpath("//a[@rel='next']/@href")
    assert following == "?route=a1&situatie=ziekte&pagina=2"
    assert f"{PAGE + 1} gevonden bij deze keuze" in main_text(answer)


def choices(answer: HttpResponse) -> dict[str, list[str]]:
    """Return what the filters of a page offer."""
    form = html.fromstring(answer.content).xpath("//form[contains(@class, 'mit-filter')]")[0]
    offered = {str(box.get("name")): box.xpath("option/@value") for box in form.xpath(".//select")}
    return offered | {str(box.get("name")): [] for box in form.xpath(".//input")}


def test_the_filters_of_bureau_sg_know_nothing_of_situations_and_concepts(
    sg_office: User, cpo: User
) -> None:
    a_signal(SignalState.DRAFT)

    offered = choices(signed_in(sg_office).get(reverse(SIGNALS)))

    assert offered == {
        "stand": ["", "uitgebracht", "reactie_ontvangen", "gepubliceerd"],
        "termijn": ["", "buiten", "loopt", "wacht"],
        "jaar": [],
        "oefening": ["", "False", "True"],
    }
    assert {"route", "situatie"} <= set(choices(signed_in(cpo).get(reverse(SIGNALS))))


@pytest.mark.parametrize("question", ["situatie=griep", "route=omt", "stand=concept"])
def test_bureau_sg_learns_nothing_from_a_filter_it_does_not_have(
    question: str, sg_office: User
) -> None:
    issued = a_signal(SignalState.ISSUED)
    a_signal(SignalState.DRAFT)

    answer = signed_in(sg_office).get(f"{reverse(SIGNALS)}?{question}")

    assert rows(answer) == addresses(issued)


def test_an_expert_sees_the_weighings_to_which_he_was_invited(expert: User) -> None:
    weighing = a_weighing()
    stranger = person(Role.EXPERT, "vreemde-expert")

    lists = [rows(signed_in(user).get(reverse(WEIGHINGS))) for user in (expert, stranger)]

    assert lists == [[weighing.get_absolute_url()], []]


def test_a_choice_without_signals_says_so(cpo: User) -> None:
    a_signal(SignalState.DRAFT)

    answer = signed_in(cpo).get(reverse(SIGNALS), {"stand": "gepubliceerd"})

    assert "Er is geen signaal dat bij deze keuze past." in main_text(answer)


def test_a_year_that_is_none_says_so_and_the_rest_of_the_choice_holds(cpo: User) -> None:
    open_weighing = a_weighing()
    a_weighing(Outcome.SIGNAL)

    answer = signed_in(cpo).get(reverse(WEIGHINGS), {"stand": "open", "jaar": "twee"})

    assert rows(answer) == [open_weighing.get_absolute_url()]
    assert "Vul een jaar in, bijvoorbeeld 2026." in main_text(answer)


HOSTILE = [
    {"pagina": "-1"},
    {"pagina": "1e9", "per_page": "1000000000"},
    {"pagina": "99999999999999999999999999"},
    {"pagina": "!:*&|<->'"},
    {"ordering": "user__password", "oefening": "1); DROP TABLE signals_signal;--"},
    {"stand": "!:*&|<->'"},
    {"stand": "x" * 10_000},
    {"stand": "concept\x00"},
    {"stand": "<script>alert(1)</script>"},
    {"drafted_by__password__startswith": "a"},
    {"q": "x" * 10_000, "pagina": "\u202e"},
    {"jaar": "-1"},
    {"jaar": "99999999999999999999"},
    {"jaar": "2026.5e9"},
    {"route": "a1' OR 1=1"},
    {"situatie": "\x00"},
    {"situatie": "x" * 10_000},
    {"uitkomst": "1"},
    {"vernomen": "password"},
]


@pytest.mark.parametrize("name", [SIGNALS, SITUATIONS, TRIGGERS, WEIGHINGS])
def test_hostile_parameters_give_the_ordinary_list(name: str, cpo: User) -> None:
    a_signal(SignalState.DRAFT)
    client = signed_in(cpo)
    ordinary = rows(client.get(reverse(name)))

    answers = [client.get(reverse(name), question) for question in HOSTILE]

    assert ordinary != []
    assert [answer.status_code for answer in answers] == [200] * len(HOSTILE)
    assert [rows(answer) for answer in answers] == [ordinary] * len(HOSTILE)
    assert not any(b"<script>alert" in answer.content for answer in answers)


# --- Quick, however much there is -------------------------------------------------------------

PER_LIST = {SIGNALS: 5, SITUATIONS: 7, TRIGGERS: 5, WEIGHINGS: 5}


def test_a_list_asks_the_database_as_much_for_three_rows_as_for_one(
    cpo: User, django_assert_num_queries: Callable[..., AbstractContextManager[None]]
) -> None:
    client = signed_in(cpo)
    found: dict[str, list[int]] = {name: [] for name in PER_LIST}

    for more in (1, 2):
        for _ in range(more):
            a_signal(SignalState.ANSWERED)
        for name, queries in PER_LIST.items():
            with django_assert_num_queries(queries):
                answer = client.get(reverse(name))
            found[name].append(len(rows(answer)))

    assert found == {name: [1, 3] for name in PER_LIST}
