"""``manage.py account``."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail.models import Event

pytestmark = pytest.mark.django_db


def make(tmp_path: Path, *, username: str = "eva", password: str) -> str:
    file = tmp_path / "wachtwoord"
    file.write_text(password)
    out = StringIO()
    call_command(
        "account",
        username,
        f"{username}@voorbeeld.invalid",
        "Eva Proef",
        password_file=str(file),
        stdout=out,
    )
    return out.getvalue()


def test_the_first_account_is_that_of_a_beheerder(tmp_path: Path) -> None:
    said = make(tmp_path, password="een lange zin met woorden")

    user = User.objects.get()
    assert said == "Account eva is gemaakt (functioneel beheerder).\n"
    assert user.role == Role.ADMINISTRATOR
    assert user.check_password("een lange zin met woorden")
    assert Event.objects.get().subject_pk == user.pk


def test_a_short_password_is_refused_in_dutch(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="minstens 14 tekens"):
        make(tmp_path, password="kort")

    assert not User.objects.exists()


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    make(tmp_path, password="een lange zin met woorden")

    with pytest.raises(CommandError, match="bestaat al"):
        make(tmp_path, password="een andere zin met woorden")

    assert User.objects.count() == 1


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match="/er/is/niets is niet te lezen"):
        call_command("account", "a", "a@b.nl", "A", password_file="/er/is/niets")

    assert not User.objects.exists()
