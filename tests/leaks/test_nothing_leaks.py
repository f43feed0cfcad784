"""Nothing leaks before publication (robustness 1, 4, 5, 8, 9 and 31), in a house full of secrets.

Every test shows that nothing is found, and a test beside it plants a leak that is found.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import brotli
import pypdf
import pytest
from django.apps import apps
from leak_checks import (
    changed,
    dangers,
    files_in,
    gaps,
    sentences_with,
    unexplained_pdfs,
    words_found,
)
from leak_house import EXERCISE, SECRET, LeakHouse

from building import NAMES
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site.models import Publication
from signals.models import Signal

pytestmark = pytest.mark.django_db

LISTS = (
    *(
        "index.html",
        "signalen/index.html",
        "signalen/2026/index.html",
        "vaste-besluiten/index.html",
    ),
    *("signalen/feed.atom", "sitemap-signalen-2026.xml", "sitemap-diwoo-signalen-2026.xml"),
    *("gegevens/signalen.json", "gegevens/signalen-2026.json", "register/hoofd.json"),
)
# In the admin an account and an expert are known by their names: nobody else reads them.
KNOWN_BY_NAME = {"accounts.user", "experts.expert"}
OURS = (
    *("aanspreekpunt", "accounts", "afwegingskader", "deputies", "duties", "experts"),
    *("public_site", "situations", "signals", "yearly"),
)


def published_hashes() -> set[str]:
    rows = Publication.objects.current()
    every = Publication.objects.filter(
        key__in=[r.key for r in rows if "verwijderd" not in r.content]
    )
    return {file.sha256 for row in every for file in row.published_files}


def records() -> Iterator[tuple[str, str]]:
    """Yield how every record of the house calls itself."""
    for model in apps.get_models():
        about = model._meta  # noqa: SLF001
        if about.app_label in OURS and about.label_lower not in KNOWN_BY_NAME:
            for record in model._default_manager.all():  # noqa: SLF001
                yield about.label_lower, str(record)


def work() -> list[str]:
    """Return every field of every row of work, as one sentence a row."""
    return [" ".join(str(value) for value in row) for row in Work.objects.values_list()]


def test_the_house_holds_what_could_leak(house: LeakHouse) -> None:
    states = {(signal.is_exercise, signal.state) for signal in house.hidden}

    inside = " ".join(Signal.objects.values_list("text", flat=True))

    assert len(states) == len(house.hidden)
    assert (SECRET in inside, EXERCISE in inside) == (True, True)
    assert len(house.secrets()) == 7
    assert len(list(house.private.rglob("*/*"))) > len(house.published)


def test_what_is_not_public_changes_no_byte_of_the_site(house: LeakHouse) -> None:
    assert changed(house.before, house.public) == []


def test_a_count_that_is_one_higher_is_found(house: LeakHouse, tmp_path: Path) -> None:
    planted = house.copy(tmp_path) / "gegevens/signalen.json"
    text = planted.read_text()
    planted.write_text(text.replace('"aantal": 4', '"aantal": 5'))

    assert changed(house.before, planted.parents[1]) == ["gegevens/signalen.json"]


def test_no_secret_word_stands_in_any_file(house: LeakHouse) -> None:
    assert words_found(house.public, house.secrets()) == []


@pytest.mark.parametrize("path", LISTS)
def test_an_unpublished_number_is_found_in_every_list(
    house: LeakHouse, tmp_path: Path, path: str
) -> None:
    number = next(signal.number for signal in house.hidden if signal.number)
    planted = house.copy(tmp_path)
    with (planted / path).open("a") as file:
        file.write(f"<!-- {number} -->")

    assert words_found(planted, house.secrets()) == [(path, number.lower())]


def test_a_secret_in_a_compressed_form_or_a_name_is_found(house: LeakHouse, tmp_path: Path) -> None:
    planted = house.copy(tmp_path)
    (planted / "over/kwartel.txt").write_text("")
    (planted / "over/index.html.br").write_bytes(brotli.compress(SECRET.encode()))

    found = words_found(planted, [SECRET])

    assert found == [("over/index.html.br", SECRET), ("over/kwartel.txt", SECRET)]


def test_every_pdf_on_the_site_was_published(house: LeakHouse) -> None:
    hashes = published_hashes()

    assert len(hashes) == 5
    assert unexplained_pdfs(house.public, hashes) == []


def test_a_letter_from_the_vault_is_found_under_any_name(house: LeakHouse, tmp_path: Path) -> None:
    letters = [path for path in house.private.rglob("*") if path.is_file()]
    hidden = next(path for path in letters if path.name not in published_hashes())
    planted = house.copy(tmp_path)
    (planted / "over/brief.txt").write_bytes(hidden.read_bytes())

    assert unexplained_pdfs(planted, published_hashes()) == ["over/brief.txt"]


def test_private_files_stand_under_no_public_root(house: LeakHouse) -> None:
    assert not house.private.is_relative_to(house.public)
    assert not house.public.is_relative_to(house.private)


def test_public_numbers_have_no_gaps(house: LeakHouse) -> None:
    issued = Signal.objects.filter(is_exercise=False).exclude(number=None)
    numbers = [signal.number for signal in issued if signal.number]

    assert len(numbers) == len(house.published) + 1 + 2
    assert gaps(numbers) == []


def test_a_number_that_went_missing_is_found() -> None:
    assert gaps(["MIW-2026-01", "MIW-2026-03", "MIW-2027-02"]) == ["MIW-2026-02", "MIW-2027-01"]


@pytest.mark.usefixtures("house")
def test_records_and_work_say_numbers_and_no_content() -> None:
    words = [SECRET, EXERCISE, "voorbeeld.invalid", *NAMES.values()]
    said = [f"{model}: {sentence}" for model, sentence in records()]

    assert len({sentence.partition(":")[0] for sentence in said}) > 15
    assert sentences_with(said, words) == []
    assert sentences_with(work(), words) == []


def test_subjects_of_mail_say_numbers_and_no_content(house: LeakHouse) -> None:
    assert len(house.subjects) > 10
    assert sentences_with(house.subjects, [SECRET, EXERCISE, *NAMES.values()]) == []


def test_a_subject_with_a_title_or_a_name_is_found() -> None:
    planted = ["Signaal MIW-2026-01", "Titel over kwartels", "Van Anna Proef"]

    assert sentences_with(planted, [SECRET, "Anna Proef"]) == planted[1:]


def test_no_pdf_tells_of_accounts_or_of_the_machine(house: LeakHouse, tmp_path: Path) -> None:
    words = (str(house.private), "/root/", "/home/", "voorbeeld.invalid")
    pdfs = house.copy(tmp_path)
    for path in (path for path in pdfs.rglob("*") if path.is_file() and path.suffix != ".pdf"):
        path.unlink()

    assert len(files_in(pdfs)) == 5
    assert words_found(pdfs, words) == []


@pytest.mark.parametrize("where", ["property", "attachment"])
def test_what_a_pdf_carries_along_is_found(house: LeakHouse, tmp_path: Path, where: str) -> None:
    planted = house.copy(tmp_path)
    letter = next(planted.rglob("*.pdf"))
    writer = pypdf.PdfWriter(clone_from=BytesIO(letter.read_bytes()))
    if where == "property":
        writer.add_metadata({"/Author": "a.proef@voorbeeld.invalid"})
    else:
        writer.add_attachment("kladje.txt", b"a.proef@voorbeeld.invalid")
    writer.write(letter)

    found = words_found(planted, ["voorbeeld.invalid"])

    assert found == [(str(letter.relative_to(planted)), "voorbeeld.invalid")]


def test_no_page_runs_anything_or_fetches_from_elsewhere(house: LeakHouse) -> None:
    pages = {path: data for path, data in files_in(house.public).items() if path.endswith(".html")}

    found = {path: dangers(data) for path, data in pages.items()}

    assert b"kwaad.example" in pages["signalen/miw-2026-01/index.html"]
    assert {path: danger for path, danger in found.items() if danger} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "<img src=file:///etc/passwd>",
        "<img src=/opmaak/icon.svg onerror=x()>",
        "<img srcset='//kwaad.example/x 2x'>",
        "<link rel=attachment href=file:///etc/passwd>",
        "<link rel='preload stylesheet' href=https://kwaad.example/x.css>",
        "<style>@import url(//kwaad.example/)</style>",
        "<p style='background: url(http://169.254.169.254)'>x</p>",
        "<svg><script>x()</script></svg>",
        "<svg><use xlink:href='//kwaad.example/x.svg#a'></use></svg>",
        "<script>x()</script>",
        "<script src=//kwaad.example/x.js></script>",
        "<iframe src=/ ></iframe>",
        "<a href=' javascript:x()'>klik</a>",
        "<a href='data:text/html,x'>klik</a>",
        "<form action='javascript:x()'></form>",
        "<meta http-equiv=Refresh content='0; url=//kwaad.example/'>",
        "<base href=//kwaad.example/>",
    ],
)
def test_hostile_markup_is_found(planted: str) -> None:
    assert dangers(f"<!doctype html><title>x</title><main>{planted}</main>".encode()) != []
