"""Every text of a PDF is read back, and what cannot be read is said."""

import io

import pikepdf
import pytest
from letter_samples import a_signal_letter
from pypdf import PdfWriter
from pypdf.annotations import Link

from mit_waakstand.pdf.reading import MOST_PAGES, NOT_ALL_READ, texts_of
from signals.letters import signal_letter_pdf


def written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def a_page_that_draws(contents: bytes) -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page()
    page.obj.Contents = document.make_stream(contents)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_letter_of_ours_is_read_with_its_properties_and_what_is_attached() -> None:
    read = texts_of(signal_letter_pdf(a_signal_letter()))

    places = dict(read.texts)
    assert read.remarks == ()
    assert a_signal_letter().title in " ".join(places["bladzijde 1"].split())
    assert "eigenschappen van het bestand" in places
    assert "metadata van het bestand" in places
    assert [place for place in places if place.startswith("bijlage ")]


def test_author_attachment_and_hidden_link_are_read_too() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "Anna Proef"})
    writer.add_attachment("notitie.txt", "Bel 06-12345678.")
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="mailto:bram@voorbeeld.invalid"))

    read = texts_of(written(writer))

    places = dict(read.texts)
    assert "Anna Proef" in places["eigenschappen van het bestand"]
    assert places["bijlage notitie.txt"] == "Bel 06-12345678."
    assert places["links op bladzijde 1"] == "mailto:bram@voorbeeld.invalid"


def test_a_scan_has_no_text_and_that_is_said() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_blank_page(200, 200)

    read = texts_of(written(writer))

    assert any(remark.startswith("Op 2 bladzijden is geen tekst") for remark in read.remarks)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"x" * 1000, b"geen pdf"])
def test_what_cannot_be_read_is_said(data: bytes) -> None:
    read = texts_of(data)

    assert read.remarks == (NOT_ALL_READ,)


def test_a_page_that_would_take_long_is_left_and_that_is_said() -> None:
    read = texts_of(a_page_that_draws(b"0 0 m " * 400_000))

    assert NOT_ALL_READ in read.remarks
    assert "bladzijde 1" not in dict(read.texts)


def test_of_a_very_long_file_the_first_pages_are_read() -> None:
    writer = PdfWriter()
    for _ in range(MOST_PAGES + 1):
        writer.add_blank_page(20, 20)

    read = texts_of(written(writer))

    assert NOT_ALL_READ in read.remarks
    assert len([where for where, _ in read.texts if where.startswith("bladzijde")]) == MOST_PAGES
