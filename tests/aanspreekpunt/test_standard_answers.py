"""Standard answers: written, changed in versions, and never over somebody else's head."""

import pytest
from asking import main_text, signed_in
from building_aanspreekpunt import a_question, a_standard_answer
from django.urls import reverse
from django.utils import timezone
from lxml import html

from aanspreekpunt.models import StandardAnswer
from aanspreekpunt.states import QuestionState
from aanspreekpunt.workflow import standard_answers
from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import NotAllowedError

pytestmark = pytest.mark.django_db


def change_page(standard: StandardAnswer) -> str:
    return reverse("aanspreekpunt:standard-answer-change", args=[standard.pk])


def form(**changes: object) -> dict[str, object]:
    return {
        "title": "Over de kosten",
        "text": "Anders.",
        "is_in_use": "on",
        "version": 1,
    } | changes


def test_every_version_stays_readable_with_who_wrote_it(secretary: User, cpo: User) -> None:
    standard = a_standard_answer()

    signed_in(cpo).post(change_page(standard), form())

    page = main_text(
        signed_in(secretary).get(reverse("aanspreekpunt:standard-answer", args=[standard.pk]))
    )
    assert page.index("Versie 2") < page.index("Anders.") < page.index("Versie 1")
    assert "Het ministerie van SZW betaalt het SCP." in page
    assert cpo.full_name in page


def test_of_two_who_change_it_at_once_the_second_reads_both_texts(
    secretary: User, cpo: User
) -> None:
    standard = a_standard_answer()
    signed_in(secretary).post(change_page(standard), form(text="Van de secretaris."))

    answer = signed_in(cpo).post(change_page(standard), form(text="Van de CPO."))

    (text,) = html.fromstring(answer.content).xpath("//textarea[@name='text']")
    (version,) = html.fromstring(answer.content).xpath("//input[@name='version']/@value")
    assert answer.status_code == 409
    assert "Van de secretaris." in main_text(answer)
    assert text.text_content().strip() == "Van de CPO."
    standard.refresh_from_db()
    assert (standard.text, str(standard.version)) == ("Van de secretaris.", version)


def test_a_title_is_there_once(secretary: User) -> None:
    a_standard_answer("Over de kosten")

    answer = signed_in(secretary).post(
        reverse("aanspreekpunt:standard-answer-write"), {"title": "over de KOSTEN", "text": "x"}
    )

    assert answer.status_code == 422
    assert "Er is al een standaardantwoord met deze titel." in main_text(answer)
    assert StandardAnswer.objects.count() == 1


def test_what_is_not_in_use_is_not_offered(secretary: User) -> None:
    standard, question = a_standard_answer(), a_question(QuestionState.IN_PROGRESS)
    address = reverse("aanspreekpunt:question-answer", args=[question.pk])
    before = main_text(signed_in(secretary).get(address))

    signed_in(secretary).post(change_page(standard), form(is_in_use=""))

    assert "Over de kosten" in before
    assert "Over de kosten" not in main_text(signed_in(secretary).get(address))


def test_an_expert_writes_none(expert: User) -> None:
    with pytest.raises(NotAllowedError):
        standard_answers.write(title="Een", text="Twee", by=expert, at=timezone.now())

    assert StandardAnswer.objects.count() == 0
