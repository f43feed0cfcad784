"""How each check of Paraatheid goes wrong by real records, and the act that mends it.

Everything happens at NOW; what is asked about another day is asked with that day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import time_machine
from building_aanspreekpunt import a_question, an_undelivered_question
from building_draaiboek import a_closed_run, a_lesson, an_arrangement, playbook_in_force
from building_experts import a_confirmed_expert, a_registered_expert
from building_kader import kader_in_force
from building_meetings import a_meeting, some_minutes
from building_readiness import a_proof
from building_yearly import a_written_account
from clamd_by_hand import ANSWER, answering_once
from django.conf import settings
from django.utils import timezone

from aanspreekpunt.models import Question
from aanspreekpunt.states import QuestionState
from aanspreekpunt.workflow import handling
from afwegingskader.models import KaderEdition, WeighingQuestions
from building import a_deputy, a_trigger, amsterdam, person, weegvragen_in_force
from draaiboek.models import Lesson, PlaybookEdition, PointKind, ScaleUpPoint
from draaiboek.states.meetings import MeetingState
from draaiboek.states.minutes import MinutesState
from draaiboek.workflow import lessons, scale_up
from experts.models import Expertise, Kind
from experts.workflow import confirming, lists
from mit_waakstand.accounts.models import RoleAssignment, User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.duties.models import ProofKind
from mit_waakstand.editions import workflow as editions
from mit_waakstand.editions.models import Edition
from mit_waakstand.office.trial_mail import send_trial_mail
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.people import workflow as people
from mit_waakstand.readiness import Status
from mit_waakstand.yearly import workflow as yearly
from mit_waakstand.yearly.models import YearAccount
from signals.models import Trigger
from signals.workflow import triggers
from signals.workflow.calendar import confirm_calendar

NOW = amsterdam(2026, 11, 2)
TODAY = NOW.date()
NEXT_YEAR = amsterdam(2027, 7, 1)
NEXT_YEAR_AND_MORE = amsterdam(2027, 12, 1)
RED, AMBER = Status.NOT_IN_ORDER, Status.ATTENTION


@dataclass(frozen=True, kw_only=True)
class Case:
    """What goes wrong and how bad that is; what the page says to do, who may, and that it is done.

    Without ``wrong`` an empty house is not in order.
    """

    status: Status
    act: str
    mend: Callable[[], object]
    wrong: Callable[[], object] = lambda: None
    today: date = TODAY
    who: Role = Role.CPO


def _failed_trial_mail() -> None:
    work = send_trial_mail(by=person(Role.ADMINISTRATOR), at=NOW)
    work.failed_at, work.outcome = NOW, "geen postbus"
    work.save()


def _try_again() -> None:
    for work in Work.objects.failed():
        doing.retry(work, at=timezone.now())
        doing.do(work.pk)


def _a_role_of_long_ago() -> None:
    RoleAssignment.objects.filter(user=person(Role.CPO)).update(since=NOW)


def _review_access() -> None:
    everybody = [user.pk for user in User.objects.filter(is_active=True)]
    at = NEXT_YEAR_AND_MORE
    people.review(correct=everybody, remarks="", by=person(Role.CPO), at=at)


def _trial_mail() -> None:
    later = NOW + timedelta(minutes=5)
    with time_machine.travel(later, tick=False):
        doing.do(send_trial_mail(by=person(Role.ADMINISTRATOR), at=later).pk)


def _a1_of_yesterday() -> None:
    weegvragen_in_force()
    a_trigger(at=NOW - timedelta(days=1))


def _weigh() -> None:
    triggers.weigh(Trigger.objects.get(), experts=[], by=person(Role.CPO), at=NOW)


def _proven(kind: ProofKind, day: date = TODAY, *, succeeded: bool = True) -> Callable[[], object]:
    return lambda: a_proof(kind, done_on=day, at=NOW, succeeded=succeeded)


def _reviewed(kind: type[Edition], on: date) -> Callable[[], object]:
    def plan() -> None:
        edition = kind.objects.get()
        editions.plan_review(edition, review_on=on, by=person(Role.CPO), at=NOW)

    return plan


def _agreed(kind: PointKind) -> Callable[[], object]:
    def agree() -> None:
        for point in ScaleUpPoint.objects.filter(kind=kind):
            an_arrangement(point)

    return agree


def _meet_with_minutes() -> None:
    with time_machine.travel(NEXT_YEAR, tick=False):
        some_minutes(MinutesState.ADOPTED, meeting=a_meeting(MeetingState.HELD))


def _decline_the_lesson() -> None:
    secretary = person(Role.SECRETARY)
    lessons.decline(Lesson.objects.get(), outcome="Staat er al.", by=secretary, at=NOW)


def _adopt_the_account() -> None:
    account = YearAccount.objects.get()
    with time_machine.travel(NEXT_YEAR, tick=False):
        yearly.adopt(account, by=person(Role.CPO), at=NEXT_YEAR)


def _needs_two_economists() -> None:
    lists.keep_expertise(
        Expertise(),
        kind=Kind.DISCIPLINE,
        name="economie",
        wanted=2,
        is_needed=True,
        by=person(Role.SECRETARY),
        at=NOW,
    )


def _two_economists() -> None:
    for name in ("Anna Aap", "Bert Beer"):
        expert = a_registered_expert(name, expertises=(Expertise.objects.get(),))
        confirming.confirm(expert, by=person(Role.SECRETARY), at=NOW)


def _resend() -> None:
    handling.resend(Question.objects.get(), by=person(Role.SECRETARY), at=NOW)


def _answer() -> None:
    question = Question.objects.get()
    handling.answer(question, text="Alsnog.", by=person(Role.SECRETARY), at=NOW)


def _a_scanner_answers() -> None:
    # Every test has settings of its own (conftest), so this ends with it.
    settings.CLAMAV, _ = answering_once(ANSWER)


CASES: dict[str, Case] = {
    "virus scanner": Case(
        status=AMBER,
        act="Zet de virusscanner aan, of herstel hem",
        mend=_a_scanner_answers,
        who=Role.ADMINISTRATOR,
    ),
    "a1 weighed": Case(wrong=_a1_of_yesterday, status=RED, act="Begin met wegen", mend=_weigh),
    "access review": Case(
        wrong=_a_role_of_long_ago,
        status=RED,
        act="Beoordeel wie toegang heeft",
        mend=_review_access,
        today=NEXT_YEAR_AND_MORE.date(),
    ),
    "account of bureau sg": Case(
        wrong=lambda: person(Role.SG_OFFICE),
        status=AMBER,
        act="Laat Bureau SG zich aanmelden, en leg de proef vast",
        mend=_proven(ProofKind.SG_ACCOUNT),
    ),
    "afwegingskader.kader": Case(status=RED, act="Stel een versie vast", mend=kader_in_force),
    "afwegingskader.kader_review": Case(
        wrong=kader_in_force,
        status=AMBER,
        act="Kies een datum van herziening",
        mend=_reviewed(KaderEdition, on=TODAY + timedelta(days=365)),
    ),
    "afwegingskader.weegvragen": Case(
        status=RED, act="Stel een versie vast", mend=weegvragen_in_force
    ),
    "afwegingskader.weegvragen_review": Case(
        wrong=weegvragen_in_force,
        status=AMBER,
        act="Kies een datum van herziening",
        mend=_reviewed(WeighingQuestions, on=TODAY + timedelta(days=365)),
    ),
    "backup": Case(
        wrong=_proven(ProofKind.BACKUP, TODAY - timedelta(days=8)),
        status=AMBER,
        act="Maak een reservekopie en leg dat vast",
        mend=_proven(ProofKind.BACKUP),
        who=Role.ADMINISTRATOR,
    ),
    "chair": Case(
        wrong=scale_up.load_points,
        status=AMBER,
        act="Leg de afspraak vast",
        mend=_agreed(PointKind.CHAIR),
    ),
    "composition": Case(
        wrong=scale_up.load_points,
        status=AMBER,
        act="Leg de afspraak vast",
        mend=_agreed(PointKind.COMPOSITION),
    ),
    "contact point": Case(
        wrong=an_undelivered_question,
        status=AMBER,
        act="Herstel het adres en mail opnieuw",
        mend=_resend,
    ),
    "deputies": Case(status=AMBER, act="Leg een waarnemer vast", mend=lambda: a_deputy(at=NOW)),
    "evaluation": Case(
        status=AMBER,
        act="Plan de evaluatie en leg de datum vast",
        mend=_proven(ProofKind.EVALUATION_PLANNED, date(2031, 5, 1)),
        today=date(2030, 3, 1),
    ),
    "exercise": Case(
        status=AMBER,
        act="Houd een oefening, en sluit haar af",
        mend=lambda: a_closed_run(is_exercise=True),
    ),
    "experts.coverage": Case(
        wrong=_needs_two_economists,
        status=AMBER,
        act="Zoek mensen voor wat ontbreekt",
        mend=_two_economists,
    ),
    "experts.register": Case(status=RED, act="Expert toevoegen", mend=a_confirmed_expert),
    "failed work": Case(
        wrong=_failed_trial_mail,
        status=RED,
        act="Herstel de oorzaak en probeer het opnieuw",
        mend=_try_again,
        who=Role.ADMINISTRATOR,
    ),
    "holidays": Case(
        status=AMBER,
        act="Kijk de gelijkgestelde dagen na",
        mend=lambda: confirm_calendar(by=person(Role.ADMINISTRATOR), at=NOW),
        who=Role.ADMINISTRATOR,
    ),
    "lessons": Case(
        wrong=a_lesson,
        status=AMBER,
        act="Neem de lessen over, of wijs ze af",
        mend=_decline_the_lesson,
        today=TODAY + timedelta(days=31),
    ),
    "mail arrives": Case(
        wrong=_failed_trial_mail,
        status=RED,
        act="Stuur uzelf een proefmail",
        mend=_trial_mail,
        who=Role.ADMINISTRATOR,
    ),
    "playbook": Case(status=RED, act="Stel een eigen versie vast", mend=playbook_in_force),
    "playbook review": Case(
        wrong=playbook_in_force,
        status=AMBER,
        act="Kijk de tekst na en kies een datum",
        mend=_reviewed(PlaybookEdition, on=TODAY + timedelta(days=500)),
        today=TODAY + timedelta(days=400),
    ),
    "questions in time": Case(
        wrong=lambda: a_question(QuestionState.IN_PROGRESS, at=NOW - timedelta(days=60)),
        status=AMBER,
        act="Beantwoord de vragen die wachten",
        mend=_answer,
    ),
    "reminder engine": Case(
        status=RED,
        act="Start de werker, of draai manage.py sweep",
        mend=lambda: doing.sweep(timezone.now()),
        who=Role.ADMINISTRATOR,
    ),
    "restore": Case(
        wrong=_proven(ProofKind.RESTORE, succeeded=False),
        status=RED,
        act="Zet een kopie terug als proef en leg dat vast",
        mend=_proven(ProofKind.RESTORE),
        who=Role.ADMINISTRATOR,
    ),
    "secondment": Case(
        wrong=scale_up.load_points,
        status=AMBER,
        act="Leg de afspraak vast",
        mend=_agreed(PointKind.SECONDMENT),
    ),
    "vergadering": Case(
        status=RED,
        act="Plan de vergadering",
        mend=_meet_with_minutes,
        today=NEXT_YEAR.date(),
    ),
    "yearly account": Case(
        wrong=lambda: a_written_account(at=NOW),
        status=RED,
        act="Vul haar aan en stel haar vast",
        mend=_adopt_the_account,
        today=NEXT_YEAR.date(),
    ),
}
