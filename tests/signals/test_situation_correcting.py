"""Name and disease of a situation can be put right until something was decided (domain §5)."""

import pytest
from asking import main_text, refusal_of_sql, signed_in
from django.urls import reverse
from django.utils import timezone

from building import a_decision, a_situation, a_trigger, a_weighing, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import NotAllowedError, RefusedError
from signals.models import Outcome
from signals.states import Route
from signals.workflow import situations, triggers

pytestmark = pytest.mark.django_db

BETTER = {"title": "Zilverkoorts in Zeeland", "disease": "zilverkoorts type 2"}


def address_of(situation: Situation) -> str:
    return reverse("signals:situation-correct", args=[situation.pk])


def test_name_and_disease_are_corrected_and_the_history_keeps_the_old_ones(
    secretary: User,
) -> None:
    situation, client = a_situation(), signed_in(secretary)

    answer = client.post(address_of(situation), BETTER | {"is_exercise": "on"})

    after = Situation.objects.get()
    page = main_text(client.get(reverse("signals:situation", args=[situation.pk])))
    (event,) = Event.objects.about(situation).filter(verb="correct")
    assert answer.status_code == 302
    assert (after.title, after.disease, after.is_exercise) == (*BETTER.values(), False)
    assert event.by == secretary
    assert "heeft de situatie verbeterd" in page
    assert "Ziekte was: zilverkoorts" in page
    old, new = after.history.order_by("history_date", "history_id")
    assert (old.disease, new.disease, new.history_user) == (
        "zilverkoorts",
        "zilverkoorts type 2",
        secretary,
    )


def _weighed() -> Situation:
    return a_weighing(Outcome.NO_SIGNAL).situation


def _decided() -> Situation:
    return a_decision().situation


@pytest.mark.parametrize(
    ("settled", "words"),
    [(_weighed, "al een weging gesloten"), (_decided, "al een besluit van de minister")],
)
def test_after_a_decision_the_situation_keeps_its_name(
    settled: object, words: str, cpo: User
) -> None:
    situation, client = settled(), signed_in(cpo)  # type: ignore[operator]

    page = client.get(reverse("signals:situation", args=[situation.pk])).content.decode()
    shown = main_text(client.get(address_of(situation)))
    posted = client.post(address_of(situation), BETTER)
    refusal = refusal_of_sql("UPDATE situations_situation SET disease = 'anders'", [])

    assert address_of(situation) not in page
    assert words in shown
    assert posted.status_code == 422
    assert words in main_text(posted)
    assert "naam en ziekte veranderen niet meer" in refusal


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_only_the_secretariat_corrects_a_situation(role: Role) -> None:
    situation = a_situation()

    with pytest.raises(NotAllowedError):
        situations.correct(situation, **BETTER, by=person(role), at=timezone.now())

    assert Situation.objects.get().title == "zilverkoorts"


@pytest.mark.parametrize("field", ["title", "disease"])
def test_neither_can_be_left_empty(field: str, cpo: User) -> None:
    with pytest.raises(RefusedError) as refusal:
        situations.correct(a_situation(), **BETTER | {field: " "}, by=cpo, at=timezone.now())

    assert refusal.value.field == field


def test_while_a_trigger_is_assessed_the_situation_is_still_open(cpo: User) -> None:
    trigger = triggers.submit(a_trigger(Route.OMT_CONVENED), by=cpo, at=timezone.now())
    triggers.do_not_convene(trigger, assessment="Klein.", by=cpo, at=timezone.now())

    after = situations.correct(trigger.situation, **BETTER, by=cpo, at=timezone.now())

    assert after.title == BETTER["title"]
