"""A signal on one A4: whatever its texts, it prints on exactly one sheet and says what it must."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from asking import main_text, signed_in
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pdf_uploads import a_pdf, sent
from playwright.sync_api import Browser, Page, Route
from pypdf import PdfReader
from pytest_django import Settings
from signal_forms import a_response, act_url, fresh, with_files

import building
from building import (
    a_decision,
    a_signal,
    a_situation,
    a_trigger,
    answer_everything,
    person,
    respond,
)
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.embedded import assets
from signals.models import Outcome, Signal
from signals.states import SignalState, TriggerState
from signals.workflow import signals as workflow
from signals.workflow import weighings

pytestmark = pytest.mark.django_db

A4 = (210, 297)  # mm
HOUSE = "http://huis.invalid"
TEXTS = {
    "ordinary": {},
    "one wide word": {"title": "W" * 200, "summary": "W" * 2000},
    "narrow": {"title": "i" * 200, "summary": "i " * 1000},
    "many lines": {"summary": "regel\n\n" * 250},
    "many words": {"title": "woord " * 33, "summary": "onderzoek " * 200},
    "no summary yet": {"summary": ""},
}


@pytest.fixture(scope="module")
def style() -> Path:
    """Where the style sheets stand that pages ask for."""
    assets.build()
    return assets.TARGET


@pytest.fixture
def sheet(browser: Browser, style: Path) -> Iterator["Sheets"]:
    """Return what opens the page of a signal in a real browser, with its style."""
    context = browser.new_context()
    yield Sheets(context.new_page(), style)
    context.close()


class Sheets:
    """A browser that gets its pages from Django's test client, and its style from the build."""

    def __init__(self, page: Page, style: Path) -> None:
        self.page, self.style = page, style

    def open(self, signal: Signal, user: User, name: str = "signals:signal-a4") -> Page:
        body = signed_in(user).get(reverse(name, args=[signal.pk])).content

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(HOUSE)
            if path.startswith("/static/"):
                route.fulfill(path=self.style / path.removeprefix("/static/").partition("?")[0])
            else:
                route.fulfill(body=body, content_type="text/html; charset=utf-8")

        self.page.route("**/*", answer)
        self.page.goto(f"{HOUSE}/a4/")
        self.page.evaluate("document.fonts.ready")
        return self.page


def printed(page: Page, **options: object) -> list[tuple[int, int]]:
    """Return the sizes of the sheets that come out of the printer, in mm."""
    pdf = PdfReader(io.BytesIO(page.pdf(**options)))
    boxes = [it.mediabox for it in pdf.pages]
    return [(round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) for box in boxes]


def text_on_paper(page: Page) -> str:
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return " ".join(pdf.pages[0].extract_text().split())


def clipped(page: Page) -> bool:
    """Return whether something falls off the sheet."""
    page.emulate_media(media="print")
    fits: bool = page.eval_on_selector(
        ".mit-a4", "sheet => sheet.scrollHeight > sheet.clientHeight + 1"
    )
    return fits


def a_crowded_signal(texts: dict[str, str]) -> Signal:
    """Return a signal of which as much is known as can be: seven triggers, response, decision."""
    at = timezone.now() - timedelta(days=10)
    situation = a_situation(disease="W" * 120)
    triggers = [
        a_trigger(situation=situation, state=TriggerState.WEIGHED, at=at) for _ in "1234567"
    ]
    weighing = triggers[-1].weighing
    answer_everything(weighing, at=at)
    weighings.give_opinion(
        weighing, opinion=Outcome.SIGNAL, rationale="Reden.", by=person(Role.EXPERT), at=at
    )
    cpo = person(Role.CPO)
    weighing = weighings.close(
        weighing, outcome=Outcome.SIGNAL, rationale="Onze reden.", by=cpo, at=at
    )
    signal = workflow.draft(weighing, title=texts["title"], by=cpo, at=at)
    signal = workflow.edit(signal, by=cpo, at=at, **(building.TEXT | texts))
    signal = workflow.adopt(signal, by=cpo, at=at)
    signal = workflow.issue(signal, by=cpo, at=at)
    signal = respond(signal, on=at + timedelta(days=9))
    a_decision(signal)
    return signal


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_any_concept_prints_on_one_sheet(
    texts: dict[str, str], sheet: Sheets, cpo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in texts.items():
        monkeypatch.setitem(building.TEXT, name, text)
    signal = a_signal(SignalState.DRAFT, is_exercise=True)

    page = sheet.open(signal, cpo)

    assert printed(page, prefer_css_page_size=True) == [A4]
    assert printed(page, format="A4") == [A4]
    assert not clipped(page)
    paper = text_on_paper(page)
    assert "OEFENING" in paper
    assert "Concept: dit is nog geen signaal" in paper
    assert "Secretariaat MIT in waakstand" in paper


def test_a_full_sheet_has_everything_and_is_one_sheet(
    sheet: Sheets, cpo: User, settings: Settings
) -> None:
    settings.TELEPHONE = "070 000 00 00"
    signal = a_crowded_signal(TEXTS["one wide word"])

    page = sheet.open(signal, cpo)

    assert printed(page, prefer_css_page_size=True) == [A4]
    assert not clipped(page)
    paper = text_on_paper(page)
    assert str(signal.number) in paper
    assert "7, waaronder: A1-status" in paper
    assert "reactie na 9 dagen, binnen de termijn van twee weken" in paper
    assert "ondertekend door De SG: Wij nemen uw signaal over." in paper
    assert "besloten tot instelling" in paper
    assert "070 000 00 00" in paper
    assert "Concept" not in paper
    assert "OEFENING" not in paper


def test_the_receipt_of_a_response_prints_on_one_sheet_with_every_number(
    sheet: Sheets, sg_office: User, settings: Settings
) -> None:
    settings.TELEPHONE = "070 000 00 00"
    signal = a_signal(SignalState.ISSUED)
    form = a_response(
        letter=sent(a_pdf(), "geheel.pdf"),
        public_letter=sent(a_pdf(), "openbaar.pdf"),
        grounds="Woo, artikel 5.1",
        signed_by="W" * 120,
        reference="W" * 60,
    )
    signed_in(sg_office).post(act_url(signal, "respond"), form)

    page = sheet.open(with_files(signal), sg_office, "signals:signal-response-receipt")

    assert printed(page, prefer_css_page_size=True) == [A4]
    assert printed(page, format="A4") == [A4]
    assert not clipped(page)
    paper, response = text_on_paper(page), fresh(signal).response
    assert f"Ontvangstbewijs: reactie op {signal.number}" in paper
    assert "070 000 00 00" in paper
    kept = [response.pdf_sha256, response.original_sha256, response.public_sha256]
    assert [sha for sha in [*kept, response.copy_sha256] if sha not in paper] == []


def test_bureau_sg_gets_the_sheet_without_how_the_signal_came_about(
    sg_office: User, cpo: User
) -> None:
    signal = a_signal(SignalState.ISSUED)
    address = reverse("signals:signal-a4", args=[signal.pk])

    inside, outside = (main_text(signed_in(user).get(address)) for user in (cpo, sg_office))

    for words in ("Situatie", "zilverkoorts", "Aanleiding", "A1-status", "Weging"):
        assert words in inside
        assert words not in outside
    for words in (str(signal.number), "Wij vragen om een commissie.", "nog 4 dagen"):
        assert words in outside


def test_a_signal_that_is_late_says_so_on_its_sheet(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED, at=timezone.now() - timedelta(days=16))

    page = main_text(signed_in(cpo).get(reverse("signals:signal-a4", args=[signal.pk])))

    assert "2 dagen buiten de termijn" in page


def test_the_page_of_a_signal_leads_to_its_sheet(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)

    page = html.fromstring(signed_in(sg_office).get(signal.get_absolute_url()).content)

    (link,) = page.xpath("//a[normalize-space()='Afdrukken op één A4']/@href")
    assert link == reverse("signals:signal-a4", args=[signal.pk])
