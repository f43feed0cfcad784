"""What can be found of the register, and by whom."""

from experts.models import Expert
from experts.states import ExpertState
from mit_waakstand.accounts.models import User
from mit_waakstand.findable import Findable, findable


@findable("experts_expert")
def experts(user: User) -> Findable:
    """Return the people in the register, for who keeps it; who was erased is nobody any more."""
    visible = Expert.objects.exclude(state=ExpertState.ERASED)
    if not user.may("expert.see"):
        visible = visible.none()
    return Findable(label="Expert", visible=visible, url_name="experts:expert")
