"""Signing in through the real page: who gets in, who does not, and what he is told."""

import re

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from lxml import html

from building import person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role

pytestmark = pytest.mark.django_db

PASSWORD = "vier willekeurige woorden samen"
SIGN_IN, WORKLIST = "/aanmelden/", "/werk/"
WRONG = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."


@pytest.fixture
def owner(cpo: User) -> User:
    """The CPO, with a password."""
    cpo.set_password(PASSWORD)
    cpo.save()
    return cpo


@pytest.fixture
def visitor() -> Client:
    """A browser that must send the token of the form, as real ones must."""
    return Client(enforce_csrf_checks=True)


def _sign_in(visitor: Client, login: str = "cpo", password: str = PASSWORD) -> tuple[bool, str]:
    """Return whether this got in, and what the page said."""
    form = html.fromstring(visitor.get(SIGN_IN).content).forms[0]
    fields = dict(form.form_values()) | {"login": login, "password": password}
    answer = visitor.post(SIGN_IN, fields)
    if answer.status_code == 302:
        return answer.headers["Location"] == WORKLIST, answer.headers["Location"]
    return False, _said(answer.content)


def _said(content: bytes) -> str:
    main = html.fromstring(content).xpath("//main")[0]
    return re.sub(r"\s+", " ", main.text_content())


def test_who_knows_the_password_gets_in_by_name_or_mail_address(owner: User) -> None:
    by_name = _sign_in(Client(enforce_csrf_checks=True), owner.username)
    by_address = _sign_in(Client(enforce_csrf_checks=True), owner.email.upper())

    assert (by_name, by_address) == ((True, WORKLIST), (True, WORKLIST))


def test_after_signing_in_the_worklist_opens_and_after_signing_out_it_is_closed(
    owner: User, visitor: Client
) -> None:
    _sign_in(visitor)

    inside = visitor.get(WORKLIST)
    form = next(f for f in html.fromstring(inside.content).forms if f.action == "/afmelden/")
    visitor.post("/afmelden/", dict(form.form_values()))
    outside = visitor.get(WORKLIST)

    assert inside.context["user"] == owner
    assert (outside.status_code, outside.headers["Location"]) == (302, "/aanmelden/?next=/werk/")


def test_the_history_of_an_account_does_not_tell_when_somebody_signed_in(
    owner: User, visitor: Client
) -> None:
    before = owner.history.count()

    _sign_in(visitor)
    owner.refresh_from_db()
    owner.full_name = "Anna Andersnaam"
    owner.save()

    assert owner.last_login is not None
    assert owner.history.count() == before + 1


@pytest.mark.parametrize(
    ("saved", "versions"),
    [(["password"], 0), (["password", "last_login"], 0), (["last_login", "full_name"], 1)],
)
def test_a_version_is_kept_when_something_was_saved_that_it_shows(
    owner: User, saved: list[str], versions: int
) -> None:
    before = owner.history.count()

    owner.save(update_fields=saved)

    assert owner.history.count() == before + versions


def test_signing_in_leads_back_to_where_one_wanted_to_be(owner: User, visitor: Client) -> None:
    form = html.fromstring(visitor.get("/werk/signalen/", follow=True).content).forms[0]
    fields = dict(form.form_values()) | {"login": owner.username, "password": PASSWORD}

    answer = visitor.post(SIGN_IN, fields)

    assert answer.headers["Location"] == "/werk/signalen/"


@pytest.mark.parametrize("elsewhere", ["https://kwaad.voorbeeld.invalid/", "http://[ <b>", "//k"])
def test_signing_in_never_leads_to_another_site(
    owner: User, visitor: Client, elsewhere: str
) -> None:
    form = html.fromstring(visitor.get(SIGN_IN).content).forms[0]
    fields = dict(form.form_values()) | {"login": owner.username, "password": PASSWORD}

    answer = visitor.post(SIGN_IN, fields | {"next": elsewhere})

    assert answer.headers["Location"] == WORKLIST


def test_a_password_is_kept_as_argon2(owner: User) -> None:
    assert owner.password.startswith("argon2$argon2id$")
    assert PASSWORD not in owner.password


def test_an_older_hash_becomes_argon2_at_the_next_sign_in(owner: User, visitor: Client) -> None:
    owner.password = PBKDF2PasswordHasher().encode(PASSWORD, "zoutzoutzout", iterations=1000)
    owner.save()

    got_in, _ = _sign_in(visitor)

    owner.refresh_from_db()
    assert got_in
    assert owner.password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    ("login", "password"),
    [("cpo", "verkeerd"), ("niemand", PASSWORD), ("niemand@voorbeeld.invalid", PASSWORD)],
)
def test_a_wrong_name_and_a_wrong_password_are_told_the_same(
    owner: User, visitor: Client, login: str, password: str
) -> None:
    got_in, said = _sign_in(visitor, login, password)

    assert owner.is_active
    assert not got_in
    assert WRONG in said


def test_what_is_not_filled_in_is_said_in_dutch(visitor: Client) -> None:
    got_in, said = _sign_in(visitor, "", "")

    assert not got_in
    assert "Gebruikersnaam of e-mailadres: Vul dit veld in." in said
    assert not re.search(r"\b(required|field|[Jj]e|[Jj]ouw)\b", said)


def test_without_the_token_of_the_form_nobody_gets_in(owner: User, visitor: Client) -> None:
    answer = visitor.post(SIGN_IN, {"login": owner.username, "password": PASSWORD})

    assert answer.status_code == 403
    assert "Uw formulier is verlopen" in _said(answer.content)


def test_nobody_can_make_an_account_for_himself(visitor: Client) -> None:
    addresses = ["/aanmelden/nieuw/", "/registreren/", "/accounts/signup/", "/signup/"]

    answers = {visitor.get(address).status_code for address in addresses}

    assert answers == {404}


def test_an_account_without_password_lets_nobody_in(visitor: Client, secretary: User) -> None:
    got_in, _ = _sign_in(visitor, secretary.username, "")

    assert not secretary.has_usable_password()
    assert not got_in


def test_who_was_deactivated_is_out_at_once_with_a_live_session(
    owner: User, visitor: Client
) -> None:
    _sign_in(visitor)
    assert visitor.get(WORKLIST).status_code == 200

    owner.is_active = False
    owner.save()

    ends = [
        visitor.get(address, follow=True).redirect_chain[-1]
        for address in (WORKLIST, "/werk/signalen/", "/beheer/")
    ]
    assert ends == [
        ("/aanmelden/?next=/werk/", 302),
        ("/aanmelden/?next=/werk/signalen/", 302),
        ("/aanmelden/?next=%2Fbeheer%2F", 302),
    ]


def test_who_was_deactivated_cannot_sign_in_again(owner: User, visitor: Client) -> None:
    owner.is_active = False
    owner.save()

    got_in, _ = _sign_in(visitor)

    assert not got_in
    assert visitor.get(WORKLIST).status_code == 302


def test_who_chooses_a_new_password_ends_the_other_sessions(owner: User) -> None:
    here, elsewhere = Client(), Client()
    _sign_in(here, owner.username)
    _sign_in(elsewhere, owner.username)

    new = "een heel andere reeks woorden"
    here.post(
        "/wachtwoord/wijzigen/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert (here.get(WORKLIST).status_code, elsewhere.get(WORKLIST).status_code) == (200, 302)


@pytest.mark.parametrize(
    "new", ["kort", "cpo@voorbeeld.invalid", "password123456", "MIT in Waakstand 2026!"]
)
def test_a_weak_password_is_refused(owner: User, visitor: Client, new: str) -> None:
    visitor.force_login(owner)
    visitor.handler.enforce_csrf_checks = False

    visitor.post(
        "/wachtwoord/wijzigen/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)


def test_who_has_no_password_here_is_told_so_and_changes_none(visitor: Client, cpo: User) -> None:
    visitor.force_login(cpo)

    answer = visitor.get("/wachtwoord/wijzigen/", follow=True)

    assert answer.redirect_chain == [("/account/tweede-stap/", 302)]
    assert "U meldt zich aan met uw organisatie" in answer.text


def test_accounts_that_lost_their_role_get_no_mail_list(sg_office: User) -> None:
    gone = person(Role.SG_OFFICE, "vertrokken")
    gone.is_active = False
    gone.save()

    people = User.objects.with_role(Role.SG_OFFICE)

    assert list(people) == [sg_office]
