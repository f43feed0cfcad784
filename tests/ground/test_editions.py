"""Versions: concept, in force, replaced; what was adopted never changes (R-021 to R-024)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from building_editions import ROUND, adopted
from django.db import IntegrityError, connection, transaction
from proving import until
from pytest_django import Settings
from workers import waits_for_a_lock

from afwegingskader.content import AnswerKind
from afwegingskader.models import Question, WeighingQuestions
from afwegingskader.workflow import load_starting_version
from building import amsterdam, person
from mit_waakstand import chain
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.editions import workflow
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError

MOMENT, LATER = amsterdam(2026, 9, 1), amsterdam(2026, 10, 1)
CONTENT = {"questions": [{"key": "a", "question": "Ja?", "kind": "oordeel", "source": "R-043"}]}


def _draft(number: str, *, is_example: bool = False) -> WeighingQuestions:
    return WeighingQuestions.objects.create(number=number, content=CONTENT, is_example=is_example)


@pytest.mark.django_db
def test_the_first_version_is_made_once_as_a_concept() -> None:
    made = [load_starting_version() for _ in range(2)]

    assert made[0] == made[1]
    assert WeighingQuestions.objects.count() == 1
    assert (made[0].number, made[0].state, made[0].is_example) == ("0.1", "concept", False)
    assert WeighingQuestions.objects.in_force() is None


@pytest.mark.django_db
def test_every_weegvraag_says_how_it_is_answered_and_where_it_is_from() -> None:
    version = load_starting_version()

    questions = version.questions()

    assert version.is_unfinished() == ""
    assert len({question.key for question in questions}) == len(questions) > 0
    assert all(question.question.endswith("?") for question in questions)
    assert all(question.source for question in questions)
    assert {question.kind for question in questions} <= set(AnswerKind)


@pytest.mark.django_db
def test_a_version_gives_its_questions_in_their_order() -> None:
    version = _draft("0.2")

    assert version.questions() == [Question("a", "Ja?", AnswerKind.JUDGEMENT, "R-043")]
    assert str(version) == "versie 0.2"


@pytest.mark.django_db
def test_adopting_puts_a_version_in_force_and_says_when_how_and_by_whom(cpo: User) -> None:
    version = adopted(_draft("0.2"), by=cpo, at=MOMENT)

    assert WeighingQuestions.objects.in_force() == version
    stored = WeighingQuestions.objects.get()
    assert (stored.state, stored.adopted_at, stored.adopted_by) == ("vastgesteld", MOMENT, cpo)
    assert (stored.adoption_form, stored.adopted_on, stored.adoption_reference) == (
        "schriftelijk",
        MOMENT.date(),
        ROUND,
    )
    assert (stored.replaced_at, stored.replaced_by) == (None, None)
    event = Event.objects.about(version).get()
    assert event.facts == [f"Vastgesteld: in een schriftelijke ronde van 01-09-2026: {ROUND}"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reference": " "}, "reference"),
        ({"held_on": LATER.date()}, "held_on"),
        ({"review_on": MOMENT.date()}, "review_on"),
    ],
)
def test_a_decision_says_in_which_meeting_or_round_and_lies_in_the_past(
    cpo: User, wrong: dict[str, object], field: str
) -> None:
    decided: dict[str, object] = {"form": "vergadering", "held_on": MOMENT.date()}

    with pytest.raises(RefusedError) as refusal:
        workflow.adopt(
            _draft("0.2"),
            by=cpo,
            at=MOMENT,
            **decided | {"reference": "vergadering 1"} | wrong,  # type: ignore[arg-type]
        )

    assert refusal.value.field == field
    assert WeighingQuestions.objects.in_force() is None


@pytest.mark.django_db
def test_the_next_version_replaces_the_one_before_it(cpo: User) -> None:
    first = adopted(_draft("0.2"), by=cpo, at=MOMENT)

    second = adopted(_draft("0.3"), by=cpo, at=LATER)

    first.refresh_from_db()
    assert (first.state, first.replaced_at, first.replaced_by) == ("vervangen", LATER, cpo)
    assert (first.adopted_at, WeighingQuestions.objects.in_force()) == (MOMENT, second)
    events = Event.objects.about(first, second).values_list("verb", "subject_pk")
    assert list(events) == [("adopt", second.pk), ("replace", first.pk), ("adopt", first.pk)]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["vastgesteld", "vervangen"])
def test_what_was_adopted_is_not_adopted_again(cpo: User, state: str) -> None:
    version = adopted(_draft("0.2"), by=cpo, at=MOMENT)
    if state == "vervangen":
        adopted(_draft("0.3"), by=cpo, at=MOMENT)

    with pytest.raises(ConflictError) as refusal:
        adopted(version, by=cpo, at=LATER)

    assert f"De stand is nu “{state}”." in refusal.value.message


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role != Role.CPO])
def test_only_the_cpo_adopts(role: Role) -> None:
    version = _draft("0.2")

    with pytest.raises(NotAllowedError):
        adopted(version, by=person(role), at=MOMENT)

    assert WeighingQuestions.objects.in_force() is None


@pytest.mark.django_db
def test_an_example_is_adopted_only_when_somebody_made_it_their_own(cpo: User) -> None:
    example = _draft("0.2", is_example=True)
    with pytest.raises(RefusedError) as refusal:
        adopted(example, by=cpo, at=MOMENT)

    own = workflow.own(example, reason="Nagelezen met twee experts.", by=cpo, at=MOMENT)

    assert refusal.value.message == (
        "Deze versie is een voorbeeld. Verwijder dat kenmerk na een eigen beoordeling."
    )
    assert adopted(own, by=cpo, at=MOMENT) == WeighingQuestions.objects.in_force()
    told = [event.facts for event in Event.objects.about(example).filter(verb="own")]
    assert told == [["Eigen beoordeling: Nagelezen met twee experts."]]


@pytest.mark.django_db
def test_in_a_demonstration_an_example_is_adopted(cpo: User, settings: Settings) -> None:
    settings.DEMO = True

    version = adopted(_draft("0.2", is_example=True), by=cpo, at=MOMENT)

    assert WeighingQuestions.objects.in_force() == version


@pytest.mark.django_db
def test_an_empty_or_unfinished_version_is_not_adopted(cpo: User) -> None:
    empty = WeighingQuestions.objects.create(number="0.2")
    with pytest.raises(RefusedError) as of_empty:
        adopted(empty, by=cpo, at=MOMENT)
    empty.content = {"questions": [{"key": "a", "question": "Ja?", "kind": "oordeel"}]}
    empty.save()

    with pytest.raises(RefusedError) as of_unfinished:
        adopted(empty, by=cpo, at=MOMENT)

    assert of_empty.value.message == "Deze versie is nog leeg. Voeg een document of inhoud toe."
    assert of_unfinished.value.message == (
        "De inhoud is nog niet af. Vraag 1: bron: Vul dit veld in."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"content": {"questions": []}},
        {"number": "9"},
        {"adoption_reference": "een andere ronde"},
        {"document_checksum": "a" * 64},
    ],
)
def test_the_database_keeps_what_was_adopted(cpo: User, change: dict[str, object]) -> None:
    version = adopted(_draft("0.2"), by=cpo, at=MOMENT)
    message = "Een vastgestelde versie verandert niet meer"

    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        WeighingQuestions.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        WeighingQuestions.objects.filter(pk=version.pk).delete()

    assert WeighingQuestions.objects.get(pk=version.pk).content == CONTENT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"state": "concept"}, "gaat niet terug"),
        ({"adoption_form": ""}, "verandert niet meer"),
    ],
)
def test_the_database_lets_no_version_go_back(
    cpo: User, change: dict[str, object], rule: str
) -> None:
    version = adopted(_draft("0.2"), by=cpo, at=MOMENT)

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        WeighingQuestions.objects.filter(pk=version.pk).update(**change)

    version.refresh_from_db()
    assert (version.state, version.adoption_form) == ("vastgesteld", "schriftelijk")


@pytest.mark.django_db
def test_the_database_refuses_an_adopted_version_without_meeting_or_round(cpo: User) -> None:
    draft = _draft("0.2")
    rule = "adopted_weegvragen_say_in_which_meeting_or_round"

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        WeighingQuestions.objects.filter(pk=draft.pk).update(
            state="vastgesteld", adopted_at=MOMENT, adopted_by=cpo
        )

    assert WeighingQuestions.objects.in_force() is None


@pytest.mark.django_db
def test_the_checksum_covers_the_content_and_nothing_else(cpo: User) -> None:
    one = adopted(_draft("0.2"), by=cpo, at=MOMENT)
    same = _draft("0.3")
    other = WeighingQuestions(number="0.4", content={"questions": []})

    assert one.checksum == same.checksum == chain.digest("", chain.canonical(CONTENT))
    assert other.checksum != one.checksum


@pytest.mark.django_db
def test_who_reads_the_versions() -> None:
    version = _draft("0.2")

    readers = {role for role in Role if version.is_visible_to(person(role))}

    assert readers == {Role.CPO, Role.SECRETARY}


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_adopt_at_one_moment_one_wins_and_the_other_is_told(cpo: User) -> None:
    adopted(_draft("0.2"), by=cpo, at=MOMENT)
    draft = _draft("0.3")

    def adopt_elsewhere() -> None:
        try:
            adopted(draft, by=cpo, at=LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            adopted(draft, by=cpo, at=LATER)
            elsewhere = pool.submit(adopt_elsewhere)
            until(waits_for_a_lock)
        outcome = elsewhere.exception()

    assert isinstance(outcome, ConflictError)
    assert outcome.message
    assert WeighingQuestions.objects.in_force() == draft
