"""What stands beside the draaiboek: documents, scaling up, standing decisions, and its checks."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from asking import main_text, refusal_of_sql, signed_in
from building_draaiboek import (
    a_closed_run,
    a_document,
    a_draft_of_the_playbook,
    a_lesson,
    a_point,
    an_arrangement,
    playbook_in_force,
)
from building_readiness import a_norm
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from later import a_standing_decision
from pytest_django import Settings

from building import person
from draaiboek import readiness
from draaiboek.accountability import playbook_in
from draaiboek.models import DocumentVersion, PlaybookDocument, ScaleUpPoint
from draaiboek.workflow import documents, lessons, scale_up
from draaiboek.workflow.documents import Given
from draaiboek.workflow.starting import load_starting_version
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.editions import workflow as editions
from mit_waakstand.office.search import entries, kinds_for, question_of
from mit_waakstand.readiness import Finding, Status
from mit_waakstand.workflow import NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db
LINK = "https://www.voorbeeld.invalid/kennisbasis"


# --- The starting version ---------------------------------------------------------------------


def test_the_starting_version_is_an_example_and_is_not_adopted_as_it_is(
    cpo: User, settings: Settings
) -> None:
    settings.DEMO = False
    draft = load_starting_version()

    assert (draft.number, draft.is_example, draft.is_unfinished()) == ("0.1", True, "")
    (adopt,) = [offer for offer in draft.steps_for(cpo) if offer.step.verb == "adopt"]
    assert adopt.obstacles == (
        "Deze versie is een voorbeeld. Verwijder dat kenmerk na een eigen beoordeling.",
    )
    assert load_starting_version() == draft


def test_a_term_after_a_step_that_is_not_there_keeps_a_version_from_being_adopted() -> None:
    draft = a_draft_of_the_playbook()
    (first,) = [part for part in draft.parts() if part.item.get("code") == "A1"]

    draft = editions.remove_item(draft, key=first.key, by=person(Role.CPO), at=timezone.now())

    assert draft.is_unfinished() == "Stap A3 telt vanaf A1, en die stap is er niet."


def test_the_page_of_versions_leads_to_all_that_belongs_to_the_draaiboek(secretary: User) -> None:
    a_lesson()
    a_standing_decision()

    text = main_text(signed_in(secretary).get(reverse("draaiboek:versions")))

    for words in (
        "Zet het nummer op een vaste plaats.",
        "Vaste besluiten van de CPO Er geldt een vast besluit",
        "Alle uitvoeringen",
        "Alle documenten",
        "Punten en afspraken",
    ):
        assert words in text


# --- Documents --------------------------------------------------------------------------------


def test_a_document_is_kept_byte_for_byte_and_its_versions_stay(secretary: User) -> None:
    document = a_document(with_file=True)
    documents.add_version(
        document,
        given=Given(dated_on=date(2027, 1, 1), url=LINK),
        by=secretary,
        at=timezone.now(),
    )

    new, old = document.versions.all()
    assert (new.url, vault.read(old.file_checksum)) == (LINK, b"%PDF-1.7 proef")
    with pytest.raises(DatabaseError, match="liggen vast"), transaction.atomic():
        DocumentVersion.objects.filter(pk=old.pk).update(note="Anders.")


def test_the_kennisbasis_is_linked_and_never_copied() -> None:
    with pytest.raises(RefusedError) as refusal:
        a_document(kind="kennisbibliotheek", with_file=True)
    assert refusal.value.field == "file"

    version = a_document(kind="kennisbibliotheek").versions.get()
    insert = (
        "INSERT INTO draaiboek_documentversion (document_id, dated_on, gazette_reference, url, "
        "file_name, file_checksum, file_size, note, recorded_at, recorded_by_id) "
        "VALUES (%s, now(), '', '', 'x.pdf', 'abc', 1, '', now(), %s)"
    )
    refused = refusal_of_sql(insert, [version.document_id, version.recorded_by_id])
    assert "Geef een link, en geen kopie." in refused


def test_agreements_name_the_staatscourant() -> None:
    with pytest.raises(RefusedError) as refusal:
        a_document(kind="bestuurlijke_afspraken")

    assert refusal.value.field == "gazette_reference"


@pytest.mark.parametrize(
    ("readers", "who"),
    [
        ("miw", [Role.CPO, Role.SECRETARY]),
        ("experts", [Role.CPO, Role.SECRETARY, Role.EXPERT]),
        ("bureau_sg", [Role.CPO, Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE]),
    ],
)
def test_a_document_is_there_for_its_readers_alone(readers: str, who: list[Role]) -> None:
    a_document(readers=readers)

    found = [role for role in Role if PlaybookDocument.objects.visible_to(person(role)).exists()]

    assert found == who


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_only_cpo_and_secretaris_keep_documents_and_agreements(role: Role) -> None:
    document, point = a_document(), a_point()

    with pytest.raises(NotAllowedError):
        documents.describe(document, title="x", readers="miw", by=person(role), at=timezone.now())
    with pytest.raises(NotAllowedError):
        scale_up.change_point(
            point, title="x", explanation="", is_active=True, by=person(role), at=timezone.now()
        )


def test_documents_and_lessons_are_found_by_who_may_read_them(secretary: User) -> None:
    a_document()
    a_lesson()

    def found(user: User, typed: str) -> list[str]:
        return [entry.kind for entry in entries(question_of(typed), kinds_for(user))]

    assert found(secretary, "reglement") == ["draaiboek_playbookdocument"]
    assert "draaiboek_lesson" in found(secretary, "telefoonnummer")
    assert found(person(Role.SG_OFFICE), "reglement") == []


# --- Paraatheid: each check is made red or amber, and mended by its act -----------------------


def test_the_draaiboek_is_red_until_it_is_adopted() -> None:
    load_starting_version()
    before = readiness.playbook_in_force(localdate())

    playbook_in_force()

    assert before.status == Status.NOT_IN_ORDER
    assert before.act is not None
    assert before.act.label == "Stel een eigen versie vast"
    assert readiness.playbook_in_force(localdate()).status == Status.IN_ORDER


def test_the_review_goes_by_the_norm_until_a_day_is_chosen(cpo: User) -> None:
    edition, now = playbook_in_force(), timezone.now()
    late = localdate() + timedelta(days=370)
    a_norm("draaiboek", 12, at=now)
    before = [readiness.playbook_review(day).status for day in (localdate(), late)]

    editions.plan_review(edition, review_on=late + timedelta(days=1), by=cpo, at=now)

    assert before == [Status.IN_ORDER, Status.ATTENTION]
    assert readiness.playbook_review(late).status == Status.IN_ORDER


def test_the_exercise_is_amber_until_one_is_closed_and_after_the_norm() -> None:
    a_norm("oefening", 12, at=timezone.now())
    today, before = localdate(), readiness.exercised(localdate()).status

    a_closed_run(is_exercise=True)

    after = [readiness.exercised(today + timedelta(days=days)).status for days in (0, 364, 370)]
    assert before == Status.ATTENTION
    assert after == [Status.IN_ORDER, Status.IN_ORDER, Status.ATTENTION]


def test_a_real_run_is_no_exercise() -> None:
    a_closed_run()

    assert readiness.exercised(localdate()).status == Status.ATTENTION


def test_lessons_are_amber_past_their_date_and_mended_by_deciding(secretary: User) -> None:
    lesson = a_lesson()
    late = lesson.due_on + timedelta(days=1)
    before = [readiness.lessons_learnt(day).status for day in (lesson.due_on, late)]

    lessons.decline(lesson, outcome="Staat er al.", by=secretary, at=timezone.now())

    assert before == [Status.IN_ORDER, Status.ATTENTION]
    assert readiness.lessons_learnt(late).status == Status.IN_ORDER


@pytest.mark.parametrize(
    ("check", "kind"),
    [
        (readiness.chair_named, "voorzitter"),
        (readiness.staff_arranged, "detachering"),
        (readiness.composition_arranged, "samenstelling"),
    ],
)
def test_scaling_up_is_amber_until_every_point_has_an_agreement_that_holds(
    check: Callable[[date], Finding], kind: str
) -> None:
    today = localdate()
    scale_up.load_points()
    before = check(today).status

    until = today + timedelta(days=10)
    for point in ScaleUpPoint.objects.filter(kind=kind):
        an_arrangement(point, valid_until=until)

    after = [check(day).status for day in (today, until + timedelta(days=1))]
    assert (before, after) == (Status.ATTENTION, [Status.IN_ORDER, Status.ATTENTION])


def test_the_yearly_account_counts_versions_exercises_and_lessons() -> None:
    a_lesson(a_closed_run(is_exercise=True))

    chapter = playbook_in(localdate().year, localdate())

    assert [(line.label, line.value) for line in chapter.lines] == [
        ("Vastgestelde versies van het draaiboek", "1"),
        ("Uitvoeringen in een echte situatie", "0"),
        ("Oefeningen met het draaiboek", "1"),
        ("Lessen", "1"),
    ]
