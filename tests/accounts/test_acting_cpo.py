"""Who acts for the CPO has the CPO's part, says so in everything he does, and is out at once."""

import json
from datetime import timedelta

import pytest
from asking import main_text, signed_in
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from building import a_signal, a_trigger, a_weighing, acts_for_the_cpo, person, weegvragen_in_force
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import NOT_AS_DEPUTY, PERMISSIONS, Role
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import NotAllowedError
from signals import tasks
from signals.models import Signal
from signals.states import Route, SignalState, TriggerState
from signals.workflow import signals, triggers

pytestmark = pytest.mark.django_db
DEPUTIES = [Role.SECRETARY, Role.EXPERT, Role.DEPUTY]


@pytest.mark.parametrize("role", DEPUTIES)
def test_a_deputy_has_the_part_of_the_cpo_while_he_acts_and_keeps_his_own(role: Role) -> None:
    user = person(role)
    before = {permission for permission in PERMISSIONS if user.may(permission)}

    acts_for_the_cpo(user)

    may = {permission for permission in PERMISSIONS if user.may(permission)}
    of_the_cpo = {name for name, roles in PERMISSIONS.items() if Role.CPO in roles}
    assert may == before | (of_the_cpo - NOT_AS_DEPUTY)
    assert (user.role, user.part) == (role, Role.CPO)


def test_asking_what_a_deputy_may_asks_nothing_of_the_database(secretary: User) -> None:
    acts_for_the_cpo(secretary)

    with CaptureQueriesContext(connection) as queries:
        may = [secretary.may(permission) for permission in PERMISSIONS]

    assert any(may)
    assert len(queries) == 0


def test_people_with_the_part_of_the_cpo_include_who_acts_for_him(cpo: User) -> None:
    secretary = person(Role.SECRETARY)
    before = list(User.objects.with_role(Role.CPO))

    acts_for_the_cpo(secretary)

    assert before == [cpo]
    assert list(User.objects.with_role(Role.CPO)) == [cpo, secretary]
    assert list(User.objects.with_role(Role.SECRETARY)) == [secretary]


def test_a_deputy_whose_last_day_is_past_is_out_at_once(secretary: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)

    acts_for_the_cpo(secretary, at=timezone.now() - timedelta(days=3), ends_on=yesterday)

    assert secretary.acting_since is not None
    assert (secretary.may("signal.adopt"), secretary.part) == (False, Role.SECRETARY)
    assert secretary not in User.objects.with_role(Role.CPO)


def test_a_deputy_acts_on_the_last_day_too(secretary: User) -> None:
    acts_for_the_cpo(secretary, ends_on=timezone.localdate())

    assert secretary.may("signal.adopt")
    assert secretary in User.objects.with_role(Role.CPO)


def test_what_only_the_cpo_may_is_told_as_done_by_the_acting_cpo() -> None:
    trigger = a_trigger(Route.OMT_CONVENED, state=TriggerState.WITH_CPO)
    deputy = acts_for_the_cpo(person(Role.SECRETARY))

    triggers.do_not_convene(trigger, assessment="Niet nodig.", by=deputy, at=timezone.now())

    event = Event.objects.about(trigger).first()
    assert event is not None
    assert (event.verb, event.capacity) == ("do_not_convene", "waarnemend CPO")
    assert json.loads(event.payload)["data"]["capacity"] == "waarnemend CPO"
    page = main_text(signed_in(deputy).get(trigger.get_absolute_url()))
    assert "Bram Proef (waarnemend CPO) heeft" in page


def test_what_is_his_own_work_stays_his_own() -> None:
    weegvragen_in_force()
    trigger = a_trigger(state=TriggerState.REGISTERED)
    deputy = acts_for_the_cpo(person(Role.SECRETARY))

    triggers.weigh(trigger, by=deputy, at=timezone.now())

    assert {event.capacity for event in Event.objects.about(trigger)} == {""}


def test_a_signal_that_a_deputy_issues_says_so_in_letter_trail_and_public_page() -> None:
    deputy = acts_for_the_cpo(person(Role.EXPERT))
    signal = a_signal(SignalState.ADOPTED)

    signal = signals.issue(signal, by=deputy, at=timezone.now())

    assert (signal.letterhead["signatory"], signal.letterhead["acting"]) == ("Dina Proef", True)
    letter = tasks._signal_letter(Signal.objects.get(pk=signal.pk))  # noqa: SLF001
    assert letter.capacity == "waarnemend Chief Preparedness Officer"
    event = Event.objects.about(signal).first()
    assert event is not None
    assert event.capacity == "waarnemend CPO"
    page = main_text(signed_in(person(Role.SG_OFFICE)).get(signal.get_absolute_url()))
    assert "Dina Proef, waarnemend Chief Preparedness Officer" in page


def test_a_deputy_who_does_not_act_is_refused() -> None:
    signal = a_signal(SignalState.ADOPTED)

    with pytest.raises(NotAllowedError):
        signals.issue(signal, by=person(Role.DEPUTY), at=timezone.now())


def test_the_head_of_every_page_says_in_which_part_somebody_works(secretary: User) -> None:
    client = signed_in(secretary)
    before = client.get(reverse("office:worklist")).content.decode()

    acts_for_the_cpo(secretary)

    after = client.get(reverse("office:worklist")).content.decode()
    assert "secretaris, waarnemend CPO" not in before
    assert "secretaris, waarnemend CPO" in after


def test_an_expert_who_acts_sees_what_the_cpo_sees() -> None:
    weighing = a_weighing()
    stranger = person(Role.EXPERT, "vreemde-expert")
    before = weighing.is_visible_to(stranger)

    acts_for_the_cpo(stranger)

    assert (before, weighing.is_visible_to(stranger)) == (False, True)
