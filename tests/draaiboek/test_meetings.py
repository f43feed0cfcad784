"""A meeting is planned, moved, held or called off (issue 5 §4; domain §5, §6)."""

from datetime import datetime, timedelta

import pytest
from asking import buttons, main_text, refusal_of_the_database, signed_in, told, verbs
from building_meetings import HOUR, a_meeting
from django.urls import reverse
from django.utils import timezone

from building import a_situation, amsterdam, person
from draaiboek.models import Attendance, Meeting, MeetingKind
from draaiboek.states.meetings import MeetingState
from draaiboek.workflow import meetings
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db

NOW = amsterdam(2026, 9, 1)
START = amsterdam(2026, 10, 6, 10)


def planned(**changes: object) -> Meeting:
    given: dict[str, object] = {
        "kind": MeetingKind.YEARLY,
        "form": Attendance.IN_PERSON,
        "starts_at": START,
        "ends_at": START + 2 * HOUR,
        "place": "Zaal 3",
        "by": person(Role.SECRETARY),
        "at": NOW,
    }
    return meetings.plan(**(given | changes))  # type: ignore[arg-type]


def test_the_secretaris_plans_a_meeting(secretary: User) -> None:
    meeting = planned()

    assert (meeting.state, meeting.planned_by, meeting.planned_at) == (
        MeetingState.PLANNED,
        secretary,
        NOW,
    )
    assert told(meeting) == [("plan", secretary.pk)]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"ends_at": START - HOUR}, "", "eindigt na het begin"),
        ({"place": ""}, "", "Vul de plaats in"),
        ({"form": Attendance.HYBRID, "place": "", "link": "https://x.nl"}, "", "plaats"),
        ({"kind": MeetingKind.OTHER}, "", "waar deze vergadering over gaat"),
        ({"kind": MeetingKind.EXERCISE}, "situation", "Kies de oefening"),
        ({"starts_at": NOW - HOUR}, "starts_at", "al voorbij"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_with_the_reason(
    changes: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(RefusedError, match=words) as refused:
        planned(**changes)

    assert refused.value.field == field
    assert not Meeting.objects.exists()


def test_a_meeting_of_an_exercise_is_an_exercise_for_ever() -> None:
    meeting = a_meeting(is_exercise=True)

    refused = refusal_of_the_database(meeting, is_exercise=False)

    assert (meeting.kind, meeting.is_exercise) == (MeetingKind.EXERCISE, True)
    assert "oefening" in refused


def test_a_meeting_about_a_real_situation_is_no_exercise() -> None:
    situation = a_situation()

    meeting = planned(kind=MeetingKind.WEIGHING, situation=situation)

    assert (meeting.situation, meeting.is_exercise) == (situation, False)


def test_moving_a_meeting_raises_its_sequence_number(secretary: User) -> None:
    meeting = planned()

    meeting = moved(meeting, START + timedelta(days=7), by=secretary)

    assert (meeting.starts_at, meeting.sequence) == (START + timedelta(days=7), 1)


def moved(meeting: Meeting, start: datetime, *, by: User, seen: int | None = None) -> Meeting:
    return meetings.reschedule(
        meeting,
        form=meeting.form,
        starts_at=start,
        ends_at=start + HOUR,
        place=meeting.place,
        seen=seen,
        by=by,
        at=NOW,
    )


def test_who_did_not_see_the_last_change_is_refused(secretary: User, cpo: User) -> None:
    meeting = planned()
    moved(meeting, START + timedelta(days=7), by=secretary)

    with pytest.raises(ConflictError, match="Iemand anders"):
        moved(meeting, START + timedelta(days=8), by=cpo, seen=0)

    assert Meeting.objects.get().starts_at == START + timedelta(days=7)


def test_a_meeting_that_is_to_come_cannot_have_been_held(secretary: User) -> None:
    meeting = a_meeting()
    address = reverse("draaiboek:meeting-hold", args=[meeting.pk])

    answer = signed_in(secretary).post(address, {"x": "y"})

    assert answer.status_code == 422
    assert "nog niet begonnen" in main_text(answer)


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_what_is_over_does_not_change(state: MeetingState, secretary: User) -> None:
    meeting = a_meeting(state)
    page = signed_in(secretary).get(meeting.get_absolute_url())

    steps = [verb for verb in verbs(meeting, secretary) if verb in {"reschedule", "cancel", "hold"}]
    refused = refusal_of_the_database(meeting, state=MeetingState.PLANNED)
    frozen = refusal_of_the_database(meeting, starts_at=timezone.now() + timedelta(days=9))

    assert steps == []
    assert "Afgelasten" not in buttons(page)
    assert "Deze stap bestaat niet" in refused
    assert "verandert niet meer" in frozen
    with pytest.raises(ConflictError):
        meetings.cancel(meeting, reason="Nee.", by=secretary, at=timezone.now())


def test_calling_off_says_why(secretary: User) -> None:
    meeting = a_meeting()

    with pytest.raises(RefusedError, match="Geef een reden"):
        meetings.cancel(meeting, reason=" ", by=secretary, at=timezone.now())
    meeting = meetings.cancel(meeting, reason="Ziekte.", by=secretary, at=timezone.now())

    assert (meeting.state, meeting.reason, meeting.sequence) == ("afgelast", "Ziekte.", 1)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_nobody_else_plans_a_meeting(role: Role) -> None:
    with pytest.raises(NotAllowedError):
        planned(by=person(role))
