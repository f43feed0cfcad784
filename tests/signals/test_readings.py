"""Who opened or downloaded an issued signal is kept, for the day on which something leaks."""

import pytest
from asking import main_text, signed_in
from django.urls import reverse
from django.utils import timezone

from building import a_signal, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.trail.models import Reading
from signals.states import SignalState

pytestmark = pytest.mark.django_db


def kept() -> list[tuple[str, str]]:
    return [(reading.role, reading.what) for reading in Reading.objects.order_by("pk")]


def test_opening_the_page_and_the_letter_of_an_issued_signal_is_kept() -> None:
    signal = a_signal(SignalState.ISSUED)
    doing.sweep(timezone.now())
    browser = signed_in(person(Role.SG_OFFICE))

    browser.get(reverse("signals:signal", args=[signal.pk]))
    browser.get(reverse("signals:signal-file", args=[signal.pk, "brief"]))

    assert kept() == [(Role.SG_OFFICE, "pagina"), (Role.SG_OFFICE, "brief")]


def test_a_concept_that_is_worked_on_daily_keeps_no_log() -> None:
    signal = a_signal(SignalState.DRAFT)

    signed_in(person(Role.SECRETARY)).get(reverse("signals:signal", args=[signal.pk]))

    assert kept() == []


def test_whoever_may_not_see_it_leaves_no_reading() -> None:
    signal = a_signal(SignalState.ADOPTED)

    answer = signed_in(person(Role.SG_OFFICE)).get(reverse("signals:signal", args=[signal.pk]))

    assert answer.status_code == 404
    assert kept() == []


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.CPO, True), (Role.SECRETARY, True), (Role.SG_OFFICE, False)]
)
def test_the_secretariat_sees_who_opened_it(role: Role, sees: bool) -> None:  # noqa: FBT001
    signal = a_signal(SignalState.ISSUED)
    signed_in(person(Role.SG_OFFICE)).get(reverse("signals:signal", args=[signal.pk]))

    text = main_text(signed_in(person(role)).get(reverse("signals:signal", args=[signal.pk])))

    assert ("Wie heeft dit signaal geopend?" in text) == sees
    assert ("Chris Proef pagina" in text) == sees
