"""An expert reads the draft that he was invited to read, and nothing else (domain §5)."""

import pytest
from asking import main_text, signed_in
from building_draaiboek import a_draft_of_the_playbook
from building_editions import adopted
from building_kader import a_draft_of_the_kader
from building_meetings import a_meeting, the_expert_of
from django.utils import timezone

from draaiboek.models import Meeting
from draaiboek.workflow import inviting
from mit_waakstand.accounts.models import User
from mit_waakstand.editions.models import Edition

pytestmark = pytest.mark.django_db


def put_on_the_agenda(meeting: Meeting, draft: Edition, secretary: User) -> None:
    """Let the secretaris choose the draft at an item, on the page."""
    fields = {
        "subject": draft.CALLED,
        "purpose": "bespreking",
        "draft": f"{draft.CALLED} {draft.number}",
    }
    signed_in(secretary).post(f"/werk/vergaderingen/{meeting.pk}/agenda/", fields)


def test_who_is_invited_to_a_meeting_reads_the_draft_on_its_agenda(
    secretary: User, cpo: User, expert: User
) -> None:
    meeting, draft, kader = a_meeting(), a_draft_of_the_playbook(), a_draft_of_the_kader()
    visitor = signed_in(expert)
    before = visitor.get(draft.get_absolute_url()).status_code
    put_on_the_agenda(meeting, draft, secretary)

    meeting_page = visitor.get(meeting.get_absolute_url())
    page = visitor.get(draft.get_absolute_url())
    around = [
        visitor.get(address).status_code
        for address in (
            draft.list_url(),
            draft.step_url("compare"),
            draft.step_url("file"),
            draft.step_url("edit"),
            kader.get_absolute_url(),
        )
    ]
    invitation = the_expert_of(meeting)
    inviting.withdraw_invitation(meeting, invitation=invitation, by=cpo, at=timezone.now())
    afterwards = visitor.get(draft.get_absolute_url()).status_code

    assert (before, page.status_code, afterwards) == (403, 200, 403)
    assert draft.get_absolute_url().encode() in meeting_page.content
    assert "Stuk: draaiboek 0.2, concept" in main_text(meeting_page)
    assert "Concept om mee te lezen" in main_text(page)
    assert draft.step_url("compare").encode() not in page.content
    assert around == [403, 403, 403, 403, 403]


def test_what_is_adopted_is_no_draft_any_more(secretary: User, cpo: User, expert: User) -> None:
    meeting, draft = a_meeting(), a_draft_of_the_kader()
    put_on_the_agenda(meeting, draft, secretary)
    visitor = signed_in(expert)
    as_a_draft = visitor.get(draft.get_absolute_url()).status_code
    draft.is_example = False
    draft.save()

    adopted(draft, by=cpo)

    assert (as_a_draft, visitor.get(draft.get_absolute_url()).status_code) == (200, 403)
