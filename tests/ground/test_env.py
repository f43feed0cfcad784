"""Settings from the environment are read in one way, and loudly when something is wrong."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from mit_waakstand import env


def test_a_setting_that_is_there_wins_from_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIT_PROEF", "waarde")

    value = env.text("MIT_PROEF", "anders")

    assert value == "waarde"


def test_a_setting_that_is_absent_has_its_default() -> None:
    value = env.text("MIT_PROEF", "anders")

    assert value == "anders"


def test_a_setting_without_value_and_default_is_refused_by_name() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.text("MIT_PROEF")

    assert str(refusal.value) == "Zet MIT_PROEF of MIT_PROEF_FILE; zie docs/beheer.md."


def test_a_secret_comes_from_the_file_that_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "geheim").write_text("  een geheim\n", encoding="utf-8")
    monkeypatch.setenv("MIT_PROEF_FILE", str(tmp_path / "geheim"))
    monkeypatch.setenv("MIT_PROEF", "uit de omgeving")

    value = env.text("MIT_PROEF")

    assert value == "een geheim"


def test_a_secret_file_that_cannot_be_read_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    absent = tmp_path / "geheim"
    monkeypatch.setenv("MIT_PROEF_FILE", str(absent))

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.text("MIT_PROEF", "anders")

    assert str(refusal.value) == (
        f"MIT_PROEF_FILE wijst naar {absent}, en dat bestand is niet te lezen."
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *[("1", True), ("ja", True), ("TRUE", True), (" on ", True)],
        *[("0", False), ("nee", False), ("", False), ("Off", False)],
    ],
)
def test_a_switch_is_understood_in_dutch_and_english(
    monkeypatch: pytest.MonkeyPatch, written: str, *, meant: bool
) -> None:
    monkeypatch.setenv("MIT_PROEF", written)

    is_on = env.flag("MIT_PROEF", default=not meant)

    assert is_on is meant


@pytest.mark.parametrize("default", [True, False])
def test_a_switch_that_is_absent_has_its_default(*, default: bool) -> None:
    is_on = env.flag("MIT_PROEF", default=default)

    assert is_on is default


def test_an_unclear_switch_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIT_PROEF", "misschien")

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.flag("MIT_PROEF")

    assert str(refusal.value) == "MIT_PROEF='misschien' is niet duidelijk: gebruik 1 of 0."


def test_a_number_is_read_as_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIT_PROEF", "8080")

    numbers = env.integer("MIT_PROEF", 8000), env.integer("MIT_ANDERS", 8000)

    assert numbers == (8080, 8000)


def test_what_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIT_PROEF", "acht")

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.integer("MIT_PROEF", 8000)

    assert str(refusal.value) == "MIT_PROEF='acht' is geen geheel getal."


def test_a_choice_is_one_of_the_allowed_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIT_PROEF", "atw")

    value = env.choice("MIT_PROEF", "strict", {"strict", "atw"})

    assert value == "atw"


def test_another_value_than_the_choices_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIT_PROEF", "soepel")

    with pytest.raises(ImproperlyConfigured) as refusal:
        env.choice("MIT_PROEF", "strict", {"strict", "atw"})

    assert str(refusal.value) == "MIT_PROEF='soepel' kan niet: kies uit atw, strict."


def test_several_values_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIT_PROEF", "een, twee ,,drie,")

    words = env.words("MIT_PROEF")

    assert words == ["een", "twee", "drie"]


def test_a_path_is_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MIT_PROEF", str(tmp_path / "een" / ".." / "twee"))

    paths = env.path("MIT_PROEF", Path("elders")), env.path("MIT_ANDERS", tmp_path)

    assert paths == (tmp_path / "twee", tmp_path)


def test_the_address_of_a_database_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql://mit:p%40ss@db.voorbeeld.invalid:6432/waak?sslmode=verify-full"
    monkeypatch.setenv("MIT_PROEF", address)

    database = env.database("MIT_PROEF", "")

    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "waak",
        "USER": "mit",
        "PASSWORD": "p@ss",
        "HOST": "db.voorbeeld.invalid",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "verify-full"},
    }


def test_a_database_may_stand_at_a_socket_with_its_password_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MIT_DATABASE_PASSWORD", "apart")

    database = env.database("MIT_PROEF", "postgres://mit@/waak?host=%2Frun%2Fpostgres")

    assert (database["HOST"], database["PASSWORD"]) == ("/run/postgres", "apart")
    assert (database["PORT"], database["OPTIONS"]) == ("", {})


def test_the_password_of_the_broker_may_stand_apart_whatever_is_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MIT_PROEF", "redis://iemand:oud@valkey:6379/0")
    before = env.broker("MIT_PROEF", "")
    monkeypatch.setenv("MIT_BROKER_PASSWORD", "p@ss/woord")

    after = env.broker("MIT_PROEF", "")

    assert before == "redis://iemand:oud@valkey:6379/0"
    assert after == "redis://:p%40ss%2Fwoord@valkey:6379/0"


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.database("MIT_PROEF", "mysql://localhost/waak")

    assert str(refusal.value) == "MIT_PROEF moet beginnen met postgresql://"


def test_a_setting_with_the_path_of_a_file_refuses_one_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = tmp_path / "stijl.css"
    there.write_text("a {}", encoding="utf-8")
    monkeypatch.setenv("MIT_PROEF", str(there))
    found = env.file("MIT_PROEF")
    there.unlink()

    with pytest.raises(ImproperlyConfigured, match=r"MIT_PROEF wijst naar .*stijl\.css"):
        env.file("MIT_PROEF")

    assert found == there


def test_no_file_is_asked_for_without_the_setting() -> None:
    assert env.file("MIT_PROEF") is None
