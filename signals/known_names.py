"""The names of everybody whom the office knows, for who looks whether one goes public."""

from experts.models import Expert
from mit_waakstand.accounts.models import User
from signals.models import Addressee


def known_names() -> set[str]:
    """Return the full names of accounts, experts and addressees."""
    return {
        *User.objects.values_list("full_name", flat=True),
        *Expert.objects.values_list("name", flat=True),
        *Addressee.objects.exclude(name="").values_list("name", flat=True),
    }
