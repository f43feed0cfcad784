"""What can be found of yearly accounts, and by whom."""

from mit_waakstand.accounts.models import User
from mit_waakstand.findable import Findable, findable
from mit_waakstand.yearly.models import YearAccount


@findable("yearly_yearaccount")
def accounts(user: User) -> Findable:
    """Return the yearly accounts."""
    visible = YearAccount.objects.visible_to(user)
    return Findable(label="Verantwoording", visible=visible, url_name="yearly:account")
