"""Registering a trigger: what is asked, and what follows (domain §2, §3.1)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from asking import (
    buttons,
    main_text,
    signed_in,
    told,
)
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from lxml import html
from trigger_acts import act_url

from building import a_situation, amsterdam, person, weegvragen_in_force
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.situations.models import Situation
from mit_waakstand.workflow import NotAllowedError, RefusedError
from signals.models import Trigger
from signals.states import Route, TriggerState
from signals.workflow import triggers

pytestmark = pytest.mark.django_db

NOW = amsterdam(2026, 9, 1, hour=10)
EVERY_ROUTE = pytest.mark.parametrize("route", list(Route))


@EVERY_ROUTE
def test_registering_says_what_happened_when_and_by_whom(route: Route, secretary: User) -> None:
    known = {"informed_by": "RIVM", "omt_number": "12"} if route == Route.OMT_CONVENED else {}

    trigger = triggers.register(
        a_situation(), route=route, happened_on=date(2026, 8, 30), by=secretary, at=NOW, **known
    )

    trigger.refresh_from_db()
    assert (trigger.state, trigger.route) == (TriggerState.REGISTERED, route)
    assert (trigger.registered_at, trigger.registered_by) == (NOW, secretary)
    assert told(trigger) == [("register", secretary.pk)]


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_nobody_outside_the_secretariat_registers(role: Role) -> None:
    situation = a_situation()

    with pytest.raises(NotAllowedError):
        triggers.register(
            situation, route=Route.A1_STATUS, happened_on=NOW.date(), by=person(role), at=NOW
        )

    assert not Trigger.objects.exists()


def test_in_an_exercise_only_participants_register(cpo: User) -> None:
    situation = a_situation(is_exercise=True)
    outsider = person(Role.SECRETARY, "andere-secretaris")

    with pytest.raises(NotAllowedError, match="in deze situatie niets vastleggen"):
        triggers.register(
            situation, route=Route.A1_STATUS, happened_on=NOW.date(), by=outsider, at=NOW
        )

    assert situation.is_within_reach_of(cpo)
    assert not Trigger.objects.exists()


def test_an_a1_status_may_start_in_the_future(secretary: User) -> None:
    tomorrow = NOW.date() + timedelta(days=1)

    trigger = triggers.register(
        a_situation(), route=Route.A1_STATUS, happened_on=tomorrow, by=secretary, at=NOW
    )

    assert trigger.happened_on == tomorrow


@pytest.mark.parametrize("route", [Route.OMT_CONVENED, Route.OWN_INITIATIVE])
def test_an_omt_or_own_initiative_does_not_start_in_the_future(
    route: Route, secretary: User
) -> None:
    tomorrow = NOW.date() + timedelta(days=1)

    with pytest.raises(RefusedError, match="ligt in de toekomst") as refusal:
        triggers.register(
            a_situation(),
            route=route,
            happened_on=tomorrow,
            informed_by="RIVM",
            by=secretary,
            at=NOW,
        )

    assert refusal.value.field == "happened_on"


def test_an_omt_says_how_the_miw_heard_of_it(secretary: User) -> None:
    situation = a_situation()

    with pytest.raises(RefusedError, match="of hoe u het zelf vernam"):
        triggers.register(
            situation, route=Route.OMT_CONVENED, happened_on=NOW.date(), by=secretary, at=NOW
        )

    assert not Trigger.objects.exists()


def test_the_page_registers_a_trigger_in_a_new_situation(secretary: User) -> None:
    answer = signed_in(secretary).post(
        reverse("signals:register"),
        {
            "route": "omt",
            "happened_on": "1-3-2026",
            "disease": "zilverkoorts",
            "learned_from": "een nieuwsbericht",
        },
    )

    trigger = Trigger.objects.get()
    assert answer.headers["Location"] == act_url(trigger, "submit")
    assert (trigger.situation.disease, trigger.happened_on) == ("zilverkoorts", date(2026, 3, 1))
    assert trigger.learned_from == "een nieuwsbericht"


def test_the_page_registers_a_trigger_in_a_situation_that_is_followed(secretary: User) -> None:
    situation = a_situation()
    client = signed_in(secretary)
    offered = client.get(reverse("signals:register"), {"situatie": situation.pk})

    client.post(
        reverse("signals:register"),
        {
            "route": "eigen",
            "happened_on": "1-3-2026",
            "situation": situation.pk,
            "description": "Wij zien gevolgen.",
        },
    )

    assert f'<option value="{situation.pk}" selected>' in offered.content.decode()
    assert Trigger.objects.get().situation == situation


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"route": "a1"}, "Vul de ziekte in, of kies een situatie die u al volgt."),
        (
            {"route": "omt", "disease": "koorts"},
            "of hoe u het zelf vernam.",
        ),
        ({"route": "eigen", "disease": "koorts"}, "Leg uit waarom u een weging nodig vindt."),
        ({"route": "anders", "disease": "koorts"}, "anders"),
        (
            {"route": "eigen", "disease": "koorts", "description": "x", "happened_on": "1-1-2100"},
            "Deze datum ligt in de toekomst.",
        ),
    ],
    ids=["no disease", "no informer", "no reason", "no such route", "in the future"],
)
def test_the_page_asks_for_what_a_route_needs(
    given: dict[str, str], words: str, secretary: User
) -> None:
    data = {"happened_on": "1-3-2026"} | given

    answer = signed_in(secretary).post(reverse("signals:register"), data)

    assert answer.status_code == 422
    assert words in main_text(answer)
    assert not Trigger.objects.exists()


def test_a_refused_registration_leaves_no_situation_behind(secretary: User) -> None:
    data = {"route": "eigen", "disease": "nieuw", "description": "x", "happened_on": "1-1-2100"}

    signed_in(secretary).post(reverse("signals:register"), data)

    assert not Situation.objects.exists()


# --- In one sitting ---------------------------------------------------------------------------


def test_the_same_form_sent_twice_is_one_trigger(secretary: User) -> None:
    form = {"route": "a1", "disease": "koorts", "happened_on": "1-9-2026"}
    form["request_key"] = str(uuid4())
    client = signed_in(secretary)

    answers = [client.post(reverse("signals:register"), form) for _ in range(2)]

    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert (Trigger.objects.count(), Situation.objects.count()) == (1, 1)


def test_a_form_that_was_used_is_not_used_for_something_else(secretary: User) -> None:
    form = {"route": "a1", "disease": "koorts", "happened_on": "1-9-2026"}
    form["request_key"] = str(uuid4())
    client = signed_in(secretary)
    client.post(reverse("signals:register"), form)

    sent = client.post(reverse("signals:register"), form | {"disease": "hoest"})

    assert sent.status_code == 409
    assert "Met dit formulier is al een aanleiding vastgelegd." in main_text(sent)
    assert Trigger.objects.count() == 1


def as_it_is(page: HttpResponse) -> dict[str, object]:
    """Return what a browser sends when nothing is typed in the form of this page."""
    (form,) = html.fromstring(page.content).xpath("//main//form")
    return dict(form.form_values())


def test_on_a_friday_night_disease_and_date_are_typed_once(cpo: User) -> None:
    weegvragen_in_force()
    client = signed_in(cpo)
    register = client.get(reverse("signals:register"))

    weigh = client.post(
        reverse("signals:register"),
        as_it_is(register) | {"route": "a1", "disease": "koorts"},
        follow=True,
    )
    weighing = client.post(weigh.request["PATH_INFO"], as_it_is(weigh), follow=True)

    trigger = Trigger.objects.get()
    assert (trigger.situation.disease, trigger.happened_on) == ("koorts", timezone.localdate())
    assert trigger.weighing is not None
    assert trigger.weighing.held_on == timezone.localdate()
    assert trigger.state == TriggerState.WEIGHED
    assert weighing.status_code == 200


def test_what_the_cpo_records_of_an_omt_lies_before_him_at_once(cpo: User) -> None:
    weegvragen_in_force()
    form = {
        "route": "omt",
        "disease": "koorts",
        "happened_on": "1-3-2026",
        "informed_by": "RIVM",
    }

    page = signed_in(cpo).post(reverse("signals:register"), form, follow=True)

    assert Trigger.objects.get().state == TriggerState.WITH_CPO
    assert buttons(page) == ["Samenkomen: weging openen", "Geen samenkomst nodig"]
