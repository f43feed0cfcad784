"""Nu te doen says what others did since the last visit, to whoever may know it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from asking import main_text, signed_in
from django.urls import reverse
from django.utils import timezone

from building import a_signal, a_situation, amsterdam, person, respond
from mit_waakstand.accounts.roles import Role
from mit_waakstand.office.views import changes_for
from mit_waakstand.situations.workflow import open_situation
from mit_waakstand.trail.models import Reading
from mit_waakstand.trail.reading import note_reading, note_visit
from mit_waakstand.worklist import Change
from signals.states import SignalState

pytestmark = pytest.mark.django_db

MONDAY = amsterdam(2026, 9, 7, 9)


def long_ago() -> datetime:
    return timezone.now() - timedelta(days=365)


def in_short(changes: list[Change]) -> list[str]:
    return [f"{change.who} {change.sentence}" for change in changes]


def test_a_first_visit_has_no_news() -> None:
    a_situation()

    since = note_visit(person(Role.CPO), at=MONDAY)

    assert since is None
    assert changes_for(person(Role.CPO), since) == []


def test_a_second_look_within_half_an_hour_is_the_same_visit() -> None:
    cpo = person(Role.CPO)
    note_visit(cpo, at=MONDAY)

    tuesday = [
        note_visit(cpo, at=MONDAY + timedelta(days=1, minutes=minutes)) for minutes in (0, 20, 45)
    ]

    assert tuesday == [MONDAY, MONDAY, MONDAY]
    assert note_visit(cpo, at=MONDAY + timedelta(days=2)) == MONDAY + timedelta(days=1, minutes=45)


def test_somebody_hears_what_others_did_and_not_what_he_did_himself() -> None:
    a_signal(SignalState.ISSUED)

    secretary, cpo = (
        in_short(changes_for(person(role), long_ago())) for role in (Role.SECRETARY, Role.CPO)
    )

    assert secretary[0] == "Anna Proef heeft het signaal uitgebracht aan de SG van SZW"
    assert "Bram Proef heeft de tekst bewerkt" in cpo
    assert not any(line.startswith("Anna") for line in cpo)
    assert not any(line.startswith("Bram") for line in secretary)


def test_bureau_sg_hears_of_a_signal_from_its_issue_on() -> None:
    a_signal(SignalState.ADOPTED)
    respond(a_signal(SignalState.ISSUED), on=timezone.now(), by=person(Role.SECRETARY))

    found = changes_for(person(Role.SG_OFFICE), long_ago())

    assert in_short(found) == [
        "Bram Proef heeft de reactie van de SG vastgelegd",
        "Anna Proef heeft het signaal uitgebracht aan de SG van SZW",
    ]


def test_an_exercise_is_no_news_to_whoever_does_not_take_part() -> None:
    open_situation(
        disease="zilverkoorts", is_exercise=True, by=person(Role.SECRETARY), at=timezone.now()
    )
    participants = open_situation(
        disease="maankoorts",
        is_exercise=True,
        participants=[person(Role.CPO)],
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )

    found = changes_for(person(Role.CPO), long_ago())

    assert [(change.title, change.is_exercise) for change in found] == [(participants.title, True)]


def test_the_page_shows_the_news_below_the_work() -> None:
    with time_machine.travel(MONDAY, tick=False):
        signed_in(person(Role.CPO)).get(reverse("office:worklist"))
    a_situation(disease="zilverkoorts")

    with time_machine.travel(MONDAY + timedelta(days=400), tick=False):
        text = main_text(signed_in(person(Role.CPO)).get(reverse("office:worklist")))

    assert "Sinds uw vorige bezoek" in text
    assert "zilverkoorts: Bram Proef heeft de situatie vastgelegd." in text


def test_who_read_a_record_is_kept_newest_first() -> None:
    signal = a_signal(SignalState.ISSUED)
    note_reading(signal, what="pagina", by=person(Role.SG_OFFICE), at=MONDAY)
    note_reading(signal, what="brief", by=person(Role.CPO), at=MONDAY + timedelta(hours=1))

    found = [
        (reading.user.full_name, reading.role, reading.what)
        for reading in Reading.objects.about(signal)
    ]

    assert found == [("Anna Proef", "cpo", "brief"), ("Chris Proef", "bureau_sg", "pagina")]
