"""The forms for signing in, in our words."""

from contextlib import suppress
from typing import Any

import structlog
from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.second_factor import WRONG, WRONG_KEY, UnreadableError

log = structlog.get_logger()

ONCE_FOR = 120  # seconds: longer than any code of an app is accepted
WITH_A_CODE = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
CODE = "Code"
CODE_HELP = "De 6 cijfers uit uw app, of een herstelcode van 8 cijfers."


class SignInForm(LoginForm):
    """The library's form, with a label that says what to type."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what the library's form takes."""
        super().__init__(*args, **options)
        self.fields["login"].label = "Gebruikersnaam of e-mailadres"
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class PasswordAgainForm(PasswordForm):
    """Asks for the password of somebody who is signed in already."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what the library's form takes."""
        super().__init__(*args, **options)
        self.fields["password"].label = "Wachtwoord"


class _OnceMixin(forms.Form):
    """A code of an app opens once, also in the half minute around it in which it is accepted."""

    authenticator: Authenticator
    user: User

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what the library's form takes."""
        super().__init__(*args, **options)
        _as_code(self, CODE_HELP)

    def clean_code(self) -> str:
        """Return the code, or say that it is wrong or was used before."""
        try:
            code = self._asked_of_all()
            self._check_that_it_is_new(code)
        except forms.ValidationError:
            log.warning("code_refused", account=self.user.pk)
            raise
        return code

    def _asked_of_all(self) -> str:
        """Return the code; what cannot be read any more keeps nobody from what can."""
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except UnreadableError:
            code = self.cleaned_data["code"]
            for one in Authenticator.objects.filter(user=self.user, type__in=WITH_A_CODE):
                with suppress(UnreadableError):
                    if one.wrap().validate_code(code):
                        self.authenticator = one
                        return code
            raise
        return code

    def _check_that_it_is_new(self, code: str) -> None:
        if self.authenticator.type == Authenticator.Type.TOTP:
            key = f"totp:{self.authenticator.pk}:{''.join(code.split())}"
            if not cache.add(key, "used", timeout=ONCE_FOR):
                raise forms.ValidationError(WRONG)


class CodeForm(_OnceMixin, AuthenticateForm):
    """Asks for a code at sign-in."""


class CodeAgainForm(_OnceMixin, ReauthenticateForm):
    """Asks for a code of somebody who is signed in already."""


class ActivateAppForm(ActivateTOTPForm):
    """Asks for the first code of an app."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what the library's form takes."""
        super().__init__(*args, **options)
        _as_code(self, "De 6 cijfers die uw app nu toont.")


class _KeyMixin(forms.Form):
    """Refuses what Python cannot read: nested without end, or a number of thousands of digits.

    The library reads what a key says to its depth, and takes such errors for a defect.
    """

    def full_clean(self) -> None:
        """Check as the library does."""
        try:
            super().full_clean()
        except (RecursionError, ValueError):
            self.add_error("credential", WRONG_KEY)


class KeyForm(_KeyMixin, AuthenticateWebAuthnForm):
    """Takes a key at sign-in."""


class KeyAgainForm(_KeyMixin, ReauthenticateWebAuthnForm):
    """Takes a key of somebody who is signed in already."""


class AddKeyForm(_KeyMixin, AddWebAuthnForm):
    """Takes a new key, with a name by which its owner knows it again."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what the library's form takes."""
        super().__init__(*args, **options)
        name = self.fields["name"]
        name.label, name.help_text = "Naam van de sleutel", "Zo herkent u hem in de lijst."
        assert isinstance(name, forms.CharField)  # noqa: S101  (for the type checker)
        name.max_length = 60


def _as_code(form: forms.Form, help_text: str) -> None:
    field = form.fields["code"]
    field.label, field.help_text = CODE, help_text
    field.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}
