"""People before the forms with which one signs in, and proves again who one is."""

import re
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from drill.addresses import Stand

from building import person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing

PASSWORD = "vier willekeurige woorden samen"
NEW_PASSWORD = "een lange zin met andere woorden"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def signed_in_with_a_password(*, with_app: bool = False) -> Client:
    """Return a browser in which the CPO signed in on the page, just now."""
    user = person(Role.CPO)
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    if with_app:
        TOTP.activate(user, SECRET)
        RecoveryCodes.activate(user)
    return client


def _at_the_second_step() -> Stand:
    user = person(Role.CPO)
    user.set_password(PASSWORD)
    user.save()
    TOTP.activate(user, SECRET)
    client = Client()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    return Stand(client=client, form={"code": "123456"})


def _to_sign_in() -> Stand:
    user = person(Role.CPO)
    user.set_password(PASSWORD)
    user.save()
    return Stand(form={"login": user.username, "password": PASSWORD}, client=Client())


def _with_a_new_password() -> Stand:
    user, client = person(Role.CPO), Client()
    client.post(reverse("account_reset_password"), {"email": user.email})
    mail.outbox.clear()
    doing.do_due(timezone.now())
    bodies = " ".join(str(message.body) for message in mail.outbox)
    (path,) = re.findall(r"https?://[^/]+(/wachtwoord/nieuw/\S+)", bodies)
    leads_to = client.get(path, follow=True).redirect_chain[-1][0]
    form = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    return Stand(form=form, client=client, address=leads_to)


def _with_a_key() -> Stand:
    client = signed_in_with_a_password(with_app=True)
    key = Authenticator.objects.create(
        user=person(Role.CPO), type="webauthn", data={"name": "sleutel", "credential": {}}
    )
    return Stand((key.pk,), {}, client)


OF_SIGNING_IN: dict[str, Callable[[], Stand]] = {
    "account_login": _to_sign_in,
    "account_reset_password": lambda: Stand(
        form={"email": person(Role.CPO).email}, client=Client()
    ),
    "account_reset_password_from_key": _with_a_new_password,
    "account_reauthenticate": lambda: Stand(
        form={"password": PASSWORD}, client=signed_in_with_a_password()
    ),
    "account_change_password": lambda: Stand(
        form={"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        client=signed_in_with_a_password(),
    ),
    "mfa_authenticate": _at_the_second_step,
    "mfa_reauthenticate": lambda: Stand(
        form={"code": "123456"}, client=signed_in_with_a_password(with_app=True)
    ),
    "mfa_reauthenticate_webauthn": lambda: Stand(
        form={"credential": "{}"}, client=signed_in_with_a_password(with_app=True)
    ),
    "mfa_activate_totp": lambda: Stand(form={"code": "123456"}, client=signed_in_with_a_password()),
    "mfa_deactivate_totp": lambda: Stand(client=signed_in_with_a_password(with_app=True)),
    "mfa_add_webauthn": lambda: Stand(
        form={"name": "sleutel", "credential": "{}"}, client=signed_in_with_a_password()
    ),
    "mfa_remove_webauthn": _with_a_key,
    "mfa_generate_recovery_codes": lambda: Stand(client=signed_in_with_a_password(with_app=True)),
}
