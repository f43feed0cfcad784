"""The second scenario: a stand-in opens the application after eighteen months of nothing."""

from contextlib import closing
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from mit_waakstand.accounts.models import User
from mit_waakstand.office import board
from mit_waakstand.readiness import Status

pytestmark = pytest.mark.django_db

NEGLECTED = {"experts.register", "experts.coverage", "questions in time", "backup", "restore"}


def test_the_stand_in_finds_what_is_not_in_order_and_what_to_do_about_it(
    settings: Settings, client: Client
) -> None:
    settings.DEMO = True
    call_command("demo", scenario="waarnemer", stdout=StringIO())
    stand_in = User.objects.get(username="waarnemer")
    client.force_login(stand_in)

    rows = board.rows_for(stand_in, timezone.localdate())
    neglected = [row for row in rows if row.status != Status.IN_ORDER]
    offered = [row.act.url for row in neglected if row.act and row.act.url]
    page = client.get("/werk/paraatheid/").text

    assert {Status.NOT_IN_ORDER, Status.ATTENTION} == {row.status for row in neglected}
    assert {row.name for row in neglected} >= NEGLECTED
    assert all(row.reason and row.act for row in neglected)
    assert all(row.title in page and row.reason in page for row in neglected)
    assert {client.get(url).status_code for url in offered} == {200}
    assert "waarnemend CPO" in client.get("/werk/").text


def test_nothing_is_wiped_while_the_application_uses_the_database(
    settings: Settings, cpo: User
) -> None:
    settings.DEMO = True
    somebody = connection.get_new_connection(connection.get_connection_params())

    with closing(somebody), pytest.raises(CommandError, match="Stop haar eerst"):
        call_command("demo", fresh=True)

    assert User.objects.get() == cpo
