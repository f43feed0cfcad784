"""Who forgot his password, or never had one, chooses a new one; a stranger learns nothing."""

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings
from structlog.testing import capture_logs

from building import person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.logs import without_personal_data

ADDRESS = "/wachtwoord/vergeten/"
NEW = "een-heel-nieuw-wachtwoord-2026"


@pytest.fixture(autouse=True)
def plain_static_files(settings: Settings) -> None:
    """Let a page name its style sheet without the manifest that only ``prepare`` makes."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


def test_a_new_account_without_password_gets_one_by_mail(client: Client, cpo: User) -> None:
    client.post(ADDRESS, {"email": cpo.email})
    link = re.search(r"http://testserver(/wachtwoord/nieuw/\S+)", mail.outbox[0].body)
    assert link is not None
    form = client.get(link[1], follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    assert not cpo.has_usable_password()
    assert User.objects.get(pk=cpo.pk).check_password(NEW)


def test_the_mail_about_a_password_is_ours_and_says_u(client: Client, cpo: User) -> None:
    client.post(ADDRESS, {"email": cpo.email})

    [sent] = mail.outbox

    assert sent.subject == "Een nieuw wachtwoord voor het MIT in waakstand"
    assert sent.to == [cpo.email]
    assert f"Uw gebruikersnaam is {cpo.username}." in sent.body
    assert not re.search(r"\b(je|jouw|Hallo)\b", sent.body)


@pytest.mark.django_db
def test_a_stranger_cannot_tell_which_addresses_have_an_account(client: Client) -> None:
    known = client.post(ADDRESS, {"email": person(Role.CPO).email})

    unknown = client.post(ADDRESS, {"email": "niemand@voorbeeld.invalid"})

    assert (unknown.status_code, unknown.headers["Location"]) == (302, known.headers["Location"])
    assert [sent.to for sent in mail.outbox] == [[person(Role.CPO).email]]


def test_somebody_who_left_gets_no_new_password(client: Client, cpo: User) -> None:
    cpo.is_active = False
    cpo.save(update_fields=["is_active"])

    client.post(ADDRESS, {"email": cpo.email})

    assert mail.outbox == []


def test_the_key_of_a_new_password_stands_in_no_log(client: Client, cpo: User) -> None:
    client.post(ADDRESS, {"email": cpo.email})
    link = re.search(r"http://testserver(/wachtwoord/nieuw/(\S+)/)", mail.outbox[0].body)
    assert link is not None

    with capture_logs([without_personal_data]) as lines:
        client.get(link[1])

    requests = [line["request"] for line in lines if "request" in line]
    assert requests[0] == "GET /wachtwoord/nieuw/…/"
    assert not any(link[2] in str(line) for line in lines)
