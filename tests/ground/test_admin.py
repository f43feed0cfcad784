"""The admin asks the role table on every page; nothing is deleted, every edit is written down."""

import json

import pytest
from django.contrib import admin
from django.test import Client

from building import person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail.models import Event

pytestmark = pytest.mark.django_db

# Who may open which list; everybody else gets 403.
OPEN_TO = {
    "/beheer/": {Role.CPO, Role.SECRETARY, Role.ADMINISTRATOR},
    "/beheer/accounts/user/": {Role.ADMINISTRATOR},
    "/beheer/signals/addressee/": {Role.ADMINISTRATOR},
    "/beheer/signals/equatedday/": {Role.ADMINISTRATOR},
    "/beheer/draaiboek/minutes/": {Role.CPO, Role.SECRETARY},
    "/beheer/account/emailaddress/": set(),
    "/beheer/auth/group/": set(),
    "/beheer/mfa/authenticator/": set(),
}
NEW = {
    "username": "nieuw",
    "full_name": "Gerda Proef",
    "email": "nieuw@voorbeeld.invalid",
    "role": "expert",
    "is_active": "on",
}


def _as(user: User) -> Client:
    visitor = Client()
    visitor.force_login(user)
    return visitor


def test_every_page_of_the_admin_stands_in_the_table() -> None:
    built = {
        f"/beheer/{model._meta.app_label}/{model._meta.model_name}/"  # noqa: SLF001
        for model in admin.site._registry  # noqa: SLF001
    }

    assert built | {"/beheer/"} == set(OPEN_TO)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_its_own_pages_and_no_other(role: Role) -> None:
    visitor = _as(person(role))

    answers = {address: visitor.get(address, follow=True) for address in OPEN_TO}

    opened = {address for address, answer in answers.items() if answer.status_code == 200}
    refused = {address for address, answer in answers.items() if answer.status_code == 403}
    assert opened == {address for address, roles in OPEN_TO.items() if role in roles}
    assert refused == set(OPEN_TO) - opened


def test_who_is_not_signed_in_is_sent_to_the_one_sign_in_page(client: Client) -> None:
    ends = {client.get(address, follow=True).redirect_chain[-1][0] for address in OPEN_TO}

    assert all(end.startswith("/aanmelden/?next=%2Fbeheer%2F") for end in ends)


@pytest.mark.parametrize("end", ["add/", "{pk}/change/", "{pk}/history/"])
def test_the_secretaris_cannot_reach_an_account_by_its_address(
    secretary: User, cpo: User, end: str
) -> None:
    address = "/beheer/accounts/user/" + end.format(pk=cpo.pk)

    answer = _as(secretary).post(address, NEW)

    cpo.refresh_from_db()
    assert answer.status_code == 403
    assert cpo.username == "cpo"
    assert not User.objects.filter(username="nieuw").exists()


@pytest.mark.parametrize("role", list(Role))
def test_nobody_deletes_in_the_admin(role: Role) -> None:
    account = person(Role.EXPERT)
    visitor = _as(person(role))

    answer = visitor.post(f"/beheer/accounts/user/{account.pk}/delete/", {"post": "yes"})

    assert answer.status_code in {302, 403}
    assert User.objects.filter(pk=account.pk).exists()


def test_the_beheerder_makes_an_account_that_has_no_password_yet(administrator: User) -> None:
    _as(administrator).post("/beheer/accounts/user/add/", NEW)

    made = User.objects.get(username="nieuw")
    assert (made.full_name, made.role, made.is_active) == ("Gerda Proef", "expert", True)
    assert not made.has_usable_password()


def test_making_an_account_is_written_down_without_a_name(administrator: User) -> None:
    _as(administrator).post("/beheer/accounts/user/add/", NEW)

    event = Event.objects.about(User.objects.get(username="nieuw")).get()
    assert (event.verb, event.by, event.sentence) == ("add", administrator, "heeft dit toegevoegd")
    assert json.loads(event.payload)["data"] == {
        "fields": ["email", "full_name", "role", "username"]
    }
    assert "Gerda" not in event.payload


def test_changing_a_role_is_written_down_and_keeps_password_and_old_value(
    administrator: User, cpo: User
) -> None:
    cpo.set_password("vier willekeurige woorden samen")
    cpo.save()
    fields = NEW | {"username": cpo.username, "full_name": cpo.full_name, "email": cpo.email}

    _as(administrator).post(f"/beheer/accounts/user/{cpo.pk}/change/", fields)

    cpo.refresh_from_db()
    event = Event.objects.about(cpo).get()
    assert (cpo.role, cpo.check_password("vier willekeurige woorden samen")) == ("expert", True)
    assert json.loads(event.payload)["data"] == {"fields": ["role"]}
    assert [old.role for old in cpo.history.all()] == ["expert", "cpo", "cpo"]


def test_the_history_of_an_account_holds_no_password(cpo: User) -> None:
    kept = {field.name for field in User.history.model._meta.fields}  # noqa: SLF001

    assert {"username", "full_name", "email", "role", "is_active"} <= kept
    assert not {"password", "last_login"} & kept
    assert cpo.history.count() == 1


def test_extra_fields_in_the_form_of_an_account_change_nothing(
    administrator: User, cpo: User
) -> None:
    extra = {"password": "gekozen", "is_superuser": "on", "is_staff": "on", "id": "9"}

    _as(administrator).post(f"/beheer/accounts/user/{cpo.pk}/change/", NEW | extra)

    cpo.refresh_from_db()
    assert (cpo.username, cpo.is_superuser, cpo.has_usable_password()) == ("nieuw", False, False)
