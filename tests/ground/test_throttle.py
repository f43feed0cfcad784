"""Guessing passwords is slow, wherever it comes from, and locks out nobody else (robustness 14)."""

import pytest
from django.test import Client
from pytest_django import Settings

from mit_waakstand.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "vier willekeurige woorden samen"
WRONG = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."
TOO_MANY = "Te veel pogingen. Wacht vijf minuten en probeer het opnieuw."
INSIDE = "/werk/"
ATTACKER, OWNER, PROXY = "192.0.2.1", "192.0.2.2", "127.0.0.1"


@pytest.fixture
def owner(cpo: User, settings: Settings) -> User:
    """The CPO, with a password that is quick to check: it is only the counting that matters."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cpo.set_password(PASSWORD)
    cpo.save()
    return cpo


def _try(
    login: str, password: str, *, address: str, forwarded: str = "", browser: Client | None = None
) -> str:
    """Return where this led to, or what the page said; in a new browser, unless there is one."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    answer = (browser or Client()).post(
        "/aanmelden/", {"login": login, "password": password}, REMOTE_ADDR=address, headers=headers
    )
    return answer.headers.get("Location") or answer.content.decode()


def test_five_wrong_passwords_close_an_account_at_that_address_only(owner: User) -> None:
    said = [_try(owner.username, "verkeerd", address=ATTACKER) for _ in range(5)]

    then = _try(owner.username, PASSWORD, address=ATTACKER)
    by_mail_address = _try(owner.email, PASSWORD, address=ATTACKER)
    elsewhere = _try(owner.username, PASSWORD, address=OWNER)

    assert all(WRONG in words for words in said)
    assert TOO_MANY in then
    assert TOO_MANY in by_mail_address
    assert elsewhere == INSIDE


def test_guessing_from_everywhere_ends_too_and_the_owner_gets_in_where_he_is_known(
    owner: User,
) -> None:
    known = Client()
    _try(owner.username, PASSWORD, address=OWNER, browser=known)
    known.post("/afmelden/")
    for number in range(50):
        _try(owner.username, "verkeerd", address=f"198.51.100.{number}")

    stranger = _try(owner.username, PASSWORD, address="203.0.113.9")
    himself = _try(owner.username, PASSWORD, address=OWNER, browser=known)

    assert TOO_MANY in stranger
    assert himself == INSIDE


def test_a_known_browser_guesses_no_further_and_not_for_somebody_else(
    owner: User, secretary: User
) -> None:
    known = Client()
    _try(owner.username, PASSWORD, address=OWNER, browser=known)
    known.post("/afmelden/")
    for _ in range(5):
        _try(secretary.username, "verkeerd", address=ATTACKER, browser=known)
        _try(owner.username, "verkeerd", address=OWNER, browser=known)

    as_himself = _try(owner.username, PASSWORD, address=OWNER, browser=known)
    as_another = _try(secretary.username, "verkeerd", address=ATTACKER)

    assert TOO_MANY in as_himself
    assert TOO_MANY in as_another


def test_a_right_password_does_not_count_as_an_attempt(owner: User) -> None:
    answers = [_try(owner.username, PASSWORD, address=OWNER) for _ in range(8)]

    assert answers == [INSIDE] * 8


def test_trying_many_accounts_from_one_address_ends_after_twenty(owner: User) -> None:
    for number in range(20):
        _try(f"iemand-{number}", "verkeerd", address=ATTACKER)

    there = _try(owner.username, PASSWORD, address=ATTACKER)
    elsewhere = _try(owner.username, PASSWORD, address=OWNER)

    assert TOO_MANY in there
    assert elsewhere == INSIDE


def test_an_invented_forwarding_address_does_not_get_around_the_throttle(owner: User) -> None:
    for number in range(20):
        invented = f"198.51.100.{number}"
        _try(f"iemand-{number}", "verkeerd", address=ATTACKER, forwarded=invented)

    said = _try(owner.username, PASSWORD, address=ATTACKER, forwarded="198.51.100.99")

    assert TOO_MANY in said


def test_an_invented_forwarding_address_does_not_lock_out_who_has_it(owner: User) -> None:
    for number in range(21):
        _try(f"iemand-{number}", "verkeerd", address=ATTACKER, forwarded=OWNER)

    at_the_real_address = _try(owner.username, PASSWORD, address=OWNER)

    assert at_the_real_address == INSIDE


def test_behind_our_own_proxy_each_visitor_counts_apart(owner: User, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(21):
        route = f"198.51.100.{number}, {ATTACKER}"
        _try(f"iemand-{number}", "verkeerd", address=PROXY, forwarded=route)

    same = _try(owner.username, PASSWORD, address=PROXY, forwarded=f"203.0.113.5, {ATTACKER}")
    other = _try(owner.username, PASSWORD, address=PROXY, forwarded=OWNER)

    assert TOO_MANY in same
    assert other == INSIDE


def test_who_goes_on_and_on_gets_a_short_dutch_answer(owner: User) -> None:
    fields = {"login": owner.username, "password": "verkeerd"}

    answers = [Client().post("/aanmelden/", fields) for _ in range(31)]

    assert answers[-1].status_code == 429
    assert "Wacht een minuut en probeer het dan opnieuw." in answers[-1].content.decode()
    assert answers[-1].headers["Cache-Control"] == "no-store"
