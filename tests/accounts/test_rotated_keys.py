"""Another secret key: second factors go on, or say clearly that they cannot be read any more."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from asking import main_text, signed_in_with_both_steps
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from time_machine import travel

from building import amsterdam
from mit_waakstand.accounts import second_factor
from mit_waakstand.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "vier willekeurige woorden samen"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SECOND_STEP, OVERVIEW = "/aanmelden/tweede-stap/", "/account/tweede-stap/"
NOW = amsterdam(2026, 9, 1, hour=10)
FIRST, SECOND, THIRD = (f"geheim nummer {number} van dit huis" for number in (1, 2, 3))


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = FIRST, []


@pytest.fixture
def owner(cpo: User) -> User:
    """The CPO, with a password, an app and recovery codes under the first key."""
    cpo.set_password(PASSWORD)
    cpo.save()
    TOTP.activate(cpo, SECRET)
    RecoveryCodes.activate(cpo)
    return cpo


def change_the_key(settings: Settings, new: str, *, old: str = "") -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = new, [old] if old else []


def sign_in(user: User) -> HttpResponse:
    """Return the answer to the code that the app shows now."""
    with travel(NOW, tick=False):
        client = Client()
        client.post("/aanmelden/", {"login": user.username, "password": PASSWORD})
        code = format_hotp_value(hotp_value(SECRET, int(NOW.timestamp()) // 30))
        return client.post(SECOND_STEP, {"code": code})


def test_after_two_changes_the_page_says_that_the_code_is_not_wrong_and_what_to_do(
    owner: User, settings: Settings
) -> None:
    change_the_key(settings, THIRD, old=SECOND)

    answer = sign_in(owner)

    assert answer.status_code == 200
    assert "niet meer te lezen" in main_text(answer)
    assert "vraag de functioneel beheerder om uw tweede stap te wissen" in main_text(answer)


def test_no_code_opens_a_factor_that_cannot_be_read(owner: User, settings: Settings) -> None:
    change_the_key(settings, THIRD)
    empty = format_hotp_value(hotp_value("", int(NOW.timestamp()) // 30))

    with travel(NOW, tick=False):
        client = Client()
        client.post("/aanmelden/", {"login": owner.username, "password": PASSWORD})
        client.post(SECOND_STEP, {"code": empty})
        inside = client.get("/werk/")

    assert inside.status_code == 302
    with pytest.raises(second_factor.UnreadableError):
        second_factor.Adapter().decrypt(Authenticator.objects.first().data["secret"])


def test_new_recovery_codes_let_in_beside_an_app_that_cannot_be_read(
    owner: User, settings: Settings
) -> None:
    change_the_key(settings, THIRD)
    Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).delete()
    code = RecoveryCodes.activate(owner).get_unused_codes()[0]
    client = Client()
    client.post("/aanmelden/", {"login": owner.username, "password": PASSWORD})

    answer = client.post(SECOND_STEP, {"code": code})

    assert answer.headers["Location"] == "/werk/"


def test_who_came_in_with_a_key_reads_it_too_and_makes_new_codes(
    owner: User, settings: Settings
) -> None:
    change_the_key(settings, THIRD)
    client = signed_in_with_both_steps(owner)

    overview = client.get(OVERVIEW)
    shown = client.get(f"{OVERVIEW}herstelcodes/", follow=True)
    form = client.get(f"{OVERVIEW}herstelcodes/nieuw/")
    made = client.post(f"{OVERVIEW}herstelcodes/nieuw/", {"csrfmiddlewaretoken": "-"}, follow=True)

    assert "Uw herstelcodes zijn hier niet meer te lezen" in main_text(overview)
    assert "Uw herstelcodes zijn hier niet meer te lezen. Maak nieuwe." in main_text(shown)
    assert form.status_code == 200
    assert second_factor.codes_left(owner) == 10
    assert made.status_code == 200


def test_the_command_puts_everything_under_the_new_key_so_that_the_old_one_can_go(
    owner: User, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    before = codes.get_unused_codes()

    change_the_key(settings, SECOND, old=FIRST)
    call_command("herversleutel")
    call_command("herversleutel")
    change_the_key(settings, THIRD, old=SECOND)

    after = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    assert capsys.readouterr().out.splitlines() == [
        "2 keer opnieuw versleuteld.",
        "MIT_SECRET_KEY_OLD is hiervoor niet meer nodig.",
        "0 keer opnieuw versleuteld.",
        "MIT_SECRET_KEY_OLD is hiervoor niet meer nodig.",
    ]
    assert after.get_unused_codes() == before
    assert sign_in(owner).headers["Location"] == "/werk/"


def test_the_command_says_of_which_account_something_cannot_be_read_and_leaves_it(
    owner: User, settings: Settings
) -> None:
    stored = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    change_the_key(settings, THIRD, old=SECOND)

    with pytest.raises(CommandError, match=f"van account {owner.pk}\\."):
        call_command("herversleutel")

    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == stored
