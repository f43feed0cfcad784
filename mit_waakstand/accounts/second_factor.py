"""The second factor: who has one, who must have one, and what of it is kept and how.

Outside a demonstration everybody needs one (BIO2). Somebody who signed in without reaches nothing
but the pages on which to set one up (``middleware``).
"""

import base64
import hashlib

import structlog
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode

from mit_waakstand.accounts.models import User

log = structlog.get_logger()

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes stand in for one
SECRETS = ("secret", "seed", "migrated_codes")  # what the library stores encrypted, by its name
READY = "second_factor"  # in a session: its owner has one
NAME = "MIT in waakstand"
WRONG = "Deze code klopt niet, of is al gebruikt. Wacht op een nieuwe code en probeer het opnieuw."
UNREADABLE = (
    "Uw app en herstelcodes zijn hier niet meer te lezen, omdat een geheim van de toepassing is "
    "vervangen. Uw code is dus niet fout. Gebruik uw sleutel als u die hebt, of vraag de "
    "functioneel beheerder om uw tweede stap te wissen. Daarna stelt u een nieuwe in."
)
WRONG_KEY = "Dit lukte niet met deze sleutel. Probeer het opnieuw, of gebruik een code."


class UnreadableError(ValidationError):
    """A secret was stored under a key that this house has no longer.

    Nothing stands in for it: whatever did would be a secret that others can guess.
    """

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(UNREADABLE, code="unreadable")


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
        """Return the secret again, also when it was stored under the previous key.

        Raises UnreadableError when it was stored under another one.
        """
        try:
            return _vault().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            log.error("second_factor_unreadable")  # noqa: TRY400  (the trace says nothing more)
            raise UnreadableError from error

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether this one can go: nobody removes the last one that is asked of him."""
        return not is_last_needed(authenticator)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002  (its name)
        """Return a name for a new key."""
        return f"Sleutel {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for which host keys are made: the configured one, whatever the request says."""
        return {"id": settings.OFFICE_HOST, "name": NAME}


def codes_left(user: User) -> int | None:
    """Return how many recovery codes still work; None when they cannot be read."""
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    try:
        return len(codes.wrap().get_unused_codes()) if codes else 0
    except UnreadableError:
        return None


def renew(authenticator: Authenticator) -> bool:
    """Store the secrets of this row under the present key; return whether they were not yet.

    Raises UnreadableError, and then changes nothing.
    """
    kept = {name: authenticator.data[name] for name in SECRETS if name in authenticator.data}
    present = Fernet(_key_from(settings.SECRET_KEY))
    if all(_reads(present, text) for value in kept.values() for text in _texts(value)):
        return False
    own = Adapter()
    for name, value in kept.items():
        new = [own.encrypt(own.decrypt(text)) for text in _texts(value)]
        authenticator.data[name] = new if isinstance(value, list) else new[0]
    authenticator.save(update_fields=["data"])
    return True


def _texts(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _reads(key: Fernet, text: str) -> bool:
    try:
        key.decrypt(text.encode())
    except InvalidToken:
        return False
    return True


def _vault() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key_from(key)) for key in keys])


def _key_from(secret: str) -> bytes:
    """Return a key for this purpose only; the secret is long and random, so one round does."""
    digest = hashlib.sha256(b"mit_waakstand.second_factor:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
