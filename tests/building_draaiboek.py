"""Builders of the draaiboek: a version in force, runs, and what belongs to them, by real steps."""

from datetime import date, datetime, timedelta

from building_editions import adopted
from django.utils import timezone
from django.utils.timezone import localdate
from put_back import remembered

from building import a_situation, everybody_who_takes_part, person
from draaiboek.models import (
    Arrangement,
    Inject,
    Lesson,
    PlaybookDocument,
    PlaybookEdition,
    PlaybookRun,
    RunStep,
    ScaleUpPoint,
)
from draaiboek.workflow import documents, injects, lessons, runs, scale_up
from draaiboek.workflow.documents import Given
from draaiboek.workflow.starting import load_starting_version
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.editions import workflow as editions
from mit_waakstand.situations.models import Situation
from mit_waakstand.uploads import Upload


def playbook_in_force(*, at: datetime | None = None) -> PlaybookEdition:
    """Return version 0.1 of the draaiboek, judged, adopted and in force."""
    in_force = PlaybookEdition.objects.in_force()
    if in_force:
        return in_force
    cpo, at = person(Role.CPO), at or timezone.now()
    draft = editions.own(load_starting_version(), reason="Bekeken.", by=cpo, at=at)
    return adopted(draft, by=cpo, at=at)


def a_draft_of_the_playbook() -> PlaybookEdition:
    """Return a draft made of the version in force, marked as example again."""
    draft = PlaybookEdition.objects.draft()
    if draft:
        return draft
    made = editions.draft(
        PlaybookEdition,
        number="0.2",
        source=playbook_in_force(),
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )
    made.is_example = True
    made.save()
    return made


@remembered(players=everybody_who_takes_part)
def a_run(
    *,
    is_exercise: bool = False,
    situation: Situation | None = None,
    leader: User | None = None,
    at: datetime | None = None,
) -> PlaybookRun:
    """Return a run of the version in force, begun by the secretaris."""
    at = at or timezone.now()
    playbook_in_force(at=at)
    return runs.start(
        situation or a_situation(is_exercise=is_exercise),
        leader=leader or person(Role.SECRETARY),
        purpose="Om te oefenen." if is_exercise else "Er is een A1-status.",
        by=person(Role.SECRETARY),
        at=at,
    )


def step_of(run: PlaybookRun, code: str) -> RunStep:
    """Return the step with this code, as it is now."""
    return RunStep.objects.select_related("run").get(run=run, code=code)


def an_inject(
    run: PlaybookRun | None = None,
    *,
    planned_at: datetime | None = None,
    shown_to: str = "iedereen",
    at: datetime | None = None,
) -> Inject:
    """Return an inject of an exercise, planned by its leader; an hour ahead by itself."""
    at = at or timezone.now()
    run = run or a_run(is_exercise=True, at=at)
    injects.plan_inject(
        run,
        planned_at=planned_at or at + timedelta(hours=1),
        text="De pers belt.",
        shown_to=shown_to,
        by=run.leader,
        at=at,
    )
    return Inject.objects.latest("pk")


def a_lesson(run: PlaybookRun | None = None, *, at: datetime | None = None) -> Lesson:
    """Return an open lesson of a run, for the secretaris, within thirty days."""
    at = at or timezone.now()
    lessons.draw_lesson(
        run or a_run(at=at),
        text="Het telefoonnummer klopte niet.",
        proposal="Zet het nummer op een vaste plaats.",
        owner=person(Role.SECRETARY),
        due_on=localdate(at) + timedelta(days=30),
        by=person(Role.SECRETARY),
        at=at,
    )
    return Lesson.objects.latest("pk")


def a_closed_run(*, is_exercise: bool = False, at: datetime | None = None) -> PlaybookRun:
    """Return a run that was closed with an evaluation."""
    at = at or timezone.now()
    return runs.close(
        a_run(is_exercise=is_exercise, at=at),
        evaluation="Het ging goed.",
        open_reason="Niet aan de orde.",
        by=person(Role.SECRETARY),
        at=at,
    )


def a_document(
    *, kind: str = "reglement", readers: str = "miw", with_file: bool = False
) -> PlaybookDocument:
    """Return a document with one version: a link, or a file."""
    file = Upload("reglement.pdf", b"%PDF-1.7 proef", b"%PDF-1.7 proef") if with_file else None
    return documents.add_document(
        kind=kind,
        title="Reglement van het MIT in waakstand",
        readers=readers,
        given=Given(
            dated_on=localdate(),
            file=file,
            url="" if with_file else "https://www.voorbeeld.invalid/reglement",
        ),
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )


def a_point(kind: str = "voorzitter") -> ScaleUpPoint:
    """Return the first point of this kind of the starting list."""
    scale_up.load_points()
    return ScaleUpPoint.objects.filter(kind=kind).earliest("place")


def an_arrangement(point: ScaleUpPoint, *, valid_until: date | None = None) -> Arrangement:
    """Return what was agreed today on a point."""
    return scale_up.arrange(
        point,
        agreed_on=localdate(),
        agreed_with="De secretaris-generaal",
        text="Binnen een week beschikbaar.",
        valid_until=valid_until,
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )
