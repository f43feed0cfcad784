"""A use of the kader: pinned, filled in by several people, compared, closed for ever (R-114…)."""

import pytest
from asking import main_text, refusal_of_sql, signed_in, verbs
from building_editions import adopted
from building_kader import (
    a_draft_of_the_kader,
    an_answered_assessment,
    an_assessment,
    kader_in_force,
)
from django.urls import reverse
from django.utils import timezone
from lxml import html

from afwegingskader.comparing import beside
from afwegingskader.models import Assessment, KaderEdition
from afwegingskader.workflow import assessments
from afwegingskader.workflow.assessments import Filled
from building import a_situation, amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.editions import workflow as editions
from mit_waakstand.outbox.models import Work
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db
MOMENT = amsterdam(2026, 11, 1)
TEXT = {"text": "Een nieuwe koorts."}
MATRIX = {"cells": {"d-zorg": {"0": "-2", "1": "onbekend"}}, "text": "Nog onzeker."}


def _fill(assessment: Assessment, **answers: dict[str, object]) -> Assessment:
    filled = {key.replace("_", "-"): Filled(given=given) for key, given in answers.items()}
    return assessments.answer(assessment, answers=filled, by=person(Role.CPO), at=timezone.now())


def test_an_assessment_keeps_the_version_it_began_with(cpo: User) -> None:
    begun = an_assessment()
    pinned, checksum = begun.edition, begun.edition.checksum
    draft = editions.own(a_draft_of_the_kader(), reason="Ja.", by=cpo, at=MOMENT)
    draft = editions.remove_item(draft, key="situatie", by=cpo, at=MOMENT)

    newer = adopted(draft, by=cpo)

    begun.refresh_from_db()
    assert KaderEdition.objects.in_force() == newer
    assert (begun.edition, begun.edition.checksum) == (pinned, checksum)
    page = signed_in(cpo).get(begun.get_absolute_url())
    assert "Stap 1: Situatie en scenario" in main_text(page)


@pytest.mark.parametrize(
    ("column", "rule"),
    [
        ("edition_id", "houdt de versie en de situatie"),
        ("situation_id", "houdt de versie en de situatie"),
    ],
)
def test_the_database_lets_no_assessment_change_its_version_or_situation(
    column: str, rule: str
) -> None:
    begun = an_assessment()
    other = {"edition_id": a_draft_of_the_kader(), "situation_id": a_situation()}[column]

    assert rule in refusal_of_sql(
        f"UPDATE afwegingskader_assessment SET {column} = %s WHERE id = %s",  # noqa: S608
        [other.pk, begun.pk],
    )


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_the_database_refuses_a_use_of_a_draft(cpo: User, *, is_withdrawn: bool) -> None:
    situation, draft = a_situation(), a_draft_of_the_kader()
    if is_withdrawn:
        editions.withdraw(draft, reason="Anders.", by=cpo, at=MOMENT)

    assert "Een concept kan niet worden toegepast" in refusal_of_sql(
        "INSERT INTO afwegingskader_assessment (situation_id, edition_id, state, subject, title,"
        " begun_at, begun_by_id) VALUES (%s, %s, 'open', 'maatregel', 'x', now(), %s)",
        [situation.pk, draft.pk, cpo.pk],
    )


def test_without_a_kader_in_force_nothing_is_assessed(secretary: User) -> None:
    with pytest.raises(RefusedError, match="Stel eerst een versie van het afwegingskader vast"):
        assessments.begin(
            a_situation(), subject="maatregel", title="Alles dicht", by=secretary, at=MOMENT
        )


def test_answers_are_shown_in_words_and_never_added_up(cpo: User) -> None:
    filled = _fill(an_assessment(), wat_is_er=TEXT, impact_domeinen=MATRIX)

    words = main_text(signed_in(cpo).get(filled.get_absolute_url()))

    assert "Een nieuwe koorts." in words
    assert "−2 (groot nadeel)" in words
    assert "Nog onzeker." in words
    assert "Wat hier staat, wordt niet opgeteld." in words
    assert [word for word in ("Totaal", "gemiddeld", "score", "som van") if word in words] == []


def test_several_people_fill_in_one_step_after_the_other(secretary: User, expert: User) -> None:
    begun = an_assessment()
    first, last = (
        reverse("afwegingskader:assessment-answer-step", args=[begun.pk, key])
        for key in ("situatie", "uitruil")
    )

    saved = signed_in(secretary).post(first, {"wat-is-er_text": "Koorts.", "verder": "ja"})
    signed_in(expert).post(last, {"herijken_text": "Na de piek.", "herijken_by_date": "1-3-2027"})

    assert saved.headers["Location"].endswith("/invullen/maatregel/")
    assert Assessment.objects.get().given() == {
        "wat-is-er": {"text": "Koorts."},
        "herijken": {"text": "Na de piek.", "by_date": "2027-03-01"},
    }
    writers = [answer.history.first().history_user for answer in begun.answers.order_by("pk")]
    assert writers == [secretary, expert]


def test_who_answers_what_another_answered_meanwhile_sees_both_and_loses_nothing(
    cpo: User, secretary: User
) -> None:
    begun = an_assessment()
    address = reverse("afwegingskader:assessment-answer", args=[begun.pk])
    visitor = signed_in(secretary)
    page = html.fromstring(visitor.get(address).content)
    seen = {field.get("name"): field.get("value") for field in page.xpath("//input[@name]")}
    other = {
        "wat-is-er": Filled(given={"text": "Van de CPO."}),
        "fase": Filled(given={"choice": "acuut"}),
    }
    assessments.answer(begun, answers=other, by=cpo, at=MOMENT)

    tried = visitor.post(address, seen | {"wat-is-er_text": "Van de secretaris."})

    assert tried.status_code == 409
    words = main_text(tried)
    assert "[alleen in het opgeslagen antwoord: CPO.]" in words
    assert "[alleen in uw antwoord: secretaris.]" in words
    again = html.fromstring(tried.content)
    renewed = {field.get("name"): field.get("value") for field in again.xpath("//input[@name]")}
    chosen = again.xpath("//select[@name='fase_choice']/option[@selected]/@value")
    sent = renewed | {"wat-is-er_text": "Van ons samen.", "fase_choice": chosen[0]}
    assert visitor.post(address, sent).status_code == 302
    assert begun.given() == {"wat-is-er": {"text": "Van ons samen."}, "fase": {"choice": "acuut"}}


def test_an_answer_that_was_left_alone_keeps_what_another_made_of_it(cpo: User) -> None:
    begun = an_assessment()
    nothing = Filled(given={}, seen="")

    begun = _fill(begun, wat_is_er=TEXT)
    assessments.answer(begun, answers={"dilemma": nothing}, by=cpo, at=MOMENT)

    assert begun.given() == {"wat-is-er": TEXT}
    with pytest.raises(RefusedError, match="staat niet in deze versie"):
        assessments.answer(begun, answers={"verzonnen": nothing}, by=cpo, at=MOMENT)


def test_a_matrix_is_compared_cell_by_cell() -> None:
    one = _fill(an_assessment(), impact_domeinen=MATRIX)
    other = an_assessment(situation=one.situation, title="niets doen")
    other = _fill(other, impact_domeinen={"cells": {"d-zorg": {"0": "-1"}}})

    pairs = [pair for _, found in beside(one, other) for pair in found]

    matrix = next(pair for pair in pairs if pair.label == "3.1")
    assert (matrix.one, matrix.other) == ("Nog onzeker.", "zie de regels hieronder")
    assert [(cell.question, cell.one, cell.other) for cell in pairs if cell.is_cell] == [
        ("zorg: kort, zonder maatregel", "−2 (groot nadeel)", "−1 (klein nadeel)"),
        ("zorg: kort, met maatregel", "onbekend", ""),
    ]


def test_two_uses_in_one_situation_are_compared_beside_each_other(cpo: User) -> None:
    one = _fill(an_assessment(), wat_is_er=TEXT, fase={"choice": "acuut"})
    other = an_assessment(situation=one.situation, is_joined=False, title="niets doen")
    other = _fill(other, wat_is_er=TEXT, fase={"choice": "beheer"})
    elsewhere = an_assessment(is_joined=False)
    visitor = signed_in(cpo)

    page = visitor.get(reverse("afwegingskader:assessment-compare", args=[one.pk, other.pk]))
    strange = visitor.get(reverse("afwegingskader:assessment-compare", args=[one.pk, elsewhere.pk]))

    rows = html.fromstring(page.content).xpath("//tr[th[contains(., 'anders')]]")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        "1.3 In welke bestuurlijke fase zitten we? anders acuut beheer"
    ]
    assert strange.status_code == 404


def test_closed_is_closed_on_the_page_in_the_act_and_in_the_database(cpo: User) -> None:
    open_one = an_answered_assessment()
    closed = assessments.close(open_one, by=cpo, at=MOMENT)
    address = reverse("afwegingskader:assessment-answer", args=[closed.pk])

    tried = signed_in(cpo).post(address, {"wat-is-er_text": "Toch anders."})

    assert verbs(closed, cpo) == []
    assert tried.status_code == 409
    for sql in (
        "UPDATE afwegingskader_answer SET content = '{}' WHERE assessment_id = %s",
        "DELETE FROM afwegingskader_answer WHERE assessment_id = %s",
        "UPDATE afwegingskader_assessment SET title = 'anders' WHERE id = %s",
        "UPDATE afwegingskader_assessment SET state = 'open' WHERE id = %s",
    ):
        assert "Een afgesloten toepassing verandert niet meer" in refusal_of_sql(sql, [closed.pk])


def test_an_empty_use_is_not_closed(cpo: User) -> None:
    with pytest.raises(RefusedError, match="Beantwoord eerst ten minste één vraag"):
        assessments.close(an_assessment(), by=cpo, at=MOMENT)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_only_the_cpo_closes_and_asks_experts(role: Role) -> None:
    begun = an_answered_assessment()

    for act in (
        lambda: assessments.close(begun, by=person(role), at=MOMENT),
        lambda: assessments.invite(begun, expert=person(Role.EXPERT), by=person(role), at=MOMENT),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_an_expert_knows_only_what_he_was_asked_to_join(cpo: User, expert: User) -> None:
    begun = an_assessment(is_joined=False)
    before = signed_in(expert).get(begun.get_absolute_url()).status_code

    assessments.invite(begun, expert=expert, by=cpo, at=MOMENT)

    assert before == 404
    assert signed_in(expert).get(begun.get_absolute_url()).status_code == 200
    work = Work.objects.get(kind="mail_assessment")
    assert work.details == {}
    with pytest.raises(RefusedError, match="Deze expert doet al mee"):
        assessments.invite(begun, expert=expert, by=cpo, at=MOMENT)


def test_a_use_in_an_exercise_is_for_its_participants_only(cpo: User) -> None:
    begun = an_assessment(is_exercise=True)
    outsider = person(Role.CPO, "andere-cpo")
    stranger = person(Role.EXPERT, "vreemde-expert")

    assert signed_in(outsider).get(begun.get_absolute_url()).status_code == 404
    with pytest.raises(RefusedError, match="doet niet mee aan de oefening"):
        assessments.invite(begun, expert=stranger, by=cpo, at=MOMENT)
    assert begun.is_part_of_exercise()


def test_two_answers_at_one_moment_are_one_and_a_conflict(cpo: User) -> None:
    begun = an_assessment()
    kader_in_force()
    stale = Filled(given={"text": "B"}, seen="0" * 16)
    _fill(begun, wat_is_er={"text": "A"})

    with pytest.raises(ConflictError):
        assessments.answer(begun, answers={"wat-is-er": stale}, by=cpo, at=MOMENT)

    assert begun.given() == {"wat-is-er": {"text": "A"}}
