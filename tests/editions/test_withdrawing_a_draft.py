"""A draft of every kind can be given up: it stays to be read, and the next one begins afresh."""

import pytest
from asking import main_text, signed_in
from building_draaiboek import a_draft_of_the_playbook, a_lesson
from building_editions import adopted
from building_kinds import DRAFTS, an_own_draft
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from afwegingskader.models import WeighingQuestions
from building import a_draft_of_the_weegvragen, weegvragen_in_force
from draaiboek.models import Lesson
from draaiboek.workflow import lessons
from mit_waakstand.accounts.models import User
from mit_waakstand.editions import workflow, worklist
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, RefusedError

pytestmark = pytest.mark.django_db
REASON = {"reason": "Er komt een andere opzet."}


@pytest.mark.parametrize("subject", DRAFTS)
def test_a_withdrawn_draft_stays_as_it_was_with_who_and_why(subject: str, secretary: User) -> None:
    draft = DRAFTS[subject]()
    visitor = signed_in(secretary)

    sent = visitor.post(draft.step_url("withdraw"), REASON)

    assert sent.status_code == 302
    content, title = draft.content, draft.parts()[0].title
    draft.refresh_from_db()
    assert (draft.state, draft.withdrawn_by, draft.content) == ("ingetrokken", secretary, content)
    event = Event.objects.about(draft).first()
    assert event is not None
    assert (event.verb, event.facts) == ("withdraw", ["Reden: Er komt een andere opzet."])
    page = main_text(visitor.get(draft.get_absolute_url()))
    assert "Ingetrokken" in page
    assert title in page
    assert draft.history.first().state == "ingetrokken"
    assert list(worklist.rows_for(secretary, localdate())) == []


def test_without_a_reason_nothing_is_withdrawn(secretary: User) -> None:
    draft = a_draft_of_the_weegvragen()

    with pytest.raises(RefusedError) as refusal:
        workflow.withdraw(draft, reason=" ", by=secretary, at=timezone.now())

    assert refusal.value.field == "reason"
    assert WeighingQuestions.objects.draft() == draft


def test_the_next_draft_begins_with_what_is_in_force_and_a_number_of_its_own(
    secretary: User,
) -> None:
    in_force, draft = weegvragen_in_force(), a_draft_of_the_weegvragen("0.2")
    workflow.withdraw(draft, by=secretary, at=timezone.now(), **REASON)
    visitor = signed_in(secretary)

    form = visitor.get(WeighingQuestions.draft_url()).context["form"]
    sent = visitor.post(WeighingQuestions.draft_url(), {"number": "0.3", "source": in_force.pk})

    assert form.initial == {"source": in_force, "number": "0.3"}
    assert draft not in form.fields["source"].queryset
    assert sent.status_code == 302
    begun = WeighingQuestions.objects.draft()
    assert begun is not None
    assert (begun.made_from, begun.content) == (in_force, in_force.content)


def test_lessons_that_were_taken_over_in_it_wait_for_the_next_draft(
    cpo: User, secretary: User
) -> None:
    draft, now = a_draft_of_the_playbook(), timezone.now()
    lesson = lessons.accept(a_lesson(), outcome="Hoofdstuk 2.", by=secretary, at=now)

    workflow.withdraw(draft, by=cpo, at=now, **REASON)

    waiting = Lesson.objects.open().get()
    assert (waiting, waiting.outcome, waiting.decided_by) == (lesson, "", None)
    assert [event.verb for event in Event.objects.about(lesson)] == ["reopen", "accept"]


@pytest.mark.parametrize("subject", DRAFTS)
def test_adopted_and_withdrawn_versions_are_not_withdrawn(subject: str, cpo: User) -> None:
    version = adopted(an_own_draft(subject), by=cpo)

    offers = {offer.step.verb for offer in version.steps_for(cpo)}
    refused = signed_in(cpo).post(version.step_url("withdraw"), REASON)

    assert "withdraw" not in offers
    assert refused.status_code == 409
    _refuses(version, "ingetrokken")


@pytest.mark.parametrize("subject", DRAFTS)
def test_what_was_withdrawn_never_comes_back(subject: str, cpo: User) -> None:
    draft = an_own_draft(subject)
    workflow.withdraw(draft, by=cpo, at=timezone.now(), **REASON)
    draft.refresh_from_db()

    assert draft.steps_for(cpo) == []
    for verb in ("adopted", "edited"):
        with pytest.raises(ConflictError):
            _TRIED[verb](draft, cpo)
    _refuses(draft, "concept")
    _refuses(draft, "vastgesteld")


def _refuses(version: object, state: str) -> None:
    with (
        pytest.raises(IntegrityError, match=r"gaat niet terug|say_when|verandert niet meer"),
        transaction.atomic(),
    ):
        type(version).objects.filter(pk=version.pk).update(state=state)  # type: ignore[attr-defined]


_TRIED = {
    "adopted": lambda draft, by: adopted(draft, by=by),
    "edited": lambda draft, by: workflow.remove_item(
        draft, key=draft.parts()[0].key, by=by, at=timezone.now()
    ),
}
