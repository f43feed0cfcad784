"""The SG's own letter: what is refused, what is kept, and what becomes public (robustness 35)."""

import hashlib
import io
import zipfile
import zlib
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from asking import main_text, signed_in
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from pdf_uploads import ATTACHED, HIDDEN, RUNNING, SECRETS, Change, a_pdf, everything_in, sent
from pikepdf import Array, Dictionary, Encryption, Name, String
from pikepdf.settings import get_qpdf_limits
from pytest_django import Settings
from signal_forms import a_response, act_url

from building import a_signal
from mit_waakstand import unpacking, uploads, vault
from mit_waakstand.accounts.models import User
from mit_waakstand.cleaning import UploadRefusedError, clean_copy
from mit_waakstand.uploads import PdfField, read_pdf, safe_name
from signals.models import Response, Signal
from signals.states import SignalState

PLAIN = a_pdf()


def a_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("x.txt", "verstopt")
    return target.getvalue()


def in_the_vault() -> list[Path]:
    return [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]


# --- Names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/x.pdf", "x.pdf"),
        ("..\\..\\windows\\x.pdf", "x.pdf"),
        ("/etc/passwd.pdf", "passwd.pdf"),
        ("brief van de SG (1).pdf", "brief van de SG _1_.pdf"),
        ("reactie\r\nBcc: x.pdf", "reactie__Bcc_ x.pdf"),
        ("coördinatie.pdf", "coördinatie.pdf"),
        ("\u202efdp.exe.pdf", "_fdp.exe.pdf"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
        ("", "bestand.pdf"),
    ],
)
def test_of_a_name_only_harmless_characters_stay(name: str, kept: str) -> None:
    answer = safe_name(name)

    assert answer == kept


def test_a_path_in_the_name_leads_nowhere() -> None:
    file = sent(PLAIN)
    file._name = "../../etc/x.pdf"  # noqa: SLF001  (Django itself takes the last part too)

    upload = read_pdf(file)

    assert upload.name == "x.pdf"


# --- What is refused --------------------------------------------------------------------------


def _without_pages(document: pikepdf.Pdf) -> None:
    del document.pages[0]


PAGELESS = a_pdf(_without_pages)
REFUSED = {
    "two endings": (sent(PLAIN, "a.pdf.exe"), "Kies een pdf-bestand (de naam eindigt op .pdf)."),
    "no bytes": (sent(b""), "Dit bestand is leeg. Kies een ander bestand."),
    "wrong magic": (
        sent(b"MZ\x90\x00" + PLAIN),
        "Dit is geen pdf-bestand, ook al heet het zo. Maak er opnieuw een pdf van.",
    ),
    "a web page": (
        sent(b"<script>alert(1)</script>%PDF-1.7"),
        "Dit is geen pdf-bestand, ook al heet het zo. Maak er opnieuw een pdf van.",
    ),
    "a zip behind it": (
        sent(PLAIN + a_zip()),
        "Deze pdf bevat nog een ander bestand. Maak er opnieuw een pdf van.",
    ),
    "a web page behind it": (
        sent(PLAIN + b"<script>alert(1)</script>"),
        "Deze pdf bevat nog een ander bestand. Maak er opnieuw een pdf van.",
    ),
    "damaged": (
        sent(b"%PDF-1.7\nniets wat hierop volgt, klopt"),
        "Deze pdf is beschadigd en niet te lezen. Maak hem opnieuw.",
    ),
    "cut off": (
        sent(PLAIN[:60]),
        "Deze pdf is beschadigd en niet te lezen. Maak hem opnieuw.",
    ),
    "without pages": (sent(PAGELESS), "Deze pdf heeft geen pagina's."),
    "password to open": (
        sent(a_pdf(encryption=Encryption(user="geheim", owner="geheim"))),
        "Deze pdf is beveiligd met een wachtwoord. Sla hem op zonder wachtwoord.",
    ),
    "password to change": (
        sent(a_pdf(encryption=Encryption(user="", owner="geheim"))),
        "Deze pdf is beveiligd. Sla hem op zonder beveiliging.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_is_refused_with_a_reason(case: str) -> None:
    file, reason = REFUSED[case]
    file.seek(0)

    with pytest.raises(forms.ValidationError) as refusal:
        PdfField().clean(file)

    assert refusal.value.messages == [reason]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", len(PLAIN) - 1)
    file = sent(PLAIN)

    with pytest.raises(forms.ValidationError, match="hoogstens 20 MB"):
        PdfField().clean(file)

    assert file.tell() == 0


def test_the_most_bytes_are_twenty_million() -> None:
    assert uploads.MOST_BYTES == 20_000_000


# --- What becomes too large when it is unpacked ----------------------------------------------


def packed(data: bytes, times: int = 1) -> bytes:
    """Return the data packed, and what was packed packed again."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def with_a_part(data: bytes, *filters: str) -> bytes:
    """Return a PDF of which one part holds this data, and says that it was packed so."""

    def change(document: pikepdf.Pdf) -> None:
        part = pikepdf.Stream(document, data)
        part.Filter = Array([Name(f"/{name}") for name in filters])
        document.pages[0].obj.Contents = document.make_indirect(part)

    as_it_is = pikepdf.StreamDecodeLevel.none
    return a_pdf(change, compress_streams=False, stream_decode_level=as_it_is)


FLATE = "FlateDecode"
BOMBS = {
    "one part": with_a_part(packed(b" " * 1_100_000), FLATE),
    "packed twice": with_a_part(packed(packed(b" " * 1_100_000)), FLATE, FLATE),
    "packed four times": with_a_part(packed(b" " * 100, 4), *[FLATE] * 4),
    "many parts": PLAIN.replace(b"%%EOF", b"\nstream\n".join([packed(b" " * 900_000)] * 6)),
    "part behind rubbish": with_a_part(packed(b" " * 1_100_000) + b"rommel", FLATE),
    "the way of the last century": with_a_part(b"\x80\x0b\x60\x50", "LZWDecode"),
    "that way, disguised": with_a_part(b"\x80\x0b\x60\x50", "LZWDecode").replace(
        b"/LZWDecode", b"/#4cZ#57#44ecode"
    ),
}


@pytest.mark.parametrize("case", BOMBS)
def test_a_pdf_that_would_become_too_large_is_refused(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MOST_OF_A_PART", 1_000_000)
    monkeypatch.setattr(unpacking, "MOST_OF_ALL", 3_000_000)

    with pytest.raises(UploadRefusedError, match="veel te groot"):
        read_pdf(sent(BOMBS[case]))


def test_a_pdf_that_becomes_as_large_as_may_be_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_OF_A_PART", 1_000_000)
    data = with_a_part(packed(packed(b" " * 999_000)), FLATE, FLATE)

    assert read_pdf(sent(data)).original == data


def test_the_library_unpacks_no_more_than_we_let_pass() -> None:
    limits = get_qpdf_limits()

    assert limits["flate_max_memory"] == unpacking.MOST_OF_A_PART == 100_000_000
    assert limits["run_length_max_memory"] == unpacking.MOST_OF_A_PART


# --- While it streams in ------------------------------------------------------------------------


@pytest.mark.django_db
def test_of_a_file_that_is_too_large_nothing_is_kept_and_what_was_typed_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sg_office: User, settings: Settings
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 3_000_000)  # past what fits in memory
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    signal = a_signal(SignalState.ISSUED)
    form = a_response(text="Wat al was getypt.", letter=sent(PLAIN + b" " * 4_000_000))

    answer = signed_in(sg_office).post(act_url(signal, "respond"), form)

    page = main_text(answer)
    assert answer.status_code == 422
    assert "Dit bestand is te groot. Het mag hoogstens 20 MB zijn." in page
    assert "Wat al was getypt." in page
    assert list(tmp_path.glob("*.upload*")) == []
    assert in_the_vault() == []
    assert not Response.objects.exists()


@pytest.mark.django_db
def test_a_body_that_no_form_can_be_is_answered_without_being_read(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    client = signed_in(sg_office)

    answer = client.post(act_url(signal, "respond"), a_response(), CONTENT_LENGTH="2000000000")

    assert answer.status_code == 413
    assert "Een bestand mag hoogstens 20 MB zijn." in main_text(answer)
    assert not Response.objects.exists()


def _strange_notes(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Annots = Array([5, Name.Vreemd, Array([]), Dictionary(A=String("x"))])


def _no_list_of_notes(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Annots = 5


@pytest.mark.parametrize("change", [_strange_notes, _no_list_of_notes])
def test_a_pdf_with_strange_notes_is_taken_without_them(change: Change) -> None:
    upload = read_pdf(sent(a_pdf(change)))

    with pikepdf.open(io.BytesIO(upload.cleaned)) as document:
        assert len(document.pages) == 1
    assert "Vreemd" not in everything_in(upload.cleaned)


@effort(max_examples=60)
@given(st.data())
def test_a_pdf_with_random_damage_is_taken_or_refused_but_breaks_nothing(
    data: st.DataObject,
) -> None:
    damaged = bytearray(RICH)
    for _ in range(data.draw(st.integers(1, 12))):
        damaged[data.draw(st.integers(5, len(damaged) - 1))] = data.draw(st.integers(0, 255))

    try:
        upload = read_pdf(sent(bytes(damaged)))
    except UploadRefusedError as refusal:
        assert str(refusal).startswith("Deze pdf")  # noqa: PT017  (one of two good ends)
    else:
        assert upload.original == bytes(damaged)


def _all_at_once(document: pikepdf.Pdf) -> None:
    for change in HIDDEN.values():
        change(document)


RICH = a_pdf(_all_at_once)


# --- What becomes public ----------------------------------------------------------------------


@pytest.mark.parametrize("case", RUNNING)
def test_a_pdf_that_runs_something_is_refused(case: str) -> None:
    with pytest.raises(UploadRefusedError, match="bevat een script of start een programma"):
        read_pdf(sent(a_pdf(RUNNING[case])))


@pytest.mark.parametrize("case", [name for name in RUNNING if "script" in name])
def test_a_script_would_not_reach_the_public_copy_either(case: str) -> None:
    original = a_pdf(RUNNING[case])

    cleaned = clean_copy(original)

    assert "app.alert" in everything_in(original)
    assert [secret for secret in SECRETS if secret in everything_in(cleaned)] == []


@pytest.mark.parametrize("case", HIDDEN)
def test_what_is_hidden_does_not_reach_the_public_copy(case: str) -> None:
    original = a_pdf(HIDDEN[case])
    present = [secret for secret in SECRETS if secret in everything_in(original)]

    cleaned = read_pdf(sent(original)).cleaned

    assert present  # otherwise its absence would say nothing
    assert [secret for secret in SECRETS if secret in everything_in(cleaned)] == []


def test_a_plain_link_stays_a_link() -> None:
    cleaned = clean_copy(a_pdf(RUNNING["script_behind_a_link"]))

    assert "https://voorbeeld.invalid/" in everything_in(cleaned)


def test_the_same_file_gives_the_same_copy() -> None:
    copies = {read_pdf(sent(RICH)).cleaned for _ in range(2)}

    assert len(copies) == 1


# --- The form of Bureau SG --------------------------------------------------------------------


def respond_url(signal: Signal) -> str:
    return reverse("signals:signal-respond", args=[signal.pk])


def a_form(**changes: object) -> dict[str, object]:
    today = timezone.localdate().strftime("%d-%m-%Y")
    return {
        "text": "Wij nemen uw signaal over.",
        "signed_by": "De SG",
        "dated_on": today,
        "sent_on": today,
    } | changes


@pytest.mark.django_db
def test_the_original_is_kept_byte_for_byte_and_a_cleaned_copy_beside_it(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    client = signed_in(sg_office)

    client.post(respond_url(signal), a_form(letter=sent(RICH, "../brief.pdf")))

    response = Response.objects.get()
    assert response.original_name == "brief.pdf"
    assert response.original_sha256 == hashlib.sha256(RICH).hexdigest()
    assert vault.read(response.original_sha256) == RICH
    assert vault.read(response.copy_sha256) == read_pdf(sent(RICH)).cleaned
    folder = f"/werk/signalen/{signal.pk}/bestand/"
    assert client.get(f"{folder}origineel.pdf").getvalue() == RICH
    copy = client.get(f"{folder}brief-van-de-sg.pdf")
    assert ATTACHED.decode() in everything_in(RICH)
    assert ATTACHED.decode() not in everything_in(copy.getvalue())
    assert "sandbox" in copy.headers["Content-Security-Policy"].split("; ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "words"),
    [
        (sent(b"geen pdf"), "Dit is geen pdf-bestand"),
        (sent(PLAIN, "a.pdf.exe"), "Kies een pdf-bestand"),
        (sent(b""), "leeg"),
    ],
    ids=["wrong magic", "wrong name", "empty"],
)
def test_a_refused_file_leaves_nothing_behind(file: object, words: str, sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)

    answer = signed_in(sg_office).post(respond_url(signal), a_form(letter=file))

    assert answer.status_code == 422
    assert words in main_text(answer)
    assert "Wij nemen uw signaal over." in main_text(answer)
    assert in_the_vault() == []
    assert Signal.objects.get().state == SignalState.ISSUED


@pytest.mark.django_db
def test_a_good_file_with_a_wrong_date_leaves_nothing_behind(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    yesterday = (timezone.localdate() - timedelta(days=1)).strftime("%d-%m-%Y")

    answer = signed_in(sg_office).post(
        respond_url(signal), a_form(letter=sent(PLAIN), received_on=yesterday)
    )

    assert answer.status_code == 422
    assert "De ontvangst kan niet voor de verzending liggen." in main_text(answer)
    assert in_the_vault() == []
    assert not Response.objects.exists()
