"""Work is done once; what fails is tried again, then given up where people see it."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from ipaddress import ip_network
from itertools import pairwise

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from proving import KIND, Proof, some_work
from pytest_django import Settings

from mit_waakstand.accounts.models import User
from mit_waakstand.failures import ForGoodError, ForNowError, PerhapsDoneError
from mit_waakstand.outbox import doing, kinds, tasks
from mit_waakstand.outbox.models import MOST_ATTEMPTS, Heartbeat, Work

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
MAIL_KIND = "mail_proef"
PERHAPS = "; de poging van 1 september 2026, 14.00 uur brak af en kan de mail al hebben verstuurd"


def _break(_: Work) -> str:
    message = "de drukker is op"
    raise ValueError(message)


def _die(_: Work) -> str:
    raise SystemExit


def _break_off(_: Work) -> str:
    raise PerhapsDoneError


@pytest.fixture
def proof(monkeypatch: pytest.MonkeyPatch) -> Proof:
    """A kind of work that succeeds, until its ``act`` is set."""
    known = list(kinds)
    assert KIND not in known
    offered = Proof()
    for kind in (KIND, MAIL_KIND):
        monkeypatch.setitem(kinds._table, kind, offered)  # noqa: SLF001
    return offered


def test_work_that_is_done_says_when_and_what_became_of_it(proof: Proof) -> None:
    work = some_work()

    with time_machine.travel(NOON, tick=False):
        was_done = doing.do(work.pk)

    work.refresh_from_db()
    assert was_done
    assert (work.done_at, work.outcome, work.attempts) == (NOON, "gelukt", 1)
    assert proof.done == [work.pk]


def test_delivered_twenty_times_it_has_one_effect(proof: Proof) -> None:
    work = some_work()

    for _ in range(20):
        tasks.do_some(work.pk)

    work.refresh_from_db()
    assert proof.done == [work.pk]
    assert work.attempts == 1


def test_work_that_is_not_yet_due_waits(proof: Proof) -> None:
    work = some_work(at=NOON)

    with time_machine.travel(NOON - timedelta(seconds=1), tick=False):
        too_early = doing.do(work.pk)
    with time_machine.travel(NOON, tick=False):
        in_time = doing.do(work.pk)

    assert (too_early, in_time) == (False, True)
    assert proof.done == [work.pk]


def test_work_that_does_not_exist_is_not_done(proof: Proof) -> None:
    was_done = doing.do(0)

    assert not was_done
    assert proof.done == []


def test_a_sweep_does_all_that_is_due_the_longest_waiting_first(proof: Proof) -> None:
    late, later, never = (
        some_work(key, at=NOON + timedelta(minutes=minutes))
        for key, minutes in [("laat", -1), ("eerder", -5), ("straks", 5)]
    )

    with time_machine.travel(NOON, tick=False):
        number = doing.sweep(timezone.now())

    assert number == 2
    assert proof.done == [later.pk, late.pk]
    assert list(Work.objects.filter(done_at=None)) == [never]


def test_a_sweep_beats_the_heart() -> None:
    for minutes in range(2):
        with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
            tasks.sweep()

    heart = Heartbeat.objects.get()
    assert (str(heart), heart.beat_at) == ("sweep", NOON + timedelta(minutes=1))


def test_the_command_does_the_same_and_says_how_much(proof: Proof) -> None:
    some_work("een")
    some_work("twee")
    said = StringIO()

    call_command("sweep", stdout=said)

    assert said.getvalue() == "2 stuk(s) werk gedaan\n"
    assert len(proof.done) == 2
    assert Heartbeat.objects.exists()


def test_what_failed_leaves_no_half_effect(proof: Proof) -> None:
    def half(work: Work) -> str:
        User.objects.filter(pk=work.subject_pk).update(full_name="half")
        return _break(work)

    proof.act = half
    work = some_work()

    was_done = doing.do(work.pk)

    assert not was_done
    assert User.objects.get(pk=work.subject_pk).full_name == ""


def test_what_failed_says_why_and_is_tried_again_later(proof: Proof) -> None:
    proof.act = _break
    work = some_work()

    with time_machine.travel(NOON, tick=False):
        doing.do(work.pk)

    work.refresh_from_db()
    assert (work.outcome, work.attempts) == ("ValueError: de drukker is op", 1)
    assert work.next_try_at == NOON + timedelta(minutes=1)
    assert (work.done_at, work.failed_at) == (None, None)


def test_what_failed_once_may_succeed_later(proof: Proof) -> None:
    proof.act = _break
    work = some_work()
    with time_machine.travel(NOON, tick=False):
        doing.sweep(timezone.now())

    proof.act = lambda _: "alsnog gelukt"
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        doing.sweep(timezone.now())

    work.refresh_from_db()
    assert (work.outcome, work.attempts, work.failed_at) == ("alsnog gelukt", 2, None)


def test_poison_is_tried_eight_times_ever_less_often_and_then_given_up(proof: Proof) -> None:
    proof.act = _break
    work = some_work()
    tried_at = []

    moment = NOON
    while Work.objects.due(moment + timedelta(days=1)).exists():
        moment = max(NOON, Work.objects.get().next_try_at)
        tried_at.append(moment)
        with time_machine.travel(moment, tick=False):
            doing.sweep(timezone.now())

    minutes = [(later - earlier).total_seconds() / 60 for earlier, later in pairwise(tried_at)]
    assert minutes == [1, 2, 4, 8, 16, 32, 60]
    assert len(proof.done) == MOST_ATTEMPTS == 8
    assert list(Work.objects.failed()) == [work]
    assert Work.objects.get().outcome == "ValueError: de drukker is op"
    assert Work.objects.get().failed_at == moment


def test_what_will_never_work_fails_at_once_and_says_why(proof: Proof) -> None:
    def refuse(_: Work) -> str:
        message = "dit adres bestaat niet"
        raise ForGoodError(message)

    proof.act = refuse
    work = some_work()

    with time_machine.travel(NOON, tick=False):
        doing.do(work.pk)

    work.refresh_from_db()
    assert (work.failed_at, work.outcome, work.attempts) == (NOON, "dit adres bestaat niet", 1)


def test_while_something_outside_is_away_work_is_tried_for_three_days_and_seen(
    proof: Proof, client: Client, settings: Settings
) -> None:
    settings.MONITORS = [ip_network("127.0.0.1")]

    def wait(_: Work) -> str:
        message = "de mailserver is weg"
        raise ForNowError(message)

    proof.act = wait
    work = some_work()

    moment = given_up_at = NOON
    checks = []
    while not Work.objects.failed().exists():
        moment = max(NOON, Work.objects.get().next_try_at)
        given_up_at = moment
        with time_machine.travel(moment, tick=False):
            doing.sweep(timezone.now())
            checks.append(client.get("/-/gereed").json()["controles"]["post"])

    work.refresh_from_db()
    assert timedelta(days=3) < given_up_at - NOON < timedelta(days=4)
    assert checks[:4] == [True, True, False, False]
    assert work.outcome == "de mailserver is weg"


def test_poison_keeps_no_other_work_waiting(proof: Proof) -> None:
    poison = some_work("gif", kind="onbekend")
    healthy = some_work("gezond")

    number = doing.sweep(timezone.now())

    assert number == 1
    assert proof.done == [healthy.pk]
    assert Work.objects.get(pk=poison.pk).outcome == "KeyError: 'onbekend'"


def test_work_that_kills_its_worker_runs_out_of_attempts_too(proof: Proof) -> None:
    proof.act = _die
    work = some_work()
    moment = NOON

    for _ in range(MOST_ATTEMPTS):
        moment += timedelta(hours=1)
        with time_machine.travel(moment, tick=False), pytest.raises(SystemExit):
            doing.do(work.pk)
    moment += timedelta(hours=1)
    with time_machine.travel(moment, tick=False):
        was_done = doing.do(work.pk)

    work.refresh_from_db()
    assert not was_done
    assert (work.attempts, work.failed_at) == (MOST_ATTEMPTS, moment)
    assert work.outcome == "het werk brak telkens af"
    assert len(proof.done) == MOST_ATTEMPTS


@pytest.mark.parametrize(
    ("kind", "said", "told"),
    [
        (MAIL_KIND, "niet verstuurd: de reactie is er al", PERHAPS),
        (MAIL_KIND, "verstuurd", ""),
        (KIND, "niet nodig", ""),
    ],
)
def test_a_mail_that_may_have_gone_when_its_worker_died_is_not_said_to_have_stayed(
    proof: Proof, kind: str, said: str, told: str
) -> None:
    proof.act = _die
    work = some_work(kind=kind)
    with time_machine.travel(NOON, tick=False), pytest.raises(SystemExit):
        doing.do(work.pk)
    proof.act = _break  # of this attempt the end is seen
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        doing.do(work.pk)
    proof.act = lambda _: said

    with time_machine.travel(NOON + timedelta(hours=3), tick=False):
        doing.do(work.pk)

    work.refresh_from_db()
    assert work.outcome == f"{said}{told}"


def test_of_a_mail_of_which_each_attempt_ended_nothing_more_is_said(proof: Proof) -> None:
    proof.act = _break
    work = some_work(kind=MAIL_KIND)
    with time_machine.travel(NOON, tick=False):
        doing.do(work.pk)
    proof.act = lambda _: "niet verstuurd: de reactie is er al"

    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        doing.do(work.pk)

    work.refresh_from_db()
    assert work.outcome == "niet verstuurd: de reactie is er al"


def test_a_mail_that_may_have_gone_when_the_mail_server_broke_off_is_not_said_to_have_stayed(
    proof: Proof,
) -> None:
    work = some_work(kind=MAIL_KIND)
    for hours, act in enumerate([_break_off, _break_off, lambda _: "niet verstuurd: geen account"]):
        proof.act = act
        with time_machine.travel(NOON + timedelta(hours=2 * hours), tick=False):
            doing.do(work.pk)

    work.refresh_from_db()
    assert (work.attempts, work.done_at is None) == (3, False)
    assert work.outcome == f"niet verstuurd: geen account{PERHAPS}"


def test_a_mail_that_was_given_up_because_its_worker_died_may_have_gone(proof: Proof) -> None:
    proof.act = _die
    work, moment = some_work(kind=MAIL_KIND), NOON
    for _ in range(MOST_ATTEMPTS):
        with time_machine.travel(moment, tick=False), pytest.raises(SystemExit):
            doing.do(work.pk)
        moment += timedelta(hours=1)

    with time_machine.travel(moment, tick=False):
        doing.do(work.pk)

    work.refresh_from_db()
    assert work.outcome == f"het werk brak telkens af{PERHAPS}"


def test_failed_work_gets_a_new_series_when_the_beheerder_asks(
    proof: Proof, administrator: User, client: Client
) -> None:
    proof.act = _break
    work = _given_up()
    proof.act = lambda _: "gelukt"
    client.force_login(administrator)

    answer = client.post(f"/werk/werk/{work.pk}/opnieuw/")
    after = Work.objects.get(pk=work.pk)
    doing.sweep(timezone.now())

    assert answer.headers["Location"] == "/werk/werk/"
    assert (after.failed_at, after.attempts) == (None, 0)
    assert Work.objects.get(pk=work.pk).outcome == "gelukt"


def test_the_beheerder_sees_what_failed(proof: Proof, administrator: User, client: Client) -> None:
    proof.act = _break
    work = _given_up()
    client.force_login(administrator)

    page = client.get("/werk/werk/").content.decode()

    assert "ValueError: de drukker is op" in page
    assert f"/werk/werk/{work.pk}/opnieuw/" in page


def test_a_long_story_is_cut_to_what_the_row_can_hold(proof: Proof) -> None:
    proof.act = lambda _: "x" * 600
    work = some_work()

    doing.do(work.pk)

    work.refresh_from_db()
    assert work.outcome == "x" * 500


def _given_up() -> Work:
    """Return work that failed as often as it may."""
    work = some_work()
    moment = NOON
    for _ in range(MOST_ATTEMPTS):
        moment += timedelta(hours=2)
        with time_machine.travel(moment, tick=False):
            doing.sweep(timezone.now())
    work.refresh_from_db()
    assert work.failed_at == moment
    return work
