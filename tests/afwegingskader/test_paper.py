"""A closed assessment on paper: made once, complete, lasting and accessible, private."""

import page
import pytest
from asking import main_text, signed_in
from building_kader import an_assessment
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from afwegingskader.models import Assessment
from afwegingskader.printing import pdf_of
from afwegingskader.workflow import assessments
from afwegingskader.workflow.assessments import Filled
from building import person
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.pdf.reading import texts_of

pytestmark = pytest.mark.django_db
ANSWERS: dict[str, dict[str, object]] = {
    "wat-is-er": {"text": "Een nieuwe koorts."},
    "impact-domeinen": {
        "cells": {"d-zorg": {"0": "-2", "1": "onbekend"}, "d-onderwijs": {"1": "-3"}},
        "text": "Nog onzeker.",
    },
}


def a_closed_assessment(*, is_exercise: bool = False) -> Assessment:
    """Return a closed assessment with its PDF."""
    now = timezone.now()
    filled = {key: Filled(given=given) for key, given in ANSWERS.items()}
    begun = an_assessment(is_exercise=is_exercise)
    filled_in = assessments.answer(begun, answers=filled, by=person(Role.SECRETARY), at=now)
    closed = assessments.close(filled_in, by=person(Role.CPO), at=now)
    doing.sweep(now)
    return Assessment.objects.get(pk=closed.pk)


def words_of(data: bytes) -> str:
    return " ".join(" ".join(text for _, text in texts_of(data).texts).split())


def test_closing_makes_a_pdf_that_lasts_and_everybody_can_read() -> None:
    closed = a_closed_assessment()

    data = vault.read(closed.pdf_checksum)

    words = words_of(data)
    assert "Een nieuwe koorts." in words
    assert "−2 (groot nadeel)" in words
    assert "Niet beantwoord." in words
    assert data == pdf_of(closed)
    for profile in ("3a", "ua1"):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    with pytest.raises(IntegrityError, match="ligt vast"), transaction.atomic():
        Assessment.objects.filter(pk=closed.pk).update(pdf_checksum="")


def test_who_takes_part_reads_the_pdf_and_others_do_not(
    cpo: User, expert: User, sg_office: User
) -> None:
    closed = a_closed_assessment()
    address = reverse("afwegingskader:assessment-pdf", args=[closed.pk])
    outsider = person(Role.EXPERT, "een-andere-expert")

    answers = [signed_in(who).get(address) for who in (cpo, expert, outsider, sg_office)]

    assert [answer.status_code for answer in answers] == [200, 200, 404, 403]
    assert answers[0].headers["Content-Type"] == "application/pdf"
    assert address in signed_in(cpo).get(closed.get_absolute_url()).content.decode()


def test_an_exercise_says_so_on_paper() -> None:
    closed = a_closed_assessment(is_exercise=True)

    assert "OEFENING" in words_of(vault.read(closed.pdf_checksum))


def test_a_sign_that_no_paper_can_show_is_refused_where_it_is_typed(cpo: User) -> None:
    begun = an_assessment()
    address = reverse("afwegingskader:assessment-answer-step", args=[begun.pk, "situatie"])

    refused = signed_in(cpo).post(address, {"wat-is-er_text": "Koorts 🙂"})

    assert refused.status_code == 422
    assert "🙂" in main_text(refused)
    assert not begun.answers.exists()
