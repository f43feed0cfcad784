"""A package: everything of one situation in one zip, that anybody can check."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import page
import pytest
from asking import BUTTON_ONLY, main_text, refusal_of_the_database, signed_in
from building_archive import LETTER, a_full_dossier, a_held_dossier, a_package, a_requested_package
from django.conf import settings as django_settings
from django.utils import timezone
from ground.proving import looked_at_during
from lxml import etree
from pytest_django import Settings

from building import a_signal, amsterdam
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.archive.dossiers import PARTS
from mit_waakstand.archive.models import Package
from mit_waakstand.archive.models.package import KEPT_FOR
from mit_waakstand.archive.packing import mdto
from mit_waakstand.archive.packing.sheets import sheets_of
from mit_waakstand.archive.packing.words import for_paper, is_left_out, label_of
from mit_waakstand.archive.workflow import packages
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.pdf.reading import texts_of
from mit_waakstand.trail.models import Event
from mit_waakstand.work_words import WORK_IN_WORDS
from mit_waakstand.workflow import ConflictError
from signals.models import Signal
from signals.states import SignalState

pytestmark = pytest.mark.django_db
XSD = django_settings.BASE_DIR.parent / "shared" / "xsd" / "MDTO-XML1.0.1.xsd"
NAMES = {"m": mdto.NAMESPACE}
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._ /"
# Words that are the same in both languages.
DUTCH_AS_IT_IS = {
    "Invitation.expert",
    "InjectResponse.inject",
    "Meeting.link",
    "Participant.expert",
    "RunStep.code",
    "Trigger.route",
}
NOON = amsterdam(2026, 11, 20)


def rows_of(table: bytes) -> list[list[str]]:
    """Return the lines of a CSV file below its heading."""
    return list(csv.reader(io.StringIO(table.decode()), delimiter=";"))[1:]


def unpacked(package: Package) -> dict[str, bytes]:
    with zipfile.ZipFile(vault.path_of(package.sha256)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def refused_by_the_schema(documents: list[bytes]) -> list[str]:
    """Return what the schema of the Nationaal Archief refuses; skips where it is not there."""
    if not XSD.is_file():
        pytest.skip(f"{XSD} is er niet: de metagegevens zijn niet tegen het schema gehouden")
    schema = etree.XMLSchema(etree.parse(XSD))
    trees = map(etree.fromstring, documents)
    return [str(schema.error_log) for tree in trees if not schema.validate(tree)]


class TestWhatIsInIt:
    """One package of a full dossier is made once; each property of it is looked at."""

    @pytest.fixture
    def package(self, db: None) -> Package:  # noqa: ARG002
        situation = a_full_dossier()
        doing.do_due(timezone.now())  # the letter, and the mails
        a_signal(SignalState.ISSUED, disease="andere koorts")
        return a_package(situation)

    def test_it_is_complete_and_can_be_checked(self, package: Package) -> None:
        files = unpacked(package)
        signal = Signal.objects.get(weighing__situation=package.situation)
        folder = f"signalen/signaal-{str(signal.number).lower()}"

        # Every file has a plain name, and is what inventory and sums say.
        assert set("".join(files)) <= set(PLAIN)
        sums = dict(line.split("  ")[::-1] for line in files["SHA256SUMS"].decode().splitlines())
        assert sums == {
            name: hashlib.sha256(data).hexdigest()
            for name, data in files.items()
            if name != "SHA256SUMS"
        }
        rows = csv.reader(io.StringIO(files["inventaris.csv"].decode("utf-8-sig")), delimiter=";")
        listed = {row[0]: row[2] for row in list(rows)[1:]}
        assert listed == {
            name: str(len(data))
            for name, data in files.items()
            if name not in {"inventaris.csv", "SHA256SUMS"}
        }
        assert package.size == vault.path_of(package.sha256).stat().st_size
        # What came from outside is there byte for byte, and so is our letter.
        (original,) = (name for name in files if "origineel" in name and name.startswith(folder))
        assert files[original] == LETTER
        assert original.endswith("-brief van SZW.pdf")
        assert vault.read(str(signal.letter_sha256)) in files.values()
        # Every record, and none of another situation.
        records = [record for sheet in sheets_of(package.situation) for record in sheet.records()]
        told = [
            (one["soort"], one["nummer"])
            for name, data in files.items()
            if name.endswith("gegevens.json")
            for one in json.loads(data)
        ]
        assert sorted(told) == sorted((r._meta.verbose_name, r.pk) for r in records)  # noqa: SLF001
        kinds = {kind for kind, _ in told}
        assert {"weging", "antwoord", "signaal", "reactie", "agendapunt"} < kinds
        assert "andere koorts" not in b"".join(files.values()).decode(errors="ignore")
        assert "Over MIW-2020-01" not in files_text(files)
        assert f"Over {signal.number}" in files_text(files)
        # The weighing with its version, what happened, and the mail.
        assert "versies/weegvragen-0-1/inhoud.yaml" in files
        events = rows_of(files["verloop/gebeurtenissen.csv"])
        assert any("heeft het signaal uitgebracht" in row[4] for row in events)
        mails = {row[0] for row in rows_of(files["verloop/mail.csv"])}
        assert mails >= {"Mail over het signaal", "Uitnodiging voor een weging"}
        assert mails <= set(WORK_IN_WORDS.values())

    def test_its_metadata_and_papers_follow_the_standards(self, package: Package) -> None:
        files = unpacked(package)
        metadata = {name: data for name, data in files.items() if name.startswith("metagegevens/")}

        # Each file has its own metadata, with its size and checksum; each thing names its files.
        for name, data in metadata.items():
            file = ET.fromstring(data).find("m:bestand", NAMES)  # noqa: S314  (our own)
            if file is None:
                continue
            described = files[name.removeprefix("metagegevens/").removesuffix(".xml")]
            assert file.findtext("m:omvang", None, NAMES) == str(len(described))
            checksum = file.findtext("m:checksum/m:checksumWaarde", None, NAMES)
            assert checksum == hashlib.sha256(described).hexdigest()
        whole = ET.fromstring(metadata["metagegevens/dossier.xml"])  # noqa: S314
        parts = whole.findall("m:informatieobject/m:bevatOnderdeel", NAMES)
        things = [name for name in metadata if name.endswith("/stuk.xml")]
        assert len(parts) == len(things)
        code = "m:informatieobject/m:waardering/m:begripCode"
        assert whole.findtext(code, None, NAMES) == "N"
        # A paper is PDF/A, with the characters that our fonts lack named.
        paper = next(n for n in files if n.startswith("signalen/") and n.endswith("gegevens.pdf"))
        for profile in ("3a", "ua1"):
            report = page.validate_pdf_bytes(files[paper], profile=profile)
            assert [failure.message for failure in report.failures] == []
        assert refused_by_the_schema(list(metadata.values())) == []


def files_text(files: dict[str, bytes]) -> str:
    return "".join(data.decode() for name, data in files.items() if name.endswith(".json"))


def test_the_metadata_of_an_appraised_dossier_fit_the_schema() -> None:
    reference = mdto.Reference("Dossier", "dossier-1")
    thing = mdto.Thing(
        identifier="stuk-1",
        name="Signaal",
        level="Archiefstuk",
        about="Een signaal",
        covers=(date(2026, 9, 1), date(2026, 9, 15)),
        events=[mdto.Happened("Bevriezing", NOON)],
        appraisal=("V", "Op termijn te vernietigen"),
        kept_years=10,
        category="Selectielijst 2023, 4.1",
        part_of=reference,
        parts=[reference],
        files=[mdto.Reference("brief.pdf", "brief.pdf")],
    )
    file = mdto.File(
        identifier="x", name="x.odt", size=3, sha256="0" * 64, counted_at=NOON, of=reference
    )

    refused = refused_by_the_schema([mdto.xml_of_thing(thing), mdto.xml_of_file(file)])

    assert refused == []


def test_every_field_of_a_dossier_has_a_dutch_name() -> None:
    fields = [field for part in PARTS for field in part.model._meta.concrete_fields]  # noqa: SLF001

    without = {
        f"{field.model.__name__}.{field.name}"
        for field in fields
        if label_of(field) == field.name.replace("_", " ") and not is_left_out(field)
    }

    assert without == DUTCH_AS_IT_IS


def test_every_paper_of_an_exercise_says_so(settings: Settings) -> None:
    settings.DEMO = False
    package = a_package(is_exercise=True)

    files = unpacked(package)

    papers = [data for name, data in files.items() if name.endswith(".pdf")]
    assert files["LEESMIJ.txt"].startswith(b"OEFENING")
    assert len(papers) == 2
    for paper in papers:
        assert "OEFENING" in dict(texts_of(paper).texts)["bladzijde 1"]


def test_what_our_fonts_lack_is_named_and_not_lost() -> None:
    assert for_paper("Łódź \U0001f600") == "Łódź [U+1F600]"


def test_who_asks_for_a_package_sees_how_far_it_is(secretary: User) -> None:
    dossier = a_held_dossier()
    browser = signed_in(secretary)

    asked = browser.post(f"/werk/archief/{dossier.situation_id}/pakket/", BUTTON_ONLY, follow=True)
    package = Package.objects.get()
    with pytest.raises(ConflictError, match="al een pakket"):
        packages.request(dossier.situation, by=secretary, at=timezone.now())
    file = f"/werk/archief/pakketten/{package.pk}/bestand/"
    too_soon = browser.post(file)
    work = Work.objects.about(package).get()
    address = package.get_absolute_url()
    with looked_at_during(work.kind, lambda: main_text(browser.get(address))) as seen:
        doing.do(work.pk)
    doing.do(work.pk)
    ready = browser.get(address)
    taken = browser.post(file)
    package.refresh_from_db()

    (meanwhile,) = seen
    assert [told for told in (main_text(asked), meanwhile) if "wordt gemaakt" not in told] == []
    assert "lukte nog niet" not in meanwhile
    assert too_soon.status_code == 404
    assert "klaar" in main_text(ready)
    assert "LEESMIJ.txt" in main_text(ready)
    assert b"".join(taken.streaming_content) == vault.read(package.sha256)
    assert taken["Cache-Control"] == "no-store"
    verbs = Event.objects.about(dossier.situation).values_list("verb", flat=True)
    assert list(verbs)[:3] == ["export", "make_package", "request_package"]
    frozen = refusal_of_the_database(package, sha256="0" * 64)
    assert "verandert niet meer" in frozen


def test_a_dossier_of_which_a_file_is_gone_gives_no_half_package(
    secretary: User, settings: Settings
) -> None:
    situation = a_full_dossier()
    package = a_requested_package(situation)
    vault.path_of(vault.checksum_of(LETTER)).unlink()

    done = doing.do(Work.objects.about(package).get().pk)

    page_of_package = signed_in(secretary).get(package.get_absolute_url())
    assert not done
    assert "Een bestand is niet gevonden." in main_text(page_of_package)
    assert list(Path(settings.PRIVATE_ROOT).glob(".new-*")) == []


def test_a_zip_goes_after_thirty_days_and_what_was_in_it_stays_known(secretary: User) -> None:
    package = a_package()
    now = timezone.now()

    kept = packages.clear_away(now + KEPT_FOR - timedelta(minutes=5))
    cleared = packages.clear_away(now + KEPT_FOR)
    shown = signed_in(secretary).get(package.get_absolute_url())

    assert (kept, cleared, packages.clear_away(now + KEPT_FOR)) == (0, 1, 0)
    assert not vault.path_of(package.sha256).exists()
    assert "opgeruimd" in main_text(shown)
    assert "inventaris.csv" in main_text(shown)
