"""A form that is sent twice at one moment, each on a connection of its own (robustness 17)."""

from functools import partial
from uuid import uuid4

import pytest
from building_aanspreekpunt import ASKED
from django.utils import timezone
from together import at_one_moment

from aanspreekpunt.models import Question
from aanspreekpunt.workflow import questions
from mit_waakstand.trail.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_double_click_is_one_question_and_no_error() -> None:
    act = partial(questions.ask, ASKED, request_key=uuid4(), at=timezone.now())

    ended = at_one_moment(act, act, act)

    assert ended == [None, None, None]
    assert Question.objects.count() == 1
    assert Event.objects.filter(verb="ask").count() == 1
