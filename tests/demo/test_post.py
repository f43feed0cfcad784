"""The page on which the people of a demonstration read their mail."""

from pathlib import Path

import pytest
from asking import main_text, signed_in
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from building import a_signal, amsterdam, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from signals.states import SignalState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_in_files(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


def post_of(role: Role) -> HttpResponse:
    return signed_in(person(role)).get(reverse("demo:post"))


def test_each_reads_his_own_mail_and_nobody_elses() -> None:
    person(Role.SG_OFFICE)
    a_signal(SignalState.ANSWERED, at=amsterdam(2026, 9, 1))
    doing.sweep(timezone.now())

    pages = {role: main_text(post_of(role)) for role in Role}

    told_sg = "Signaal MIW-2026-01: reactie uiterlijk di 15 september (nog 14 dagen)"
    told_us = "Signaal MIW-2026-01: reactie van de SG vastgelegd"
    assert {role for role, page in pages.items() if told_sg in page} == {Role.SG_OFFICE}
    assert {role for role, page in pages.items() if told_us in page} == {Role.CPO, Role.SECRETARY}


def test_without_mail_the_page_says_so() -> None:
    page = main_text(post_of(Role.ADMINISTRATOR))

    assert "Aan u is in deze demonstratie nog niets verstuurd." in page


def test_outside_a_demonstration_the_page_does_not_exist(settings: Settings) -> None:
    settings.DEMO = False

    answer = post_of(Role.CPO)

    assert answer.status_code == 404
