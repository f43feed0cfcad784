"""Circles of practice: organisations and contact persons, off unless a setting says so."""

import pytest
from asking import main_text, signed_in
from pytest_django import Settings

from experts.models import Circle, CircleContact
from experts.workflow.circles import load_starting_circles
from mit_waakstand.accounts.models import User

pytestmark = pytest.mark.django_db

PAGE = "/werk/experts/praktijkkringen/"


@pytest.fixture
def _asked_for(settings: Settings) -> None:
    settings.PRACTICE_CIRCLES = True


def test_without_the_setting_there_are_none(cpo: User) -> None:
    visitor = signed_in(cpo)

    assert visitor.get(PAGE).status_code == 404
    assert "Praktijkkringen" not in main_text(visitor.get("/werk/experts/lijsten/"))


@pytest.mark.usefixtures("_asked_for")
def test_an_organisation_is_kept_for_a_circle_and_removed_without_a_trace(secretary: User) -> None:
    load_starting_circles()
    circle = Circle.objects.get(name="jongeren")
    visitor = signed_in(secretary)
    told = {"organisation": "Jeugdraad (verzonnen)", "name": "Anna Aap"}

    visitor.post(f"{PAGE}{circle.pk}/", told)
    contact = CircleContact.objects.get()
    visitor.post(f"{PAGE}organisatie/{contact.pk}/", told | {"name": "Bert Beer"})
    page = main_text(visitor.get(PAGE))
    visitor.post(f"{PAGE}organisatie/{contact.pk}/verwijderen/", {"csrfmiddlewaretoken": "x"})

    assert "Jeugdraad (verzonnen), Bert Beer" in page
    assert not CircleContact.objects.exists()
    assert not CircleContact.history.exists()


@pytest.mark.usefixtures("_asked_for")
def test_a_circle_stands_in_the_list_once(secretary: User) -> None:
    load_starting_circles()

    answer = signed_in(secretary).post(f"{PAGE}toevoegen/", {"name": "Jongeren"})

    assert answer.status_code == 422
    assert "Deze praktijkkring staat al in de lijst." in main_text(answer)
