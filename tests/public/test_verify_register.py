"""``verify_register``: from files alone, every hash anew; one changed byte is found."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from publication_samples import PUBLISHED, a_file, a_payload, a_published_signal
from pytest_django import DjangoDbBlocker
from static_files import PLAIN

from mit_waakstand import chain, vault
from mit_waakstand.public_site import bake, register
from mit_waakstand.public_site.checking import public_files
from mit_waakstand.public_site.checking.sources import Directory, SourceError, Web
from mit_waakstand.public_site.models import Publication

SINCE = {"sinds": "2026-09-01"}
WHY = {"toelichting": "Een verkeerd document."}
SITE = {
    "PUBLIC_URL": "https://waakstand.example/",
    "STORAGES": {**settings.STORAGES, "staticfiles": PLAIN},
}
LETTER = "signalen/miw-2026-01/miw-2026-01-signaal.pdf"


def fill() -> None:
    """Publish a standing, two signals, and a new version of the first; bake them."""
    with transaction.atomic():
        register.publish("stand", "stand", {"status": "waakstand"} | SINCE, at=PUBLISHED)
    a_published_signal("MIW-2026-01")
    a_published_signal("MIW-2026-02")
    with transaction.atomic():
        files = [a_file("miw-2026-01-signaal.pdf")]
        payload = a_payload(titel="Nieuw")
        register.publish("signaal", "miw-2026-01", payload, files=files, at=PUBLISHED)
    bake.everything()


def remove_the_first() -> Publication:
    """Publish and bake the notice that the first signal was removed."""
    with transaction.atomic():
        notice = {"nummer": "MIW-2026-01", "wijziging": {"soort": "verwijderd"} | WHY}
        removal = register.remove("signaal", "miw-2026-01", notice, reason="fout", at=PUBLISHED)
    bake.publication(removal)
    return removal


@dataclass(frozen=True)
class Made:
    """Sites that were baked once: whole, and with the first signal removed; and their hashes."""

    site: Path
    removed: Path
    hashes: list[str]


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
) -> Made:
    folder = tmp_path_factory.mktemp("register")
    own = {"PUBLIC_ROOT": folder / "public", "PRIVATE_ROOT": folder / "private"}
    with django_db_blocker.unblock(), override_settings(**own, **SITE), transaction.atomic():
        fill()
        shutil.copytree(folder / "public", folder / "site")
        remove_the_first()
        hashes = list(Publication.objects.order_by("position").values_list("hash", flat=True))
        transaction.set_rollback(True)
    return Made(folder / "site", folder / "public", hashes)


@pytest.fixture
def site(made: Made, tmp_path: Path) -> Path:
    """Return a copy of the baked site, to be harmed; there is no database behind it."""
    return Path(shutil.copytree(made.site, tmp_path / "public"))


@pytest.fixture
def live(public_root: Path, db: None) -> Path:  # noqa: ARG001
    """Return a baked site with the database behind it."""
    fill()
    return public_root


def verify(place: Path | str | None = None, head: str | None = None) -> str:
    """Return what the command says, also when it fails."""
    out = StringIO()
    try:
        call_command("verify_register", *([str(place)] if place else []), head=head, stdout=out)
    except CommandError as error:
        return out.getvalue() + str(error)
    return out.getvalue()


def entry(site: Path, number: int) -> Path:
    return site / f"register/{number:06}.json"


def change(path: Path, old: bytes, new: bytes) -> None:
    """Change bytes of a file, which must be there."""
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def forge(site: Path, number: int, alter: Callable[[dict[str, Any]], None]) -> str:
    """Alter an entry and compute its own digest and hash anew, as a forger would."""
    data = json.loads(entry(site, number).read_bytes())
    alter(data["registratie"])
    data["vingerafdruk"] = chain.digest(data["zout"], chain.canonical(data["registratie"]))
    data["hash"] = chain.link(data["registratie"]["vorigeHash"], data["vingerafdruk"])
    entry(site, number).write_bytes(chain.canonical(data).encode())
    return str(data["hash"])


def set_head(site: Path, number: int, newest: str) -> None:
    moment = json.loads(entry(site, number).read_bytes())["registratie"]["gepubliceerdOp"]
    head = {"volgnummer": number, "hash": newest, "gepubliceerdOp": moment}
    (site / "register/hoofd.json").write_bytes(chain.canonical(head).encode())


def test_there_is_one_file_for_each_publication_and_a_head(site: Path, made: Made) -> None:
    names = sorted(path.name for path in (site / "register").iterdir() if path.suffix == ".json")

    head = json.loads((site / "register/hoofd.json").read_bytes())
    assert names == ["000001.json", "000002.json", "000003.json", "000004.json", "hoofd.json"]
    assert head == {
        "volgnummer": 4,
        "hash": made.hashes[3],
        "gepubliceerdOp": "2026-09-12T08:00:00+00:00",
    }


def test_a_baked_register_adds_up_and_names_its_head(site: Path, made: Made) -> None:
    said = verify(site)

    assert said == f"4 registraties en 4 bestanden, het register klopt\nhoofd: {made.hashes[3]}\n"


def test_files_are_checked_without_a_database(site: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from mit_waakstand.public_site.checking import public_files\n"
        "from mit_waakstand.public_site.checking.sources import Directory\n"
        "print(public_files.check(Directory(Path(sys.argv[1]))).problems)\n"
        "print([name for name in sys.modules if name.startswith('django.db')])\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", script, str(site)], capture_output=True, text=True, check=True
    )

    assert said.stdout == "[]\n[]\n"


def test_any_changed_byte_of_an_entry_is_found(site: Path) -> None:
    whole = entry(site, 3).read_bytes()
    quiet = []
    for place in range(0, len(whole), 7):  # every seventh byte: text, names, hashes, brackets
        entry(site, 3).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        if not public_files.check(Directory(site)).problems:
            quiet.append(place)

    assert quiet == []


def test_any_changed_byte_of_the_head_is_found(site: Path) -> None:
    path = site / "register/hoofd.json"
    whole = path.read_bytes()
    quiet = []
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        if not public_files.check(Directory(site)).problems:
            quiet.append(place)

    assert quiet == []


def test_a_changed_byte_of_a_pdf_is_found(site: Path) -> None:
    change(site / LETTER, b"brief", b"brieF")

    said = verify(site)

    assert f"registratie 2: de bytes van {LETTER} zijn gewijzigd" in said
    assert "omvang" not in said


def test_a_longer_pdf_and_one_that_is_gone_are_found(site: Path) -> None:
    change(site / LETTER, b"brief", b"brief erbij")
    (site / "signalen/miw-2026-02/miw-2026-02-reactie.pdf").unlink()

    said = verify(site)

    assert f"registratie 2: {LETTER} heeft een andere omvang" in said
    assert "registratie 3: signalen/miw-2026-02/miw-2026-02-reactie.pdf ontbreekt" in said


def test_changed_content_with_its_own_hashes_computed_anew_is_found(site: Path) -> None:
    forge(site, 2, lambda record: record["inhoud"].update(titel="Anders"))

    assert "registratie 3 sluit niet aan op de vorige registratie" in verify(site)


def test_a_removed_tail_is_found_against_the_head_file(site: Path) -> None:
    entry(site, 4).unlink()

    said = verify(site)

    assert "registratie 4 ontbreekt (register/000004.json)" in said


def test_a_removed_tail_with_a_head_made_to_fit_is_found_by_a_head_kept_elsewhere(
    site: Path, made: Made
) -> None:
    kept = made.hashes[3]
    third = json.loads(entry(site, 3).read_bytes())["hash"]
    entry(site, 4).unlink()
    set_head(site, 3, third)

    unseen, said = verify(site), verify(site, kept)

    assert "het register klopt" in unseen
    assert "het opgegeven hoofd komt in het register niet voor" in said


def test_a_head_that_was_kept_earlier_is_still_in_the_chain(site: Path, made: Made) -> None:
    kept = made.hashes[1]

    said = verify(site, kept.upper())

    assert "het register klopt" in said


def test_an_inserted_entry_is_found(site: Path) -> None:
    for number in (4, 3):
        entry(site, number).rename(entry(site, number + 1))
    entry(site, 3).write_bytes(entry(site, 2).read_bytes())
    forge(site, 3, lambda record: record.update(volgnummer=3))

    said = verify(site)

    assert "registratie 4: in het bestand staat een ander nummer" in said
    assert "registratie 4 sluit niet aan op de vorige registratie" in said
    assert "na het hoofd staat nog registratie 5" in said


def test_an_entry_added_at_the_end_is_found(site: Path, made: Made) -> None:
    entry(site, 5).write_bytes(entry(site, 4).read_bytes())
    forge(site, 5, lambda record: record.update(volgnummer=5, vorigeHash=made.hashes[3]))

    assert "na het hoofd staat nog registratie 5" in verify(site)


def test_swapped_entries_are_found(site: Path) -> None:
    second, third = entry(site, 2).read_bytes(), entry(site, 3).read_bytes()
    entry(site, 2).write_bytes(third)
    entry(site, 3).write_bytes(second)

    said = verify(site)

    assert "registratie 2: in het bestand staat een ander nummer" in said
    assert "registratie 2 sluit niet aan op de vorige registratie" in said


def test_a_head_that_does_not_match_is_found(site: Path, made: Made) -> None:
    set_head(site, 4, made.hashes[2])

    assert "het hoofd noemt een andere hash dan registratie 4" in verify(site)


def test_a_register_without_a_head_is_checked_as_far_as_it_goes(site: Path) -> None:
    (site / "register/hoofd.json").unlink()
    change(site / LETTER, b"brief", b"brieF")

    said = verify(site)

    assert "het hoofd (register/hoofd.json) ontbreekt" in said
    assert f"registratie 2: de bytes van {LETTER} zijn gewijzigd" in said


def test_a_head_that_counts_a_billion_ends_soon(site: Path, made: Made) -> None:
    head = {"volgnummer": 10**9, "hash": made.hashes[3], "gepubliceerdOp": ""}
    (site / "register/hoofd.json").write_bytes(chain.canonical(head).encode())

    assert "verder dan registratie 14 is niet gekeken" in verify(site)


def test_an_entry_that_leads_outside_the_site_is_not_followed(site: Path) -> None:
    secret = site.parent / "geheim.pdf"
    secret.write_bytes(b"geheim")
    forge(site, 2, lambda r: r["bestanden"][0].update(naam="../../../geheim.pdf"))

    assert "registratie 2: signalen/miw-2026-01/../../../geheim.pdf ontbreekt" in verify(site)


class TestRemoved:
    """What was removed: the hashes stay, a notice in the chain says so."""

    @pytest.fixture
    def removed(self, made: Made, tmp_path: Path) -> Path:
        """Return a copy of the site after the first signal was removed."""
        return Path(shutil.copytree(made.removed, tmp_path / "removed"))

    def test_the_chain_is_whole_and_says_what_was_removed(self, removed: Path) -> None:
        said = verify(removed)

        assert said.splitlines()[:3] == [
            "registratie 2 is verwijderd (fout)",
            "registratie 4 is verwijderd (fout)",
            "5 registraties en 2 bestanden, het register klopt",
        ]

    def test_nothing_of_its_content_is_left_in_the_register(
        self, site: Path, removed: Path
    ) -> None:
        old = json.loads(entry(site, 2).read_bytes())

        left = json.loads(entry(removed, 2).read_bytes())

        assert left == {
            "registratie": {
                "volgnummer": 2,
                "vorigeHash": old["registratie"]["vorigeHash"],
                "verwijderdDoor": 5,
                "reden": "fout",
            },
            "zout": "",
            "vingerafdruk": old["vingerafdruk"],
            "hash": old["hash"],
        }

    def test_everything_baked_anew_is_the_same(self, live: Path) -> None:
        remove_the_first()
        before = entry(live, 2).read_bytes()

        changed = bake.everything()

        assert changed == 0
        assert entry(live, 2).read_bytes() == before

    def test_an_entry_emptied_without_a_notice_is_found(self, removed: Path) -> None:
        data = json.loads(entry(removed, 3).read_bytes())
        record = data["registratie"]
        data["registratie"] = {
            "volgnummer": 3,
            "vorigeHash": record["vorigeHash"],
            "verwijderdDoor": 5,
            "reden": "fout",
        }
        data["zout"] = ""
        entry(removed, 3).write_bytes(chain.canonical(data).encode())

        assert "registratie 3 is leeg zonder bericht van verwijdering" in verify(removed)

    def test_an_entry_that_should_be_gone_is_found(self, site: Path, removed: Path) -> None:
        entry(removed, 2).write_bytes(entry(site, 2).read_bytes())

        assert "registratie 2 is er nog; volgens registratie 5 is zij weg" in verify(removed)

    def test_any_changed_byte_of_an_empty_entry_is_found(self, removed: Path) -> None:
        whole = entry(removed, 2).read_bytes()
        quiet = []
        for place in range(len(whole)):
            entry(removed, 2).write_bytes(
                whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
            )
            if not public_files.check(Directory(removed)).problems:
                quiet.append(place)

        assert quiet == []

    @pytest.mark.django_db
    def test_what_was_never_published_cannot_be_removed(self) -> None:
        with pytest.raises(ValueError, match="nothing was published"), transaction.atomic():
            register.remove("signaal", "miw-2026-09", {}, reason="fout", at=PUBLISHED)


@pytest.mark.usefixtures("live")
class TestTheDatabase:
    """The same command without a place."""

    def test_the_database_adds_up(self) -> None:
        said = verify()

        assert (
            said == f"4 registraties en 2 bestanden, het register klopt\nhoofd: {register.head()}\n"
        )  # two signals with the same bytes: one file each in the vault
        assert verify(head=Publication.objects.get(position=1).hash) == said

    def test_a_head_kept_elsewhere_that_is_gone_is_found(self) -> None:
        assert "het opgegeven hoofd komt in het register niet voor" in verify(head="ab" * 32)

    def test_a_file_that_left_the_vault_is_found(self) -> None:
        files = Publication.objects.get(position=3).published_files
        vault.path_of(files[1].sha256).unlink()

        said = verify()

        assert "registratie 2: miw-2026-01-reactie.pdf ontbreekt in de kluis" in said


class TestOverTheWeb:
    """From an address: bounded in size and time, and never to another host."""

    @pytest.fixture
    def serve(self) -> Any:
        """Return a function that serves with a handler and returns its address."""
        servers = []

        def start(handler: Any) -> str:
            server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            servers.append(server)
            Thread(target=server.serve_forever, daemon=True).start()
            return f"http://127.0.0.1:{server.server_address[1]}/"

        yield start
        for server in servers:
            server.shutdown()
            server.server_close()

    def test_a_site_under_a_path_is_checked_from_its_address(self, site: Path, serve: Any) -> None:
        address = serve(handler_of(site.parent))

        said = verify(f"{address}public")

        assert "4 registraties en 4 bestanden, het register klopt" in said

    def test_what_is_not_there_is_missing(self, site: Path, serve: Any) -> None:
        entry(site, 4).unlink()

        said = verify(serve(handler_of(site)))

        assert "registratie 4 ontbreekt" in said

    def test_a_redirect_to_another_host_is_not_followed(self, serve: Any) -> None:
        class Away(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(302)
                self.send_header("Location", "http://169.254.169.254/geheim")
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        assert "De server verwijst naar een ander adres" in verify(serve(Away))

    def test_a_file_that_never_ends_is_left(self, serve: Any) -> None:
        class Endless(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.end_headers()
                try:
                    while True:
                        self.wfile.write(b" " * 65_536)
                except OSError:
                    return

            def log_message(self, *_: object) -> None: ...

        address = serve(Endless)

        with pytest.raises(SourceError, match="groter dan 1000000 bytes"):
            Web(address, largest=1_000_000).read("register/hoofd.json")
        with pytest.raises(SourceError, match="duurde te lang"):
            Web(address, longest=0).read("register/hoofd.json")

    @pytest.mark.parametrize("address", ["file:///etc/", "ftp://voorbeeld.nl/", "http://"])
    def test_only_http_and_https(self, address: str) -> None:
        assert "geen adres dat met http of https begint" in verify(address)

    def test_a_directory_that_is_not_there_says_so(self, tmp_path: Path) -> None:
        assert "is geen map" in verify(tmp_path / "weg")


class TestTheRecipe:
    """The recipe for a stranger, with the commands exactly as the document has them."""

    def test_the_commands_of_the_document_run_and_agree(self, site: Path, made: Made) -> None:
        for commands in recipe():
            done = run(commands, site)
            assert done.returncode == 0, done.stderr

        said = run(recipe()[-1], site).stdout
        assert "4 registraties nagerekend, het register klopt" in said
        assert f"hoofd: {made.hashes[3]}" in said

    def test_they_show_the_same_checksum_twice(self, site: Path) -> None:
        said = "".join(run(commands, site).stdout for commands in recipe())

        assert said.count(vault.checksum_of((site / LETTER).read_bytes())) == 2

    @pytest.mark.parametrize("harm", ["pdf", "entry", "tail", "swap"])
    def test_they_find_what_was_changed(self, site: Path, harm: str) -> None:
        if harm == "pdf":
            change(site / LETTER, b"brief", b"brieF")
        elif harm == "entry":
            change(entry(site, 3), b"vergulde", b"vergulDe")
        elif harm == "tail":
            entry(site, 4).unlink()
        else:
            second = entry(site, 2).read_bytes()
            entry(site, 2).write_bytes(entry(site, 3).read_bytes())
            entry(site, 3).write_bytes(second)

        assert run(recipe()[-1], site).returncode != 0

    def test_the_document_holds_the_program_that_stands_on_the_site(self, site: Path) -> None:
        program = (site / "register/controleer.txt").read_text()

        assert program in document()

    def test_the_page_says_how(self, site: Path, made: Made) -> None:
        page = (site / "register/index.html").read_text()

        assert "python3 controleer.txt https://waakstand.example/" in page
        assert str(made.hashes[3]) in page
        assert 'href="/register/000004.json"' in page


def test_what_is_published_next_adds_one_file_and_changes_head_and_page(live: Path) -> None:
    def moments() -> dict[str, int]:
        files = (live / "register").glob("*")
        return {path.name: path.stat().st_mtime_ns for path in files}

    before = moments()

    bake.publication(a_published_signal("MIW-2026-03"))

    after = moments()
    changed = {name for name in after if after[name] != before.get(name)}
    assert {name for name in changed if not name.endswith((".br", ".gz"))} == {
        "000005.json",
        "hoofd.json",
        "index.html",
    }
    assert "het register klopt" in verify(live)


def test_a_bake_that_never_came_is_made_up_for_by_the_next(live: Path) -> None:
    a_published_signal("MIW-2026-03")  # never baked
    bake.publication(a_published_signal("MIW-2026-04"))

    present = [entry(live, number).exists() for number in (5, 6)]
    assert present == [True, True]


def test_a_bake_that_fails_half_way_leaves_the_register_whole(live: Path) -> None:
    before = {path: path.read_bytes() for path in live.rglob("*") if path.is_file()}
    publication = a_published_signal("MIW-2026-03")
    vault.path_of(publication.published_files[0].sha256).unlink()

    with pytest.raises(FileNotFoundError):
        bake.publication(publication)

    assert {path: path.read_bytes() for path in live.rglob("*") if path.is_file()} == before
    assert "4 registraties en 4 bestanden, het register klopt" in verify(live)


def handler_of(directory: Path) -> Any:
    class Files(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(directory))

        def log_message(self, *_: object) -> None: ...

    return Files


def document() -> str:
    return (settings.BASE_DIR / "docs/register-controleren.md").read_text()


def recipe() -> list[str]:
    """Return the commands of the Dutch part, one string for each block."""
    dutch = document().split("## In English")[0]
    return re.findall(r"^```sh\n(.*?)^```$", dutch, flags=re.MULTILINE | re.DOTALL)


def run(commands: str, site: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "-e", "-c", commands],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )
