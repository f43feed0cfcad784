"""Who forgot his password, or never had one, chooses a new one; a stranger learns nothing."""

import re

import pytest
from asking import signed_in
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from structlog.testing import capture_logs

from building import person
from mit_waakstand.accounts.models import LiveSession, User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.logs import without_personal_data
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work

ADDRESS = "/wachtwoord/vergeten/"
NEW = "een-heel-nieuw-wachtwoord-2026"


def ask(client: Client, email: str, **headers: str) -> HttpResponse:
    """Ask for a new password, and let the work be done that it leaves behind."""
    answer = client.post(ADDRESS, {"email": email}, headers=headers)
    doing.do_due(timezone.now())
    return answer


def test_a_new_account_without_password_gets_one_by_mail(client: Client, cpo: User) -> None:
    ask(client, cpo.email)
    link = re.search(r"http://localhost:8000(/wachtwoord/nieuw/\S+)", mail.outbox[0].body)
    assert link is not None
    form = client.get(link[1], follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    assert not cpo.has_usable_password()
    assert User.objects.get(pk=cpo.pk).check_password(NEW)


def test_the_mail_about_a_password_is_ours_and_says_u(client: Client, cpo: User) -> None:
    ask(client, cpo.email)

    [sent] = mail.outbox

    assert sent.subject == "Een nieuw wachtwoord voor het MIT in waakstand"
    assert sent.to == [cpo.email]
    assert f"Uw gebruikersnaam is {cpo.username}." in sent.body
    assert not re.search(r"\b(je|jouw|Hallo)\b", sent.body)


@pytest.mark.django_db
def test_a_stranger_cannot_tell_which_addresses_have_an_account(client: Client) -> None:
    known = ask(client, person(Role.CPO).email)

    unknown = ask(client, "niemand@voorbeeld.invalid")

    assert (unknown.status_code, unknown.headers["Location"]) == (302, known.headers["Location"])
    assert [sent.to for sent in mail.outbox] == [[person(Role.CPO).email]]


def test_the_link_is_of_the_configured_host_and_no_row_holds_its_key(
    client: Client, cpo: User, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    ask(client, cpo.email, host="kwaad.voorbeeld.invalid")

    assert "http://localhost:8000/wachtwoord/nieuw/" in mail.outbox[0].body
    assert "kwaad" not in mail.outbox[0].body
    assert Work.objects.get(kind="mail_new_password").details == {}


def test_a_new_password_ends_every_session(client: Client, cpo: User) -> None:
    elsewhere = signed_in(cpo)
    ask(client, cpo.email)
    link = re.search(r"http://localhost:8000(/wachtwoord/nieuw/\S+)", mail.outbox[0].body)
    assert link is not None
    form = client.get(link[1], follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    assert elsewhere.get("/werk/").status_code == 302
    assert not LiveSession.objects.filter(user=cpo).exists()


def test_somebody_who_left_gets_no_new_password(client: Client, cpo: User) -> None:
    cpo.is_active = False
    cpo.save(update_fields=["is_active"])

    ask(client, cpo.email)

    assert mail.outbox == []


def test_the_key_of_a_new_password_stands_in_no_log(client: Client, cpo: User) -> None:
    ask(client, cpo.email)
    link = re.search(r"http://localhost:8000(/wachtwoord/nieuw/(\S+)/)", mail.outbox[0].body)
    assert link is not None

    with capture_logs([without_personal_data]) as lines:
        client.get(link[1])

    requests = [line["request"] for line in lines if "request" in line]
    assert requests[0] == "GET /wachtwoord/nieuw/…/"
    assert not any(link[2] in str(line) for line in lines)
