"""Every PDF keeps its promises: two standards at once, nothing from outside, always the same."""

import hashlib
import io
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import page
import pikepdf
import pypdf
import pytest
from django.core.exceptions import ValidationError
from pdf_samples import a_document, rendered

from mit_waakstand import pdf
from mit_waakstand.pdf import fonts

NAMES = {"m": "urn:mit-in-waakstand:metadata:1"}


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_a_pdf_meets_both_standards(profile: str) -> None:
    data = rendered("<h2>Kop</h2><p>Łukasz Őrsi <a href='https://a.example'>hier</a></p>")

    report = page.validate_pdf_bytes(data, profile=profile)

    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_a_pdf_is_sound_according_to_qpdf(tmp_path: Path) -> None:
    path = tmp_path / "proef.pdf"
    path.write_bytes(rendered("<p>alinea</p>"))

    with pikepdf.open(path) as file:
        problems = file.check_pdf_syntax()

    assert problems == []


def test_a_pdf_says_who_made_it_and_when_and_nothing_about_the_machine() -> None:
    data = rendered("<p>alinea</p>")

    facts = pypdf.PdfReader(io.BytesIO(data)).metadata

    assert facts is not None
    assert dict(facts) == {
        "/Producer": "WeasyPrint 70.0",
        "/Title": "Proef met “Łukasz Őrsi”",
        "/Author": "MIT in waakstand",
        "/Subject": "Een proef",
        "/Keywords": "MIW-2026-01",
        "/Creator": "MIT in waakstand",
        "/CreationDate": "D:20260901140000+00'00",
        "/ModDate": "D:20260901140000+00'00",
    }


def test_the_properties_can_be_read_without_unpacking_the_pdf() -> None:
    data = rendered("<p>alinea</p>")

    start, end = data.index(b"<rdf:RDF"), data.index(b"</rdf:RDF>")

    assert b'pdfaid:part="3"' in data[start:end]
    assert b'pdfaid:conformance="A"' in data[start:end]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data[start:end]


def test_a_pdf_carries_its_metadata_as_xml() -> None:
    data = rendered("<p>alinea</p>", text="De tekst zoals vastgesteld: Őrsi")

    with pikepdf.open(io.BytesIO(data)) as file:
        specification = file.attachments["metadata.xml"]
        root = ET.fromstring(specification.get_file().read_bytes())  # noqa: S314 - our own
        relationship = str(specification.obj.AFRelationship)
        associated = len(file.Root.AF)

    assert relationship == "/Data"
    assert associated == 1
    assert {child.tag.split("}")[1]: child.text for child in root} == {
        "identificatie": "miw-2026-01-proef",
        "titel": "Proef met “Łukasz Őrsi”",
        "kenmerk": "MIW-2026-01",
        "datum": "2026-09-01T16:00:00+02:00",
        "opsteller": "MIT in waakstand",
        "taal": "nl",
        "sha256VanTekst": hashlib.sha256("De tekst zoals vastgesteld: Őrsi".encode()).hexdigest(),
    }


def test_the_metadata_of_a_demonstration_say_so() -> None:
    data = rendered("<p>alinea</p>", demo=True, exercise=True)

    with pikepdf.open(io.BytesIO(data)) as file:
        content = file.attachments["metadata.xml"].get_file().read_bytes()
    root = ET.fromstring(content)  # noqa: S314 - our own

    assert root.findtext("m:aanduiding", namespaces=NAMES) == (
        "OEFENING · Demonstratie met fictieve gegevens"
    )


def test_another_file_can_travel_inside_a_pdf() -> None:
    attachment = pdf.Attachment(name="tekst.md", description="De tekst", data=b"# Kop")

    data = rendered("<p>alinea</p>", attachments=(attachment,))

    with pikepdf.open(io.BytesIO(data)) as file:
        assert file.attachments["tekst.md"].get_file().read_bytes() == b"# Kop"
        assert sorted(file.attachments) == ["metadata.xml", "tekst.md"]
    assert page.is_pdf_compliant_bytes(data, profile="3a")


def test_every_font_is_ours_and_embedded() -> None:
    data = rendered(
        "<h2>Łukasz</h2><ul><li>Őrsi<ul><li>punt<ol><li>een</li></ol></li></ul></li></ul>"
    )

    with pikepdf.open(io.BytesIO(data)) as file:
        descriptors = [
            item
            for item in file.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        names = sorted(str(item.FontName).split("+")[1] for item in descriptors)
        embedded = ["/FontFile2" in item for item in descriptors]

    assert names == [
        "Fira-Sans-Latin",
        "Fira-Sans-Latin-Bold",
        "Fira-Sans-Latin-Extended",
        "Fira-Sans-Latin-Extended-Bold",
    ]
    assert all(embedded)


def test_a_letter_that_our_fonts_do_not_have_is_refused_before_and_while_printing() -> None:
    with pytest.raises(ValidationError) as refusal:
        pdf.check_printable("ten minste ≥ 5 🙂")
    with pytest.raises(pdf.PdfError) as failure:
        rendered("<p>ten minste ≥ 5 🙂</p>")

    expected = (
        "Deze tekens passen niet in een brief: “≥” (U+2265), “🙂” (U+1F642). "
        "Schrijf ze anders, bijvoorbeeld voluit."
    )
    assert refusal.value.messages == [expected]
    assert str(failure.value) == expected


def test_letters_in_two_parts_and_invisible_ones_are_printed_as_one_reads_them() -> None:
    text = "reünie, O\u030brsi, niet\u2011zo, a\u200bb, c\u202ed\n"

    pdf.check_printable(text)
    data = rendered(f"<p>{text}</p>")

    words = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert "reünie, Őrsi, niet-zo, ab, cd" in words


def test_a_missing_font_is_named_in_plain_dutch(tmp_path: Path, settings: Any) -> None:
    settings.FONT_DIR = tmp_path

    with pytest.raises(pdf.PdfError) as refusal:
        fonts.font_path("fira-sans-latin-400.ttf")

    assert str(refusal.value) == (
        "Het lettertype fira-sans-latin-400.ttf ontbreekt. Bouw de vormgeving opnieuw."
    )


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        a_document(created_at=datetime(2026, 9, 1, 16, 0))  # noqa: DTZ001


def test_no_stream_ends_in_a_way_that_can_be_read_twofold() -> None:
    texts = [f"<p>alinea {number}</p>" for number in range(40)]

    endings = [rendered(text).count(b"\r\nendstream") for text in texts]

    assert endings == [0] * 40


def test_a_pdf_is_tagged_and_in_dutch(tmp_path: Path) -> None:
    path = tmp_path / "proef.pdf"
    path.write_bytes(rendered("<h2>Kop</h2><p>alinea</p>"))

    with pikepdf.open(path) as file:
        language, marked = str(file.Root.Lang), bool(file.Root.MarkInfo.Marked)

    assert (language, marked) == ("nl", True)


def test_one_input_gives_the_same_bytes_ten_times() -> None:
    checksums = {hashlib.sha256(rendered("<p>Łukasz</p>")).hexdigest() for _ in range(10)}

    assert len(checksums) == 1
