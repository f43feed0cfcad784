"""What the register asks in Nu te doen, how it stands in Paraatheid, and what a year tells."""

from datetime import timedelta

import pytest
from asking import main_text, signed_in
from building_experts import (
    AN_ADDRESS,
    a_confirmed_expert,
    a_registered_expert,
    an_expertise,
    own_form,
)
from django.test import Client
from django.utils import timezone

from building import person
from experts.accountability import experts as chapter
from experts.models import Expertise
from experts.readiness import coverage, register
from experts.workflow import confirming, erasing, lists
from experts.workflow.register import leave
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.readiness import Ground, Status
from mit_waakstand.worklist import Row, rows, rows_of

pytestmark = pytest.mark.django_db


def found_for(user: User) -> list[Row]:
    return rows_of(rows["experts"](user, timezone.localdate()), user)


def asked_of(user: User) -> list[tuple[str, str]]:
    """Return what the register asks of this person: title and action."""
    return [(row.title, row.action) for row in found_for(user)]


def days_ago(days: int) -> object:
    return timezone.localdate() - timedelta(days=days)


def test_who_left_or_was_silent_for_two_years_is_offered_for_erasing_to_the_cpo(
    cpo: User, secretary: User
) -> None:
    leave(a_registered_expert("Anna Aap"), by=secretary, at=timezone.now())
    a_registered_expert("Bert Beer", at=timezone.now() - timedelta(days=732))
    a_registered_expert("Cor de Das")

    details = [row.detail for row in found_for(cpo)]

    assert details == ["Bert Beer, twee jaar niet bevestigd", "Anna Aap, uit het register"]
    assert asked_of(secretary) == []


def test_who_does_not_answer_the_yearly_question_is_asked_after(secretary: User) -> None:
    expert = a_registered_expert(email=AN_ADDRESS)
    confirming.ask(expert, by=secretary, at=timezone.now() - timedelta(days=29))

    asked = asked_of(secretary)
    confirming.confirm(expert, by=secretary, at=timezone.now())

    assert asked == [("Register van experts", "Vraag na of de gegevens kloppen")]
    assert asked_of(secretary) == []


def test_an_expert_is_asked_to_confirm_his_own_record(expert: User, secretary: User) -> None:
    own = a_registered_expert(email=AN_ADDRESS, user=expert)
    confirming.ask(own, by=secretary, at=timezone.now())

    asked = asked_of(expert)
    signed_in(expert).post("/werk/mijn-gegevens/", own_form(own))

    assert asked == [("Mijn gegevens", "Bevestig uw gegevens")]
    assert asked_of(expert) == []


def test_an_empty_register_is_not_in_order_until_somebody_is_added_and_confirms(
    secretary: User,
) -> None:
    today = timezone.localdate()
    empty = register(today)
    assert empty.act is not None
    page = signed_in(secretary).get(empty.act.url)
    expert = a_registered_expert(email=AN_ADDRESS)
    amber = register(today)
    confirming.ask(expert, by=secretary, at=timezone.now())
    link = PersonalLink.objects.about(expert, confirming.PURPOSE)[0]
    address = link.address("experts:own-record-by-link").removeprefix("http://localhost:8000")

    Client().post(address, own_form(expert))

    green = register(today)
    assert "Expert toevoegen" in main_text(page)
    assert [one.status for one in (empty, amber, green)] == [
        Status.NOT_IN_ORDER,
        Status.ATTENTION,
        Status.IN_ORDER,
    ]
    assert empty.ground == Ground.AGREED


def test_too_few_people_is_amber_at_most_until_there_are_enough(secretary: User) -> None:
    today = timezone.localdate()
    economics = an_expertise("economie")
    for other in Expertise.objects.exclude(pk=economics.pk):
        lists.keep_expertise(
            other,
            kind=other.kind,
            name=other.name,
            wanted=2,
            is_needed=False,
            by=secretary,
            at=timezone.now(),
        )
    a_confirmed_expert("Anna Aap", "economie")
    amber = coverage(today)

    a_confirmed_expert("Bert Beer", "economie")

    assert (amber.status, amber.ground) == (Status.ATTENTION, Ground.OWN_NORM)
    assert "Te weinig mensen voor 1 van 1" in amber.reason
    assert coverage(today).status == Status.IN_ORDER


def test_the_chapter_of_the_year_counts_and_names_nobody(cpo: User) -> None:
    today = timezone.localdate()
    a_confirmed_expert("Anna Aap", "economie")
    gone = a_registered_expert("Bert Beer")
    erasing.erase(gone, sure=True, by=cpo, at=timezone.now())

    told = chapter(today.year, today)

    numbers = {line.label: line.value for line in told.lines}
    assert list(numbers.values()) == ["1", "1", "1", "2", "1", "13 van 14"]
    assert "Anna" not in repr(told)
    assert person(Role.CPO) == cpo
