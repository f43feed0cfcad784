"""Every kind of version is adopted in a recorded meeting or in a written round, the same way."""

import pytest
from asking import main_text, signed_in
from building_kinds import DRAFTS, an_own_draft
from building_meetings import a_meeting
from django.db import IntegrityError, transaction
from django.utils import timezone

from draaiboek.models import Meeting, MeetingKind
from draaiboek.states.meetings import MeetingState
from mit_waakstand.accounts.models import User
from mit_waakstand.editions import workflow
from mit_waakstand.editions.models import kinds_of_edition
from mit_waakstand.workflow import RefusedError

pytestmark = pytest.mark.django_db


def _held(*, is_exercise: bool = False) -> Meeting:
    return a_meeting(MeetingState.HELD, is_exercise=is_exercise)


def test_the_list_of_kinds_is_complete() -> None:
    kinds = sorted(kind.SUBJECT for kind in kinds_of_edition())

    assert kinds == sorted(DRAFTS)


@pytest.mark.parametrize("subject", DRAFTS)
def test_a_meeting_says_its_own_day_and_name_and_shows_what_it_adopted(
    subject: str, cpo: User
) -> None:
    draft, meeting = an_own_draft(subject), _held()
    visitor = signed_in(cpo)

    sent = visitor.post(draft.step_url("adopt"), {"form": "vergadering", "meeting": meeting.pk})

    assert sent.status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.adopted_in, draft.adopted_on, draft.adoption_reference) == (
        "vastgesteld",
        meeting,
        meeting.day(),
        meeting.name_in_a_sentence(),
    )
    version_page = main_text(visitor.get(draft.get_absolute_url()))
    assert f"Vergadering{meeting.name_in_a_sentence()}" in version_page
    meeting_page = main_text(visitor.get(meeting.get_absolute_url()))
    assert f"Hier vastgesteld {draft.title()}" in meeting_page


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"held_on": "1-9-2026"}, "De gekozen vergadering was op"),
        ({"form": "schriftelijk"}, "Bij een schriftelijke ronde hoort geen vergadering."),
        ({"meeting": ""}, "Noem de vergadering of de schriftelijke ronde."),
        ({"meeting": "", "reference": "ronde 1"}, "Vul de dag van het besluit in, of kies"),
    ],
)
def test_meeting_day_and_form_agree(wrong: dict[str, str], message: str, cpo: User) -> None:
    draft, meeting = an_own_draft("weegvragen"), _held()
    sent = {"form": "vergadering", "meeting": meeting.pk} | wrong

    refused = signed_in(cpo).post(draft.step_url("adopt"), sent)

    draft.refresh_from_db()
    assert refused.status_code == 422
    assert message in main_text(refused)
    assert draft.is_draft()


def test_only_a_real_meeting_that_was_held_adopts(cpo: User) -> None:
    draft = an_own_draft("weegvragen")
    wrong = (_held(is_exercise=True), a_meeting(kind=MeetingKind.OTHER))

    for meeting in wrong:
        with pytest.raises(RefusedError, match="Kies een vergadering die is gehouden"):
            workflow.adopt(draft, form="vergadering", meeting=meeting, by=cpo, at=timezone.now())

    page = main_text(signed_in(cpo).get(draft.step_url("adopt")))
    assert all(meeting.name_in_a_sentence() not in page for meeting in wrong)


@pytest.mark.parametrize("subject", DRAFTS)
def test_the_database_itself_refuses_a_meeting_that_was_not_held(subject: str) -> None:
    draft, planned = an_own_draft(subject), a_meeting()

    with (
        pytest.raises(IntegrityError, match="Kies een vergadering die is gehouden"),
        transaction.atomic(),
    ):
        type(draft).objects.filter(pk=draft.pk).update(  # type: ignore[attr-defined]
            adopted_in=planned, adoption_form="vergadering"
        )
