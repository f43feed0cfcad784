"""The rules that the database keeps about questions; the words are for whoever breaks one."""

from django.db import models
from django.db.models import F, Q

from aanspreekpunt.states import CLOSED, DISMISSED, OPEN, QuestionState

ERASED = Q(erased_at__isnull=False)
QUESTION_RULES: list[models.BaseConstraint] = [
    models.CheckConstraint(
        condition=Q(channel="website", entered_by=None)
        | ~Q(channel="website") & Q(entered_by__isnull=False),
        name="question_of_the_website_came_by_itself",
        violation_error_message="Een vraag via de website voert niemand in; een andere vraag wel.",
    ),
    models.CheckConstraint(
        condition=Q(due_on__gte=F("received_on")),
        name="question_is_due_after_it_came_in",
        violation_error_message="De streefdatum ligt niet voor de ontvangst.",
    ),
    models.CheckConstraint(
        condition=Q(taken_up_at=None, taken_up_by=None)
        & Q(state__in=(QuestionState.RECEIVED, *DISMISSED))
        | Q(taken_up_at__isnull=False, taken_up_by__isnull=False)
        & ~Q(state=QuestionState.RECEIVED),
        name="question_is_taken_up_before_it_is_answered",
        violation_error_message="Neem de vraag eerst in behandeling.",
    ),
    models.CheckConstraint(
        condition=Q(state__in=OPEN, closed_at=None, closed_by=None)
        | Q(state__in=CLOSED, closed_at__isnull=False, closed_by__isnull=False),
        name="closed_question_says_when_and_by_whom",
        violation_error_message="Leg vast wanneer en door wie de vraag is gesloten.",
    ),
    models.CheckConstraint(
        condition=~Q(state__in=DISMISSED) | ~Q(reason="") | ERASED,
        name="question_without_answer_has_a_reason",
        violation_error_message="Sluiten zonder antwoord kan alleen met een reden.",
    ),
    models.CheckConstraint(
        condition=~Q(state=QuestionState.REFERRED) | ~Q(referred_to="") | ERASED,
        name="question_referred_says_where_to",
        violation_error_message="Vul in naar wie u de vraagsteller verwijst.",
    ),
    models.CheckConstraint(
        condition=~Q(text="") | ERASED,
        name="question_says_something",
        violation_error_message="Vul de vraag in.",
    ),
    models.CheckConstraint(
        condition=Q(erased_at=None, erased_by=None)
        | ERASED & Q(state__in=CLOSED, name="", email="", text="", reason="", referred_to=""),
        name="erased_question_is_closed_and_empty",
        violation_error_message="Alleen van een gesloten vraag worden de gegevens gewist.",
    ),
]
