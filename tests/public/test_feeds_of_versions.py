"""Versions and yearly accounts stand in feed, sitemaps and Woo-index, each in its category."""

from pathlib import Path

import pytest
from building_draaiboek import playbook_in_force
from building_kader import kader_in_force
from building_yearly import JANUARY, an_adopted_account
from django.conf import settings as django_settings
from django.utils import timezone
from lxml import etree

from building import person
from mit_waakstand import vault
from mit_waakstand.accounts.roles import Role
from mit_waakstand.editions import workflow as editions
from mit_waakstand.editions.models import Edition
from mit_waakstand.public_site import bake
from mit_waakstand.yearly import workflow as yearly

pytestmark = pytest.mark.django_db
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "d": "https://standaarden.overheid.nl/diwoo/metadata/",
}
XSD = django_settings.BASE_DIR.parent / "shared" / "xsd"
SITE = "https://waakstand.example/"


def _published(version: Edition) -> Edition:
    """Return the version, public; its PDF is any PDF, for that is not what is looked at."""
    version.pdf_checksum = vault.store(b"%PDF-1.7 " + version.SUBJECT.encode())
    version.save()
    return editions.publish(version, by=person(Role.CPO), at=timezone.now())


def _texts(root: Path, path: str, asked: str) -> list[str]:
    tree = etree.fromstring((root / path).read_bytes())
    return [str(found) for found in tree.xpath(asked, namespaces=NAMES)]


def test_each_stands_where_its_readers_look(public_root: Path) -> None:
    playbook, kader = _published(playbook_in_force()), _published(kader_in_force())
    account = an_adopted_account(at=JANUARY)
    yearly.publish(account, checked=True, by=person(Role.CPO), at=JANUARY)

    bake.everything()

    found = {
        number: _texts(public_root, f"sitemapindex-diwoo-infocat{number}.xml", "//s:loc/text()")
        for number in ("004", "012", "018")
    }
    year = timezone.localdate().year
    assert found == {
        "004": [f"{SITE}sitemap-diwoo-versies-infocat004-{year}.xml"],
        "012": [f"{SITE}sitemap-diwoo-verantwoording-{account.year}.xml"],
        "018": [f"{SITE}sitemap-diwoo-versies-infocat018-{year}.xml"],
    }
    paths = [address.removeprefix(SITE) for files in found.values() for address in files]
    documents = {
        _texts(public_root, path, "//d:officieleTitel/text()")[0]: (
            *_texts(public_root, path, "//d:informatiecategorie/text()"),
            *_texts(public_root, path, "//d:documentsoort/text()"),
        )
        for path in paths
    }
    assert documents == {
        "Draaiboek, versie 0.1 van het MIT in waakstand": ("organisatie en werkwijze", "plan"),
        f"Verantwoording over {account.year} van het MIT in waakstand": (
            "jaarplannen en jaarverslagen",
            "jaarverslag",
        ),
        "Afwegingskader, versie 0.1 van het MIT in waakstand": (
            "inspanningsverplichting art 3.1 Woo",
            "rapport",
        ),
    }
    pages = {
        f"{SITE}draaiboek/versie/0-1/": playbook.title(),
        f"{SITE}afwegingskader/versie/0-1/": kader.title(),
        f"{SITE}verantwoording/{account.year}/": account.title(),
    }
    listed = _texts(public_root, f"sitemap-versies-{year}.xml", "//s:loc/text()")
    listed += _texts(public_root, f"sitemap-verantwoording-{account.year}.xml", "//s:loc/text()")
    assert sorted(listed) == sorted(pages)
    assert all((public_root / page.removeprefix(SITE) / "index.html").is_file() for page in pages)
    feed = "signalen/feed.atom"
    assert sorted(_texts(public_root, feed, "//a:entry/a:title/text()")) == sorted(pages.values())
    files = _texts(public_root, feed, "//a:link[@rel='enclosure']/@href")
    assert len(files) == 3
    assert all((public_root / file.removeprefix(SITE)).is_file() for file in files)
    _check_schema(public_root, paths)


def _check_schema(root: Path, paths: list[str]) -> None:
    if not XSD.is_dir():
        pytest.skip(f"{XSD} is er niet: de DiWoo-metadata zijn niet tegen het schema gehouden")
    schema = etree.XMLSchema(etree.parse(XSD / "diwoo-local.xsd"))
    for path in paths:
        for one in etree.fromstring((root / path).read_bytes()).iterfind("s:url/d:Document", NAMES):
            schema.assertValid(etree.fromstring(etree.tostring(one)))


def test_the_woo_index_is_told_of_nothing_that_is_not_there(public_root: Path) -> None:
    _published(playbook_in_force())

    bake.everything()

    indexes = {
        number: _texts(public_root, f"sitemapindex-diwoo-infocat{number}.xml", "//s:loc/text()")
        for number in ("004", "012", "018")
    }
    assert [len(files) for files in indexes.values()] == [1, 0, 0]
