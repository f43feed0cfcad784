"""A draft of every kind of version, for the tests that hold for all of them."""

from building_draaiboek import a_draft_of_the_playbook
from building_kader import a_draft_of_the_kader
from django.utils import timezone

from building import a_draft_of_the_weegvragen, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.editions import workflow
from mit_waakstand.editions.models import Edition

DRAFTS = {
    "weegvragen": a_draft_of_the_weegvragen,
    "afwegingskader": a_draft_of_the_kader,
    "draaiboek": a_draft_of_the_playbook,
}


def an_own_draft(subject: str) -> Edition:
    """Return a draft of this kind, "weegvragen", that bears no mark "voorbeeld" any more."""
    draft = DRAFTS[subject]()
    if not draft.is_example:
        return draft
    return workflow.own(draft, reason="Bekeken.", by=person(Role.CPO), at=timezone.now())
