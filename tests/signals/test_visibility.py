"""Every office address × role × method against a literal table (robustness 6, 7, 10-12)."""

from collections.abc import Callable, Generator, Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from lxml import html
from office_answers import (
    MEETINGS,
    OF_A_RECORD,
    ROLES,
    TABLE,
    answers,
    ask,
    browser_with,
    closed_to,
    sign_ins,
    status,
    statuses,
)
from office_places import PLACES, Place
from pytest_django import DjangoDbBlocker

from building import a_signal, a_weighing, an_expert, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.workflow import NotAllowedError
from signals.states import SignalState
from signals.workflow import weighings

pytestmark = pytest.mark.django_db

WRITES = "//form[@method='post'][.//textarea]"
KEPT = ".//input[@name='keep_as'][@data-keep]"
HAS_BUTTON = ".//button[@formaction='/werk/bewaard/']"
STRANGER = "vreemde-expert"


@pytest.fixture(scope="module")
def sessions(
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
) -> Generator[dict[str, str], None, None]:
    people = [(role, "") for role in (*ROLES, Role.DEPUTY)]
    with sign_ins(django_db_blocker, [*people, (Role.EXPERT, STRANGER)]) as sessions:
        yield sessions


@pytest.fixture
def browser_of(sessions: dict[str, str]) -> Callable[[str], Client]:
    """Return what gives somebody a browser in which he is signed in."""
    return lambda username: browser_with(sessions[username])


def office_addresses() -> Iterator[str]:
    """Yield the name of every address under /werk, as Django itself resolves them."""

    def walk(patterns: list[object], path: str, space: str) -> Iterator[tuple[str, str]]:
        for pattern in patterns:
            here = f"{path}{pattern.pattern}"
            if isinstance(pattern, URLResolver):
                inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from walk(pattern.url_patterns, here, inner)
            elif isinstance(pattern, URLPattern):
                yield here, f"{space}{pattern.name}"

    for path, name in walk(get_resolver().url_patterns, "", ""):
        if path.startswith("werk"):
            yield name


def forms_for_texts(answer: HttpResponse) -> list[html.HtmlElement]:
    """Return the forms of a page in which somebody writes a text."""
    is_page = answer.status_code == 200 and "html" in answer.headers["Content-Type"]
    return html.fromstring(answer.content).xpath(WRITES) if is_page else []


def test_every_address_of_the_office_has_a_row() -> None:
    found = list(office_addresses())

    assert sorted(found) == sorted(TABLE)


OF_A_DEPUTY = {"office", "office:worklist", "deputies:deputies"}
OF_A_DEPUTY |= {"draaiboek:meetings", "draaiboek:actions"}  # those to which he was invited
OF_A_DEPUTY |= {"calendar_feed:page", "calendar_feed:revoke"}  # his own, empty until he acts
BY_INVITATION = {name for name in OF_A_RECORD if ":weighing" in name or ":signal" in name}
BY_INVITATION |= MEETINGS


@pytest.mark.parametrize("name", TABLE)
def test_each_address_is_open_to_whom_the_table_says_and_to_nobody_else(
    name: str, browser_of: Callable[[str], Client]
) -> None:
    clients = [*(browser_of(role) for role in ROLES), Client()]
    place = PLACES[name](False) if name in PLACES else Place()  # noqa: FBT003
    an_expert(person(Role.EXPERT, STRANGER))

    asked = [answers(client, name, place) for client in clients]
    of_a_deputy = statuses(answers(browser_of(Role.DEPUTY), name, place))
    of_a_stranger = (
        statuses(answers(browser_of(STRANGER), name, place)) if name in BY_INVITATION else None
    )
    forms = [form for page, _ in asked for form in forms_for_texts(page)]  # kept while he writes

    found = [statuses(both) for both in asked]
    assert tuple(" ".join(column) for column in zip(*found, strict=True)) == TABLE[name]
    assert bool({*of_a_deputy} & {"200", "302"}) == (name in OF_A_DEPUTY)
    assert of_a_stranger in {None, closed_to(name, Role.EXPERT)}
    assert [form for form in forms if not form.xpath(KEPT) or not form.xpath(HAS_BUTTON)] == []


def test_there_are_forms_in_which_somebody_writes_a_text(
    browser_of: Callable[[str], Client],
) -> None:
    place = PLACES["signals:signal-edit"](False)  # noqa: FBT003

    page = ask(browser_of(Role.CPO), "GET", "signals:signal-edit", place)

    assert len(forms_for_texts(page)) == 1


def test_a_record_that_does_not_exist_and_one_that_is_hidden_look_the_same(
    browser_of: Callable[[str], Client],
) -> None:
    hidden = a_signal(SignalState.DRAFT)
    client = browser_of(Role.SG_OFFICE)

    answers = [
        client.get(reverse("signals:signal", args=[pk])) for pk in (hidden.pk, hidden.pk + 1000)
    ]

    first, second = ((a.status_code, a.content, sorted(a.headers.items())) for a in answers)
    assert first == second
    assert first[0] == 404


def test_somebody_who_was_made_inactive_is_out_at_once(
    browser_of: Callable[[str], Client],
) -> None:
    cpo, client = person(Role.CPO), browser_of(Role.CPO)
    weighing = a_weighing()
    before = client.get(reverse("office:worklist")).status_code

    cpo.is_active = False
    cpo.save()

    assert before == 200
    assert status(client.get(reverse("office:worklist"))) == "in"
    with pytest.raises(NotAllowedError):
        weighings.invite(weighing, expert=an_expert(), by=cpo, at=timezone.now())
