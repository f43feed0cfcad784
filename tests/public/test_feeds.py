"""What machines read: the feed, the sitemaps, and the sitemaps of the Woo-index."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from lxml import etree
from publication_samples import (
    PUBLISHED,
    a_file,
    a_payload,
    a_published_signal,
    a_removal,
    cleaned,
    taken_offline,
)
from pytest_django import DjangoAssertNumQueries, Settings

from mit_waakstand.public_site import bake, register
from mit_waakstand.public_site.for_machines import tooi, volumes
from mit_waakstand.public_site.for_machines.diwoo import DiwooSitemaps
from mit_waakstand.public_site.for_machines.feed import Feed
from mit_waakstand.public_site.for_machines.open_data import Lists
from mit_waakstand.public_site.for_machines.sitemaps import Sitemaps
from mit_waakstand.public_site.for_machines.xml_writing import document, node
from mit_waakstand.public_site.models import Publication, PublishedFile
from mit_waakstand.public_site.pages import Part

pytestmark = pytest.mark.django_db

NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "d": "https://standaarden.overheid.nl/diwoo/metadata/",
    "mit": "tag:scp.nl,2026-09-01:mit-in-waakstand/register",
}
XSD = django_settings.BASE_DIR.parent / "shared" / "xsd"
KEY = "miw-2026-01"
HOSTILE = '<b>Vet</b> & "aan" ]]> \x0b\x1b\ufffe \u202egnilekaer <script>alert(1)</script>'


def tree(root: Path, path: str) -> etree._Element:
    return etree.fromstring((root / path).read_bytes())


def texts(element: etree._Element, path: str) -> list[str]:
    return [str(found) for found in element.xpath(path, namespaces=NAMES)]


def a_rich_signal() -> Publication:
    """Publish a signal with every kind of document that a publication can hold."""
    names = ("signaal", "reactie", "reactie-brief", "aanvullend-bericht-1", "tussenbericht-1")
    files = [a_file(f"{KEY}-{name}.pdf", f"%PDF-1.7 {name}".encode()) for name in names]
    return _publish(
        files,
        bestanden=[{"naam": file.name, "titel": file.name} for file in files],
        berichten=[
            _message("aanvullend_bericht", "aanvullend bericht 1"),
            _message("tussenbericht", "tussenbericht 1"),
        ],
    )


def a_correction() -> Publication:
    files = [a_file(f"{KEY}-signaal.pdf"), a_file(f"{KEY}-reactie-verbeterd-1.pdf", b"%PDF-1.7 b")]
    return _publish(
        files,
        bestanden=[{"naam": file.name, "titel": "Reactie"} for file in files],
        wijziging={"soort": "correctie", "toelichting": "Een datum was fout."},
    )


def _publish(files: list[PublishedFile], **changes: object) -> Publication:
    with transaction.atomic():
        return register.publish("signaal", KEY, a_payload(**changes), files=files, at=PUBLISHED)


def _message(kind: str, name: str) -> dict[str, str]:
    days = dict.fromkeys(("gedagtekendOp", "verzondenOp", "ontvangenOp"), "2026-09-05")
    words = {"tekst": "Er is meer tijd nodig.", "ondertekenaar": "A. Verzonnen", "kenmerk": "K1"}
    return {"soort": kind, "naam": name} | words | days


class TestFeed:
    """The Atom feed."""

    def test_has_what_rfc_4287_asks(self, public_root: Path) -> None:
        a_published_signal()
        a_correction()
        bake.everything()

        feed = tree(public_root, "signalen/feed.atom")

        assert feed.tag == f"{{{NAMES['a']}}}feed"
        assert texts(feed, "a:author/a:name/text()") == ["MIT in waakstand"]
        assert texts(feed, "a:link[@rel='self']/@href") == [
            "https://waakstand.example/signalen/feed.atom"
        ]
        entries = feed.findall("a:entry", NAMES)
        assert len(entries) == 2
        for element in (feed, *entries):
            assert [len(element.findall(f"a:{name}", NAMES)) for name in ("id", "title")] == [1, 1]
            [updated] = texts(element, "a:updated/text()")
            assert datetime.fromisoformat(updated).tzinfo is not None
        ids = texts(feed, "//a:id/text()")
        assert len(set(ids)) == 3
        assert all(re.fullmatch(r"tag:[a-z.]+,\d{4}-\d\d-\d\d:\S+", found) for found in ids)

    def test_an_entry_leads_to_page_and_pdfs(self, one_signal: Path) -> None:
        entry = tree(one_signal, "signalen/feed.atom").find("a:entry", NAMES)

        page = f"https://waakstand.example/signalen/{KEY}/"
        assert texts(entry, "a:link[@rel='alternate']/@href") == [page]
        assert texts(entry, "a:link[@rel='enclosure']/@href") == [
            f"{page}{KEY}-signaal.pdf",
            f"{page}{KEY}-reactie.pdf",
        ]
        assert texts(entry, "a:link[@rel='enclosure']/@type") == ["application/pdf"] * 2
        assert texts(entry, "a:link[@rel='enclosure']/@length") == ["18", "20"]
        assert texts(entry, "a:title/text()") == [
            "Signaal MIW-2026-01: Vergulde koorts (MIW-2026-01)"
        ]
        [summary] = texts(entry, "a:summary/text()")
        assert summary.endswith("De vergulde koorts verspreidt zich snel.")

    def test_carries_the_head_of_the_register_for_machines_and_for_people(
        self, one_signal: Path
    ) -> None:
        head = json.loads((one_signal / "register/hoofd.json").read_bytes())["hash"]

        feed = tree(one_signal, "signalen/feed.atom")

        assert texts(feed, "mit:register/*/text()") == ["1", head]
        assert head in texts(feed, "a:subtitle/text()")[0]

    def test_every_publication_renews_the_head(self, public_root: Path) -> None:
        a_published_signal()
        bake.everything()
        with transaction.atomic():
            standing = register.publish(
                "stand", "stand", {"status": "waakstand", "sinds": "2026-09-01"}, at=PUBLISHED
            )

        bake.publication(standing)

        feed = tree(public_root, "signalen/feed.atom")
        assert texts(feed, "mit:register/mit:hash/text()") == [standing.hash]
        assert len(feed.findall("a:entry", NAMES)) == 1

    def test_an_empty_register_gives_a_feed_that_says_so(self, public_root: Path) -> None:
        bake.everything()

        feed = tree(public_root, "signalen/feed.atom")

        assert texts(feed, "a:subtitle/text()") == ["Er is nog niets gepubliceerd."]
        assert texts(feed, "a:updated/text()") == ["2026-09-01T00:00:00+02:00"]

    def test_holds_the_fifty_newest_changes(self) -> None:
        for number in range(1, 53):
            a_published_signal(f"MIW-2026-{number:02d}")

        [page] = Feed().all()

        ids = texts(etree.fromstring(page.body), "a:entry/a:id/text()")
        assert len(ids) == 50
        assert ids[0].endswith("/miw-2026-52/1")
        assert ids[-1].endswith("/miw-2026-03/1")

    def test_a_removal_leaves_a_notice_and_nothing_of_what_was_there(
        self, public_root: Path
    ) -> None:
        a_published_signal()
        a_correction()
        bake.everything()
        assert "Vergulde koorts" in (public_root / "signalen/feed.atom").read_text()

        bake.publication(a_removal(KEY))

        feed = tree(public_root, "signalen/feed.atom")
        assert texts(feed, "a:entry/a:title/text()") == [
            "Signaal MIW-2026-01: verwijderd met bericht"
        ]
        assert texts(feed, "a:entry/a:summary/text()") == ["Er stond een naam in."]
        assert texts(feed, "a:entry/a:link[@rel='enclosure']/@href") == []
        assert "Vergulde koorts" not in (public_root / "signalen/feed.atom").read_text()


def test_what_was_taken_offline_leaves_nothing_and_the_clean_version_says_why(
    public_root: Path,
) -> None:
    a_published_signal()
    bake.everything()
    assert _mentions(public_root, "Vergulde") != []

    bake.publication(taken_offline(KEY))

    feed = tree(public_root, "signalen/feed.atom")
    assert texts(feed, "a:entry/a:title/text()") == ["Signaal MIW-2026-01: offline gehaald"]
    assert _mentions(public_root, "Vergulde") == []

    bake.publication(cleaned(KEY))

    feed = tree(public_root, "signalen/feed.atom")
    assert texts(feed, "a:entry/a:title/text()") == [
        "Signaal MIW-2026-01: Schoon (correctie)",
        "Signaal MIW-2026-01: offline gehaald",
    ]
    sitemap = tree(public_root, "sitemap-diwoo-signalen-2026.xml")
    assert texts(sitemap, "//d:redenVerwijderingVervanging/text()") == [
        "correctie privacygevoelige gegevens"
    ]


def test_what_xml_cannot_say_is_left_out() -> None:
    made = document(node("a", "nul \x00, half \ud800, einde\x85 \U0001f9a0", b="\x1b\u202e"))

    assert etree.fromstring(made).text == "nul , half , einde\x85 \U0001f9a0"
    assert etree.fromstring(made).get("b") == ""


def test_hostile_text_stays_text_in_every_file(public_root: Path) -> None:
    a_published_signal(titel=HOSTILE, samenvatting=HOSTILE, ziekte=HOSTILE)

    bake.everything()

    files = [*public_root.rglob("*.xml"), *public_root.rglob("*.atom")]
    assert len(files) == 8
    for file in files:
        text = etree.tostring(etree.parse(file), encoding="unicode")
        assert "\u202e" not in text
        assert "<script" not in text
    title = texts(tree(public_root, "signalen/feed.atom"), "a:entry/a:title/text()")
    kept = '<b>Vet</b> & "aan" ]]>  gnilekaer <script>alert(1)</script>'
    assert title == [f"Signaal MIW-2026-01: {kept}"]


class TestSitemaps:
    """Sitemaps of HTML pages."""

    def test_the_index_leads_to_every_page_of_a_signal(self, public_root: Path) -> None:
        a_published_signal("MIW-2026-01")
        a_published_signal("MIW-2027-01")
        bake.everything()

        index = tree(public_root, "sitemap.xml")

        site = "https://waakstand.example/"
        assert texts(index, "//s:loc/text()") == [
            f"{site}sitemap-paginas.xml",
            f"{site}sitemap-signalen-2026.xml",
            f"{site}sitemap-signalen-2027.xml",
        ]
        year = tree(public_root, "sitemap-signalen-2027.xml")
        assert texts(year, "//s:loc/text()") == [f"{site}signalen/miw-2027-01/"]
        assert texts(year, "//s:lastmod/text()") == ["2026-09-12T10:00:00+02:00"]

    def test_every_address_in_a_sitemap_is_there(self, public_root: Path) -> None:
        a_rich_signal()
        bake.everything()

        found = list(_addresses(public_root))

        assert len(found) > 10
        assert {"index.html", "signalen/index.html", "gegevens/index.html"} <= set(found)
        assert [path for path in found if not (public_root / path).is_file()] == []


class TestDiwoo:
    """Sitemaps of the Woo-index."""

    def test_every_document_is_valid(self, public_root: Path) -> None:
        a_rich_signal()
        a_published_signal("MIW-2026-02", titel=HOSTILE, samenvatting=HOSTILE, ziekte=HOSTILE)
        bake.everything()

        documents = tree(public_root, "sitemap-diwoo-signalen-2026.xml").findall(
            "s:url/d:Document", NAMES
        )

        assert len(documents) == 7
        if not XSD.is_dir():
            pytest.skip(f"{XSD} is er niet: de DiWoo-metadata zijn niet tegen het schema gehouden")
        schema = etree.XMLSchema(etree.parse(XSD / "diwoo-local.xsd"))
        for one in documents:
            schema.assertValid(etree.fromstring(etree.tostring(one)))

    def test_the_address_of_a_document_is_the_pdf(self, one_signal: Path) -> None:
        sitemap = tree(one_signal, "sitemap-diwoo-signalen-2026.xml")

        folder = f"https://waakstand.example/signalen/{KEY}"
        assert texts(sitemap, "s:url/s:loc/text()") == [
            f"{folder}/{KEY}-signaal.pdf",
            f"{folder}/{KEY}-reactie.pdf",
        ]
        assert texts(tree(one_signal, "sitemapindex-diwoo-infocat018.xml"), "//s:loc/text()") == [
            "https://waakstand.example/sitemap-diwoo-signalen-2026.xml"
        ]

    def test_says_how_the_documents_belong_together(self, public_root: Path) -> None:
        a_rich_signal()
        bake.everything()

        urls = tree(public_root, "sitemap-diwoo-signalen-2026.xml").findall("s:url", NAMES)

        relations = {
            texts(url, "s:loc/text()")[0].removesuffix(".pdf").split(f"{KEY}-")[-1]: [
                (
                    texts(found, "d:role/text()")[0],
                    texts(found, "d:relation/@resource")[0].split(f"{KEY}-")[-1],
                )
                for found in url.iterfind(".//d:documentrelatie", NAMES)
            ]
            for url in urls
        }
        assert relations == {
            "signaal": [],
            "reactie": [
                ("is reactie op", "signaal.pdf"),
                ("heeft bijlage", "reactie-brief.pdf"),
            ],
            "reactie-brief": [("is reactie op", "signaal.pdf")],
            "aanvullend-bericht-1": [("verwijst naar", "signaal.pdf")],
            "tussenbericht-1": [("is reactie op", "signaal.pdf")],
        }

    def test_says_who_did_what(self, one_signal: Path) -> None:
        letter, response = tree(one_signal, "sitemap-diwoo-signalen-2026.xml").findall(
            ".//d:DiWoo", NAMES
        )

        assert texts(letter, "d:publisher/text()") == [
            "ministerie van Volksgezondheid, Welzijn en Sport"
        ]
        assert texts(letter, "d:opsteller/text()") == ["MIT in waakstand"]
        assert texts(letter, ".//d:soortHandeling/text() | .//d:atTime/text()") == [
            "vaststelling",
            "2026-09-01T16:00:00+02:00",
        ]
        assert texts(letter, "d:identifiers/d:identifier/text()") == ["MIW-2026-01"]
        szw = "ministerie van Sociale Zaken en Werkgelegenheid"
        assert texts(response, "d:opsteller/text() | d:verantwoordelijke/text()") == [szw, szw]
        assert texts(response, ".//d:soortHandeling/text()") == ["ondertekening", "ontvangst"]

    def test_a_correction_says_that_it_replaces_something(self, public_root: Path) -> None:
        a_published_signal()
        a_correction()
        bake.everything()

        urls = tree(public_root, "sitemap-diwoo-signalen-2026.xml").findall("s:url", NAMES)

        reasons = [texts(url, ".//d:redenVerwijderingVervanging/text()") for url in urls]
        assert reasons == [[], ["correctie procedurele fout"]]
        assert texts(urls[1], "s:loc/text()")[0].endswith("-reactie-verbeterd-1.pdf")

    def test_what_was_removed_is_gone(self, public_root: Path) -> None:
        a_published_signal()
        bake.everything()
        assert KEY in (public_root / "sitemap-diwoo-signalen-2026.xml").read_text()

        bake.publication(a_removal(KEY))

        assert KEY not in (public_root / "sitemap-diwoo-signalen-2026.xml").read_text()

    def test_category_kind_and_publisher_are_settings(
        self, public_root: Path, settings: Settings
    ) -> None:
        settings.DIWOO_CATEGORY = "c_99a836c7"
        settings.DIWOO_KIND = "c_d506b718"
        settings.DIWOO_PUBLISHER = (
            "https://identifier.overheid.nl/tooi/id/oorg/oorg10000 Een orgaan"
        )
        a_published_signal()
        bake.everything()

        diwoo = tree(public_root, "sitemap-diwoo-signalen-2026.xml").find(".//d:DiWoo", NAMES)

        assert (public_root / "sitemapindex-diwoo-infocat010.xml").is_file()
        assert texts(diwoo, "d:publisher/text()") == ["Een orgaan"]
        found = texts(diwoo, ".//d:informatiecategorie/text() | .//d:documentsoort/text()")
        assert found == ["adviezen", "advies"]


def test_every_code_stands_in_the_lists_of_diwoo() -> None:
    if not XSD.is_dir():
        pytest.skip(f"{XSD} is er niet: de TOOI-codes zijn niet nagekeken")
    lists = etree.parse(XSD / "diwoo-metadata-lijsten.xsd")
    names = {"x": "http://www.w3.org/2001/XMLSchema"}
    known = {
        found.get("value"): " ".join(found.xpath("string((.//*[local-name()='p'])[1])").split())
        for found in lists.iterfind(".//x:enumeration", names)
    }
    terms = [found for found in vars(tooi).values() if isinstance(found, tooi.Term)]
    terms += [*tooi.KINDS.values(), *(found.term for found in tooi.CATEGORIES.values())]
    terms += [found.term for found in vars(tooi).values() if isinstance(found, tooi.Category)]
    terms += [tooi.publisher(), tooi.respondent()]

    wrong = [term for term in terms if known.get(term.uri) != term.label]

    assert len(terms) == 23
    assert wrong == []


def test_an_exercise_that_was_planted_reaches_no_file(public_root: Path) -> None:
    publication = a_published_signal()
    bake.everything()
    assert len(_mentions(public_root, KEY)) == 4
    with connection.cursor() as cursor:  # as if somebody had switched off the rules
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE publication SET payload = replace(payload, '\"oefening\":false',"
            " '\"oefening\": true') WHERE id = %s",
            [publication.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")

    for part in (Feed(), Sitemaps(), DiwooSitemaps(), Lists()):
        for page in part.touched_by(publication):
            (public_root / page.path).write_bytes(page.body)

    assert _mentions(public_root, KEY) == []


@pytest.mark.parametrize("part", [Feed(), Sitemaps(), DiwooSitemaps()])
def test_one_more_publication_touches_a_few_files_however_many_there_are(
    part: Part,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(volumes, "PER_VOLUME", 2)
    for number in range(1, 6):
        newest = a_published_signal(f"MIW-2026-{number:02d}")

    asked = {"Feed": 2, "Sitemaps": 5, "DiwooSitemaps": 4}  # each asks of every kind once
    with django_assert_num_queries(asked[type(part).__name__]):
        pages = list(part.touched_by(newest))

    assert [page.path for page in pages] == {
        "Feed": ["signalen/feed.atom"],
        "Sitemaps": ["sitemap-paginas.xml", "sitemap-signalen-2026-3.xml", "sitemap.xml"],
        "DiwooSitemaps": [
            "sitemap-diwoo-signalen-2026-3.xml",
            "sitemapindex-diwoo-infocat018.xml",
        ],
    }[type(part).__name__]
    assert all(len(page.body) < 30_000 for page in pages)


def _addresses(root: Path) -> Iterator[str]:
    for file in root.glob("sitemap*.xml"):
        for address in texts(etree.fromstring(file.read_bytes()), "//s:loc/text()"):
            path = urlsplit(address).path.removeprefix("/")
            yield f"{path}index.html" if not path or path.endswith("/") else path


def _mentions(root: Path, word: str) -> list[str]:
    files = [*root.glob("sitemap*.xml"), *root.rglob("*.atom"), *root.glob("gegevens/sig*.json")]
    return [file.name for file in files if word in file.read_text()]
