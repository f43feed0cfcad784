"""The whole main line by hand: secretaris and CPO, an expert, Bureau SG, and a citizen who looks.

It is walked once; every test says one thing about what was seen on the way.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import page as page_validation
import people
import pikepdf
import pytest
from living_house import LivingHouse
from playwright.sync_api import APIResponse, BrowserContext, Page, expect

SignIn = Callable[..., Page]
LISTS = ("/", "/signalen/")
PATIENCE = 30.0  # seconds


@dataclass
class Citizen:
    """Somebody without an account, who knows what the addresses will be."""

    context: BrowserContext
    number: str

    @property
    def key(self) -> str:
        return self.number.lower()

    @property
    def page(self) -> str:
        return f"/signalen/{self.key}/"

    @property
    def addresses(self) -> dict[str, str]:
        """The addresses that a publication has."""
        names = ("-signaal.pdf", "-reactie.pdf", "-reactie-brief.pdf", ".json")
        return {"page": self.page} | {name: f"{self.page}{self.key}{name}" for name in names}

    def get(self, address: str) -> APIResponse:
        return self.context.request.get(address)

    def statuses(self) -> dict[str, int]:
        return {name: self.get(address).status for name, address in self.addresses.items()}

    def lists_that_name_it(self) -> set[str]:
        """Return the lists in which number or title stands."""
        words = (self.number, self.key, people.TITLE, people.DISEASE)
        found = {address: self.get(address).text() for address in LISTS}
        return {address for address, text in found.items() if any(w in text for w in words)}

    def wait_for_publication(self) -> None:
        """Wait until the page and both lists are there."""
        limit = time.monotonic() + PATIENCE
        while self.get(self.page).status != 200 or self.lists_that_name_it() != set(LISTS):
            assert time.monotonic() < limit, "de publicatie komt niet"
            time.sleep(0.1)


@dataclass
class Walk:
    """What was seen on the way."""

    citizen: Citizen
    statuses_before: dict[str, int]
    lists_before: set[str]
    not_found_before: bytes
    sg_before_issue: str
    receipt: str


@pytest.fixture(scope="module")
def walk(at_desk: SignIn, new_visit: Callable[..., BrowserContext]) -> Walk:
    secretary, cpo, expert, sg = (at_desk(n) for n in ("secretaris", "cpo", "expert", "sg"))
    weighing = people.open_the_weighing(cpo, people.register_an_a1(secretary))
    people.give_a_standpunt(expert)
    people.answer_the_weegvragen(secretary, weighing)
    people.close_with_a_signal(cpo, weighing)
    signal = people.write_the_signal(secretary, weighing)
    sg.goto("/werk/signalen/")
    sg_before_issue = sg.inner_text("body")
    number = people.adopt_and_issue(cpo, signal)
    people.respond(sg)
    citizen = Citizen(new_visit(), number)
    seen = Walk(
        citizen=citizen,
        statuses_before=citizen.statuses(),
        lists_before=citizen.lists_that_name_it(),
        not_found_before=citizen.get(citizen.page).body(),
        sg_before_issue=sg_before_issue,
        receipt=sg.inner_text("main"),
    )
    people.publish(cpo, signal)
    citizen.wait_for_publication()
    return seen


@pytest.fixture
def public_page(walk: Walk) -> Page:
    page = walk.citizen.context.new_page()
    page.goto(walk.citizen.page)
    return page


def test_before_publication_the_citizen_finds_nothing(walk: Walk) -> None:
    never_was = walk.citizen.get("/signalen/miw-1999-99/")

    assert set(walk.statuses_before.values()) == {404}
    assert walk.not_found_before == never_was.body()


def test_before_publication_no_list_names_the_signal(walk: Walk) -> None:
    assert walk.lists_before == set()


def test_after_publication_everything_is_there(walk: Walk) -> None:
    statuses = walk.citizen.statuses()

    assert set(statuses.values()) == {200}
    assert walk.citizen.lists_that_name_it() == set(LISTS)


def test_bureau_sg_sees_the_signal_only_after_it_was_issued(walk: Walk) -> None:
    assert people.TITLE not in walk.sg_before_issue
    assert people.TITLE in walk.receipt


def test_bureau_sg_gets_a_receipt_that_says_what_happens_next(walk: Walk) -> None:
    assert "De reactie is vastgelegd." in walk.receipt
    assert "U hoeft nu niets meer te doen." in walk.receipt
    assert people.RESPONSE.splitlines()[0] in walk.receipt


@pytest.mark.parametrize("profile", ["3a", "ua1"])
@pytest.mark.parametrize("name", ["-signaal.pdf", "-reactie.pdf"])
def test_the_published_pdf_is_archivable_and_accessible(
    walk: Walk, tmp_path: Path, name: str, profile: str
) -> None:
    file = tmp_path / "published.pdf"
    file.write_bytes(walk.citizen.get(walk.citizen.addresses[name]).body())

    report = page_validation.validate_pdf(file, profile=profile)

    assert report.is_compliant, report


def test_the_published_copy_of_the_sg_s_letter_hides_nothing(walk: Walk) -> None:
    data = walk.citizen.get(walk.citizen.addresses["-reactie-brief.pdf"]).body()

    assert b"Verborgen Auteur" in people.a_pdf()
    assert b"Verborgen Auteur" not in data


def test_the_page_shows_the_response_beside_the_signal(public_page: Page) -> None:
    signal = public_page.get_by_role("region", name="Het signaal", exact=True)
    response = public_page.get_by_role("region", name="De reactie", exact=True)

    expect(signal).to_contain_text("Wij wogen de A1-status van sterrenkoorts.")
    expect(response).to_contain_text("Ik dank u voor uw signaal.")
    left, right = signal.bounding_box(), response.bounding_box()
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]


def test_the_citizen_gets_there_from_the_home_page(walk: Walk) -> None:
    page = walk.citizen.context.new_page()
    page.goto("/")

    page.get_by_role("link", name="Signalen", exact=True).click()
    page.get_by_role("link", name=people.TITLE).click()

    expect(page).to_have_url(re.compile(walk.citizen.page))
    expect(page.get_by_role("heading", level=1)).to_contain_text(walk.citizen.number)


def test_the_data_say_what_the_page_says(walk: Walk) -> None:
    data: dict[str, Any] = walk.citizen.get(walk.citizen.addresses[".json"]).json()

    text = str(data)
    assert walk.citizen.number in text
    assert people.SUMMARY in text
    assert "Ik dank u voor uw signaal." in text


def test_a_meeting_of_the_omt_can_end_without_a_weighing(at_desk: SignIn) -> None:
    cpo = at_desk("cpo")
    cpo.goto(people.register_an_omt(at_desk("secretaris")))

    people.follow(cpo, "Geen samenkomst nodig")
    people.fill(cpo, "Reden van uw besluit", "Het gaat om een kleine, bekende uitbraak.")
    people.press(cpo, "Geen samenkomst nodig")

    people.expect_state(cpo, "geen samenkomst nodig")
    expect(cpo.get_by_text("Het gaat om een kleine, bekende uitbraak.")).to_be_visible()


def test_the_office_works_without_javascript(at_desk: SignIn) -> None:
    secretary = at_desk("secretaris", java_script_enabled=False)

    address = people.register_an_omt(secretary)

    cpo = at_desk("cpo", java_script_enabled=False)
    cpo.goto(address)
    people.follow(cpo, "Samenkomen: weging openen")
    people.press(cpo, "Samenkomen: weging openen")
    expect(cpo.get_by_role("heading", name="Controleer wat u hebt ingevuld")).to_be_visible()
    people.fill(cpo, "Reden van uw besluit", "Er zijn ingrijpende maatregelen denkbaar.")
    people.press(cpo, "Samenkomen: weging openen")
    people.expect_state(cpo, "wordt gewogen")


def test_with_everything_stopped_the_published_page_is_complete_on_disk(
    living: LivingHouse, walk: Walk
) -> None:
    folder = living.public_root / walk.citizen.page.strip("/")

    with living.stopped():
        files = {file.name for file in folder.iterdir()}
        html = (folder / "index.html").read_text(encoding="utf-8")
        lists = [
            (living.public_root / name).read_text(encoding="utf-8")
            for name in ("index.html", "signalen/index.html")
        ]
        pages = [len(pikepdf.open(file).pages) for file in folder.glob("*.pdf")]

    linked = set(re.findall(rf'href="({walk.citizen.key}[^"]+)"', html))
    assert linked == {Path(urljoin("/", a)).name for a in walk.citizen.addresses.values()} - {
        walk.citizen.key
    }
    assert linked <= files
    assert html.rstrip().endswith("</html>")
    assert "Ik dank u voor uw signaal." in html
    assert all(people.TITLE in text for text in lists)
    assert len(pages) == 3
    assert min(pages) >= 1
