"""The slip: a signed note in every form that says whose text it holds and of which page.

With it what was typed can be kept for its owner even when his sign-in has ended, or his form came
back with an old token: the slip shows that the form is ours and was made for him. It gives no
other right: what is kept with it, only its owner sees, after signing in.
"""

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex

from django.core import signing
from django.http import HttpRequest

FIELD = "keep_as"
SALT = "mit_waakstand.keeping.slip"
VALID_FOR = timedelta(days=7)  # a page that stays open over a long weekend


@dataclass(frozen=True)
class Slip:
    """Whose form this is, at which address; ``after`` is the page whose text it went on with."""

    user_pk: int
    address: str
    page: str
    after: str = ""

    def signed(self) -> str:
        """Return the slip as the form carries it."""
        return signing.dumps([self.user_pk, self.address, self.page, self.after], salt=SALT)


def new_slip(user_pk: int, address: str, *, after: str = "") -> Slip:
    """Return the slip of a page that is shown now."""
    return Slip(user_pk, address, token_hex(8), after)


def slip_of(request: HttpRequest) -> Slip | None:
    """Return the slip that came with a form; None when there is none, or it is forged or old."""
    written = request.POST.get(FIELD, "")
    try:
        return Slip(*signing.loads(written, salt=SALT, max_age=VALID_FOR))
    except (signing.BadSignature, TypeError, ValueError):
        return None
