"""The example of the kader: data, marked as an example, editable without JavaScript (R-121…)."""

import pytest
from asking import main_text, signed_in
from building_editions import adopted
from building_kader import (
    a_draft_of_the_kader,
    an_answered_assessment,
    an_assessment,
    kader_in_force,
)
from django.urls import reverse
from django.utils.timezone import localdate
from lxml import html

from afwegingskader.accountability import kader_in
from afwegingskader.content import QuestionKind
from afwegingskader.models import KaderEdition
from afwegingskader.readiness import (
    kader_in_force as check_kader,
)
from afwegingskader.readiness import (
    kader_is_reviewed,
    weegvragen_are_reviewed,
)
from afwegingskader.readiness import (
    weegvragen_in_force as check_weegvragen,
)
from afwegingskader.workflow import load_starting_kader
from building import a_draft_of_the_weegvragen, a_weighing, amsterdam, weegvragen_in_force
from mit_waakstand.accounts.models import User
from mit_waakstand.editions import workflow, yaml_files
from mit_waakstand.readiness import Status
from mit_waakstand.workflow import RefusedError

pytestmark = pytest.mark.django_db
MOMENT = amsterdam(2026, 11, 1)


def test_the_example_has_seven_steps_and_bears_its_mark(cpo: User) -> None:
    example = load_starting_kader()

    steps = example.steps()

    assert load_starting_kader() == example
    assert (example.number, example.state, example.is_example) == ("0.1", "concept", True)
    assert [len(step.questions) for step in steps] == [4, 3, 3, 7, 4, 3, 4]
    assert {q.kind for step in steps for q in step.questions} >= {
        QuestionKind.TEXT,
        QuestionKind.CHOICE,
        QuestionKind.MATRIX,
        QuestionKind.TEXT_AND_DATE,
    }
    assert [len(example.content[name]) for name in ("values", "domains", "groups")] == [4, 12, 11]
    with pytest.raises(RefusedError, match="Deze versie is een voorbeeld"):
        adopted(example, by=cpo)


def test_the_page_of_the_example_says_that_it_is_to_be_replaced(secretary: User) -> None:
    example = load_starting_kader()

    page = signed_in(secretary).get(example.get_absolute_url())

    words = main_text(page)
    assert "Deze tekst is een voorbeeld, door het MIT in waakstand te vervangen." in words
    assert "Stap 7 Uitruil en herijking" in words
    assert "het afwegingskader van het MIT" not in words


def test_a_matrix_takes_its_rows_from_the_list_of_its_own_version() -> None:
    kader = kader_in_force()

    (matrix,) = [q for step in kader.steps() for q in step.questions if q.key == "per-waarde"]

    assert [line.name for line in matrix.lines][:2] == ["rechtvaardigheid", "solidariteit"]
    assert matrix.columns == ("wat betekent dit",)


def test_a_question_is_added_inside_a_step_and_moved_with_buttons(secretary: User) -> None:
    draft = a_draft_of_the_kader()
    visitor = signed_in(secretary)
    inside = reverse(
        "afwegingskader:kaderedition-add-inside", args=[draft.pk, "questions", "uitruil"]
    )

    wrong = visitor.post(inside, {"question": "Hoeveel?", "kind": "matrix"})
    right = visitor.post(inside, {"question": "Nog iets?", "kind": "schaal"})
    page = visitor.get(right.headers["Location"])
    new = KaderEdition.objects.get(pk=draft.pk).steps()[-1].questions[-1]
    (form,) = html.fromstring(page.content).xpath(f"//li[@id='{new.key}']/form")
    visitor.post(form.get("action"), {"richting": "omhoog"})

    assert wrong.status_code == 422
    assert "Vul dit in: de vraag is een matrix." in main_text(wrong)
    moved = KaderEdition.objects.get(pk=draft.pk).steps()[-1]
    assert [q.question for q in moved.questions][-2:] == [
        "Nog iets?",
        "Wanneer en waarop wegen we opnieuw?",
    ]
    assert moved.questions[-2].kind == QuestionKind.SCALE


def test_a_kader_survives_the_way_out_and_in_as_a_file() -> None:
    kader = kader_in_force()

    taken = yaml_files.take_in(KaderEdition, yaml_files.write(kader).encode())

    assert (taken.content, taken.is_sealed) == (kader.content, True)


@pytest.mark.parametrize("named", ["kader", "weegvragen"])
def test_without_a_version_in_force_it_is_red_until_one_is_adopted(cpo: User, named: str) -> None:
    check, build = {
        "kader": (check_kader, kader_in_force),
        "weegvragen": (check_weegvragen, weegvragen_in_force),
    }[named]

    before = check(MOMENT.date())
    build()
    after = check(MOMENT.date())

    assert before.status == Status.NOT_IN_ORDER
    assert before.act is not None
    assert signed_in(cpo).get(before.act.url).status_code == 200
    assert after.status == Status.IN_ORDER


def test_an_example_in_force_asks_for_attention(cpo: User, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    adopted(load_starting_kader(), by=cpo)

    found = check_kader(MOMENT.date())

    assert found.status == Status.ATTENTION


@pytest.mark.parametrize("named", ["kader", "weegvragen"])
def test_a_version_without_a_day_of_review_asks_for_one(cpo: User, named: str) -> None:
    check, build = {
        "kader": (kader_is_reviewed, kader_in_force),
        "weegvragen": (weegvragen_are_reviewed, weegvragen_in_force),
    }[named]
    nothing = check(MOMENT.date())
    version = build()
    without = check(MOMENT.date())
    assert without.act is not None

    signed_in(cpo).post(without.act.url, {"review_on": "1-9-2099"})

    version.refresh_from_db()
    assert [nothing.status, without.status] == [Status.ATTENTION, Status.ATTENTION]
    assert check(MOMENT.date()).status == Status.IN_ORDER
    assert check(version.review_on).status == Status.ATTENTION


def test_the_list_asks_the_database_as_much_for_three_versions_as_for_one(
    cpo: User, django_assert_num_queries: object
) -> None:
    visitor = signed_in(cpo)
    address = reverse("afwegingskader:weegvragen")
    weegvragen_in_force()
    visitor.get(address)

    with django_assert_num_queries(4):  # type: ignore[operator]
        visitor.get(address)
    for number in ("0.2", "0.3"):
        draft = workflow.own(
            a_draft_of_the_weegvragen(number), reason="Bekeken.", by=cpo, at=MOMENT
        )
        adopted(draft, by=cpo)
    with django_assert_num_queries(4):  # type: ignore[operator]
        visitor.get(address)


def test_the_yearly_account_counts_versions_and_uses_without_exercises() -> None:
    an_assessment(is_exercise=True)
    an_assessment(is_joined=False)
    this_year = localdate().year

    lines = {line.label: line.value for line in kader_in(this_year, localdate()).lines}

    assert lines == {
        "Vastgestelde versies van de weegvragen": "0",
        "Vastgestelde versies van het afwegingskader": "1",
        "Toepassingen van het afwegingskader": "1",
    }
    assert {line.value for line in kader_in(this_year - 1, localdate()).lines} == {"0"}


def test_the_page_of_a_weighing_names_the_uses_of_the_kader_with_their_version(cpo: User) -> None:
    weighing = a_weighing()
    an_assessment(situation=weighing.situation, is_joined=False)

    words = main_text(signed_in(cpo).get(weighing.get_absolute_url()))

    assert "scholen twee weken dicht, versie 0.1 (open)" in words


def test_versions_answers_and_uses_are_found_by_who_may_know_them(cpo: User, expert: User) -> None:
    an_answered_assessment()
    address = reverse("office:search")

    found = main_text(signed_in(cpo).get(address, {"q": "flankerend"}))
    of_the_expert = main_text(signed_in(expert).get(address, {"q": "nieuwe koorts"}))
    hidden = main_text(signed_in(expert).get(address, {"q": "flankerend"}))

    assert "Afwegingskader, versie 0.1" in found
    assert "Antwoord bij scholen twee weken dicht" in of_the_expert
    assert "Afwegingskader, versie" not in hidden
