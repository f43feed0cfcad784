"""The admin asks the role table on every page; nothing is deleted, every edit is written down."""

import json

import pytest
from django.contrib import admin
from django.test import Client
from lxml import html

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
    "/beheer/socialaccount/socialaccount/": set(),
    "/beheer/socialaccount/socialapp/": set(),
    "/beheer/socialaccount/socialtoken/": set(),
}
NEW = {
    "username": "nieuw",
    "full_name": "Gerda Proef",
    "email": "nieuw@voorbeeld.invalid",
    "role": "expert",
    "is_active": "on",
}
ANOTHER_NAME = (
    "E-mailadres: cpo@voorbeeld.invalid → nieuw@voorbeeld.invalid Naam: Anna Proef → Gerda Proef"
)
LONG_AND_HOSTILE = " ".join(["<b>vet</b>"] * 10)
CLOSED_AS_EXPERT = (
    f"Naam: Gerda Proef → {LONG_AND_HOSTILE} Actief: ja → nee "
    "Rol: Chief Preparedness Officer → expert"
)


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


def test_nobody_is_added_in_the_admin(administrator: User) -> None:
    answer = _as(administrator).post("/beheer/accounts/user/add/", NEW)

    assert answer.status_code == 403
    assert not User.objects.filter(username="nieuw").exists()


def test_correcting_a_name_is_written_down_without_it_and_changes_no_role(
    administrator: User, cpo: User
) -> None:
    _as(administrator).post(f"/beheer/accounts/user/{cpo.pk}/change/", NEW)

    cpo.refresh_from_db()
    event = Event.objects.about(cpo).get()
    assert (cpo.username, cpo.role, cpo.full_name) == ("cpo", "cpo", "Gerda Proef")
    assert json.loads(event.payload)["data"] == {"fields": ["email", "full_name"]}
    assert "Gerda" not in event.payload


def test_the_history_of_an_account_holds_no_password(cpo: User) -> None:
    kept = {field.name for field in User.history.model._meta.fields}  # noqa: SLF001

    assert {"username", "full_name", "email", "role", "is_active"} <= kept
    assert not {"password", "last_login"} & kept
    assert cpo.history.count() == 1


def test_the_history_of_an_account_says_in_dutch_what_changed_and_who_did_it(
    administrator: User, cpo: User
) -> None:
    visitor = _as(administrator)
    visitor.post(f"/beheer/accounts/user/{cpo.pk}/change/", NEW)
    cpo.refresh_from_db()
    cpo.role, cpo.is_active, cpo.full_name = Role.EXPERT, False, LONG_AND_HOSTILE
    cpo.save()

    answer = visitor.get(f"/beheer/accounts/user/{cpo.pk}/history/")

    rows = html.fromstring(answer.content.decode()).xpath("//table//tr")
    found = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert [cells[1:] for cells in found] == [
        ["Door", "Wat"],
        ["het systeem", CLOSED_AS_EXPERT],
        [administrator.full_name, ANOTHER_NAME],
        ["het systeem", "Aangemaakt"],
    ]


@pytest.mark.parametrize("pk", ["x", "0", "9999999999999999999999", "1%00"])
def test_what_is_no_account_has_no_history(administrator: User, pk: str) -> None:
    answer = _as(administrator).get(f"/beheer/accounts/user/{pk}/history/")

    assert answer.status_code == 404


def test_no_old_version_of_an_account_is_put_back(administrator: User, cpo: User) -> None:
    """The library would: role and all, without a reason, an event or a question who it is."""
    cpo.history.update(role=Role.EXPERT, is_active=False)
    address = f"/beheer/accounts/user/{cpo.pk}/history/{cpo.history.get().history_id}/"

    answers = [_as(administrator).get(address), _as(administrator).post(address, NEW)]

    cpo.refresh_from_db()
    assert [answer.status_code for answer in answers] == [404, 404]
    assert (cpo.role, cpo.is_active) == (Role.CPO, True)
    assert cpo.full_name != NEW["full_name"]
    assert cpo.history.count() == 1


def test_extra_fields_in_the_form_of_an_account_change_nothing(
    administrator: User, cpo: User
) -> None:
    extra = {"password": "gekozen", "is_superuser": "on", "is_staff": "on", "id": "9"}

    _as(administrator).post(f"/beheer/accounts/user/{cpo.pk}/change/", NEW | extra)

    cpo.refresh_from_db()
    assert (cpo.full_name, cpo.is_superuser, cpo.has_usable_password()) == (
        "Gerda Proef",
        False,
        False,
    )


@pytest.mark.parametrize("hostile", ["name__exact=x%00", "name__regex=%28", "name__exact=x"])
def test_a_filter_that_the_database_cannot_take_is_refused(hostile: str) -> None:
    visitor = _as(person(Role.ADMINISTRATOR))

    answer = visitor.get(f"/beheer/signals/addressee/?{hostile}")

    assert answer.status_code == (200 if hostile.endswith("=x") else 400)
