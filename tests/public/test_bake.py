"""Baking: whole files or none, only what changed, and nothing that no publication accounts for."""

import gzip
import json
import os
import signal
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import brotli
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from lxml import html
from publication_samples import PUBLISHED, a_payload, a_published_signal

from mit_waakstand import chain
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site import bake, register
from mit_waakstand.public_site.for_people import style
from mit_waakstand.public_site.pages import Order, Page
from mit_waakstand.public_site.writing import NotOurDirectoryError, write

LONG = b"<!doctype html>" + b"Een signaal. " * 200


def contents(root: Path) -> dict[str, bytes]:
    """Return every file under the root, also temporary ones, without our mark."""
    files = {str(file.relative_to(root)): file.read_bytes() for file in _files(root)}
    return {path: data for path, data in files.items() if path != ".mit-in-waakstand"}


def pages(root: Path) -> set[str]:
    """Return the paths without their compressed forms."""
    return {path for path in contents(root) if not path.endswith((".br", ".gz"))}


def moments(root: Path) -> dict[str, int]:
    return {str(file.relative_to(root)): file.stat().st_mtime_ns for file in _files(root)}


def _files(root: Path) -> list[Path]:
    return [file for file in root.rglob("*") if file.is_file()]


def test_a_page_is_written_with_compressed_forms_that_are_not_older(public_root: Path) -> None:
    changed = write([Page("signalen/index.html", LONG)])

    folder = public_root / "signalen"
    assert changed == 1
    assert (folder / "index.html").read_bytes() == LONG
    assert brotli.decompress((folder / "index.html.br").read_bytes()) == LONG
    assert gzip.decompress((folder / "index.html.gz").read_bytes()) == LONG
    made = (folder / "index.html").stat().st_mtime_ns
    assert (folder / "index.html.br").stat().st_mtime_ns >= made
    assert (folder / "index.html.gz").stat().st_mtime_ns >= made


@pytest.mark.parametrize("page", [Page("index.html", b"kort"), Page("brief.pdf", LONG)])
def test_a_short_page_or_a_pdf_has_no_compressed_forms(public_root: Path, page: Page) -> None:
    write([page])

    assert list(contents(public_root)) == [page.path]


def test_a_page_that_became_short_loses_its_compressed_forms(public_root: Path) -> None:
    write([Page("index.html", LONG)])

    write([Page("index.html", b"kort")])

    assert contents(public_root) == {"index.html": b"kort"}


def test_compressed_forms_that_a_killed_process_left_beside_a_short_page_go(
    public_root: Path,
) -> None:
    write([Page("index.html", b"kort")])
    (public_root / "index.html.gz").write_bytes(gzip.compress(LONG))

    changed = write([Page("index.html", b"kort")])

    assert changed == 1
    assert contents(public_root) == {"index.html": b"kort"}


def test_the_same_page_is_not_written_again(public_root: Path) -> None:
    write([Page("index.html", LONG)])
    before = moments(public_root)

    changed = write([Page("index.html", LONG)])

    assert changed == 0
    assert moments(public_root) == before


def test_a_page_whose_compressed_form_is_gone_is_made_whole_again(public_root: Path) -> None:
    write([Page("index.html", LONG)])
    (public_root / "index.html.br").unlink()

    changed = write([Page("index.html", LONG)])

    assert changed == 1
    assert brotli.decompress((public_root / "index.html.br").read_bytes()) == LONG


def test_another_account_can_read_what_is_published(public_root: Path) -> None:
    write([Page("signalen/index.html", LONG)])

    modes = {path.stat().st_mode & 0o777 for path in _files(public_root / "signalen")}
    assert modes == {0o644}
    assert [path.stat().st_mode & 0o777 for path in (public_root, public_root / "signalen")] == [
        0o755,
        0o755,
    ]


def test_when_a_page_cannot_be_made_everything_stays_as_it_was(public_root: Path) -> None:
    write([Page("a.html", b"oud"), Page("b.html", b"oud")])

    def pages() -> Iterator[Page]:
        yield Page("a.html", b"nieuw")
        message = "the template has a fault"
        raise RuntimeError(message)

    with pytest.raises(RuntimeError):
        write(pages())

    assert contents(public_root) == {"a.html": b"oud", "b.html": b"oud"}


def test_when_the_disk_is_full_everything_stays_as_it_was(
    public_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write([Page("a.html", b"oud"), Page("b.html", b"oud")])
    room = iter([None])

    def sync(_: int) -> None:
        if next(room, "full") == "full":
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", sync)

    with pytest.raises(OSError, match="No space left"):
        write([Page("a.html", b"nieuw"), Page("b.html", b"nieuw")])

    assert contents(public_root) == {"a.html": b"oud", "b.html": b"oud"}


def test_a_process_that_is_killed_while_writing_leaves_no_half_page(public_root: Path) -> None:
    write([Page("a.html", b"oud"), Page("b.html", b"oud")])
    child = os.fork()
    if child == 0:  # the child dies at its second file, as after kill -9
        alive = iter([True])
        os.fsync = lambda _: next(alive, False) or os.kill(os.getpid(), signal.SIGKILL)
        write([Page("a.html", b"nieuw"), Page("b.html", b"nieuw")])
        os._exit(0)

    _, status = os.waitpid(child, 0)

    assert os.WTERMSIG(status) == signal.SIGKILL
    served = {path: data for path, data in contents(public_root).items() if path[0] != "."}
    assert served == {"a.html": b"oud", "b.html": b"oud"}


def test_files_come_before_pages_and_pages_before_lists(public_root: Path) -> None:
    # A directory stands where the page should come, so writing stops there.
    (public_root / "signalen" / "x" / "index.html").mkdir(parents=True)
    (public_root / ".mit-in-waakstand").touch()

    with pytest.raises(IsADirectoryError):
        write(
            [
                Page("signalen/index.html", b"lijst", Order.LIST),
                Page("signalen/x/index.html", b"pagina"),
                Page("signalen/x/brief.pdf", b"brief", Order.FILE),
            ]
        )

    assert contents(public_root) == {"signalen/x/brief.pdf": b"brief"}


def test_a_directory_of_somebody_else_is_left_alone(public_root: Path) -> None:
    public_root.mkdir()
    (public_root / "vakantie.jpg").write_bytes(b"foto")

    with pytest.raises(NotOurDirectoryError, match="MIT_PUBLIC_ROOT"):
        write([Page("index.html", LONG)])

    assert contents(public_root) == {"vakantie.jpg": b"foto"}


@pytest.mark.parametrize(
    "path",
    [
        "../index.html",
        "/index.html",
        "signalen/../index.html",
        ".verborgen/index.html",
        "Signalen/index.html",
        "index.php",
        "index.html.br",
        "index",
        "werk/index.html",
        "static/site.css",
        "static/x.txt",
        "-/leeft.txt",
        "a\x00.html",
        "a.html\n",
    ],
)
def test_a_page_that_would_never_be_served_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="cannot be a public file"):
        Page(path, b"")


@pytest.mark.django_db
class TestFromTheRegister:
    """Baking what the register holds."""

    def test_a_publication_bakes_its_page_its_files_its_data_and_the_lists(
        self, public_root: Path
    ) -> None:
        publication = a_published_signal()

        bake.publication(publication)

        lists = ("", "2026/", "binnen-de-termijn/", "2026/binnen-de-termijn/")
        assert pages(public_root) == {
            *(page.path for page in style.files()),
            "index.html",
            *(f"signalen/{address}index.html" for address in lists),
            *(f"signalen/{address}pagina-1/index.html" for address in lists),
            "sitemap.xml",
            "sitemap-paginas.xml",
            "sitemap-signalen-2026.xml",
            "sitemap-diwoo-signalen-2026.xml",
            "sitemapindex-diwoo-infocat018.xml",
            "signalen/feed.atom",
            "gegevens/signalen.json",
            "gegevens/signalen-2026.json",
            "signalen/miw-2026-01/index.html",
            "signalen/miw-2026-01/miw-2026-01-reactie.pdf",
            "signalen/miw-2026-01/miw-2026-01-signaal.pdf",
            "signalen/miw-2026-01/miw-2026-01.json",
            "register/000001.json",
            "register/controleer.txt",
            "register/hoofd.json",
            "register/index.html",
        }

    def test_the_published_pdf_is_byte_for_byte_the_one_in_the_vault(
        self, public_root: Path
    ) -> None:
        bake.publication(a_published_signal())

        pdf = public_root / "signalen/miw-2026-01/miw-2026-01-signaal.pdf"
        assert pdf.read_bytes() == b"%PDF-1.7 een brief"

    def test_the_published_data_prove_their_own_place_in_the_register(
        self, public_root: Path
    ) -> None:
        publication = a_published_signal()
        bake.publication(publication)

        data = json.loads((public_root / "signalen/miw-2026-01/miw-2026-01.json").read_bytes())

        digest = chain.digest(data["zout"], chain.canonical(data["registratie"]))
        assert digest == data["vingerafdruk"]
        assert chain.link(data["registratie"]["vorigeHash"], digest) == publication.hash

    def test_only_what_changes_is_written(self, public_root: Path) -> None:
        bake.publication(a_published_signal("MIW-2026-01"))
        before = moments(public_root)

        bake.publication(a_published_signal("MIW-2026-02"))

        after = moments(public_root)
        touched = {path for path in before if after[path] != before[path]}
        lists = ("", "2026/", "binnen-de-termijn/", "2026/binnen-de-termijn/")
        assert {path for path in touched if path.endswith("html")} == {
            "index.html",
            "register/index.html",
            *(f"signalen/{address}index.html" for address in lists),
            *(f"signalen/{address}pagina-1/index.html" for address in lists),
        }

    def test_baking_twice_changes_nothing(self, public_root: Path) -> None:
        publication = a_published_signal()

        changed = [bake.publication(publication) for _ in range(2)]

        assert changed == [len(pages(public_root)), 0]

    def test_work_that_comes_late_bakes_the_newest_version(self, public_root: Path) -> None:
        old = a_published_signal()
        new = a_payload(titel="Vergulde koorts (aangevuld)")
        with transaction.atomic():
            register.publish("signaal", old.key, new, at=PUBLISHED)

        bake.publication(old)

        page = (public_root / "signalen/miw-2026-01/index.html").read_text()
        assert "<title>Signaal MIW-2026-01: Vergulde koorts (aangevuld)" in page

    def test_a_kind_without_pages_of_its_own_changes_the_home_page(self, public_root: Path) -> None:
        with transaction.atomic():
            standing = register.publish(
                "stand", "stand", {"status": "waakstand", "sinds": "2026-09-01"}, at=PUBLISHED
            )

        bake.publication(standing)

        home = html.fromstring((public_root / "index.html").read_bytes())
        sentence = home.find(".//p[@class='mit-standing__sentence']").text_content()
        assert sentence.endswith("staat op waakstand sinds 1 september 2026.")

    def test_everything_is_what_the_publications_make_one_by_one(self, public_root: Path) -> None:
        bake.everything()
        for number in ("MIW-2026-01", "MIW-2026-02"):
            bake.publication(a_published_signal(number))
        one_by_one = contents(public_root)

        changed = bake.everything()

        assert changed == 0
        assert contents(public_root) == one_by_one

    def test_everything_makes_an_empty_directory_whole(self, public_root: Path) -> None:
        a_published_signal()
        bake.everything()
        whole = contents(public_root)
        for file in _files(public_root):
            file.unlink()

        changed = bake.everything()

        assert changed == len(pages(public_root))
        assert contents(public_root) == whole

    def test_everything_removes_what_no_publication_accounts_for(self, public_root: Path) -> None:
        a_published_signal()
        bake.everything()
        whole = contents(public_root)
        stale = public_root / "signalen" / "miw-1999-01"
        stale.mkdir()
        for name in ("index.html", "index.html.br", ".new-abc"):
            (stale / name).write_bytes(b"oud")

        changed = bake.everything()

        assert changed == 2
        assert contents(public_root) == whole
        assert not stale.exists()

    def test_the_command_bakes_everything(self, public_root: Path) -> None:
        a_published_signal()
        out = StringIO()

        call_command("bake", stdout=out)

        assert out.getvalue() == f"Gewijzigde pagina's: {len(pages(public_root))}\n"
        assert (public_root / "signalen/miw-2026-01/index.html").is_file()

    def test_the_command_bakes_one_key(self, public_root: Path) -> None:
        a_published_signal("MIW-2026-01")
        a_published_signal("MIW-2026-02")

        call_command("bake", "miw-2026-02", stdout=StringIO())

        assert (public_root / "signalen/miw-2026-02").is_dir()
        assert not (public_root / "signalen/miw-2026-01").exists()

    def test_the_command_knows_what_was_not_published(self) -> None:
        with pytest.raises(CommandError, match="Onder 'miw-2026-09' is niets gepubliceerd"):
            call_command("bake", "miw-2026-09")

    def test_the_outbox_bakes(self, public_root: Path) -> None:
        publication = a_published_signal()
        work = Work(kind="bake", subject="public_site.publication", subject_pk=publication.pk)

        outcome = kinds["bake"](work)

        changed = len(pages(public_root))
        assert outcome == f"signaal miw-2026-01, versie 1: {changed} pagina's gewijzigd"
        assert (public_root / "signalen/miw-2026-01/index.html").is_file()
