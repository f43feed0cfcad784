"""Without a second factor nobody gets further than the page on which to set one up."""

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from asking import BUTTON_ONLY, main_text, signed_in
from django.conf import settings as house
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from lxml import html
from pytest_django import Settings
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks
from time_machine import travel

from building import amsterdam, person
from mit_waakstand.accounts import second_factor
from mit_waakstand.accounts.middleware import SET_UP
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox.models import Work
from mit_waakstand.trail.models import Event

pytestmark = pytest.mark.django_db

PASSWORD = "vier willekeurige woorden samen"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SET_UP_PAGE, SECOND_STEP = "/account/tweede-stap/", "/aanmelden/tweede-stap/"
NOW = amsterdam(2026, 9, 1, hour=10)
WRONG = "Deze code klopt niet, of is al gebruikt."


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def owner(cpo: User) -> User:
    """The CPO, with a password and no second factor yet."""
    cpo.set_password(PASSWORD)
    cpo.save()
    return cpo


def with_an_app(user: User) -> User:
    TOTP.activate(user, SECRET)
    return user


def code_at(seconds: float) -> str:
    return format_hotp_value(hotp_value(SECRET, int(seconds) // 30))


def first_step(user: User) -> tuple[Client, str]:
    """Return the browser after the password, and where that leads."""
    client = Client()
    answer = client.post("/aanmelden/", {"login": user.username, "password": PASSWORD})
    return client, answer.headers["Location"]


def addresses() -> Iterator[tuple[str, str]]:
    """Yield every name and address of the house without arguments."""

    def walk(resolver: URLResolver, prefix: str, names: str) -> Iterator[tuple[str, str]]:
        for entry in resolver.url_patterns:
            path = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                space = f"{names}{entry.namespace}:" if entry.namespace else names
                yield from walk(entry, path, space)
            elif isinstance(entry, URLPattern) and entry.name and not re.search(r"[<(]", path):
                yield f"{names}{entry.name}", f"/{path}"

    return walk(get_resolver(), "", "")


def test_who_has_no_second_factor_reaches_nothing_but_setting_one_up(owner: User) -> None:
    client = signed_in(owner)

    reached = set()
    for name, address in addresses():
        answers = (client.get(address), client.post(address, BUTTON_ONLY))
        if name == "account_logout":
            client = signed_in(owner)
        if any(a.headers.get("Location") != SET_UP_PAGE for a in answers):
            reached.add(name)

    # To who is no watch, the address of the figures is one where nothing is.
    assert reached == SET_UP | {"metrics"}


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_asked_for_a_second_factor(role: Role) -> None:
    answer = signed_in(person(role)).get("/werk/", follow=True)

    assert answer.redirect_chain == [(SET_UP_PAGE, 302)]
    assert "Stel eerst een tweede stap in" in main_text(answer)


def test_setting_up_an_app_opens_the_house_and_gives_codes_once(
    owner: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with travel(NOW, tick=False), django_capture_on_commit_callbacks(execute=True):
        client, leads_to = first_step(owner)
        page = client.get(f"{SET_UP_PAGE}app/")
        (secret,) = html.fromstring(page.content).xpath("//code/text()")
        code = format_hotp_value(hotp_value(secret, int(NOW.timestamp()) // 30))
        done = client.post(f"{SET_UP_PAGE}app/", {"code": code})
    with travel(NOW, tick=False):
        first, second = (client.get(done.headers["Location"]) for _ in range(2))
        worklist = client.get("/werk/")

    assert leads_to == "/werk/"
    assert len(html.fromstring(first.content).xpath("//main//li/code")) == 10
    assert html.fromstring(second.content).xpath("//main//code") == []
    assert worklist.status_code == 200
    assert [event.verb for event in Event.objects.about(owner)] == ["add_app"]
    assert Work.objects.get(kind="mail_sign_in_changed").details == {"what": "add_app"}


def test_a_password_alone_does_not_let_in_who_has_an_app(owner: User) -> None:
    client, leads_to = first_step(with_an_app(owner))

    inside = client.get("/werk/")

    assert leads_to == SECOND_STEP
    assert inside.headers["Location"].startswith("/aanmelden/")


def test_the_code_of_the_app_lets_in_once(owner: User) -> None:
    with travel(NOW, tick=False):
        code = code_at(NOW.timestamp())
        first, second = first_step(with_an_app(owner))[0], first_step(owner)[0]
        in_time = first.post(SECOND_STEP, {"code": code})
        again = second.post(SECOND_STEP, {"code": code})

    assert in_time.headers["Location"] == "/werk/"
    assert WRONG in main_text(again)


def test_a_code_of_half_a_minute_ago_is_taken_and_an_older_one_is_not(owner: User) -> None:
    with travel(NOW, tick=False):
        client = first_step(with_an_app(owner))[0]
        old = client.post(SECOND_STEP, {"code": code_at(NOW.timestamp() - 60)})
        recent = client.post(SECOND_STEP, {"code": code_at(NOW.timestamp() - 30)})

    assert WRONG in main_text(old)
    assert recent.headers["Location"] == "/werk/"


def test_a_code_cannot_be_guessed(owner: User) -> None:
    with travel(NOW, tick=False):
        client = first_step(with_an_app(owner))[0]
        for number in range(5):
            client.post(SECOND_STEP, {"code": f"00000{number}"})

        then = client.post(SECOND_STEP, {"code": code_at(NOW.timestamp())})

    assert "Te veel pogingen" in main_text(then)


def test_a_recovery_code_lets_in_once(owner: User) -> None:
    with_an_app(owner)
    code = RecoveryCodes.activate(owner).get_unused_codes()[0]

    first = first_step(owner)[0].post(SECOND_STEP, {"code": code})
    again = first_step(owner)[0].post(SECOND_STEP, {"code": code})

    assert first.headers["Location"] == "/werk/"
    assert WRONG in main_text(again)


def test_nobody_removes_his_last_second_factor(owner: User) -> None:
    with_an_app(owner)
    client = signed_in(owner)

    answer = client.post(f"{SET_UP_PAGE}app/losmaken/", BUTTON_ONLY)

    assert "Stel eerst een andere in." in main_text(answer)
    assert second_factor.has_one(owner)


def test_a_copy_of_the_database_holds_no_secret_and_an_old_key_still_reads_it(
    owner: User, settings: Settings
) -> None:
    with_an_app(owner)
    stored = Authenticator.objects.get().data["secret"]

    settings.SECRET_KEY_FALLBACKS = [house.SECRET_KEY]
    settings.SECRET_KEY = "another key of the house"

    assert SECRET not in stored
    assert second_factor.Adapter().decrypt(stored) == SECRET


def test_a_demonstration_asks_for_no_second_factor(owner: User, settings: Settings) -> None:
    settings.SECOND_FACTOR = False

    client, _ = first_step(owner)

    assert client.get("/werk/").status_code == 200
    assert "In een demonstratie is de tweede stap niet verplicht." in main_text(
        client.get(SET_UP_PAGE)
    )


WITHOUT_END = "[" * 50_000
NESTED_INSIDE = json.dumps(
    {
        "id": "c2xldXRlbA",
        "rawId": "c2xldXRlbA",
        "type": "public-key",
        "response": {
            "clientDataJSON": urlsafe_b64encode(WITHOUT_END.encode()).decode(),
            "attestationObject": urlsafe_b64encode(b"\x81" * 50_000).decode(),
            "authenticatorData": "c2xldXRlbA",
            "signature": "c2xldXRlbA",
        },
    }
)


LONG_NUMBER = "9" * 5_000  # Python reads no whole number of so many digits


@pytest.mark.parametrize(
    "credential",
    [WITHOUT_END, NESTED_INSIDE, LONG_NUMBER, json.dumps({"id": 0}).replace("0", LONG_NUMBER)],
    ids=["JSON", "inside", "number", "number inside"],
)
def test_a_key_that_python_cannot_read_is_no_key(owner: User, credential: str) -> None:
    client, _ = first_step(with_an_app(owner))
    at_sign_in = client.post(SECOND_STEP, {"credential": credential})
    inside = signed_in(owner)

    again = inside.post("/aanmelden/opnieuw/sleutel/", {"credential": credential})
    added = inside.post(
        f"{SET_UP_PAGE}sleutels/toevoegen/", {"name": "S", "credential": credential}
    )

    assert at_sign_in.status_code == added.status_code == 200
    assert again.status_code == 302
    assert not Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists()
