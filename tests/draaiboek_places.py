"""The rows and places of the draaiboek, for the tables of every address of the office."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from building_draaiboek import (
    a_document,
    a_draft_of_the_playbook,
    a_lesson,
    a_point,
    a_run,
    an_inject,
    playbook_in_force,
    step_of,
)
from django.utils import timezone
from edition_places import edition_places, edition_rows

from building import a_situation, person
from draaiboek.models import PlaybookEdition, RunStep
from draaiboek.workflow import run_steps
from mit_waakstand.accounts.roles import Role

NEVER = "405 405 405 405 405 405"
OF_TWO = ("200 200 403 403 403 in", "302 302 403 403 403 in")
READ_BY_TWO = ("200 200 403 403 403 in", NEVER)
REAL = ("200 200 404 404 403 in", "302 302 404 404 403 in")  # who takes part in it finds it
REAL_STEP = ("200 200 404 403 403 in", "302 302 404 403 403 in")
OF_THE_LEADER = ("404 200 403 403 403 in", "404 302 403 403 403 in")
OF_ALL_WHO_TAKE_PART = ("200 200 200 200 403 in", "302 302 302 302 403 in")

ROWS = {
    **edition_rows(PlaybookEdition),
    "draaiboek:runs": ("200 200 200 200 403 in", NEVER),
    "draaiboek:run-start": OF_TWO,
    "draaiboek:run": ("200 200 404 404 403 in", NEVER),
    "draaiboek:run-offline": ("200 200 404 403 403 in", NEVER),
    "draaiboek:playbookrun-close": REAL,
    "draaiboek:playbookrun-add-step": REAL,
    "draaiboek:playbookrun-plan-inject": (  # an exercise: all take part, the leader plans
        "200 200 302 302 403 in",
        "403 302 403 403 403 in",
    ),
    "draaiboek:playbookrun-draw-lesson": REAL,
    "draaiboek:runstep-tick": REAL_STEP,
    "draaiboek:runstep-untick": REAL_STEP,
    "draaiboek:runstep-skip": REAL_STEP,
    "draaiboek:runstep-resume": REAL_STEP,
    "draaiboek:inject-change": OF_THE_LEADER,
    "draaiboek:inject-withdraw": OF_THE_LEADER,
    "draaiboek:inject-respond": OF_ALL_WHO_TAKE_PART,
    "draaiboek:lessons": READ_BY_TWO,
    "draaiboek:lesson-accept": OF_TWO,
    "draaiboek:lesson-decline": OF_TWO,
    "draaiboek:lesson-hand-on": OF_TWO,
    "draaiboek:documents": ("200 200 200 200 403 in", NEVER),
    "draaiboek:document-add": OF_TWO,
    "draaiboek:document": ("200 200 404 404 403 in", NEVER),  # for CPO and secretaris alone
    "draaiboek:document-add-version": OF_TWO,
    "draaiboek:document-describe": OF_TWO,
    "draaiboek:document-file": ("200 200 404 404 403 in", NEVER),
    "draaiboek:scale-up": READ_BY_TWO,
    "draaiboek:scale-up-add": OF_TWO,
    "draaiboek:scale-up-change": OF_TWO,
    "draaiboek:scale-up-arrange": OF_TWO,
}
TOMORROW = f"{timezone.localdate() + timedelta(days=1):%d-%m-%Y}"
INJECT = {
    "planned_at_0": TOMORROW,
    "planned_at_1": "14:00",
    "text": "De pers belt.",
    "shown_to": "iedereen",
}
VERSION = {"dated_on": "1-9-2026", "url": "https://www.voorbeeld.invalid/reglement"}
REASON = {"reason": "Niet nodig."}


def a_lesson_form() -> dict[str, object]:
    return {"text": "Bel eerder.", "owner": person(Role.SECRETARY).pk, "due_on": TOMORROW}


def a_step(state: str = "open") -> RunStep:
    step = step_of(a_run(), "A1")
    secretary, now = person(Role.SECRETARY), timezone.now()
    if state == "gedaan":
        return run_steps.tick(step, by=secretary, at=now)
    if state == "overgeslagen":
        return run_steps.skip(step, reason="Niet nodig.", by=secretary, at=now)
    return step


def places(make: Callable[..., Any]) -> dict[str, Callable[[bool], Any]]:
    """Return the places by the name of their address; ``make`` is ``Place``."""

    def of_run(form: dict[str, object] | None = None) -> Callable[[bool], Any]:
        return lambda e: _place(make, (a_run(is_exercise=e).pk,), form)

    def of_step(state: str, form: dict[str, object] | None = None) -> Callable[[bool], Any]:
        return lambda _: _place(make, (a_step(state).pk,), form)

    def start(is_exercise: bool) -> Any:  # noqa: FBT001
        playbook_in_force()
        situation = a_situation(is_exercise=is_exercise)
        return make((), {"situation": situation.pk, "leader": person(Role.SECRETARY).pk})

    def respond(_: bool) -> Any:  # noqa: FBT001
        now = timezone.now()
        inject = an_inject(at=now - timedelta(hours=2))
        return make((inject.pk,), {"text": "Wij bellen terug."})

    def accept(_: bool) -> Any:  # noqa: FBT001
        lesson = a_lesson()
        a_draft_of_the_playbook()
        return make((lesson.pk,), {"outcome": "Staat erin."})

    def file(_: bool) -> Any:  # noqa: FBT001
        document = a_document(with_file=True)
        return make((document.pk, document.versions.get().pk))

    editions = edition_places(
        PlaybookEdition,
        a_draft=a_draft_of_the_playbook,
        in_force=playbook_in_force,
        item={"title": "Nieuw", "text": "Nieuwe tekst."},
        make=make,
    )
    return editions | {
        "draaiboek:run-start": start,
        "draaiboek:run": of_run(),
        "draaiboek:run-offline": of_run(),
        "draaiboek:playbookrun-close": of_run({"evaluation": "Goed.", "open_reason": "Klaar."}),
        "draaiboek:playbookrun-add-step": of_run(
            {"title": "Bel de GGD", "phase": "Weging", "actor": "secretaris"}
        ),
        "draaiboek:playbookrun-plan-inject": lambda _: make((a_run(is_exercise=True).pk,), INJECT),
        "draaiboek:playbookrun-draw-lesson": lambda e: make(
            (a_run(is_exercise=e).pk,), a_lesson_form()
        ),
        "draaiboek:runstep-tick": of_step("open"),
        "draaiboek:runstep-untick": of_step("gedaan", REASON),
        "draaiboek:runstep-skip": of_step("open", REASON),
        "draaiboek:runstep-resume": of_step("overgeslagen", REASON),
        "draaiboek:inject-change": lambda _: make((an_inject().pk,), INJECT),
        "draaiboek:inject-withdraw": lambda _: make((an_inject().pk,)),
        "draaiboek:inject-respond": respond,
        "draaiboek:lesson-accept": accept,
        "draaiboek:lesson-decline": lambda _: make((a_lesson().pk,), {"outcome": "Staat er al."}),
        "draaiboek:lesson-hand-on": lambda _: make((a_lesson().pk,), a_lesson_form()),
        "draaiboek:document-add": lambda _: make(
            (), {"kind": "reglement", "title": "Reglement", "readers": "miw"} | VERSION
        ),
        "draaiboek:document": lambda _: make((a_document().pk,)),
        "draaiboek:document-add-version": lambda _: make((a_document().pk,), VERSION),
        "draaiboek:document-describe": lambda _: make(
            (a_document().pk,), {"title": "Ander", "readers": "experts"}
        ),
        "draaiboek:document-file": file,
        "draaiboek:scale-up-add": lambda _: make((), {"kind": "detachering", "title": "BZK"}),
        "draaiboek:scale-up-change": lambda _: make((a_point().pk,), {"title": "Ander"}),
        "draaiboek:scale-up-arrange": lambda _: make(
            (a_point().pk,), {"agreed_on": "1-9-2026", "agreed_with": "De SG", "text": "Twee."}
        ),
    }


def _place(
    make: Callable[..., Any], arguments: tuple[object, ...], form: dict[str, object] | None
) -> Any:
    place = make(arguments)
    return replace(place, form=form) if form else place
