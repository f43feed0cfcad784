"""Alleen lezen (onderhoud): everybody reads, nobody writes, the term goes on and says so."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from asking import BUTTON_ONLY, main_text, refusal_of_sql, signed_in, told, verbs
from building_maintenance import some_maintenance
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from lxml import html
from pytest_django import DjangoAssertNumQueries, Settings
from time_machine import travel
from together import one_waits_for_the_other

from building import a_signal, a_trigger, amsterdam, person
from mit_waakstand.accounts.models import LiveSession, User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.keeping.models import KeptText
from mit_waakstand.maintenance.models import Maintenance
from mit_waakstand.office import maintaining
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation
from mit_waakstand.trail.models import Event
from mit_waakstand.trail.recording import Happening, StandstillError, record, recorded
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import Signal
from signals.states import SignalState

pytestmark = pytest.mark.django_db

# What goes on, written out: signing in and out to read, and the switch itself.
GOES_ON = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_end_session",
    "account_session_stay",
    "admin:logout",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "office:maintenance-end",
    "office:maintenance-postpone",
    "openid_connect_callback",
    "openid_connect_login",
}
NOT_THERE = {"metrics"}  # 404 before the gate, for whoever is not our own monitoring
# The forms that stand on a page all the same: leaving, and staying signed in.
ALWAYS = {"/afmelden/", "/beheer/logout/", "/account/sessies/blijven/"}
SHORT = {"Accept": "application/json"}  # the same refusal, without a page around it
NOW = amsterdam(2026, 9, 1, hour=10)


def addresses(*, with_arguments: bool = True) -> Iterator[tuple[str, str]]:
    """Yield the name of every address, with an example of it."""

    def walk(resolver: URLResolver, prefix: str, names: str) -> Iterator[tuple[str, str]]:
        for entry in resolver.url_patterns:
            path = prefix + str(entry.pattern).lstrip("^")
            if isinstance(entry, URLResolver):
                yield from walk(
                    entry, path, f"{names}{entry.namespace}:" if entry.namespace else names
                )
            elif isinstance(entry, URLPattern) and (with_arguments or not re.search("[<(]", path)):
                yield f"{names}{entry.name}", f"/{_example_of(path)}"

    return walk(get_resolver(), "", "")


def _example_of(route: str) -> str:
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda group: group[1][:1], route)
    route = re.sub(r"<(?:int|path):\w+>", "1", route)
    return re.sub(r"<[^>]+>", "brief", route).rstrip("$").replace("\\", "").replace(".*", "x")


def forms(answer: HttpResponse) -> set[str]:
    """Return where the forms of a page send to, when they send to write."""
    page = html.fromstring(answer.content)
    found = page.xpath("//form[@method='post'][.//button or .//input[@type='submit']]")
    return {form.get("action", "here") for form in found} - ALWAYS


def test_no_address_takes_anything_in_but_signing_in_and_the_switch(cpo: User) -> None:
    some_maintenance()
    client, stranger = signed_in(cpo), Client()

    known, taken = 0, set()
    for name, address in addresses():
        known += 1
        answers = [
            someone.post(address, BUTTON_ONLY, headers=SHORT) for someone in (client, stranger)
        ]
        if any(answer.status_code != 503 for answer in answers):
            taken.add(name)
        if name in {"account_logout", "account_end_session", "admin:logout"}:
            client = signed_in(cpo)

    assert known > 200
    assert taken == GOES_ON | NOT_THERE


def test_without_maintenance_the_same_forms_are_taken_in(cpo: User) -> None:
    client = signed_in(cpo)

    answer = client.post(reverse("office:norm-set", args=["oefening"]), {"value": 6, "reason": "R"})

    assert answer.status_code == 302


@pytest.mark.parametrize("role", [Role.CPO, Role.ADMINISTRATOR])
def test_every_page_can_be_read_and_none_of_them_has_a_button_that_writes(role: Role) -> None:
    a_signal(SignalState.ISSUED)
    client = signed_in(person(role))
    some_maintenance()

    answers = {
        name: client.get(path)
        for name, path in addresses(with_arguments=False)
        if name not in GOES_ON
    }

    every = {name: answer for name, answer in answers.items() if _is_page(answer)}
    pages = {name: answer for name, answer in every.items() if answer.status_code == 200}
    closed = {name: answer for name, answer in every.items() if answer.status_code == 503}
    assert {name for name, answer in pages.items() if forms(answer)} == set()
    assert all(_has_banner(answer) for answer in pages.values())
    assert all("Dit kan nu niet" in main_text(answer) for answer in closed.values())
    assert (len(pages) > 9, len(closed) > 9) == (True, True)


def _is_page(answer: HttpResponse) -> bool:
    return "text/html" in answer.headers["Content-Type"]


def _has_banner(answer: HttpResponse) -> bool:
    return "Alleen lezen (onderhoud), naar verwachting tot" in answer.content.decode()


def test_a_record_offers_no_step_and_says_that_the_term_goes_on(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    client, page = signed_in(sg_office), reverse("signals:signal", args=[signal.pk])
    before = client.get(page)

    some_maintenance()
    after = client.get(page)

    assert "Het is nu alleen lezen (onderhoud). De termijn loopt door." in main_text(after)
    assert "alleen lezen" not in main_text(before)
    assert _steps(before) > 0 == _steps(after)


def _steps(answer: HttpResponse) -> int:
    return len(html.fromstring(answer.content).xpath("//section[@aria-labelledby='stappen']//a"))


def test_who_sends_a_form_gets_everything_back_and_can_send_it_again(cpo: User) -> None:
    client, address = signed_in(cpo), reverse("office:norm-set", args=["oefening"])
    form = {"value": "6", "reason": "Vaker oefenen <b>is</b> beter.", "keep_as": "strookje"}
    some_maintenance(reason="Wij verhuizen.")

    refused = client.post(address, form)
    page = html.fromstring(refused.content)
    fields = {field.get("name"): field.get("value") for field in page.xpath("//main//input")}
    maintaining.end(by=None, at=timezone.now())
    again = client.post(address, {name: fields[name] for name in form})

    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "600"
    assert "Wij verhuizen." in main_text(refused)
    assert {name: fields[name] for name in form} == form
    assert page.xpath("//textarea/text()") == ["\nVaker oefenen <b>is</b> beter."[1:]]
    assert again.status_code == 302
    assert Event.objects.filter(verb="set_norm").count() == 1


def test_a_password_is_not_shown_again(cpo: User) -> None:
    some_maintenance()

    answer = signed_in(cpo).post("/wachtwoord/wijzigen/", {"oldpassword": "geheim-woord"})

    assert answer.status_code == 503
    assert "geheim-woord" not in answer.content.decode()


def test_a_text_that_is_being_kept_stays_in_its_page_and_says_so(secretary: User) -> None:
    client = signed_in(secretary)
    page = client.get(reverse("signals:register"))
    slip = html.fromstring(page.content).xpath("//input[@name='keep_as']/@value")[0]
    some_maintenance()

    answer = client.post(
        reverse("keeping:keep"),
        {"keep_as": slip, "text": "Mijn tekst"},
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 503
    assert answer.json()["said"].startswith("Niet bewaard: het is nu alleen lezen (onderhoud).")
    assert not KeptText.objects.exists()


def test_the_question_form_of_the_public_says_that_it_is_closed_for_a_while(client: Client) -> None:
    some_maintenance(reason="Wij verhuizen.")

    shown = client.get(reverse("aanspreekpunt:ask"))

    assert shown.status_code == 503
    assert "Wij verhuizen." in main_text(shown)


def test_somebody_can_sign_in_to_read_and_sign_out_again(cpo: User, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cpo.set_password("een lang genoeg wachtwoord")
    cpo.save()
    some_maintenance()
    client = Client()

    sign_in = client.get("/aanmelden/")
    client.post("/aanmelden/", {"login": cpo.username, "password": "een lang genoeg wachtwoord"})
    inside = client.get("/werk/")
    client.post("/afmelden/")

    assert _has_banner(sign_in)
    assert inside.status_code == 200
    assert LiveSession.objects.of(cpo, timezone.now()).count() == 0


def test_the_database_refuses_an_act_whole(cpo: User) -> None:
    trigger_count = Situation.objects.count()
    some_maintenance()

    with pytest.raises(StandstillError):
        open_situation(
            disease="zilverkoorts", is_exercise=False, participants=(), by=cpo, at=timezone.now()
        )

    assert Situation.objects.count() == trigger_count


def _what_nobody_did(process: str, about: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('mit.process', %s, true)", [process])
    with recorded():
        record(Happening("vastleggen", "heeft iets vastgelegd", about, None, timezone.now()))


def test_what_nobody_did_is_refused_from_the_web_and_not_from_the_worker(cpo: User) -> None:
    some_maintenance()

    with pytest.raises(StandstillError):
        _what_nobody_did("web", cpo)
    _what_nobody_did("work", cpo)

    assert Event.objects.filter(verb="vastleggen").count() == 1


def test_an_act_that_came_just_too_late_gets_the_page_with_what_was_typed(
    cpo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The account was read before the switch was worked: the gate still stood open."""
    client = signed_in(cpo)
    some_maintenance()
    monkeypatch.setattr("mit_waakstand.maintenance.gate.is_read_only_for", lambda _: False)

    answer = client.post(
        reverse("office:norm-set", args=["oefening"]), {"value": 6, "reason": "Vaker oefenen."}
    )

    assert answer.status_code == 503
    assert "Vaker oefenen." in answer.content.decode()
    assert not Event.objects.filter(verb="set_norm").exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_began_is_finished_before_maintenance_begins(cpo: User) -> None:
    beheerder = person(Role.ADMINISTRATOR)
    order: list[str] = []

    def act() -> None:
        open_situation(
            disease="zilverkoorts", is_exercise=False, participants=(), by=cpo, at=timezone.now()
        )
        order.append("act")

    def switch() -> None:
        some_maintenance()
        order.append("maintenance")

    refusal = one_waits_for_the_other(act, switch)

    assert (refusal, order) == (None, ["act", "maintenance"])
    assert Event.objects.order_by("position").last().by_id == beheerder.pk
    with pytest.raises(StandstillError):
        act()
    assert Situation.objects.count() == 1


def test_the_machine_goes_on_with_what_was_accepted() -> None:
    a_signal(SignalState.ISSUED)
    waiting = Work.objects.filter(done_at=None)
    before = waiting.count()
    some_maintenance()

    done = doing.do_due(timezone.now())

    assert done == before > 0


def test_the_switch_is_recorded_and_belongs_to_the_beheerder(
    administrator: User, secretary: User
) -> None:
    with pytest.raises(NotAllowedError):
        maintaining.begin(reason="R", expected_until=NOW + timedelta(hours=1), by=secretary, at=NOW)

    running = some_maintenance(at=NOW)
    with pytest.raises(ConflictError):
        maintaining.begin(
            reason="R", expected_until=NOW + timedelta(hours=1), by=administrator, at=NOW
        )
    maintaining.postpone(
        expected_until=NOW + timedelta(hours=5), by=administrator, at=NOW + timedelta(hours=1)
    )
    maintaining.end(by=administrator, at=NOW + timedelta(hours=3))

    running.refresh_from_db()
    assert told(running) == [
        ("begin", administrator.pk),
        ("postpone", administrator.pk),
        ("end", administrator.pk),
    ]
    assert running.history.count() == 3
    assert "ligt vast" in refusal_of_sql(
        "UPDATE maintenance_maintenance SET reason = 'anders' WHERE id = %s", [running.pk]
    )


def test_maintenance_ends_later_than_it_begins(administrator: User) -> None:
    with pytest.raises(RefusedError) as refusal:
        maintaining.begin(reason="R", expected_until=NOW, by=administrator, at=NOW)

    assert refusal.value.message == "Kies een moment dat nog komt."
    assert refusal.value.field == "expected_until"
    assert not Maintenance.objects.exists()


def test_the_beheerder_works_the_switch_on_its_page(administrator: User) -> None:
    client = signed_in(administrator)
    with travel(NOW, tick=False):
        client.post(
            reverse("office:maintenance-begin"),
            {
                "reason": "Wij verhuizen.",
                "expected_until_0": "01-09-2026",
                "expected_until_1": "12:00",
            },
        )
        worklist = client.get("/werk/")
    with travel(NOW + timedelta(hours=3), tick=False):
        client = signed_in(administrator)
        late = client.get(reverse("office:maintenance"))
        ended = client.post(reverse("office:maintenance-end"), BUTTON_ONLY, follow=True)

    assert "naar verwachting tot 12.00 uur" in main_text(worklist)
    assert "Het duurt langer dan verwacht" in main_text(late)
    assert "Iedereen kan weer werken." in main_text(ended)


def test_a_command_works_the_switch_when_the_pages_are_away(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with travel(NOW, tick=False):
        call_command("onderhoud", reason="Wij verhuizen.", until="2026-09-01 12:00")
        call_command("onderhoud", until="2026-09-01 14:00")
        call_command("onderhoud", over=True)
        with pytest.raises(CommandError, match="al niet meer"):
            call_command("onderhoud", over=True)
        with pytest.raises(CommandError, match="--tot"):
            call_command("onderhoud", reason="R", until="straks")

    said = capsys.readouterr().out.splitlines()
    assert said == [
        "Alleen lezen (onderhoud), naar verwachting tot 01-09-2026, 12.00 uur: Wij verhuizen.",
        "Alleen lezen (onderhoud), naar verwachting tot 01-09-2026, 14.00 uur: Wij verhuizen.",
        "Iedereen kan werken.",
    ]


def test_whether_it_is_alleen_lezen_costs_a_page_no_question_of_its_own(
    cpo: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(cpo)
    client.get(reverse("office:norms"))

    with django_assert_num_queries(5):
        client.get(reverse("office:norms"))


def test_nobody_else_sees_the_steps_come_back_before_it_is_over(cpo: User) -> None:
    trigger = a_trigger()
    some_maintenance()
    cpo.reads_only = True

    offered = verbs(trigger, cpo)

    assert offered == []
    assert Signal.objects.count() == 0
