"""A personal calendar at a secret address that can be taken back (issue 3 §2, robustness 12)."""

import logging
import re
from datetime import date, timedelta

import pytest
import time_machine
from asking import main_text, signed_in
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from icalendar.cal import Component
from pytest_django import Settings

from building import a_signal, a_situation, a_trigger, a_weighing, amsterdam, person, respond
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.calendar_feed.models import CalendarFeed
from mit_waakstand.logs import without_personal_data
from mit_waakstand.trail.models import Event
from signals.models import Outcome, Signal
from signals.states import Route, SignalState

pytestmark = pytest.mark.django_db

PAGE = "/werk/agenda/"
NOWHERE = f"/agenda/{'x' * 43}.ics"


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def the_address(user: User) -> str:
    """Press "Adres maken" and copy what the page shows."""
    page = signed_in(user).post(PAGE)
    (address,) = re.findall(r"https?://[^/]+(/agenda/[\w-]+\.ics)", page.content.decode())
    return str(address)


def events(answer: HttpResponse) -> dict[str, Component]:
    """Return the entries by title."""
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["SUMMARY"]): event for event in found}


def feed_of(user: User) -> dict[str, Component]:
    return events(Client().get(the_address(user)))


def same(one: HttpResponse, other: HttpResponse) -> bool:
    return (one.status_code, one.content, sorted(one.headers.items())) == (
        other.status_code,
        other.content,
        sorted(other.headers.items()),
    )


def test_a_term_that_runs_is_a_whole_day_in_everybody_s_calendar(
    cpo: User, secretary: User, sg_office: User
) -> None:
    signal = a_signal(SignalState.ISSUED)

    found = [feed_of(user) for user in (cpo, secretary, sg_office)]

    for calendar in found:
        entry = calendar[f"Reactie uiterlijk: {signal.number}"]
        assert entry.start == signal.response_due_on
        assert entry.end == signal.response_due_on + timedelta(days=1)


def test_every_entry_keeps_its_identity_and_says_when_it_changed(cpo: User) -> None:
    at = amsterdam(2026, 9, 1, hour=16)
    signal = a_signal(SignalState.ISSUED, at=at)
    address = the_address(cpo)

    first = Client().get(address)
    again = Client().get(address)

    entry = events(first)[f"Reactie uiterlijk: {signal.number}"]
    assert first.content == again.content
    assert str(entry["UID"]) == f"signaal-{signal.pk}-reactie@localhost"
    assert entry["DTSTAMP"].dt == at == entry["LAST-MODIFIED"].dt
    assert int(entry["SEQUENCE"]) > 0
    assert {str(e["CLASS"]) for e in events(first).values()} == {"PRIVATE"}


def test_a_change_gives_the_same_entry_a_higher_sequence(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED, at=amsterdam(2026, 9, 1))
    title = f"Reactie uiterlijk: {signal.number}"
    address = the_address(cpo)
    before = events(Client().get(address))[title]

    signal = Signal.objects.get(pk=signal.pk)
    signal._history_date = amsterdam(2026, 9, 3)  # noqa: SLF001
    signal.save()
    after = events(Client().get(address))[title]

    assert str(after["UID"]) == str(before["UID"])
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_a_term_that_was_met_leaves_the_calendar(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    address = the_address(cpo)
    assert f"Reactie uiterlijk: {signal.number}" in events(Client().get(address))

    respond(signal, on=timezone.now())

    assert f"Reactie uiterlijk: {signal.number}" not in events(Client().get(address))


def test_a_weighing_is_in_the_calendar_of_who_takes_part(cpo: User, expert: User) -> None:
    weighing = a_weighing()
    stranger = person(Role.EXPERT, "vreemde-expert")

    assert feed_of(cpo)[f"Weging {weighing.pk}"].start == weighing.held_on
    assert list(feed_of(expert)) == [f"Weging {weighing.pk}"]
    assert feed_of(stranger) == {}


def test_an_a1_status_is_to_be_weighed_within_24_hours(
    cpo: User, secretary: User, expert: User, sg_office: User
) -> None:
    trigger = a_trigger(Route.A1_STATUS)
    title = f"A1-status uiterlijk wegen: aanleiding {trigger.pk}"

    found = [feed_of(user) for user in (cpo, secretary)]

    until = (trigger.registered_at + timedelta(hours=24)).replace(microsecond=0)
    assert [calendar[title].end for calendar in found] == [until, until]
    assert [feed_of(user) for user in (expert, sg_office)] == [{}, {}]


def test_bureau_sg_has_issued_signals_only(sg_office: User, cpo: User) -> None:
    a_weighing(Outcome.SIGNAL)
    for state in (SignalState.DRAFT, SignalState.ADOPTED):
        a_signal(state)
    issued = a_signal(SignalState.ISSUED)
    assert len(feed_of(cpo)) > 1

    found = feed_of(sg_office)

    assert list(found) == [f"Reactie uiterlijk: {issued.number}"]


def test_an_exercise_is_marked_and_only_for_who_takes_part(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED, is_exercise=True)
    outsider = person(Role.SECRETARY, "andere-secretaris")

    found = feed_of(cpo)

    title = f"OEFENING: Reactie uiterlijk: {signal.number}"
    assert signal.number is not None
    assert signal.number.startswith("OEF-")
    assert title in found
    assert all(name.startswith("OEFENING: ") for name in found)
    assert feed_of(outsider) == {}


def test_no_name_or_content_is_ever_in_a_calendar(cpo: User, expert: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    situation = a_situation(disease="geheimkoorts")
    a_trigger(Route.A1_STATUS, situation=situation)

    bodies = [Client().get(the_address(user)).content.decode() for user in (cpo, expert)]

    text = "".join(bodies).replace("\r\n ", "").lower()
    assert str(signal.number).lower() in text
    names = [user.full_name for user in User.objects.all()]
    secrets = [*names, "zilverkoorts", "geheimkoorts", signal.title, signal.summary, "voorbeeld"]
    assert [secret for secret in secrets if secret.lower() in text] == []


def test_what_is_not_there_was_taken_back_or_belongs_to_nobody_looks_the_same(cpo: User) -> None:
    renewed = the_address(cpo)
    revoked = the_address(cpo)
    assert Client().get(revoked).status_code == 200
    signed_in(cpo).post(f"{PAGE}intrekken/")
    former = person(Role.SECRETARY)
    inactive = the_address(former)
    assert Client().get(inactive).status_code == 200
    former.is_active = False
    former.save()

    unknown, *others = [Client().get(at) for at in (NOWHERE, renewed, revoked, inactive)]

    assert unknown.status_code == 404
    assert unknown.headers["Cache-Control"] == "no-store"
    assert [same(unknown, other) for other in others] == [True, True, True]


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_a_feed_can_only_be_read(cpo: User, method: str) -> None:
    address = the_address(cpo)

    answers = [getattr(Client(), method)(at) for at in (address, NOWHERE)]

    assert [answer.status_code for answer in answers] == [405, 405]


def test_no_condition_gets_an_answer_about_what_is_not_there() -> None:
    headers = [
        {"if-none-match": "*"},
        {"range": "bytes=0-10"},
        {"if-modified-since": "Thu, 01 Jan 2026 00:00:00 GMT"},
    ]

    answers = [Client().get(NOWHERE, headers=header) for header in headers]
    answers.append(Client().head(NOWHERE))

    assert {answer.status_code for answer in answers} == {404}
    assert not any("ETag" in answer.headers for answer in answers)


def test_a_secret_that_is_asked_openly_is_not_led_on(cpo: User, settings: Settings) -> None:
    address = the_address(cpo)
    settings.SECURE_SSL_REDIRECT = True

    openly, safely = Client().get(address), Client().get(address, secure=True)

    assert (openly.status_code, safely.status_code) == (404, 200)


def test_a_feed_is_never_stored_and_never_found_by_search_engines(cpo: User) -> None:
    answer = Client().get(the_address(cpo))

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_only_a_hash_of_the_secret_is_kept_and_it_is_shown_once(cpo: User) -> None:
    secret = the_address(cpo).removeprefix("/agenda/").removesuffix(".ics")

    page = signed_in(cpo).get(PAGE)

    kept = CalendarFeed.objects.values().get()
    assert len(secret) == 43
    assert secret not in str(kept)
    assert secret not in page.content.decode()
    assert "Nog niet gelezen." in main_text(page)


def test_the_page_says_when_the_feed_was_read(cpo: User) -> None:
    address = the_address(cpo)

    with time_machine.travel(amsterdam(2027, 3, 1, hour=9, minute=5), tick=False):
        Client().get(address)

    assert CalendarFeed.objects.get().last_read_at == amsterdam(2027, 3, 1, hour=9, minute=5)
    assert "Voor het laatst gelezen op 1 maart 2027, 09.05 uur." in main_text(
        signed_in(cpo).get(PAGE)
    )


def test_making_and_taking_back_leave_a_trace_without_the_secret(cpo: User) -> None:
    address = the_address(cpo)
    signed_in(cpo).post(f"{PAGE}intrekken/")
    signed_in(cpo).post(f"{PAGE}intrekken/")

    traces = Event.objects.filter(verb__endswith="_calendar").order_by("position")

    assert [trace.verb for trace in traces] == ["renew_calendar", "revoke_calendar"]
    assert not any(address.split("/")[2][:20] in trace.payload for trace in traces)


def test_one_s_page_shows_one_s_own_calendar(cpo: User, sg_office: User) -> None:
    weighing = a_weighing()

    pages = [main_text(signed_in(user).get(PAGE)) for user in (cpo, sg_office)]

    assert f"Weging {weighing.pk}" in pages[0]
    assert "Er staat nu niets in uw agenda." in pages[1]


def test_who_asks_too_often_has_to_wait() -> None:
    with time_machine.travel(timezone.now(), tick=False):  # within one minute
        answers = [Client().get(NOWHERE).status_code for _ in range(61)]

    assert answers == [404] * 60 + [429]


def test_the_secret_is_in_no_log(cpo: User, caplog: pytest.LogCaptureFixture) -> None:
    address = the_address(cpo)

    with caplog.at_level(logging.DEBUG):
        Client().get(address)

    secret = address.removeprefix("/agenda/")
    event = without_personal_data(None, "", {"request": f"GET {address}"})
    assert secret not in caplog.text
    assert event == {"request": "GET /agenda/…"}


def test_asking_costs_the_same_for_one_signal_and_for_three(
    cpo: User, django_assert_num_queries: object
) -> None:
    address = the_address(cpo)
    for number in (1, 2):
        for _ in range(number):
            a_signal(SignalState.ISSUED, at=timezone.now())
        Client().get(address)
        with django_assert_num_queries(19):  # type: ignore[operator]
            assert len(events(Client().get(address))) >= number


def test_a_weighing_of_long_ago_is_no_longer_in_the_calendar(cpo: User) -> None:
    a_weighing(at=amsterdam(2026, 9, 1))

    with time_machine.travel(amsterdam(2026, 12, 20)):
        found = feed_of(cpo)

    assert found == {}
    assert date(2026, 12, 20) - date(2026, 9, 1) > timedelta(days=90)
