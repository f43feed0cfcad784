"""The pages at an address of their own: over, contact, and the like; and security.txt."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from lxml import html
from publication_samples import AMSTERDAM, PUBLISHED
from pytest_django import Settings

from mit_waakstand.outbox import kinds, schedules
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site import bake
from mit_waakstand.public_site.for_machines import robots, security
from mit_waakstand.public_site.for_people import notices
from mit_waakstand.public_site.for_people.standing import publish_first_standing, publish_standing
from mit_waakstand.public_site.models import Publication

pytestmark = pytest.mark.django_db

NOVEMBER = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEXT = "Zonder reactie na twee weken mag een signaal openbaar worden."


def main_of(page: Path) -> str:
    tree = html.fromstring((page / "index.html").read_bytes())
    return " ".join(tree.find(".//main").text_content().split())


def a_standing_decision(*, on: date = date(2026, 9, 2)) -> Publication:
    with transaction.atomic():
        return notices.show("vast-besluit", TEXT, since=on, at=PUBLISHED)


def its_end() -> Publication:
    with transaction.atomic():
        return notices.end("vast-besluit", at=PUBLISHED)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("over", "Over het MIT in waakstand"),
        ("contact", "Contact"),
        ("toegankelijkheid", "Toegankelijkheid"),
        ("privacy", "Privacy en veiligheid"),
        ("vaste-besluiten", "Vaste besluiten"),
        ("verantwoording", "Jaarlijkse verantwoording"),
        ("gegevens", "Open data"),
        ("afwegingskader", "Afwegingskader"),
    ],
)
def test_a_fixed_page_is_baked_and_named_at_its_own_address(
    name: str, heading: str, public_root: Path
) -> None:
    bake.everything()

    tree = html.fromstring((public_root / name / "index.html").read_bytes())
    (h1,) = tree.xpath("//h1")
    assert h1.text_content() == heading
    assert tree.findtext(".//title") == f"{heading} – MIT in waakstand"
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"https://waakstand.example/{name}/"]


def test_under_a_prefix_menu_and_footer_stay_on_the_site(
    public_root: Path, settings: Settings
) -> None:
    settings.PUBLIC_URL = "https://www.scp.example/onderwerpen/mit/"
    bake.everything()

    trees = [html.fromstring(page.read_bytes()) for page in public_root.rglob("*.html")]

    hrefs = {link.get("href") for tree in trees for link in tree.xpath("//nav//a|//footer//a")}
    ours = {href for href in hrefs if not href.startswith("#")}
    assert len(ours) > 5
    assert {href for href in ours if not href.startswith("/onderwerpen/mit/")} == set()


class TestStandingDecisions:
    """An app's own public page: dated, with its end, and named on /over/."""

    def test_without_one_both_pages_say_so(self, public_root: Path) -> None:
        bake.everything()

        assert "Er is nog geen vast besluit genomen." in main_of(public_root / "vaste-besluiten")
        assert "Er geldt nu geen vast besluit." in main_of(public_root / "over")

    def test_one_in_force_is_public_as_soon_as_it_is_baked(self, public_root: Path) -> None:
        bake.publication(a_standing_decision())

        page = main_of(public_root / "vaste-besluiten")
        assert "Vast besluit van 2 september 2026 Dit besluit geldt nu." in page
        assert TEXT in page
        assert "Er geldt een vast besluit, van 2 september 2026." in main_of(public_root / "over")

    def test_one_that_ended_stays_to_be_read(self, public_root: Path) -> None:
        a_standing_decision()
        its_end()

        bake.publication(a_standing_decision(on=date(2026, 10, 1)))

        tree = html.fromstring((public_root / "vaste-besluiten/index.html").read_bytes())
        found = [section.text_content().split("\n")[1:3] for section in tree.iter("section")]
        assert [[line.strip() for line in lines] for lines in found] == [
            ["Vast besluit van 1 oktober 2026", "Dit besluit geldt nu."],
            ["Vast besluit van 2 september 2026", "Dit besluit gold tot 12 september 2026."],
        ]


class TestContact:
    """How the public reaches us."""

    def test_shows_what_the_settings_say(self, public_root: Path, settings: Settings) -> None:
        settings.PUBLIC_MAIL, settings.PUBLIC_TELEPHONE = "vragen@scp.example", "070 000 00 00"
        settings.SENDER_ADDRESS = "Postbus 1|Den Haag"

        bake.everything()

        page = main_of(public_root / "contact")
        assert "E-mail vragen@scp.example Telefoon 070 000 00 00" in page
        assert "Post MIT in waakstandPostbus 1Den Haag" in page

    def test_is_closed_during_a_suspension(self, public_root: Path) -> None:
        bake.everything()
        closed = "is het aanspreekpunt van het MIT in waakstand gesloten."
        assert closed not in main_of(public_root / "contact")

        with transaction.atomic():
            suspended = publish_standing("opgeschort", since=date(2026, 10, 1), at=PUBLISHED)
        bake.publication(suspended)

        assert closed in main_of(public_root / "contact")


@pytest.mark.parametrize("statement", ["", "https://www.toegankelijkheidsverklaring.nl/1"])
def test_the_accessibility_page_leads_to_the_statement_and_claims_nothing(
    statement: str, public_root: Path, settings: Settings
) -> None:
    settings.ACCESSIBILITY_URL = statement

    bake.everything()

    tree = html.fromstring((public_root / "toegankelijkheid/index.html").read_bytes())
    links = tree.xpath("//main//a[contains(text(), 'toegankelijkheidsverklaring')]/@href")
    assert links == ([statement] if statement else [])
    words = main_of(public_root / "toegankelijkheid").lower()
    assert {word for word in ("voldoet", "status", "wcag", "conform") if word in words} == set()


def test_robots_may_read_everything_and_find_what_parts_add() -> None:
    (page,) = robots.make()

    first, *added = page.body.decode().split("\n\n")
    assert (page.path, first.strip()) == ("robots.txt", "User-agent: *\nAllow: /")
    lines = [line for name in robots.robots for line in robots.robots[name]()]
    assert "".join(added).split("\n")[:-1] == lines


class TestSecurityTxt:
    """Where somebody reports that the site is not safe (RFC 9116)."""

    def test_names_contact_language_address_and_a_date(self, settings: Settings) -> None:
        settings.SECURITY_CONTACT = ["veilig@scp.example", "https://www.scp.example/melden"]

        (page,) = security.make(NOVEMBER)

        assert page.path == ".well-known/security.txt"
        assert page.body.decode().splitlines() == [
            "Contact: mailto:veilig@scp.example",
            "Contact: https://www.scp.example/melden",
            "Expires: 2027-05-01T00:00:00Z",
            "Preferred-Languages: nl, en",
            "Canonical: https://waakstand.example/.well-known/security.txt",
        ]

    def test_is_the_same_all_month(self, settings: Settings) -> None:
        settings.SECURITY_CONTACT = ["veilig@scp.example"]

        first, last = datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 31, 23, tzinfo=UTC)

        assert list(security.make(first)) == list(security.make(last))
        assert b"Expires: 2027-06-01" in next(security.make(first)).body

    def test_a_signed_text_is_published_as_it_is(self, settings: Settings) -> None:
        settings.SECURITY_TXT = "-----BEGIN PGP SIGNED MESSAGE-----\n…"

        (page,) = security.make(NOVEMBER)

        assert page.body.decode() == settings.SECURITY_TXT

    def test_without_a_contact_there_is_none(self, settings: Settings) -> None:
        settings.SECURITY_CONTACT = []

        assert list(security.make(NOVEMBER)) == []

    def test_that_of_the_organisation_is_led_to(self, settings: Settings, client: Client) -> None:
        settings.SECURITY_TXT_URL = "https://www.scp.example/.well-known/security.txt"

        answer = client.get("/.well-known/security.txt")

        assert list(security.make(NOVEMBER)) == []
        assert (answer.status_code, answer["Location"]) == (302, settings.SECURITY_TXT_URL)

    def test_without_another_address_django_knows_nothing(self, client: Client) -> None:
        assert client.get("/.well-known/security.txt").status_code == 404
        assert client.post("/.well-known/security.txt").status_code == 405

    def test_the_sweep_renews_it_once_a_month(self, settings: Settings, public_root: Path) -> None:
        settings.SECURITY_CONTACT = ["veilig@scp.example"]
        with transaction.atomic():
            publish_first_standing(at=PUBLISHED)
        december = datetime(2026, 12, 1, 0, 1, tzinfo=AMSTERDAM)
        for now in (NOVEMBER, NOVEMBER, december, december.replace(day=2)):
            schedules["public_site.security_txt"](now)

        work = list(Work.objects.filter(kind="renew_security_txt").order_by("key"))
        assert [row.key for row in work] == ["security_txt:2026-11", "security_txt:2026-12"]
        assert kinds["renew_security_txt"](work[0]) == "security.txt: 1 bestanden gewijzigd"
        assert (public_root / ".well-known/security.txt").is_file()


def test_contact_leads_to_the_form_of_the_application_wherever_the_site_stands(
    public_root: Path, settings: Settings
) -> None:
    settings.PUBLIC_URL = "https://www.scp.example/onderwerpen/mit/"
    settings.OFFICE_URL = "https://mit.scp.example/"
    bake.everything()
    page = html.fromstring((public_root / "contact" / "index.html").read_bytes())

    leads = [link.get("href") for link in page.xpath("//main//a[text()='Stel een vraag']")]
    publish_standing("opgeschort", since=date(2026, 11, 1), reason="Commissie", at=PUBLISHED)
    bake.everything()
    closed = html.fromstring((public_root / "contact" / "index.html").read_bytes())

    assert leads == ["https://mit.scp.example/contact/vraag/"]
    assert closed.xpath("//main//a[text()='Stel een vraag']") == []
