"""The virus scanner: a real clamd reads every file first, and without its word nothing passes."""

import importlib
import pkgutil
import socket
from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from clamd_by_hand import EICAR, KNOWN, PROGRAM, answering, clamd
from django import forms
from django.core.exceptions import ImproperlyConfigured
from pdf_uploads import a_pdf, sent
from pikepdf import Name, Pdf, Stream
from pytest_django import Settings
from structlog.testing import capture_logs

from experts.forms.lists import SheetField
from mit_waakstand import clamav, env, vault
from mit_waakstand.editions.forms import EditionFileField
from mit_waakstand.uploads import CheckedFileField, Held, PdfField, noting_held

APPS = ("mit_waakstand", "signals", "afwegingskader", "draaiboek", "experts", "aanspreekpunt")
HOLDS = "De virusscanner houdt dit bestand tegen. Het is niet bewaard."
SILENT = "De virusscanner antwoordt nu niet. Daarom is dit bestand niet aangenomen."

needs_clamd = pytest.mark.skipif(not PROGRAM.exists(), reason="clamd is er niet (bin/setup.sh)")


@pytest.fixture(scope="module")
def scanner(
    tmp_path_factory: pytest.TempPathFactory,
) -> Generator[tuple[tuple[str, int], str], None, None]:
    with clamd(tmp_path_factory.mktemp("scanner") / "c", most="1M") as where:
        yield where


@pytest.fixture(params=["tcp", "unix"])
def asked(
    scanner: tuple[tuple[str, int], str], settings: Settings, request: pytest.FixtureRequest
) -> None:
    settings.CLAMAV = scanner[0] if request.param == "tcp" else scanner[1]


def with_a_virus(document: Pdf) -> None:
    part = Stream(document, EICAR)
    document.pages[0].obj.Contents = document.make_indirect(part)
    document.Root.PageMode = Name.UseNone


@needs_clamd
@pytest.mark.usefixtures("asked")
def test_a_clean_file_passes_and_is_read_from_its_beginning() -> None:
    file = a_pdf()

    with noting_held() as held:
        upload = PdfField().clean(sent(file))

    assert upload is not None
    assert upload.original == file
    assert held == []


@needs_clamd
@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("how", ["as it is", "packed"])
def test_a_file_with_a_virus_is_held_with_what_was_found(how: str) -> None:
    data = a_pdf(with_a_virus, compress_streams=how == "packed")

    with noting_held() as held, pytest.raises(forms.ValidationError, match=HOLDS):
        PdfField(label="Brief (pdf)").clean(sent(data))

    assert (EICAR in data) == (how == "as it is")
    checksum = vault.checksum_of(data)
    assert held == [Held("Brief (pdf)", "Proef.Eicar.UNOFFICIAL", checksum, len(data))]


@needs_clamd
@pytest.mark.usefixtures("asked")
def test_a_file_is_known_by_its_checksum_too_and_its_neighbour_is_not() -> None:
    found = [clamav.scan([KNOWN[:10], KNOWN[10:]]), clamav.scan([KNOWN + b"."])]

    assert found == ["Proef.Bekend.UNOFFICIAL", ""]


@needs_clamd
@pytest.mark.usefixtures("asked")
def test_a_file_that_the_scanner_does_not_read_to_its_end_is_refused() -> None:
    big = sent(a_pdf() + b" " * 1_500_000)

    with noting_held() as held, pytest.raises(forms.ValidationError, match=SILENT):
        PdfField(label="Brief").clean(big)

    assert [one.finding for one in held] == [""]


@needs_clamd
@pytest.mark.usefixtures("asked")
def test_the_scanner_says_what_it_is() -> None:
    engine = clamav.engine()

    assert engine.name.startswith("ClamAV 1.")
    assert engine.list_of is None  # of signatures of our own


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0",
        b"stream: ",
        b"stream: OK OK\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"\xff" * 2_000,
    ],
)
def test_what_is_no_clear_answer_is_no_answer(answer: bytes, settings: Settings) -> None:
    with answering(answer) as settings.CLAMAV, pytest.raises(clamav.SilentError):
        clamav.scan([b"x"])


@pytest.mark.parametrize("where", ["port", "path"])
def test_with_nobody_there_the_file_is_refused_in_plain_words(
    where: str, settings: Settings, tmp_path: Path
) -> None:
    settings.CLAMAV = ("127.0.0.1", 1) if where == "port" else str(tmp_path / "niemand")

    with pytest.raises(forms.ValidationError) as refusal:
        PdfField().clean(sent(a_pdf()))

    assert refusal.value.messages == [
        f"{SILENT} Probeer het over een paar minuten opnieuw. De beheerder krijgt bericht."
    ]


def test_a_scanner_that_keeps_silent_is_not_waited_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clamav, "ANSWER_WITHIN", 0.05)

    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings.CLAMAV = mute.getsockname()
        with pytest.raises(clamav.SilentError, match="Timeout"):
            clamav.scan([b"x"])


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (b"ClamAV 1.4.3/27823/Sat Nov 21 09:42:13 2026\0", date(2026, 11, 21)),
        (b"ClamAV 1.4.3\0", None),
        (b"ClamAV 1.4.3/27823/vandaag\0", None),
    ],
)
def test_the_day_of_the_list_of_viruses_is_read(
    said: bytes, day: date | None, settings: Settings
) -> None:
    with answering(said) as settings.CLAMAV:
        assert clamav.engine() == clamav.Engine("ClamAV 1.4.3", day)


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ("", None),
        ("tcp://clamav:3310", ("clamav", 3310)),
        ("unix:///run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
    ],
)
def test_the_setting_says_where_the_scanner_is(
    value: str, where: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIT_CLAMAV", value)

    assert env.daemon("MIT_CLAMAV") == where


@pytest.mark.parametrize("value", ["clamav", "clamav:3310", "tcp://clamav", "unix://run/x", "1"])
def test_a_setting_that_is_not_clear_stops_the_start(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIT_CLAMAV", value)

    with pytest.raises(ImproperlyConfigured, match="tcp://host:poort of unix:///pad"):
        env.daemon("MIT_CLAMAV")


def test_every_file_in_every_form_is_looked_at() -> None:
    for app in APPS:
        for module in pkgutil.walk_packages(importlib.import_module(app).__path__, f"{app}."):
            if "forms" in module.name:
                importlib.import_module(module.name)

    found = {
        (form.__module__, name): type(field)
        for form in everything_below(forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.FileField) and form.__module__.split(".")[0] in APPS
    }

    assert len(found) > 8
    assert [place for place, kind in found.items() if not issubclass(kind, CheckedFileField)] == []


@pytest.mark.parametrize(
    ("field", "name", "reason"),
    [
        (PdfField(), "a.pdf.exe", "Kies een pdf-bestand (de naam eindigt op .pdf)."),
        (SheetField(), "experts.xlsx", "Kies een CSV-bestand (de naam eindigt op .csv)."),
        (
            EditionFileField(),
            "versie.json",
            "Kies een YAML-bestand (de naam eindigt op .yaml of .yml).",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_name(
    field: CheckedFileField, name: str, reason: str
) -> None:
    with pytest.raises(forms.ValidationError) as refusal:
        field.clean(sent(b"soort: iets", name))

    assert refusal.value.messages == [reason]
    assert field.widget_attrs(field.widget)["accept"] == ",".join(field.ENDINGS)


def test_a_refused_file_is_logged_with_the_reason_and_without_its_name() -> None:
    with capture_logs() as lines, pytest.raises(forms.ValidationError):
        PdfField().clean(sent(b"geheim", "geheim plan.pdf"))

    assert [line["event"] for line in lines] == ["upload_refused"]
    assert "Dit is geen pdf-bestand" in lines[0]["why"]
    assert "plan" not in str(lines)


def everything_below(kind: type) -> set[type]:
    below = kind.__subclasses__()
    return {*below, *(one for each in below for one in everything_below(each))}
