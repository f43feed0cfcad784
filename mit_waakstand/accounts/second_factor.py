"""The second factor: who has one, who must have one, and what of it is kept and how.

Outside a demonstration everybody needs one (BIO2). Somebody who signed in without reaches nothing
but the pages on which to set one up (``middleware``).
"""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode

from mit_waakstand.accounts.models import User

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes stand in for one
READY = "second_factor"  # in a session: its owner has one
NAME = "MIT in waakstand"
WRONG = "Deze code klopt niet, of is al gebruikt. Wacht op een nieuwe code en probeer het opnieuw."
WRONG_KEY = "Dit lukte niet met deze sleutel. Probeer het opnieuw, of gebruik een code."


def has_one(user: User) -> bool:
    """Return whether this person can sign in with a second factor."""
    found: bool = Authenticator.objects.filter(user=user, type__in=STRONG).exists()
    return found


def is_missing(request: HttpRequest) -> bool:
    """Return whether who is signed in here must set up a second factor first."""
    if not settings.SECOND_FACTOR or request.session.get(READY):
        return False
    if isinstance(request.user, User) and has_one(request.user):
        request.session[READY] = True
        return False
    return True


def is_last_needed(authenticator: Authenticator) -> bool:
    """Return whether its owner would be left without a second factor, where one is required."""
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=STRONG)
    return bool(settings.SECOND_FACTOR) and not others.exclude(pk=authenticator.pk).exists()


class Adapter(DefaultMFAAdapter):
    """What we ask of the library of second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG,
        "cannot_delete_authenticator": "U hebt een tweede stap nodig om aan te melden. "
        "Stel eerst een andere in.",
        "cannot_generate_recovery_codes": "Stel eerst een app of een sleutel in.",
    }

    def get_totp_issuer(self) -> str:
        """Return the name under which an authenticator app shows the code."""
        return NAME

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as a drawing that can stand in a page as it is."""
        code = QRCode(image_factory=SvgPathImage)
        code.add_data(url)
        return str(code.make_image().to_string(encoding="unicode"))

    def encrypt(self, text: str) -> str:
        """Return the secret as it is stored: a copy of the database opens no account."""
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret again, also when it was stored under the previous key."""
        return _vault().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether this one can go: nobody removes the last one that is asked of him."""
        return not is_last_needed(authenticator)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002  (its name)
        """Return a name for a new key."""
        return f"Sleutel {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for which host keys are made: the configured one, whatever the request says."""
        return {"id": settings.OFFICE_HOST, "name": NAME}


def _vault() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key_from(key)) for key in keys])


def _key_from(secret: str) -> bytes:
    """Return a key for this purpose only; the secret is long and random, so one round does."""
    digest = hashlib.sha256(b"mit_waakstand.second_factor:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
