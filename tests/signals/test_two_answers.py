"""Two people answer the weegvragen of one weighing: nothing is lost (robustness 16)."""

from typing import Any

import pytest
from asking import main_text, signed_in
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from building import a_weighing, answer_everything
from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import ConflictError
from signals.models import Weighing
from signals.workflow import weighings
from signals.workflow.weighings import Given

pytestmark = pytest.mark.django_db


def form_of(answer: HttpResponse) -> dict[str, str]:
    """Return what a browser would send: every field as the page shows it."""
    (form,) = html.fromstring(answer.content).xpath("//main//form[.//textarea]")
    return {name: (value or "").removeprefix("\n") for name, value in form.form_values()}


def opened(client: Client, weighing: Weighing) -> tuple[str, dict[str, str]]:
    address = reverse("signals:weighing-answer", args=[weighing.pk])
    return address, form_of(client.get(address))


def texts_of(weighing: Weighing, *keys: str) -> list[str]:
    texts = dict(weighing.answers.values_list("key", "text"))
    return [texts.get(key, "") for key in keys]


def test_the_second_who_answers_a_question_is_refused_and_sees_both_texts(
    cpo: User, secretary: User
) -> None:
    weighing, first, second = answer_everything(a_weighing()), signed_in(cpo), signed_in(secretary)
    (address, mine), (_, theirs) = opened(first, weighing), opened(second, weighing)
    second.post(address, theirs | {"gevolgen_text": "Scholen vallen uit."})

    refused = first.post(address, mine | {"gevolgen_text": "De zorg valt uit."})

    page = main_text(refused)
    assert refused.status_code == 409
    assert "Iemand anders heeft intussen een antwoord gewijzigd dat u ook wijzigde." in page
    assert "[alleen in de opgeslagen tekst: Scholen vallen ]" in page
    assert "[alleen in uw tekst: De zorg valt ]" in page
    assert form_of(refused)["gevolgen_text"] == "De zorg valt uit."
    assert texts_of(weighing, "gevolgen") == ["Scholen vallen uit."]


def test_after_the_refusal_one_chooses_and_saves(cpo: User, secretary: User) -> None:
    weighing, first, second = answer_everything(a_weighing()), signed_in(cpo), signed_in(secretary)
    (address, mine), (_, theirs) = opened(first, weighing), opened(second, weighing)
    second.post(
        address, theirs | {"gevolgen_text": "Scholen vallen uit.", "snelheid_text": "Vandaag."}
    )
    refused = first.post(address, mine | {"gevolgen_text": "De zorg valt uit."})

    saved = first.post(address, form_of(refused) | {"gevolgen_text": "Scholen en zorg."})

    assert saved.status_code == 302
    assert texts_of(weighing, "gevolgen", "snelheid") == ["Scholen en zorg.", "Vandaag."]
    earlier = weighing.answers.get(key="gevolgen").history.values_list("text", flat=True)
    assert "Scholen vallen uit." in earlier


def test_who_answers_another_question_undoes_nothing(cpo: User, secretary: User) -> None:
    weighing, first, second = a_weighing(), signed_in(cpo), signed_in(secretary)
    (address, mine), (_, theirs) = opened(first, weighing), opened(second, weighing)
    second.post(address, theirs | {"gevolgen_text": "Scholen vallen uit."})

    saved = first.post(address, mine | {"snelheid_text": "Vandaag."})

    assert saved.status_code == 302
    assert texts_of(weighing, "gevolgen", "snelheid") == ["Scholen vallen uit.", "Vandaag."]


@pytest.mark.parametrize(
    "given",
    [{"text": "Anders."}, {"text": "Antwoord.", "judgement": "nee"}],
    ids=["another text", "another judgement"],
)
def test_the_act_itself_refuses_what_was_not_seen(given: dict[str, Any], cpo: User) -> None:
    weighing = answer_everything(a_weighing())
    before = weighing.answers.get(key="potentieel")
    stale = Given(text="Een antwoord van vorige week.").hash()
    answers = {"potentieel": Given(**{"judgement": "ja"} | given, seen=stale)}

    with pytest.raises(ConflictError):
        weighings.answer(weighing, answers=answers, by=cpo, at=timezone.now())

    after = weighing.answers.get(key="potentieel")
    assert (after.text, after.judgement) == (before.text, before.judgement)


def test_long_answers_with_other_ends_of_lines_are_the_same_answer() -> None:
    one, other = Given(text="Eerst.\nDan."), Given(text="Eerst.\r\nDan.\r\n")

    assert one.hash() == other.hash()
    assert one.hash() != Given(text="Eerst. Dan.").hash()
