"""A dossier: N by default, held by people or by a commissie, and then nobody is erased from it."""

from datetime import timedelta

import pytest
from asking import BUTTON_ONLY, main_text, refusal_of_sql, refusal_of_the_database, signed_in, told
from asking import verbs as offered
from building_archive import WHY, a_held_dossier
from django.apps import apps
from django.db.models import ForeignObject, Model
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from afwegingskader.models import KaderEdition, WeighingQuestions
from building import (
    a_commission,
    a_decision,
    a_signal,
    a_situation,
    a_trigger,
    a_weighing,
    an_expert,
    person,
)
from draaiboek.models import PlaybookEdition
from experts.workflow import erasing
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.archive.dossiers import PARTS
from mit_waakstand.archive.models import Dossier, Sitting
from mit_waakstand.archive.states import DossierState
from mit_waakstand.archive.workflow import holding
from mit_waakstand.erasing import archive, is_history
from mit_waakstand.situations.models import Situation
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import InterestDeclaration, Participant
from signals.states import SignalState

pytestmark = pytest.mark.django_db
# Versions name the meeting in which they were adopted; those that were used are given whole.
VERSIONS = {KaderEdition, PlaybookEdition, WeighingQuestions}
DESTROYED = {"appraisal": "V", "selection_category": "Selectielijst 2023, 4.1", "kept_years": 10}


def test_every_dossier_is_n_until_somebody_appraises_it(secretary: User) -> None:
    situation = a_situation()

    page = signed_in(secretary).get(f"/werk/archief/{situation.pk}/")

    assert "N: nader te bepalen" in main_text(page)
    assert "Dit dossier wordt niet vastgehouden" in main_text(page)
    assert not Dossier.objects.exists()  # looking makes no row


def test_an_appraisal_rests_on_a_selection_list(secretary: User) -> None:
    situation, now = a_situation(), timezone.now()

    with pytest.raises(RefusedError, match="Noem bij B of V") as without_list:
        holding.appraise(situation, appraisal="B", by=secretary, at=now)
    with pytest.raises(RefusedError, match="bewaartermijn") as without_term:
        holding.appraise(situation, appraisal="V", selection_category="4.1", by=secretary, at=now)
    assert [without_list.value.field, without_term.value.field] == [
        "selection_category",
        "kept_years",
    ]
    assert not Dossier.objects.exists()
    dossier = holding.appraise(situation, **DESTROYED, by=secretary, at=now)

    assert (dossier.appraisal, dossier.kept_years) == ("V", 10)
    assert told(dossier) == [("appraise", secretary.pk)]
    named = refusal_of_the_database(dossier, selection_category=" ")
    assert "appraised_dossier_names_its_selection_list" in named
    term = refusal_of_the_database(dossier, kept_years=None)
    assert "only_what_is_destroyed_has_a_term" in term


def test_who_appraised_at_the_same_time_is_told(cpo: User, secretary: User) -> None:
    situation, now = a_situation(), timezone.now()
    read = holding.appraised(Dossier(situation=situation))
    holding.appraise(situation, **DESTROYED, seen=read, by=cpo, at=now)

    with pytest.raises(ConflictError, match="V: op termijn te vernietigen"):
        holding.appraise(
            situation, appraisal="N", seen=read, by=secretary, at=now + timedelta(minutes=1)
        )


def test_the_secretaris_holds_and_the_cpo_lifts(cpo: User, secretary: User) -> None:
    dossier = a_held_dossier()

    offers = [offered(dossier, person) for person in (cpo, secretary)]
    refused = signed_in(secretary).post(
        f"/werk/archief/{dossier.situation_id}/opheffen/", {**WHY, **BUTTON_ONLY}
    )
    lifted = holding.lift(dossier.situation, **WHY, by=cpo, at=timezone.now())

    assert offers == [["appraise", "lift"], ["appraise"]]
    assert refused.status_code == 403
    assert lifted.state == DossierState.FREE
    assert [verb for verb, _ in told(dossier)] == ["hold", "lift"]
    without_reason = refusal_of_the_database(lifted, state=DossierState.HELD, hold_reason="")
    assert "held_dossier_says_why_and_by_whom" in without_reason
    with pytest.raises(ConflictError):
        holding.lift(dossier.situation, **WHY, by=cpo, at=timezone.now())
    gone = refusal_of_sql("DELETE FROM archive_dossier WHERE id = %s", [dossier.pk])
    assert "verdwijnt niet" in gone


def test_holding_needs_a_reason_and_sight_of_the_situation(secretary: User) -> None:
    situation, exercise = a_situation(), a_situation(is_exercise=True)
    exercise.participations.filter(user=secretary).delete()

    answer = signed_in(secretary).post(
        f"/werk/archief/{situation.pk}/vasthouden/", {"reason": " ", **BUTTON_ONLY}
    )
    with pytest.raises(NotAllowedError):
        holding.hold(exercise, **WHY, by=secretary, at=timezone.now())

    assert answer.status_code == 422
    assert signed_in(secretary).get(f"/werk/archief/{exercise.pk}/").status_code == 404


@pytest.mark.parametrize("days", [-1, 0, 29, 30])
def test_a_commissie_holds_what_it_follows_from_while_it_sits(days: int) -> None:
    signal = a_signal(SignalState.ISSUED)
    decision = a_decision(signal)
    a_situation(disease="andere koorts")
    today = localdate()
    a_commission(
        decision=decision,
        diseases="iets anders",
        in_force_from=today,
        lapses_on=today + timedelta(days=30),
    )

    sitting = Sitting(today + timedelta(days=days))

    held = [one.pk for one in Situation.objects.order_by("pk") if sitting.over(one)]
    assert held == ([signal.weighing.situation_id] if 0 <= days < 30 else [])


def test_a_commissie_without_a_signal_holds_the_dossiers_of_its_diseases(cpo: User) -> None:
    situation, other = a_situation(), a_situation(disease="andere koorts")
    exercise = a_situation(is_exercise=True)
    commission = a_commission()

    sitting = Sitting(localdate())
    page = signed_in(cpo).get(f"/werk/situaties/{situation.pk}/")

    assert [sitting.over(one) for one in (situation, other, exercise)] == [commission, None, None]
    assert "omdat er een commissie MIT is" in main_text(page)


def test_nobody_is_erased_out_of_a_dossier_that_is_held(cpo: User) -> None:
    weighing, expert = a_weighing(), an_expert()
    weighing.declarations.get_or_create(
        user=person(Role.EXPERT),
        defaults={"statement": "Geen.", "has_conflict": False, "declared_at": timezone.now()},
    )
    dossier = a_held_dossier(weighing.situation)

    with pytest.raises(RefusedError, match=f"situatie {weighing.situation_id}"):
        erasing.erase(expert, sure=True, by=cpo, at=timezone.now())
    kept = archive()
    holding.lift(dossier.situation, **WHY, by=cpo, at=timezone.now())
    erased = erasing.erase(expert, sure=True, by=cpo, at=timezone.now())

    assert {Participant, InterestDeclaration} < set(kept)  # they keep names, old values too
    assert Participant not in archive()
    assert erased.name == "Gewiste expert"


def test_what_is_held_keeps_names_in_old_values_too() -> None:
    trigger = a_trigger(situation=a_situation())
    a_held_dossier(trigger.situation)

    rows = archive()[type(trigger)]

    assert list(type(trigger).objects.filter(rows)) == [trigger]
    assert trigger.history.filter(rows).exists()


def test_every_record_that_leads_to_a_situation_is_part_of_its_dossier() -> None:
    named = {part.model for part in PARTS} | VERSIONS

    missing = _reaching_a_situation() - named

    assert missing == set()


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_of_dossiers_asks_as_much_for_one_as_for_three(
    number: int, secretary: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        a_held_dossier()
    browser = signed_in(secretary)

    with django_assert_num_queries(7):
        page = browser.get("/werk/archief/")

    assert main_text(page).count("vastgehouden") == number + 1


def _reaching_a_situation() -> set[type[Model]]:
    """Return every model from which keys lead to a situation, old values and links apart."""
    found: set[type[Model]] = {Situation}
    every = [model for model in apps.get_models() if not is_history(model)]
    grew = True
    while grew:
        more = {model for model in every if _points_to(model, found)} - found
        found |= more
        grew = bool(more)
    return found


def _points_to(model: type[Model], others: set[type[Model]]) -> bool:
    keys = (f for f in model._meta.get_fields() if isinstance(f, ForeignObject))  # noqa: SLF001
    return any(key.related_model in others for key in keys)
