"""Late steps and lessons stand in Nu te doen, come by mail, and stand in a calendar."""

from datetime import datetime, timedelta

import pytest
import time_machine
from building_draaiboek import a_lesson, a_run, step_of
from django.core.mail import EmailMessage

from building import amsterdam, person
from draaiboek.appointments import appointments_for
from draaiboek.models import PlaybookRun
from draaiboek.workflow import lessons, run_steps
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.office.views import rows_for
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.worklist import Row, Urgency

pytestmark = pytest.mark.django_db
TUESDAY = amsterdam(2026, 9, 1, 10)


def sweep(*moments: datetime) -> None:
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            doing.sweep(moment)


def asked(user: User, at: datetime) -> list[Row]:
    with time_machine.travel(at, tick=False):
        found = rows_for(user, at.date())
    return [row for row in found if row.title.startswith(("Uitvoering", "Les"))]


def subjects(mailoutbox: list[EmailMessage], who: str) -> list[str]:
    return [mail.subject for mail in mailoutbox if mail.to[0].startswith(who)]


@pytest.fixture
def run() -> PlaybookRun:
    """Return a run that began on Tuesday at ten: A1 is due at twelve, A2 at two."""
    return a_run(at=TUESDAY)


def test_a_late_step_stands_on_top_of_nu_te_doen_of_who_does_it(run: PlaybookRun) -> None:
    at = TUESDAY + timedelta(hours=5)

    of_secretary = {row.title: row.urgency for row in asked(person(Role.SECRETARY), at)}
    of_cpo = {row.title: row.urgency for row in asked(person(Role.CPO), at)}

    a1, a2 = (f"Uitvoering {run.pk}, stap {code}" for code in ("A1", "A2"))
    assert (of_secretary[a1], of_cpo[a2]) == (Urgency.OVERDUE, Urgency.OVERDUE)
    assert (a2 in of_secretary, a1 in of_cpo) == (False, False)


def test_a_run_without_work_for_somebody_still_shows_that_it_goes_on(
    run: PlaybookRun, cpo: User
) -> None:
    for step in run.steps.all():
        run_steps.skip(step, reason="Klaar.", by=cpo, at=TUESDAY)

    (row,) = asked(cpo, TUESDAY)

    assert (row.title, row.urgency) == (f"Uitvoering {run.pk}", Urgency.WAIT)


def test_late_steps_are_mailed_once_a_moment_and_each_morning(
    run: PlaybookRun, mailoutbox: list[EmailMessage]
) -> None:
    moments = [TUESDAY + timedelta(hours=2, minutes=minute) for minute in (1, 2, 3)]
    sweep(*moments, amsterdam(2026, 9, 2, 9), amsterdam(2026, 9, 2, 9, 30))

    name = f"Uitvoering {run.pk} van het draaiboek:"
    assert subjects(mailoutbox, "secretaris") == [
        f"{name} 1 stap is te laat",
        f"{name} 4 stappen zijn te laat",  # A4 in the afternoon, W2 and W3 in the night
    ]
    assert subjects(mailoutbox, "cpo") == [f"{name} 4 stappen zijn te laat"]
    assert "Leg de aanleiding vast" not in mailoutbox[0].body


def test_nobody_is_mailed_of_a_step_that_was_done_meanwhile(
    run: PlaybookRun, secretary: User, mailoutbox: list[EmailMessage]
) -> None:
    run_steps.tick(step_of(run, "A1"), by=secretary, at=TUESDAY)

    sweep(TUESDAY + timedelta(hours=3))

    assert mailoutbox == []
    assert not Work.objects.filter(kind="mail_run_late").exists()


def test_a_lesson_past_its_date_asks_its_owner_and_mails_once_a_week(
    run: PlaybookRun, secretary: User, mailoutbox: list[EmailMessage]
) -> None:
    lesson = a_lesson(run, at=TUESDAY)
    nine = [amsterdam(2026, 10, day, 9) for day in (1, 2, 3, 8, 9)]

    sweep(*nine)

    told = [subject for subject in subjects(mailoutbox, "secretaris") if "Les" in subject]
    assert told == [f"Les {lesson.pk}: de datum is voorbij"] * 2
    (row,) = [row for row in asked(secretary, nine[1]) if row.title == f"Les {lesson.pk}"]
    assert (row.urgency, row.due_on) == (Urgency.OVERDUE, lesson.due_on)
    lessons.decline(lesson, outcome="Staat er al.", by=secretary, at=nine[-1])
    assert not [row for row in asked(secretary, nine[-1]) if row.title.startswith("Les")]


def test_the_calendar_has_hours_as_moments_and_working_days_as_days(
    run: PlaybookRun, secretary: User
) -> None:
    found = {entry.title: entry for entry in appointments_for(secretary, TUESDAY.date())}

    a1 = found[f"Uitvoering {run.pk}: stap A1 uiterlijk"]
    s5 = found[f"Uitvoering {run.pk}: stap S5 uiterlijk"]
    assert a1.ends == TUESDAY + timedelta(hours=2)
    assert s5.starts == amsterdam(2026, 9, 4).date()  # the working day after S4, expected Thursday
    assert "aanleiding" not in a1.title
