"""A conflict of interests is seen at the moment at which people are invited (issue 5 §2)."""

import pytest
from asking import main_text, signed_in
from building_experts import a_registered_expert, an_interest
from building_kader import an_assessment
from building_meetings import a_meeting

from building import a_trigger, a_weighing
from mit_waakstand.accounts.models import User
from signals.states import Route, TriggerState

pytestmark = pytest.mark.django_db


def test_an_interest_stands_beside_the_name_wherever_people_are_invited(
    cpo: User, expert: User
) -> None:
    an_interest(a_registered_expert("Anna Aap"))
    an_interest(a_registered_expert(user=expert))
    trigger, omt = a_trigger(), a_trigger(Route.OMT_CONVENED, state=TriggerState.WITH_CPO)
    weighing, meeting = a_weighing(), a_meeting(with_expert=False)
    assessment = an_assessment(is_joined=False)
    visitor = signed_in(cpo)

    pages = {
        address: main_text(visitor.get(f"/werk/{address}/"))
        for address in (
            f"aanleidingen/{trigger.pk}/wegen",
            f"aanleidingen/{omt.pk}/samenkomen",
            f"wegingen/{weighing.pk}/uitnodigen",
            f"vergaderingen/{meeting.pk}/uitnodigen",
            f"toepassingen/{assessment.pk}/experts",
        )
    }

    said = "Let op, belang: lid van een raad van toezicht"
    assert [address for address, page in pages.items() if said not in page] == []
