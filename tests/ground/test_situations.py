"""A situation is real or an exercise, for ever; an exercise is for its participants."""

import json

import pytest
from asking import refusal_of_sql
from django.db import IntegrityError, transaction

from building import a_situation, amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.situations.models import Participation, Situation
from mit_waakstand.situations.workflow import add_participant, open_situation
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db

MOMENT = amsterdam(2026, 9, 1)


def test_a_situation_is_opened_with_one_event(secretary: User) -> None:
    situation = open_situation(disease="zilverkoorts", by=secretary, at=MOMENT)

    stored = Situation.objects.get(pk=situation.pk)
    event = Event.objects.about(stored).get()
    assert (stored.title, stored.is_exercise, stored.opened_by) == (
        "zilverkoorts",
        False,
        secretary,
    )
    assert (event.verb, event.by, event.occurred_at) == ("open", secretary, MOMENT)
    assert str(stored) == f"situatie {stored.pk}"


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_others_open_no_situation(role: Role) -> None:
    with pytest.raises(NotAllowedError) as refusal:
        open_situation(disease="zilverkoorts", by=person(role), at=MOMENT)

    assert refusal.value.message == "U kunt geen situatie vastleggen."
    assert not Situation.objects.exists()


def test_who_opens_an_exercise_takes_part_in_it_once(secretary: User, cpo: User) -> None:
    exercise = open_situation(
        disease="zilverkoorts",
        is_exercise=True,
        participants=[cpo, secretary],
        by=secretary,
        at=MOMENT,
    )

    people = [participation.user for participation in exercise.participations.order_by("user")]
    assert sorted(user.pk for user in people) == sorted([cpo.pk, secretary.pk])
    assert str(exercise.participations.first()).startswith("deelname ")


def test_nobody_takes_part_in_what_is_real(secretary: User, cpo: User) -> None:
    real = open_situation(disease="zilverkoorts", participants=[cpo], by=secretary, at=MOMENT)

    assert not real.participations.exists()


@pytest.mark.parametrize("was_exercise", [True, False])
def test_the_database_keeps_real_real_and_an_exercise_an_exercise(*, was_exercise: bool) -> None:
    situation = a_situation(is_exercise=was_exercise)
    message = "Een oefening blijft een oefening, en echt blijft echt"

    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        Situation.objects.filter(pk=situation.pk).update(is_exercise=not was_exercise)

    assert Situation.objects.get(pk=situation.pk).is_exercise is was_exercise


def test_what_is_not_about_its_side_can_be_improved(secretary: User) -> None:
    situation = a_situation()

    situation.title = "Uitbraak in het zuiden"
    situation.save(update_fields=["title"])

    assert Situation.objects.get(pk=situation.pk).title == "Uitbraak in het zuiden"
    assert situation.opened_by == secretary


def test_the_database_keeps_every_situation() -> None:
    situation = a_situation()

    with pytest.raises(IntegrityError), transaction.atomic():
        Situation.objects.filter(pk=situation.pk).delete()

    assert Situation.objects.filter(pk=situation.pk).exists()


def test_only_an_exercise_replays_history(secretary: User) -> None:
    with pytest.raises(RefusedError, match="Een historische casus kan alleen een oefening zijn"):
        open_situation(disease="mazelen", historical_case="mazelen 2024", by=secretary, at=MOMENT)

    assert not Situation.objects.exists()


def test_situations_are_seen_by_the_secretariat_and_exercises_by_who_takes_part() -> None:
    real, exercise = a_situation(), a_situation(is_exercise=True)
    person(Role.CPO, "andere-cpo")

    seen = {user.username: set(Situation.objects.visible_to(user)) for user in User.objects.all()}

    assert {name: situations for name, situations in seen.items() if situations} == {
        "cpo": {real, exercise},
        "secretaris": {real, exercise},
        "andere-cpo": {real},
    }


def test_the_record_gives_the_same_answer_as_the_list() -> None:
    real, exercise = a_situation(), a_situation(is_exercise=True)
    person(Role.CPO, "andere-cpo")

    for user in User.objects.all():
        listed = set(Situation.objects.visible_to(user))
        one_by_one = {s for s in (real, exercise) if s.is_visible_to(user)}
        assert listed == one_by_one


def test_an_exercise_reaches_only_its_participants(cpo: User) -> None:
    real, exercise = a_situation(), a_situation(is_exercise=True)
    outsider = person(Role.CPO, "andere-cpo")

    reach = [
        situation.is_within_reach_of(user)
        for situation in (real, exercise)
        for user in (cpo, outsider)
    ]

    assert reach == [True, True, True, False]
    assert list(exercise.people(Role.CPO)) == [cpo]
    assert set(real.people(Role.CPO)) == {cpo, outsider}


def test_who_lost_the_account_is_no_longer_among_the_people(cpo: User) -> None:
    real, exercise = a_situation(), a_situation(is_exercise=True)

    cpo.is_active = False
    cpo.save()

    assert [list(situation.people(Role.CPO)) for situation in (real, exercise)] == [[], []]


def test_one_takes_part_once(cpo: User) -> None:
    exercise = a_situation(is_exercise=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.create(situation=exercise, user=cpo)

    assert exercise.participations.filter(user=cpo).count() == 1


def test_the_event_of_a_situation_holds_no_name_of_it(secretary: User) -> None:
    situation = open_situation(disease="zilverkoorts", by=secretary, at=MOMENT)

    payload = json.loads(Event.objects.about(situation).get().payload)

    assert payload["data"] == {}
    assert "zilverkoorts" not in json.dumps(payload)


# --- Participants -----------------------------------------------------------------------------


def test_somebody_who_joins_an_exercise_sees_it_from_then_on(cpo: User) -> None:
    exercise = a_situation(is_exercise=True)
    newcomer = person(Role.SECRETARY, "tweede-secretaris")
    before = exercise.is_visible_to(newcomer)

    add_participant(exercise, user=newcomer, by=cpo, at=MOMENT)

    assert (before, exercise.is_visible_to(newcomer)) == (False, True)
    assert Event.objects.about(exercise)[0].verb == "add_participant"


def test_a_real_situation_has_no_participants(cpo: User) -> None:
    real, somebody = a_situation(), person(Role.SECRETARY)

    with pytest.raises(RefusedError, match="Alleen een oefening"):
        add_participant(real, user=somebody, by=cpo, at=MOMENT)

    said = refusal_of_sql(
        "INSERT INTO situations_participation (situation_id, user_id) VALUES (%s, %s)",
        [real.pk, somebody.pk],
    )
    assert said.startswith("Alleen een oefening heeft deelnemers.")


def test_nobody_joins_twice_or_is_let_in_by_an_outsider(cpo: User, secretary: User) -> None:
    exercise = a_situation(is_exercise=True)
    outsider = person(Role.CPO, "andere-cpo")

    with pytest.raises(RefusedError) as refusal:
        add_participant(exercise, user=secretary, by=cpo, at=MOMENT)
    with pytest.raises(NotAllowedError):
        add_participant(exercise, user=outsider, by=outsider, at=MOMENT)

    assert refusal.value.field == "user"
    assert not exercise.is_visible_to(outsider)
