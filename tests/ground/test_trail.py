"""The event log: every act leaves one event, in a chain that only grows."""

import json
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from building import a_situation, a_trigger, amsterdam, person
from mit_waakstand import chain
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail import verification
from mit_waakstand.trail.models import Event
from mit_waakstand.trail.recording import Happening, record, recorded

pytestmark = pytest.mark.django_db


class HasSecondThoughtsError(Exception):
    """Something goes wrong in the middle of an act."""


def _something(subject: User, *, verb: str = "proef", by: User | None = None) -> Happening:
    return Happening(verb, "heeft iets geprobeerd", subject, by, amsterdam(2026, 9, 1, 16))


def _fail_halfway(subject: User) -> None:
    with recorded():
        record(_something(subject))
        a_situation()
        raise HasSecondThoughtsError


def test_an_act_leaves_one_event_that_says_who_did_what_and_when(secretary: User) -> None:
    moment = amsterdam(2026, 9, 1, hour=16)

    trigger = a_trigger(at=moment)

    event = Event.objects.about(trigger).get()
    assert (event.verb, event.sentence) == ("register", "heeft de aanleiding vastgelegd")
    assert (event.by, event.role, event.occurred_at) == (secretary, "secretaris", moment)
    assert str(event) == f"gebeurtenis {event.position}"


def test_the_database_says_when_it_was_recorded(cpo: User) -> None:
    before = datetime.now(tz=UTC)

    with recorded():
        record(_something(cpo))

    event = Event.objects.get()
    assert event.occurred_at == amsterdam(2026, 9, 1, 16)
    assert abs((event.recorded_at - before).total_seconds()) < 60


def test_the_payload_holds_all_that_the_digest_must_prove(cpo: User) -> None:
    with recorded():
        happening = record(_something(cpo, by=cpo))
        happening.data["nummer"] = "MIW-2026-01"

    event = Event.objects.get()
    assert json.loads(event.payload) == {
        "position": 1,
        "verb": "proef",
        "sentence": "heeft iets geprobeerd",
        "subject": "accounts.user",
        "subject_pk": cpo.pk,
        "by": cpo.pk,
        "role": "cpo",
        "occurred_at": "2026-09-01T14:00:00+00:00",
        "recorded_at": event.recorded_at.astimezone(UTC).isoformat(),
        "data": {"nummer": "MIW-2026-01"},
    }
    assert event.digest == chain.digest(event.salt, event.payload)
    assert event.link == chain.link(chain.GENESIS, event.digest)


def test_what_nobody_did_has_no_name(cpo: User) -> None:
    with recorded():
        record(_something(cpo))

    event = Event.objects.get()
    assert (event.by, event.role) == (None, "")


def test_events_of_one_act_are_written_together_and_in_order(cpo: User) -> None:
    with recorded():
        record(_something(cpo, verb="een"))
        with recorded():
            record(_something(cpo, verb="twee"))
            during = Event.objects.count()

    assert during == 0
    assert list(Event.objects.values_list("position", "verb")) == [(1, "een"), (2, "twee")]
    assert list(verification.problems()) == []


def test_an_act_without_events_writes_nothing() -> None:
    with recorded():
        pass

    assert Event.objects.count() == 0
    assert verification.head() == "0" * 64


def test_an_act_that_fails_never_happened(secretary: User) -> None:
    with pytest.raises(HasSecondThoughtsError):
        _fail_halfway(secretary)

    assert Event.objects.count() == 0
    assert Situation.objects.count() == 0


def test_after_a_failure_the_next_act_starts_clean(cpo: User) -> None:
    with pytest.raises(HasSecondThoughtsError):
        _fail_halfway(cpo)

    with recorded():
        record(_something(cpo, verb="gelukt"))

    assert list(Event.objects.values_list("verb", flat=True)) == ["gelukt"]


def test_an_event_belongs_to_an_act(cpo: User) -> None:
    with pytest.raises(RuntimeError, match="belongs inside recorded"):
        record(_something(cpo))

    assert Event.objects.count() == 0


def test_the_history_of_records_shows_the_newest_first(cpo: User, secretary: User) -> None:
    for subject, verb in [(cpo, "een"), (secretary, "twee"), (cpo, "drie")]:
        with recorded():
            record(_something(subject, verb=verb))

    both = Event.objects.about(cpo, secretary).values_list("verb", flat=True)
    one = Event.objects.about(cpo).values_list("verb", flat=True)

    assert (list(both), list(one)) == (["drie", "twee", "een"], ["drie", "een"])
    assert list(Event.objects.about()) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE trail_event SET sentence = 'heeft niets gedaan'",
        "DELETE FROM trail_event",
        "TRUNCATE trail_event CASCADE",
    ],
)
def test_the_database_refuses_to_change_what_happened(sql: str) -> None:
    with recorded():
        record(_something(person(Role.CPO)))
    connection.check_constraints()  # while one waits to be checked, PostgreSQL truncates nothing

    with (
        pytest.raises(DatabaseError, match="Regels van trail_event liggen vast"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert Event.objects.get().sentence == "heeft iets geprobeerd"


def test_who_did_something_cannot_be_removed(cpo: User) -> None:
    with recorded():
        record(_something(cpo, by=cpo))

    def remove() -> None:
        User.objects.filter(pk=cpo.pk)._raw_delete(connection.alias)  # noqa: SLF001  (past Django)
        connection.check_constraints()

    with pytest.raises(IntegrityError, match="foreign key"), transaction.atomic():
        remove()

    assert Event.objects.get().by == User.objects.get(username="cpo")
