"""What people see of a suspension: pages, Nu te doen, the public home (domain §3.5)."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from asking import BUTTON_ONLY, buttons, main_text, signed_in
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django import Settings

from building import (
    a_commission,
    a_signal,
    a_situation,
    a_suspension,
    a_trigger,
    person,
    weegvragen_in_force,
)
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.worklist import Urgency, rows_of
from signals import standby
from signals.models import Signal, Suspension
from signals.states import SignalState, SuspensionState, TriggerState
from signals.workflow import decisions

pytestmark = pytest.mark.django_db

TODAY = localdate()
TOMORROW = TODAY + timedelta(days=1)
BANNER = "De waakstand is opgeschort sinds"
PAUSED = "Gepauzeerd: de waakstand is opgeschort"


def asked_of(user: User, today: date) -> list[tuple[str, Urgency]]:
    return [(row.action, row.urgency) for row in rows_of(standby.rows_for(user, today), user)]


# --- The banner -------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_every_office_page_says_that_the_waakstand_is_suspended(role: Role) -> None:
    client = signed_in(person(role))
    before = client.get(reverse("office:worklist")).content.decode()

    suspension = a_suspension()
    during = client.get(reverse("office:worklist")).content.decode()

    decisions.change_end(
        suspension.commission,
        lapses_on=TOMORROW,
        reason="Voorbij.",
        by=person(Role.CPO),
        at=timezone.now(),
    )
    assert suspension.is_in_force(TODAY)
    assert [BANNER in page for page in (before, during)] == [False, True]


def test_the_banner_says_nothing_of_a_proposal_or_an_exercise(cpo: User) -> None:
    a_suspension(SuspensionState.PROPOSED)
    practised = a_suspension(exercise=a_situation(is_exercise=True))

    page = signed_in(cpo).get(practised.get_absolute_url()).content.decode()

    assert "Opschorting van de waakstand" in page
    assert BANNER not in page


# --- No button, and a POST that is refused ----------------------------------------------------


def test_a_page_offers_no_weighing_and_refuses_one_with_its_reason(cpo: User) -> None:
    weegvragen_in_force()
    trigger, client = a_trigger(), signed_in(cpo)
    before = buttons(client.get(trigger.get_absolute_url()))
    a_suspension()

    page = client.get(trigger.get_absolute_url())
    answer = client.post(
        reverse("signals:trigger-weigh", args=[trigger.pk]),
        {"form": "samenkomst", "held_on": "1-9-2026"},
    )

    trigger.refresh_from_db()
    assert "Weging openen" in before
    assert "Weging openen" not in buttons(page)
    assert BANNER in main_text(page)
    assert (answer.status_code, BANNER in main_text(answer)) == (422, True)
    assert trigger.state == TriggerState.REGISTERED


def test_a_page_offers_no_issue_and_refuses_one_with_its_reason(cpo: User) -> None:
    signal, client = a_signal(SignalState.ADOPTED), signed_in(cpo)
    before = buttons(client.get(signal.get_absolute_url()))
    a_suspension()

    page = client.get(signal.get_absolute_url())
    answer = client.post(reverse("signals:signal-issue", args=[signal.pk]), BUTTON_ONLY)

    assert "Uitbrengen aan de SG" in before
    assert "Uitbrengen aan de SG" not in buttons(page)
    assert (answer.status_code, BANNER in main_text(answer)) == (422, True)
    assert Signal.objects.get().state == SignalState.ADOPTED


def test_a_page_offers_no_end_before_the_commissie_lapsed(cpo: User) -> None:
    suspension, client = a_suspension(), signed_in(cpo)

    page = client.get(suspension.get_absolute_url())
    answer = client.post(reverse("signals:suspension-end", args=[suspension.pk]), BUTTON_ONLY)

    assert "Hervatting bevestigen" not in buttons(page)
    assert answer.status_code == 422
    assert "De commissie bestaat nog." in main_text(answer)


def test_the_cpo_does_the_whole_of_it_by_hand(cpo: User, secretary: User) -> None:
    commission = a_commission()
    suspension, client = commission.suspensions.get(), signed_in(cpo)
    steps = {
        verb: reverse(f"signals:suspension-{verb}", args=[suspension.pk])
        for verb in ("register", "prepare", "end")
    }

    registered = client.post(steps["register"], BUTTON_ONLY)
    ticks = {f"{point}_done": "on" for point in Suspension.CHECKLIST}
    prepared = signed_in(secretary).post(steps["prepare"], ticks | {"archive_remark": "In kast 3."})

    suspension.refresh_from_db()
    page = main_text(client.get(suspension.get_absolute_url()))
    assert [registered.status_code, prepared.status_code] == [302, 302]
    assert suspension.state == SuspensionState.RUNNING
    assert suspension.evaluation_done
    assert "In kast 3." in page


# --- Nu te doen -------------------------------------------------------------------------------


def test_a_proposal_asks_the_cpo_from_the_day_it_takes_effect(cpo: User, secretary: User) -> None:
    a_suspension(SuspensionState.PROPOSED, in_force_from=TOMORROW)

    assert asked_of(cpo, TODAY) == [("Opschorting komt eraan", Urgency.WAIT)]
    assert asked_of(cpo, TOMORROW) == [("Registreer de opschorting", Urgency.SOON)]
    assert asked_of(secretary, TOMORROW) == [("Opschorting wacht op de CPO", Urgency.WAIT)]
    assert asked_of(person(Role.SG_OFFICE), TOMORROW) == []


@pytest.mark.parametrize(
    ("lapses_on", "first"),
    [
        (date(2027, 6, 1), date(2027, 3, 1)),
        (date(2027, 1, 15), date(2026, 10, 15)),
        (date(2028, 5, 31), date(2028, 2, 29)),
    ],
)
def test_the_end_is_announced_three_months_before(lapses_on: date, first: date) -> None:
    assert standby.warning_from(lapses_on) == first


def test_a_running_suspension_asks_something_only_near_its_end(cpo: User, secretary: User) -> None:
    lapses_on = TODAY + timedelta(days=200)
    a_suspension(lapses_on=lapses_on)
    warning = standby.warning_from(lapses_on)

    assert asked_of(cpo, warning - timedelta(days=1)) == []
    assert asked_of(cpo, warning) == [("Bereid de hervatting voor met de checklist", Urgency.ACT)]
    assert asked_of(cpo, lapses_on) == [("Bevestig de hervatting", Urgency.SOON)]
    assert asked_of(secretary, lapses_on) == [
        ("Werk de checklist voor de hervatting bij", Urgency.ACT)
    ]


def test_what_rests_is_shown_as_paused_and_returns_when_it_ends(cpo: User, secretary: User) -> None:
    trigger, client = a_trigger(), signed_in(secretary)
    suspension = a_suspension(at=timezone.now() - timedelta(days=2))
    during = main_text(client.get(reverse("office:worklist")))

    decisions.change_end(
        suspension.commission, lapses_on=TODAY, reason="Klaar.", by=cpo, at=timezone.now()
    )
    after = main_text(client.get(reverse("office:worklist")))

    assert trigger.state == TriggerState.REGISTERED
    assert (PAUSED in during, "binnen 24 uur" in during) == (True, False)
    assert (PAUSED in after, "binnen 24 uur" in after) == (False, True)


# --- The public home --------------------------------------------------------------------------


def test_the_public_home_says_since_when_and_why_and_that_the_contact_point_is_closed(
    settings: Settings, cpo: User
) -> None:
    home = Path(settings.PUBLIC_ROOT) / "index.html"
    suspension = a_suspension(at=timezone.now() - timedelta(days=2))
    doing.sweep(timezone.now())
    suspended = " ".join(home.read_text(encoding="utf-8").split())

    decisions.change_end(
        suspension.commission, lapses_on=TODAY, reason="Klaar.", by=cpo, at=timezone.now()
    )
    doing.sweep(timezone.now())
    resumed = home.read_text(encoding="utf-8")

    assert "Het MIT in waakstand is opgeschort sinds" in suspended
    assert "Er is nu een commissie MIT: Commissie MIT zilverkoorts." in suspended
    assert "het aanspreekpunt voor vragen is dan gesloten" in suspended
    assert "staat op waakstand" in resumed
    assert "opgeschort" not in resumed
