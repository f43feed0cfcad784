"""The one page on which steps are taken, tried with adopting a version of the weegvragen."""

import pytest
from asking import signed_in
from django.test import Client
from lxml import html
from pytest_django import Settings

from afwegingskader.models import WeighingQuestions
from afwegingskader.workflow import load_starting_version
from building import a_draft_of_the_weegvragen
from mit_waakstand.accounts.models import User

pytestmark = pytest.mark.django_db

LIST = "/werk/weegvragen/"
DECIDED = {"form": "schriftelijk", "held_on": "1-9-2026", "reference": "Ronde 1"}


@pytest.fixture
def version() -> WeighingQuestions:
    return load_starting_version()


def _words(content: bytes) -> str:
    return " ".join(html.fromstring(content).text_content().split())


def _page(version: WeighingQuestions) -> str:
    return f"{LIST}{version.pk}/"


def _adopt(version: WeighingQuestions) -> str:
    return f"{_page(version)}vaststellen/"


def test_the_page_says_what_will_happen(cpo: User, version: WeighingQuestions) -> None:
    page = signed_in(cpo).get(_adopt(version))

    words = _words(page.content)
    assert page.status_code == 200
    assert "Nieuwe wegingen gebruiken vanaf nu deze versie." in words
    assert WeighingQuestions.objects.in_force() is None


def test_a_step_that_was_taken_leads_back_and_says_so(
    cpo: User, version: WeighingQuestions
) -> None:
    visitor = signed_in(cpo)

    done = visitor.post(_adopt(version), DECIDED)

    assert (done.status_code, done.headers["Location"]) == (302, _page(version))
    assert "Deze versie is vastgesteld." in _words(visitor.get(_page(version)).content)
    assert WeighingQuestions.objects.in_force() == version


def test_a_step_that_is_not_possible_now_leads_back_and_says_so(
    cpo: User, version: WeighingQuestions
) -> None:
    visitor = signed_in(cpo)
    visitor.post(_adopt(version), DECIDED)

    page = visitor.get(_adopt(version), follow=True)

    assert page.redirect_chain == [(_page(version), 302)]
    assert "Deze stap is nu niet mogelijk, of niet aan u." in _words(page.content)


def test_a_step_that_was_taken_by_another_is_a_conflict(
    cpo: User, version: WeighingQuestions
) -> None:
    visitor = signed_in(cpo)
    visitor.post(_adopt(version), DECIDED)

    again = visitor.post(_adopt(version), DECIDED)

    assert again.status_code == 409
    assert "De stand is nu “vastgesteld”." in _words(again.content)


def test_a_step_of_another_role_is_forbidden(secretary: User, version: WeighingQuestions) -> None:
    tried = signed_in(secretary).post(_adopt(version), DECIDED)

    assert tried.status_code == 403
    assert "U kunt dit niet doen: vaststellen." in _words(tried.content)
    assert WeighingQuestions.objects.in_force() is None


def test_what_stands_in_the_way_is_said_before_and_after(cpo: User) -> None:
    example = a_draft_of_the_weegvragen()
    visitor = signed_in(cpo)

    before, after = visitor.get(_adopt(example)), visitor.post(_adopt(example), DECIDED)

    assert (before.status_code, after.status_code) == (200, 422)
    for page in (before, after):
        assert "Deze versie is een voorbeeld." in _words(page.content)


def test_what_one_may_not_know_is_not_there(
    expert: User, sg_office: User, version: WeighingQuestions
) -> None:
    statuses = [
        signed_in(user).request(PATH_INFO=address, REQUEST_METHOD=method).status_code
        for user in (expert, sg_office)
        for address, method in ((_adopt(version), "GET"), (_adopt(version), "POST"), (LIST, "GET"))
    ]

    assert set(statuses) <= {403, 404}
    assert WeighingQuestions.objects.in_force() is None


def test_the_list_shows_every_version_with_its_state(
    secretary: User, version: WeighingQuestions
) -> None:
    words = _words(signed_in(secretary).get(LIST).content)

    assert version.number in words
    assert "concept" in words


def test_the_menu_of_a_demonstration_leads_to_its_post(cpo: User, settings: Settings) -> None:
    settings.DEMO = True

    page = signed_in(cpo).get(LIST)

    links = html.fromstring(page.content).xpath("//nav//a/@href")
    assert "/werk/demonstratie/post/" in links
    assert "Demonstratie met fictieve gegevens" in _words(page.content)


def test_a_stranger_has_no_menu(client: Client) -> None:
    page = client.get("/aanmelden/")

    links = html.fromstring(page.content).xpath("//a/@href")
    assert [link for link in links if link.startswith("/werk/")] == []
