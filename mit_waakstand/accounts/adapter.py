"""What we ask of the sign-in library."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

WRONG = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."


class Adapter(DefaultAccountAdapter):
    """Accounts are made by the beheerder, never by the visitor; and we say "u"."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "too_many_login_attempts": "Te veel pogingen. Wacht vijf minuten en probeer het opnieuw.",
        "enter_current_password": "Vul uw huidige wachtwoord in.",
        "incorrect_password": "Dit is niet uw huidige wachtwoord.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Return that nobody can make an account for himself."""
        return False
