"""Somebody can always be let in from the server, for some hours, and never in silence."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from time_machine import travel

from building import amsterdam
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.trail.models import Event

pytestmark = pytest.mark.django_db

START = amsterdam(2026, 9, 1)


def open_up(**options: object) -> str:
    out = StringIO()
    call_command("noodtoegang", because="telefoon kwijt", stdout=out, **options)
    found = re.search(r"Wachtwoord .*: (\S+)", out.getvalue())
    assert found is not None
    return found[1]


def sign_in(password: str) -> Client:
    client = Client()
    client.post("/aanmelden/", {"login": "noodtoegang", "password": password})
    return client


def test_opening_and_using_it_raise_an_alarm_each(
    cpo: User, secretary: User, administrator: User
) -> None:
    with travel(START, tick=False):
        password = open_up()
        opened = [work.details["what"] for work in Work.objects.all()]
        sign_in(password)
        doing.do_due(timezone.now())

    assert opened == ["opened"] * 3
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(
        [cpo.email, secretary.email, administrator.email] * 2
    )
    assert {sent.subject for sent in mail.outbox} == {"ALARM: noodtoegang tot het MIT in waakstand"}
    account = User.objects.get(username="noodtoegang")
    verbs = [event.verb for event in Event.objects.about(account)]
    assert verbs == ["use_last_resort", "open_last_resort"]


def test_it_ends_by_itself_also_for_who_is_in(administrator: User) -> None:
    with travel(START, tick=False):
        password = open_up(hours=1)
        client = sign_in(password)
        inside = client.get("/werk/accounts/").status_code
    with travel(START + timedelta(minutes=29), tick=False):
        client.get("/werk/accounts/")
    with travel(START + timedelta(minutes=58), tick=False):
        client.get("/werk/accounts/")
    with travel(START + timedelta(minutes=61), tick=False):
        after = client.get("/werk/accounts/").status_code
        again = sign_in(password).get("/werk/accounts/").status_code

    assert administrator.is_active
    assert (inside, after, again) == (200, 302, 302)


def test_it_is_closed_at_once_when_asked_and_gets_no_mail(administrator: User) -> None:
    with travel(START, tick=False):
        client = sign_in(open_up())
        readers = list(User.objects.with_role("beheerder"))
        call_command("noodtoegang", close=True, stdout=StringIO())
        after = client.get("/werk/accounts/").status_code

    assert readers == [administrator]
    assert after == 302


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"because": " "}, "Geef een reden"),
        ({"because": "zo", "hours": 25}, "Kies 1 tot en met 24"),
    ],
)
def test_it_asks_for_a_reason_and_some_hours(options: dict[str, object], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("noodtoegang", **options)

    assert not User.objects.exists()
