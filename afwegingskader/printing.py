"""The PDF of a closed assessment: made when its answers froze, and never again."""

from django.conf import settings

from afwegingskader.models import Assessment
from afwegingskader.questionnaire import Given, KaderQuestion, KaderStep
from mit_waakstand import chain, pdf

STYLESHEET = "afwegingskader/assessment.css"


def filled_in(
    assessment: Assessment,
) -> list[tuple[KaderStep, list[tuple[KaderQuestion, Given]]]]:
    """Return every step with its questions, each with what was answered; {} for nothing."""
    given = assessment.given()
    return [
        (step, [(question, given.get(question.key, {})) for question in step.questions])
        for step in assessment.edition.steps()
    ]


def pdf_of(assessment: Assessment) -> bytes:
    """Return a closed assessment as PDF/A-3a and PDF/UA-1; the same answers give the same bytes.

    Raises ValueError for one that is still open.
    """
    if assessment.closed_at is None:
        message = f"{assessment} is still open"
        raise ValueError(message)
    document = pdf.Document(
        identifier=f"toepassing-{assessment.pk}",
        reference=f"Toepassing {assessment.pk}",
        title=f"Toepassing van het afwegingskader: {assessment.title}",
        subject="Toepassing van het afwegingskader door het MIT in waakstand",
        text=chain.canonical(assessment.given()),
        created_at=assessment.closed_at,
        demo=settings.DEMO,
        exercise=assessment.is_part_of_exercise(),
    )
    context = {"assessment": assessment, "chapters": filled_in(assessment)}
    return pdf.render(
        "afwegingskader/assessment_pdf.html", context, document=document, stylesheet=STYLESHEET
    )
