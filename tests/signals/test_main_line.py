"""The main line of a signal, step by step (domain §3)."""

from datetime import date

import pytest

from building import a_signal, amsterdam
from signals.states import SignalState
from signals.workflow import signals

pytestmark = pytest.mark.django_db


def test_issuing_starts_the_two_week_term(cpo: object) -> None:
    signal = a_signal(SignalState.ADOPTED)

    signal = signals.issue(signal, by=cpo, at=amsterdam(2026, 9, 1, hour=16))

    assert signal.response_due_on == date(2026, 9, 15)
    assert signal.number == "MIW-2026-01"


def test_a_signal_is_published_with_its_response() -> None:
    signal = a_signal(SignalState.PUBLISHED)

    assert signal.state == SignalState.PUBLISHED
