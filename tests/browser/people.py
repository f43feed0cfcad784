"""What people do in the office, each with the words and buttons that stand on the page."""

import io
import re
import time
from collections.abc import Callable

import pikepdf
from playwright.sync_api import Page, expect

PATIENCE = 30.0  # seconds, for work in the background
DISEASE = "Sterrenkoorts (verzonnen ziekte)"
TITLE = "Stel een commissie MIT in vanwege sterrenkoorts"
SUMMARY = "Sterrenkoorts verspreidt zich snel. Wij vragen om een commissie MIT."
TEXT = "Wij wogen de A1-status van sterrenkoorts.\n\n## Waarom nu\n\nScholen sluiten misschien."
RESPONSE = "Ik dank u voor uw signaal.\n\nDe Minister is geïnformeerd en neemt een besluit."


def press(page: Page, label: str) -> None:
    """Press the button with this label, in the page itself."""
    page.get_by_role("main").get_by_role("button", name=label, exact=True).click()


def follow(page: Page, label: str) -> None:
    """Follow the link with this label, in the page itself."""
    page.get_by_role("main").get_by_role("link", name=label, exact=True).click()


def fill(page: Page, label: str, text: str) -> None:
    """Type in the field with this label."""
    page.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}")).fill(text)


def choose(page: Page, label: str) -> None:
    """Choose the radio button or checkbox with this label."""
    page.get_by_label(label, exact=True).check()


def expect_state(page: Page, state: str) -> None:
    """Wait until the page says that the record is in this state."""
    expect(page.get_by_role("main").locator(".nl-data-badge").first).to_have_text(state)


def register_an_a1(page: Page) -> str:
    """Register an A1 status as the secretaris; return the address of its page."""
    page.goto("/werk/")
    follow(page, "Aanleiding vastleggen")
    choose(page, "A1-status van een infectieziekte")
    fill(page, "Ziekte", DISEASE)
    fill(page, "Vindplaats in de Staatscourant", "Stcrt. 0000, 7 (fictief)")
    press(page, "Vastleggen")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Weging openen")
    follow(page, "Annuleren")  # the next step lies open; the CPO takes it
    expect_state(page, "geregistreerd")
    return page.url


def register_an_omt(page: Page) -> str:
    """Register an OMT as the secretaris and lay it before the CPO; return its address."""
    page.goto("/werk/aanleidingen/nieuw/")
    choose(page, "samenkomst van het OMT")
    fill(page, "Ziekte", "Maandaggriep (verzonnen ziekte)")
    fill(page, "Geïnformeerd door", "RIVM (in deze demonstratie)")
    press(page, "Vastleggen")
    press(page, "Voorleggen aan de CPO")
    expect_state(page, "beoordeling CPO")
    return page.url


def open_the_weighing(page: Page, trigger: str) -> str:
    """Open a weighing as the CPO, with an expert; return its address."""
    page.goto(trigger)
    follow(page, "Weging openen")
    choose(page, "Dina Verzonnen – gedragswetenschap")
    press(page, "Weging openen")
    expect_state(page, "wordt gewogen")
    page.get_by_role("main").get_by_role("link", name=re.compile("weging van")).click()
    expect_state(page, "open")
    return page.url


def give_a_standpunt(page: Page) -> None:
    """Give a standpunt as the expert, found under Nu te doen."""
    page.goto("/werk/")
    follow(page, DISEASE)
    follow(page, "Standpunt geven")
    choose(page, "signaal")
    fill(page, "Motivering", "Mensen passen hun gedrag al aan.")
    press(page, "Standpunt geven")
    expect(page.get_by_text("Standpunt: signaal.")).to_be_visible()


def answer_the_weegvragen(page: Page, weighing: str) -> None:
    """Answer every weegvraag as the secretaris."""
    page.goto(weighing)
    follow(page, "Weegvragen beantwoorden")
    for yes in page.get_by_label("ja", exact=True).all():
        yes.check()
    for answer in page.get_by_role("main").locator("textarea").all():
        answer.fill("Ja, dat blijkt uit de cijfers van deze week.")
    press(page, "Antwoorden opslaan")
    expect(page.get_by_text("Nog niet beantwoord")).to_have_count(0)


def close_with_a_signal(page: Page, weighing: str) -> None:
    """Close the weighing as the CPO, with the outcome "signaal"."""
    page.goto(weighing)
    follow(page, "Belangen melden")
    choose(page, "nee")
    press(page, "Belangen melden")
    follow(page, "Weging sluiten")
    choose(page, "signaal")
    fill(page, "Motivering", "De experts en het MIT in waakstand zijn het eens.")
    press(page, "Weging sluiten")
    expect_state(page, "gesloten")


def write_the_signal(page: Page, weighing: str) -> str:
    """Draft the signal as the secretaris, and write its texts; return its address."""
    page.goto(weighing)
    follow(page, "Signaal opstellen")
    fill(page, "Titel", "Werktitel")
    press(page, "Concept maken")
    choose(page, "nu een commissie MIT instellen")
    fill(page, "Titel", TITLE)
    fill(page, "Samenvatting voor het publiek", SUMMARY)
    fill(page, "Tekst van de brief", TEXT)
    press(page, "Tekst opslaan")
    expect_state(page, "concept")
    return page.url


def adopt_and_issue(page: Page, signal: str) -> str:
    """Adopt and issue the signal as the CPO; return its number."""
    page.goto(signal)
    follow(page, "Vaststellen")
    press(page, "Vaststellen")
    expect_state(page, "vastgesteld")
    follow(page, "Uitbrengen aan de SG")
    press(page, "Uitbrengen aan de SG")
    expect_state(page, "uitgebracht")
    found = re.match(r"MIW-\d{4}-\d{2,}", page.get_by_role("heading", level=1).inner_text())
    assert found
    return found[0]


def respond(page: Page) -> None:
    """Respond as Bureau SG, with the text and the SG's own PDF."""
    page.goto("/werk/")
    page.get_by_role("main").get_by_role("link", name=re.compile(TITLE)).click()
    expect(page.get_by_text("nog 14 dagen")).to_be_visible()
    follow(page, "Reactie vastleggen")
    fill(page, "Tekst van de reactie", RESPONSE)
    fill(page, "Ondertekend door", "F. Fictief, secretaris-generaal (verzonnen)")
    page.get_by_label("Brief van de SG").set_input_files(
        {"name": "brief.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    )
    press(page, "Reactie vastleggen")
    expect_state(page, "reactie ontvangen")


def publish(page: Page, signal: str) -> None:
    """Publish as the CPO, as soon as the PDFs are made."""
    page.goto(signal)
    button = page.get_by_role("main").get_by_role("link", name="Publiceren", exact=True)
    reload_until(page, button.is_visible)
    button.click()
    page.get_by_role("checkbox").check()
    press(page, "Publiceren")
    expect_state(page, "gepubliceerd")


def reload_until(page: Page, happened: Callable[[], bool]) -> None:
    """Reload, as people do, until it happened; work in the background takes a moment."""
    limit = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < limit, page.inner_text("main")
        page.wait_for_timeout(100)
        page.reload()


def a_pdf() -> bytes:
    """Return the SG's letter of one page, with the name of its author hidden in it."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.docinfo["/Author"] = "Verborgen Auteur"
    data = io.BytesIO()
    pdf.save(data)
    return data.getvalue()
