"""The letters say what they must, on every page, and meet the standards."""

import hashlib
import io
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdf
import pytest
from django.core.exceptions import ValidationError
from letter_samples import LONG_TEXT, PARAGRAPH, a_response_letter, a_signal_letter

from signals.letters import check_letter_text, response_pdf, signal_letter_pdf


def pages_of(data: bytes) -> list[str]:
    """Return the letters of each page without spaces: where lines end is the layout's business."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    return [joined(page.extract_text()) for page in reader.pages]


def text_of(data: bytes) -> str:
    return "".join(pages_of(data))


def joined(text: str) -> str:
    return "".join(text.split())


def structure_of(data: bytes, wanted: set[str]) -> list[str]:
    """Return the names of the wanted structure elements, in reading order."""

    def walk(node: Any) -> list[str]:
        if isinstance(node, pikepdf.Array):
            return [name for child in node for name in walk(child)]
        if not isinstance(node, pikepdf.Dictionary):
            return []
        own = [str(node.S)] if "/S" in node and str(node.S) in wanted else []
        return own + (walk(node.K) if "/K" in node else [])

    with pikepdf.open(io.BytesIO(data)) as file:
        return walk(file.Root.StructTreeRoot.K)


@pytest.mark.parametrize("profile", ["3a", "ua1"])
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda: signal_letter_pdf(a_signal_letter()), id="signal"),
        pytest.param(lambda: signal_letter_pdf(a_signal_letter(text=LONG_TEXT)), id="long"),
        pytest.param(
            lambda: signal_letter_pdf(a_signal_letter(is_exercise=True, demo=True)), id="exercise"
        ),
        pytest.param(lambda: response_pdf(a_response_letter()), id="response"),
        pytest.param(
            lambda: response_pdf(a_response_letter(is_exercise=True, demo=True, dated_on=None)),
            id="exercise-response",
        ),
    ],
)
def test_every_letter_meets_both_standards(data: Any, profile: str) -> None:
    letter = data()

    report = page.validate_pdf_bytes(letter, profile=profile)

    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_two_other_processes_make_exactly_the_same_letters() -> None:
    here = signal_letter_pdf(a_signal_letter(text=LONG_TEXT)) + response_pdf(a_response_letter())
    command = [sys.executable, str(Path(__file__).with_name("letter_samples.py"))]

    there = [
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            cwd=Path(__file__).parents[2],
            env=_environment(seed),
        ).stdout
        for seed in ("1", "2")
    ]

    checksums = {hashlib.sha256(data).hexdigest() for data in [here, *there]}
    assert len(checksums) == 1


def _environment(seed: str) -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}


def test_the_letter_shows_everything_that_an_official_letter_shows() -> None:
    letter = a_signal_letter()

    text = text_of(signal_letter_pdf(letter))

    for part in (
        "MIT in waakstand Sociaal en Cultureel Planbureau",
        "De secretaris-generaal van Sociale Zaken en Werkgelegenheid",
        "de heer drs. J.P. Voorbeeld Postbus 90801 2509 LV Den Haag",
        "Afzender MIT in waakstand Sociaal en Cultureel Planbureau Postbus 16164",
        "Contact Secretariaat MIT in waakstand miw@voorbeeld.example",
        "Datum 1 september 2026",
        "Kenmerk MIW-2026-01",
        "Bijlagen 1",
        "Afschrift de directeur van het Sociaal en Cultureel Planbureau",
        "Betreft Signaal MIW-2026-01: Kwelderkoorts: stel een commissie MIT in",
        "Geachte secretaris-generaal,",
        "De strekking is: instellen nu.",
        "Łukasz Őrsi nam deel als deskundige.",
        "zo snel mogelijk op dit signaal te reageren, uiterlijk dinsdag 15 september 2026.",
        "mr. A.B. van der Łukasz-Őrsi Chief Preparedness Officer MIT in waakstand",
        "Beantwoording van de weegvragen, versie 0.1",
        "Pagina 1 van 2",
    ):
        assert joined(part) in text
    assert "3f9a" * 16 in text


def test_later_pages_repeat_number_and_date_and_count_the_pages() -> None:
    pages = pages_of(signal_letter_pdf(a_signal_letter(text=LONG_TEXT)))

    assert len(pages) == 3
    for number, text in enumerate(pages, start=1):
        assert joined(f"Pagina {number} van 3") in text
    assert "MIW-2026-01 · 1 september 2026" not in pages[0]
    for text in pages[1:]:
        assert joined("MIW-2026-01 · 1 september 2026") in text


def test_the_date_of_the_letter_is_the_day_in_amsterdam() -> None:
    letter = a_signal_letter(issued_at=datetime(2026, 8, 31, 22, 30, tzinfo=UTC))

    text = text_of(signal_letter_pdf(letter))

    assert joined("Datum 1 september 2026") in text


@pytest.mark.parametrize(
    ("changes", "signature"),
    [
        ({"acting": True}, "Łukasz-Őrsi waarnemend Chief Preparedness Officer"),
        (
            {"on_behalf_by": "S. de Wit"},
            "namens deze, S. de Wit secretaris van het MIT in waakstand",
        ),
        (
            {"on_behalf_by": "S. de Wit", "acting": True},
            "de waarnemend Chief Preparedness Officer mr. A.B. van der Łukasz-Őrsi namens deze,",
        ),
    ],
)
def test_who_stands_in_says_so_in_the_signature(changes: dict[str, Any], signature: str) -> None:
    text = text_of(signal_letter_pdf(a_signal_letter(**changes)))

    assert joined(signature) in text


def test_a_letter_without_enclosures_or_copies_says_so() -> None:
    letter = a_signal_letter(attachments=(), copies=(), register_head=None, addressee_name="")

    text = text_of(signal_letter_pdf(letter))

    assert joined("Bijlagen geen") in text
    assert joined("Afschrift geen") in text
    assert joined("Stand van het openbare register") not in text
    assert joined("Sociale Zaken en Werkgelegenheid Postbus 90801") in text


def test_many_copies_stand_in_full_at_the_end() -> None:
    copies = tuple(f"organisatie {number}" for number in range(1, 31))

    text = text_of(signal_letter_pdf(a_signal_letter(copies=copies)))

    assert joined("Afschrift zie het einde van deze brief") in text
    assert joined("organisatie 30") in text


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"demo": True}, "Demonstratie met fictieve gegevens"),
        ({"is_exercise": True}, "OEFENING"),
        ({"is_exercise": True, "demo": True}, "OEFENING · Demonstratie met fictieve gegevens"),
    ],
)
def test_what_is_not_real_says_so_on_every_page(changes: dict[str, Any], mark: str) -> None:
    signal = pages_of(signal_letter_pdf(a_signal_letter(text=LONG_TEXT, **changes)))
    response = pages_of(response_pdf(a_response_letter(text=PARAGRAPH * 12, **changes)))
    real = pages_of(signal_letter_pdf(a_signal_letter(text=LONG_TEXT)))

    assert len(signal) == 3
    assert len(response) == 2
    assert all(joined(mark) in text for text in signal + response)
    assert not any(joined(mark) in text for text in real)


def test_an_exercise_calls_itself_an_exercise_everywhere() -> None:
    changes = {"number": "OEF-2026-01", "is_exercise": True, "exercise_note": "Oefening 2020"}

    signal = text_of(signal_letter_pdf(a_signal_letter(**changes)))
    response = text_of(response_pdf(a_response_letter(**changes)))

    assert joined("Betreft Oefensignaal OEF-2026-01: Kwelderkoorts") in signal
    assert joined("Bij een echt signaal maakt het MIT in waakstand daarna") in signal
    assert joined("Oefening 2020") in signal
    assert joined("Oefenreactie op oefensignaal OEF-2026-01") in response
    assert joined("Reactie van de secretaris-generaal") not in response


def test_the_response_shows_its_dates_and_who_signed() -> None:
    text = text_of(response_pdf(a_response_letter()))

    for part in (
        "Reactie van de secretaris-generaal van SZW op signaal MIW-2026-01",
        "Kenmerk SZW 2026-0000123456",
        "Gedagtekend 11 september 2026",
        "Verzonden 14 september 2026",
        "Ontvangen 15 september 2026",
        "uiterlijk 15 september 2026; binnen de termijn verzonden",
        "Ondertekend door: drs. J.P. Voorbeeld, plaatsvervangend secretaris-generaal",
        "Geachte voorzitter,",
    ):
        assert joined(part) in text


def test_a_response_sent_after_the_term_says_so() -> None:
    letter = a_response_letter(sent_on=date(2026, 9, 16), dated_on=None, their_reference="")

    text = text_of(response_pdf(letter))

    assert joined("buiten de termijn van twee weken verzonden") in text
    assert joined("Gedagtekend") not in text
    assert joined("Kenmerk SZW") not in text


def test_a_screen_reader_meets_the_parts_in_the_right_order() -> None:
    data = signal_letter_pdf(a_signal_letter())

    structure = structure_of(data, {"/H1", "/H2", "/H3", "/L", "/BlockQuote"})

    assert structure == [
        *("/H1", "/H2", "/H3"),
        *("/L", "/L", "/L", "/BlockQuote"),
        *("/H2", "/L", "/H2", "/L"),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "x" * 5_000},
        {"title": "Maatschappelijkegevolgen" * 20},
        {"title": "Een heel lange titel over de gevolgen van een uitbraak " * 6},
        {"signed_by": "A" * 300, "addressee_name": "B" * 300},
        {"text": "alinea\n\n" * 300},
    ],
)
def test_extreme_input_still_gives_a_letter_that_meets_both_standards(
    changes: dict[str, Any],
) -> None:
    data = signal_letter_pdf(a_signal_letter(**changes))

    assert page.is_pdf_compliant_bytes(data, profile="3a")
    assert page.is_pdf_compliant_bytes(data, profile="ua1")


def test_markup_in_a_name_or_title_is_printed_as_typed() -> None:
    letter = a_signal_letter(title="<b>vet</b>", signed_by='<img src="file:///etc/passwd">')

    text = text_of(signal_letter_pdf(letter))

    assert joined("<b>vet</b>") in text
    assert joined('<img src="file:///etc/passwd">') in text


@pytest.mark.parametrize("text", ["", " \n", "#", "a\x00b", "≥ 5", "> " * 100 + "a", "x" * 5_001])
def test_a_text_that_could_not_be_printed_is_refused_beforehand(text: str) -> None:
    check_letter_text("Een gewone tekst.")

    with pytest.raises(ValidationError):
        check_letter_text(text)
