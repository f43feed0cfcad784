"""Nobody has an account but by invitation, behind a personal link that works once."""

import re
from datetime import timedelta

import pytest
from asking import BUTTON_ONLY, main_text, signed_in
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from building import person
from mit_waakstand.accounts.models import RoleAssignment, User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.people import workflow
from mit_waakstand.people.models import PURPOSE
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db

NEW = {
    "full_name": "Gerda Proef",
    "email": "Gerda@voorbeeld.invalid",
    "username": "g.proef",
    "role": "expert",
}
PASSWORD = "een lange zin met woorden"
CHOSEN = {"password1": PASSWORD, "password2": PASSWORD}


def invited(administrator: User) -> tuple[User, str]:
    """Return the invited person, and the address in the mail."""
    signed_in(administrator).post("/werk/accounts/uitnodigen/", NEW)
    doing.do_due(timezone.now())
    found = re.search(r"http://localhost:8000(/persoonlijk/\S+)", mail.outbox[-1].body)
    assert found is not None
    return User.objects.get(username="g.proef"), found[1]


def test_who_was_invited_chooses_a_password_and_signs_in(administrator: User) -> None:
    user, address = invited(administrator)
    visitor = Client()

    done = visitor.post(address, CHOSEN)
    inside = visitor.post("/aanmelden/", {"login": "g.proef", "password": PASSWORD})

    assert user.email == "gerda@voorbeeld.invalid"
    assert done.headers["Location"] == "/aanmelden/"
    assert inside.headers["Location"] == "/werk/"
    assert [event.verb for event in Event.objects.about(user)] == ["accept", "invite"]


def test_the_mail_says_what_to_do_and_no_row_holds_the_link(administrator: User) -> None:
    _, address = invited(administrator)

    sent = mail.outbox[-1]

    assert sent.subject == "Uw account bij het MIT in waakstand"
    assert "Uw gebruikersnaam is g.proef." in sent.body
    assert "Gerda" not in sent.body
    work = Work.objects.get(kind="mail_account_invitation")
    assert address.split("/")[2] not in f"{work.key}{work.details}"


def test_an_invitation_works_once_and_for_a_week(administrator: User) -> None:
    _, address = invited(administrator)
    link = PersonalLink.objects.get()

    first, second = (Client().post(address, CHOSEN) for _ in range(2))

    assert [first.status_code, second.status_code] == [302, 410]
    assert "Hebt u uw wachtwoord al gekozen?" in main_text(second)
    assert link.is_open_at(link.made_at + timedelta(days=6))
    assert not link.is_open_at(link.made_at + timedelta(days=7))


def test_a_weak_password_is_refused_and_the_link_still_works(administrator: User) -> None:
    user, address = invited(administrator)

    weak = Client().post(address, {"password1": "kort", "password2": "kort"})
    differs = Client().post(address, CHOSEN | {"password2": "iets anders van woorden"})
    right = Client().post(address, CHOSEN)

    user.refresh_from_db()
    assert (weak.status_code, differs.status_code, right.status_code) == (422, 422, 302)
    assert "De twee wachtwoorden zijn niet gelijk." in main_text(differs)
    assert user.check_password(PASSWORD)


def test_a_new_invitation_ends_the_earlier_one(administrator: User) -> None:
    user, address = invited(administrator)
    PersonalLink.objects.update(made_at=timezone.now() - timedelta(hours=1))

    signed_in(administrator).post(f"/werk/accounts/{user.pk}/opnieuw-uitnodigen/", BUTTON_ONLY)

    assert Client().get(address).status_code == 410
    assert PersonalLink.objects.about(user, PURPOSE).open_at(timezone.now()).count() == 1


def test_closing_an_account_ends_its_invitation(administrator: User) -> None:
    user, address = invited(administrator)

    workflow.deactivate(user, because="vergissing", by=administrator, at=timezone.now())

    assert Client().get(address).status_code == 410


@pytest.mark.parametrize(
    ("field", "value", "refused"),
    [
        ("username", "cpo", "Er is al een account met deze gebruikersnaam."),
        ("email", "CPO@voorbeeld.invalid", "Er is al een account met dit mailadres."),
    ],
)
def test_nobody_gets_the_name_or_the_address_of_another(
    administrator: User, field: str, value: str, refused: str
) -> None:
    person(Role.CPO)

    answer = signed_in(administrator).post("/werk/accounts/uitnodigen/", {**NEW, field: value})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [refused]}
    assert not User.objects.filter(full_name="Gerda Proef").exists()


@pytest.mark.parametrize("field", ["username", "email"])
def test_capitals_make_no_other_name_or_address(administrator: User, cpo: User, field: str) -> None:
    same = {**NEW, field: getattr(cpo, field).upper()}

    with pytest.raises(RefusedError, match="Er is al een account") as refused:
        workflow.invite(**same, by=administrator, at=timezone.now())

    assert refused.value.field == field


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_the_beheerder_invites(role: Role) -> None:
    with pytest.raises(NotAllowedError):
        workflow.invite(**NEW, by=person(role), at=timezone.now())


def test_an_invitation_dates_the_role_and_says_who_gave_it(
    administrator: User, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    user, _ = invited(administrator)

    (assignment,) = RoleAssignment.objects.of(user)
    assert (assignment.role, assignment.given_by, assignment.until) == (
        "expert",
        administrator,
        None,
    )
