"""The form for signing in, in our words."""

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """The library's form, with a label that says what to type."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what the library's form takes."""
        super().__init__(*args, **options)
        self.fields["login"].label = "Gebruikersnaam of e-mailadres"
        self.fields["login"].widget.attrs["autocomplete"] = "username"
