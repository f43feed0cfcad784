"""The road of a signal as people see it."""

from datetime import date

import pytest
from django.utils import timezone

from building import a_signal, a_weighing, amsterdam, answer_everything, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from signals.models import Outcome, Signal
from signals.road import road
from signals.states import SignalState
from signals.workflow import signals, weighings

pytestmark = pytest.mark.django_db

ISSUED = amsterdam(2026, 9, 1)
IN_TIME, TOO_LATE = date(2026, 9, 15), date(2026, 9, 16)


def told(signal: Signal, today: date = IN_TIME) -> str:
    """Return how far each stage is, in one line."""
    stages = road(signal, today, person(Role.CPO))
    return " ".join(f"{stage.name}:{stage.state}" for stage in stages)


ROADS = {
    SignalState.DRAFT: "weging:done tekst:current vaststellen:todo uitbrengen:todo reactie:todo"
    " publicatie:todo",
    SignalState.ADOPTED: "weging:done tekst:done vaststellen:done uitbrengen:current reactie:todo"
    " publicatie:todo",
    SignalState.ISSUED: "weging:done tekst:done vaststellen:done uitbrengen:done reactie:current"
    " publicatie:todo",
    SignalState.ANSWERED: "weging:done tekst:done vaststellen:done uitbrengen:done reactie:done"
    " publicatie:current",
    SignalState.PUBLISHED: "weging:done tekst:done vaststellen:done uitbrengen:done reactie:done"
    " publicatie:done",
}


@pytest.mark.parametrize(("state", "expected"), ROADS.items(), ids=ROADS)
def test_one_stage_is_current_until_the_road_ends(state: SignalState, expected: str) -> None:
    signal = a_signal(state, at=ISSUED)

    line = told(signal)

    assert line == expected


def test_without_a_response_the_stage_is_late_from_day_fifteen() -> None:
    signal = a_signal(SignalState.ISSUED, at=ISSUED)

    lines = [told(signal, day) for day in (IN_TIME, TOO_LATE)]

    assert ["reactie:late" in line for line in lines] == [False, True]


def test_an_open_weighing_is_the_current_stage(cpo: User) -> None:
    concept = signals.draft(a_weighing(), title="x", by=cpo, at=ISSUED)

    line = told(concept)

    assert line.startswith("weging:current tekst:todo")


def test_the_road_of_a_withdrawn_concept_goes_nowhere(cpo: User) -> None:
    weighing = answer_everything(a_weighing())
    concept = signals.draft(weighing, title="x", by=cpo, at=ISSUED)
    weighings.close(
        weighing, outcome=Outcome.NO_SIGNAL, rationale="Klein.", urgency="Nacht.", by=cpo, at=ISSUED
    )

    line = told(Signal.objects.get(pk=concept.pk))

    assert line.startswith("weging:done tekst:skipped")
    assert "current" not in line


def test_an_exercise_ends_with_the_response() -> None:
    signal = a_signal(SignalState.ANSWERED, is_exercise=True, at=ISSUED)

    last = road(signal, IN_TIME, person(Role.CPO))[-1]

    assert (last.name, last.state) == ("publicatie", "skipped")
    assert last.note == "een oefening wordt niet gepubliceerd"


def test_a_stage_that_is_done_carries_its_dutch_date() -> None:
    signal, cpo = a_signal(SignalState.ISSUED, at=ISSUED), person(Role.CPO)

    notes = {stage.name: stage.note for stage in road(signal, timezone.localdate(), cpo)}

    assert notes["uitbrengen"] == "1 september 2026"
    assert notes["reactie"] == ""


def test_bureau_sg_sees_the_road_from_issue_on(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED, at=ISSUED)

    names = [stage.name for stage in road(signal, IN_TIME, sg_office)]

    assert names == ["uitbrengen", "reactie", "publicatie"]
