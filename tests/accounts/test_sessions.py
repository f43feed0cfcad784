"""A sign-in lasts eight hours, or thirty minutes without a sign of life; it can be ended."""

from datetime import timedelta

import pytest
from asking import BUTTON_ONLY, main_text, signed_in
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, connection
from django.test import Client
from time_machine import travel

from building import amsterdam
from mit_waakstand.accounts.models import LiveSession, User
from mit_waakstand.accounts.reminders import clear_away
from mit_waakstand.accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db

START = amsterdam(2026, 9, 1, hour=9)
MINUTE = timedelta(minutes=1)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def is_inside(client: Client) -> bool:
    return client.get("/werk/").status_code == 200


def test_thirty_minutes_without_a_sign_of_life_end_a_sign_in(cpo: User) -> None:
    with travel(START, tick=False):
        client = signed_in(cpo)
    with travel(START + 29 * MINUTE, tick=False):
        in_time = is_inside(client)
    with travel(START + 58 * MINUTE, tick=False):
        again = is_inside(client)
    with travel(START + 88 * MINUTE, tick=False):
        too_late = is_inside(client)

    assert (in_time, again, too_late) == (True, True, False)


def test_eight_hours_end_a_sign_in_however_busy_somebody_is(cpo: User) -> None:
    with travel(START, tick=False):
        client = signed_in(cpo)

    inside = []
    for minutes in (*range(20, 480, 20), 479, 480):
        with travel(START + minutes * MINUTE, tick=False):
            inside.append(is_inside(client))

    assert inside == [*[True] * 24, False]


def test_asking_how_long_it_lasts_is_no_sign_of_life_and_staying_is(cpo: User) -> None:
    with travel(START, tick=False):
        client = signed_in(cpo)
    with travel(START + 26 * MINUTE, tick=False):
        asked = client.get("/account/sessies/resterend/").json()
        stayed = client.post("/account/sessies/blijven/", BUTTON_ONLY).status_code
        after = client.get("/account/sessies/resterend/").json()

    assert (asked, stayed, after) == ({"seconds": 240}, 204, {"seconds": 1800})


def test_a_busy_minute_costs_one_question_more_than_the_page(cpo: User) -> None:
    with travel(START, tick=False):
        client = signed_in(cpo)
        before = LiveSession.objects.get().seen_at
        is_inside(client)
        same_minute = LiveSession.objects.get().seen_at
    with travel(START + 2 * MINUTE, tick=False):
        is_inside(client)

    assert same_minute == before == START
    assert LiveSession.objects.get().seen_at == START + 2 * MINUTE


def test_people_see_where_they_are_signed_in_and_end_it_there(cpo: User) -> None:
    cpo.set_password("vier willekeurige woorden samen")
    cpo.save()
    with travel(START, tick=False):
        there = Client(headers={"User-Agent": FIREFOX})
        there.post(
            "/aanmelden/", {"login": cpo.username, "password": "vier willekeurige woorden samen"}
        )
    with travel(START + MINUTE, tick=False):
        here = signed_in(cpo)
        page = main_text(here.get("/account/sessies/"))
        (row,) = LiveSession.objects.exclude(pk=here.session.session_key).filter(user=cpo)
        here.post("/account/sessies/beeindigen/", {"session": row.number})

        assert "Firefox op Windows" in page
        assert row.session_key not in here.get("/account/sessies/").content.decode()
        assert (is_inside(here), is_inside(there)) == (True, False)


def test_ending_a_session_asks_first_who_it_is_when_that_was_a_while_ago(cpo: User) -> None:
    cpo.set_password("vier willekeurige woorden samen")
    cpo.save()
    with travel(START, tick=False):
        here, there = signed_in(cpo), signed_in(cpo)
    with travel(START + 20 * MINUTE, tick=False):
        asked = here.post("/account/sessies/beeindigen/", {"session": "all"})
        before = is_inside(there)
        here.post(asked.headers["Location"], {"password": "vier willekeurige woorden samen"})

        assert asked.headers["Location"].startswith("/aanmelden/opnieuw/")
        assert (before, is_inside(here), is_inside(there)) == (True, True, False)


def test_nobody_ends_the_session_of_somebody_else(cpo: User, secretary: User) -> None:
    theirs, mine = signed_in(secretary), signed_in(cpo)
    (row,) = LiveSession.objects.filter(user=secretary)

    mine.post("/account/sessies/beeindigen/", {"session": row.number})
    mine.post("/account/sessies/beeindigen/", {"session": "all"})

    assert is_inside(theirs)


FALLS = """
    CREATE FUNCTION pg_temp.falls() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'terminating connection' USING ERRCODE = 'admin_shutdown'; END $$;
    CREATE TRIGGER falls BEFORE UPDATE ON accounts_livesession
    FOR EACH ROW EXECUTE FUNCTION pg_temp.falls()
"""


def test_a_database_that_falls_under_a_session_is_our_fault_and_not_the_browsers(
    cpo: User,
) -> None:
    store = SessionStore(signed_in(cpo).session.session_key)
    store["gelezen"] = True
    with connection.cursor() as cursor:
        cursor.execute(FALLS)

    with pytest.raises(OperationalError, match="terminating"):
        store.save()

    LiveSession.objects.all().delete()
    with pytest.raises(UpdateError):  # this one is gone: who signed out elsewhere begins anew
        store.save()


def test_sessions_that_are_over_are_cleared_away(cpo: User, secretary: User) -> None:
    with travel(START, tick=False):
        signed_in(cpo)
    with travel(START + 20 * MINUTE, tick=False):
        signed_in(secretary)

    clear_away(START + 31 * MINUTE)

    assert [row.user for row in LiveSession.objects.all()] == [secretary]


def test_what_stands_in_a_session_cannot_make_it_longer(cpo: User) -> None:
    with travel(START, tick=False):
        client = signed_in(cpo)
    with travel(START + 20 * MINUTE, tick=False):
        store = SessionStore(client.session.session_key)
        store["note"] = "saved again"
        store.set_expiry(timedelta(days=30))
        store.save()

    assert LiveSession.objects.get().began_at == START
    with travel(START + timedelta(hours=9), tick=False):
        assert not is_inside(client)
