"""A run follows the version in force: due moments, ticks, deviations, and an end with lessons."""

from datetime import datetime, timedelta

import pytest
from asking import main_text, refusal_of_the_database, signed_in, told, verbs
from building_draaiboek import (
    a_closed_run,
    a_draft_of_the_playbook,
    a_lesson,
    a_run,
    playbook_in_force,
    step_of,
)
from building_editions import adopted

from building import a_situation, amsterdam, person
from draaiboek.models import PlaybookEdition, PlaybookRun, RunStep
from draaiboek.states.runs import RunState, RunStepState
from draaiboek.workflow import lessons, run_steps, runs
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.editions import workflow as editions
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db
FRIDAY = amsterdam(2026, 9, 4, 15)


def due(run: PlaybookRun, code: str) -> datetime | None:
    return step_of(run, code).due_at


# --- Beginning --------------------------------------------------------------------------------


def test_a_run_takes_every_step_of_the_version_in_force() -> None:
    run = a_run(at=FRIDAY)

    codes = list(run.steps.values_list("code", flat=True))
    assert codes == [step.code for step in playbook_in_force().steps()]
    assert (run.state, run.edition) == (RunState.RUNNING, playbook_in_force())
    assert told(run) == [("start", person(Role.SECRETARY).pk)]


def test_hours_are_exact_and_count_from_the_start_or_from_the_step_before() -> None:
    run = a_run(at=FRIDAY)

    assert due(run, "A1") == FRIDAY + timedelta(hours=2)
    assert due(run, "W5") == FRIDAY + timedelta(hours=2 + 24)  # expected: A1 is not done yet
    assert due(run, "R3") is None


def test_working_days_end_at_midnight_after_the_last_one() -> None:
    run = a_run(at=amsterdam(2026, 12, 24, 10))
    run_steps.tick(step_of(run, "W5"), by=person(Role.CPO), at=amsterdam(2026, 12, 24, 12))

    # Christmas on Friday and Saturday, then Sunday: one working day is Monday the 28th.
    assert due(run, "O1") == amsterdam(2026, 12, 29, 0)


def test_a_term_after_a_step_counts_from_when_that_step_was_done(secretary: User) -> None:
    run = a_run(at=FRIDAY)
    later = FRIDAY + timedelta(hours=1)

    run_steps.tick(step_of(run, "A1"), by=secretary, at=later)

    assert due(run, "W5") == later + timedelta(hours=24)
    run_steps.untick(step_of(run, "A1"), reason="Te vroeg.", by=secretary, at=later)
    assert due(run, "W5") == FRIDAY + timedelta(hours=26)


def test_without_a_version_in_force_no_run_begins(secretary: User) -> None:
    with pytest.raises(RefusedError, match="nog geen vastgesteld draaiboek"):
        runs.start(a_situation(), leader=secretary, by=secretary, at=FRIDAY)

    assert not PlaybookRun.objects.exists()


def test_one_run_at_a_time_in_a_situation() -> None:
    run = a_run()

    with pytest.raises(RefusedError, match="loopt al een uitvoering"):
        a_run(situation=run.situation)


def test_a_newer_version_leaves_the_run_as_it_was(cpo: User) -> None:
    run = a_run()
    pinned = run.edition.checksum
    draft = editions.own(a_draft_of_the_playbook(), reason="Gelezen.", by=cpo, at=FRIDAY)
    first = draft.parts()[0].key
    draft = editions.remove_item(draft, key=first, by=cpo, at=FRIDAY)

    adopted(draft, by=cpo)

    run = PlaybookRun.objects.get(pk=run.pk)
    assert (run.edition.number, run.edition.checksum) == ("0.1", pinned)
    assert PlaybookEdition.objects.in_force() != run.edition
    refused = refusal_of_the_database(run, edition_id=draft.pk)
    assert "Een uitvoering houdt de versie en de situatie waarmee zij begon." in refused


# --- Steps ------------------------------------------------------------------------------------


def test_a_tick_says_who_and_when_and_taking_it_back_asks_a_reason(secretary: User) -> None:
    step = run_steps.tick(
        step_of(a_run(at=FRIDAY), "A1"), remark="Gebeld.", by=secretary, at=FRIDAY
    )
    assert (step.done_by, step.done_at, step.remark) == (secretary, FRIDAY, "Gebeld.")

    with pytest.raises(RefusedError) as refusal:
        run_steps.untick(step, reason=" ", by=secretary, at=FRIDAY)
    assert refusal.value.field == "reason"
    step = run_steps.untick(step, reason="Verkeerde stap.", by=secretary, at=FRIDAY)

    assert (step.state, step.done_by) == (RunStepState.OPEN, None)
    assert told(step) == [("tick", secretary.pk), ("untick", secretary.pk)]
    assert [old.remark for old in step.history.filter(state="gedaan")] == ["Gebeld."]


def test_what_departs_from_the_draaiboek_stands_apart(secretary: User) -> None:
    run = a_run(at=FRIDAY)
    late = FRIDAY + timedelta(hours=3)
    run_steps.tick(step_of(run, "A1"), by=secretary, at=late)
    run_steps.skip(step_of(run, "A3"), reason="Er is geen OMT.", by=secretary, at=late)
    runs.add_step(
        run, title="Bel de GGD", actor="secretaris", phase="Weging", by=secretary, at=late
    )

    found = {step.code: step.deviations(late) for step in run.steps.all() if step.deviations(late)}

    assert found == {
        "A1": ["te laat gedaan"],
        "A3": ["overgeslagen: Er is geen OMT."],
        "E-1": ["eigen stap, staat niet in het draaiboek"],
    }


def test_a_step_is_taken_once_and_only_along_its_road(secretary: User) -> None:
    step = run_steps.tick(step_of(a_run(), "A1"), by=secretary, at=FRIDAY)

    assert verbs(step, secretary) == ["untick"]
    with pytest.raises(ConflictError):
        run_steps.tick(step, by=secretary, at=FRIDAY)
    refused = refusal_of_the_database(
        step, state="overgeslagen", done_at=None, done_by_id=None, remark=""
    )
    assert "Deze stap bestaat niet" in refused
    assert "De woorden van een stap veranderen niet" in refusal_of_the_database(step, title="Iets")


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_only_cpo_and_secretaris_tick(role: Role) -> None:
    step = step_of(a_run(is_exercise=True), "A1")

    with pytest.raises(NotAllowedError):
        run_steps.tick(step, by=person(role), at=FRIDAY)

    assert RunStep.objects.get(pk=step.pk).state == RunStepState.OPEN


# --- The end ----------------------------------------------------------------------------------


def test_what_is_open_at_the_end_lapses_with_one_reason(secretary: User) -> None:
    run = a_run()

    with pytest.raises(RefusedError) as refusal:
        runs.close(run, evaluation="Goed.", by=secretary, at=FRIDAY)
    assert refusal.value.field == "open_reason"
    run = runs.close(run, evaluation="Goed.", open_reason="Geen signaal.", by=secretary, at=FRIDAY)

    assert run.state == RunState.CLOSED
    assert set(run.steps.values_list("state", "skip_reason")) == {("overgeslagen", "Geen signaal.")}


def test_the_page_says_once_why_steps_lapsed(secretary: User) -> None:
    run = a_run()
    run_steps.skip(step_of(run, "A1"), reason="Was er al.", by=secretary, at=FRIDAY)
    later = FRIDAY + timedelta(hours=1)
    runs.close(run, evaluation="Goed.", open_reason="Geen signaal.", by=secretary, at=later)

    text = main_text(signed_in(secretary).get(run.get_absolute_url()))

    assert text.count("Geen signaal.") == 1
    assert "Bij het afsluiten vervielen 28 stappen: Geen signaal." in text
    assert "Wat afwijkt van het draaiboek (1, en 28 vervallen)" in text
    assert text.count("Reden: ") == 1


def test_a_closed_run_is_frozen_at_three_levels(secretary: User) -> None:
    run = a_closed_run()
    step = step_of(run, "A1")

    assert verbs(run, secretary) == ["draw_lesson"]
    assert verbs(step, secretary) == []
    with pytest.raises(ConflictError):
        run_steps.resume(step, reason="Toch.", by=secretary, at=FRIDAY)
    assert "Deze uitvoering is afgesloten." in refusal_of_the_database(run, evaluation="Anders.")
    assert "Deze uitvoering is afgesloten." in refusal_of_the_database(step, skip_reason="Anders.")


def test_a_lesson_becomes_a_proposal_that_the_next_draft_takes_over(cpo: User) -> None:
    lesson = a_lesson(a_closed_run())

    with pytest.raises(RefusedError, match="geen concept"):
        lessons.accept(lesson, outcome="Nummer erbij.", by=cpo, at=FRIDAY)
    draft = a_draft_of_the_playbook()
    lesson = lessons.accept(lesson, outcome="Nummer erbij.", by=cpo, at=FRIDAY)

    assert (lesson.state, lesson.edition, lesson.decided_by) == ("overgenomen", draft, cpo)
    assert verbs(lesson, cpo) == []
    assert "Over deze les is al besloten." in refusal_of_the_database(lesson, outcome="Anders.")


def test_a_lesson_is_declined_with_a_reason(cpo: User) -> None:
    lesson = a_lesson()

    with pytest.raises(RefusedError) as refusal:
        lessons.decline(lesson, outcome="", by=cpo, at=FRIDAY)
    lesson = lessons.decline(lesson, outcome="Staat er al.", by=cpo, at=FRIDAY)

    assert (refusal.value.field, lesson.state) == ("outcome", "afgewezen")


# --- Its pages --------------------------------------------------------------------------------


def test_the_page_of_a_run_tells_where_it_stands(secretary: User) -> None:
    run = a_run()
    run_steps.tick(step_of(run, "A1"), remark="Gebeld.", by=secretary, at=run.started_at)

    text = main_text(signed_in(secretary).get(run.get_absolute_url()))

    assert "1 van 29 stappen gedaan" in text
    assert "Gebeld." in text
    assert "A3 Bij een OMT, beoordeel of het MIT in waakstand samenkomt" in text


def test_the_copy_for_without_network_is_one_file_with_everything(secretary: User) -> None:
    run = a_run()

    answer = signed_in(secretary).get(f"{run.get_absolute_url()}kopie/")

    text = answer.content.decode()
    assert answer["Content-Disposition"].startswith('attachment; filename="uitvoering-')
    assert "Vraag de beoogde voorzitter of die beschikbaar is" in text
    assert "Drie routes naar een signaal" in text
    assert not any(mark in text for mark in ("src=", "<link", "url(", "<script"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_runs_asks_as_little_for_three_as_for_one(
    count: int, secretary: User, django_assert_num_queries: object
) -> None:
    for _ in range(count):
        a_run()
    browser = signed_in(secretary)
    browser.get("/werk/uitvoeringen/")

    with django_assert_num_queries(5):  # type: ignore[operator]
        browser.get("/werk/uitvoeringen/")
