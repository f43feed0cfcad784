"""A meeting by hand, from its plan to adopted minutes of which nothing was lost."""

import io
from collections.abc import Callable
from datetime import date, timedelta

import mailbox_of_the_house as mailbox
import people
from as_time_does import end_sign_in, let_three_days_pass
from living_house import LivingHouse
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from mit_waakstand.embedded.plan import DEMO_PASSWORD

SignIn = Callable[..., Page]
TOMORROW = f"{date.today() + timedelta(days=1):%d-%m-%Y}"  # noqa: DTZ011  (as people type it)
NEXT_WEEK = f"{date.today() + timedelta(days=7):%d-%m-%Y}"  # noqa: DTZ011  (idem)
SUBJECT = "De winter die komt"
HANNA = "hanna@voorbeeld.invalid"
TEXT = "## De winter\n\nWij zijn er klaar voor."
OF_THE_CPO = "## De winter\n\nDe CPO schreef er ook een zin bij."


def test_a_meeting_goes_from_its_plan_to_adopted_minutes(
    living: LivingHouse, at_desk: SignIn, new_visit: Callable[..., BrowserContext]
) -> None:
    secretary, cpo = at_desk("secretaris"), at_desk("cpo")

    meeting = plan(secretary)
    invite(cpo, meeting)
    answer_by_the_mail(living, new_visit)
    secretary.goto(meeting)
    expect(invited(secretary, "Hanna Schaduw")).to_contain_text("ja, ik kom")
    let_three_days_pass(living, meeting=int(meeting.rstrip("/").rpartition("/")[2]))
    hold(secretary, meeting)
    agree(secretary)
    minutes = write_the_minutes(secretary, cpo, living)
    adopt(cpo, minutes)

    people.reload_until(cpo, cpo.get_by_role("link", name="PDF openen").is_visible)
    printed = in_words(cpo.request.get(f"{minutes}bestand/").body())
    for words in ("Hanna Schaduw", "Wij zijn er klaar voor.", "Oefen in januari."):
        expect(cpo.get_by_role("main")).to_contain_text(words)
        assert words in printed
    secretary.goto(minutes)
    expect(secretary.get_by_role("link", name="Verslag bewerken in het beheer")).to_have_count(0)


def in_words(pdf: bytes) -> str:
    """Return the text of a PDF."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def plan(page: Page) -> str:
    """Plan a meeting of tomorrow with an agenda item of its own; return its address."""
    page.goto("/werk/vergaderingen/")
    people.follow(page, "Vergadering plannen")
    people.choose(page, "andere vergadering")
    people.fill(page, "Onderwerp", SUBJECT)
    for name, hour in (("Begint op", "10:00"), ("Eindigt op", "12:00")):
        group = page.get_by_role("group", name=name)
        group.get_by_label("Datum").fill(TOMORROW)
        group.get_by_label("Tijd").fill(hour)
    people.choose(page, "op locatie")
    people.fill(page, "Plaats", "Zaal 3, Den Haag (verzonnen)")
    people.press(page, "Plannen")
    expect(page.get_by_role("heading", level=1)).to_contain_text(SUBJECT)
    meeting = page.url
    people.follow(page, "Agenda bewerken")
    people.fill(page, "Onderwerp", "Griep en verkoudheid")
    people.press(page, "Agendapunt toevoegen")
    expect(page.get_by_role("main")).to_contain_text("6. Griep en verkoudheid")
    return meeting


def invite(page: Page, meeting: str) -> None:
    """Invite an expert as the CPO."""
    page.goto(meeting)
    people.follow(page, "Mensen uitnodigen")
    page.get_by_label("Hanna Schaduw").check()
    people.press(page, "Mensen uitnodigen")
    expect(invited(page, "Hanna Schaduw")).to_contain_text("nog geen antwoord")


def invited(page: Page, name: str) -> Locator:
    """Return the row of somebody among the invited."""
    return page.get_by_role("row").filter(has_text=name)


def answer_by_the_mail(living: LivingHouse, new_visit: Callable[..., BrowserContext]) -> None:
    """Answer by the link in the mail, in a browser that runs no scripts."""
    mail = mailbox.newest_to(living, HANNA, about="Vergadering")
    assert SUBJECT not in mail.subject
    assert "METHOD:REQUEST" in mail.appointment
    assert "LOCATION:Zaal 3\\, Den Haag (verzonnen)" in mail.appointment
    with new_visit(java_script_enabled=False) as context:
        hanna = context.new_page()
        hanna.goto(mailbox.link_in(mail))
        people.choose(hanna, "ja, ik kom")
        people.press(hanna, "Antwoorden")
        expect(hanna.get_by_role("main")).to_contain_text("Uw antwoord is vastgelegd")


def hold(page: Page, meeting: str) -> None:
    """Record an interest, and afterwards who was there."""
    page.goto(meeting)
    people.follow(page, "Belangen melden")
    people.choose(page, "nee")
    people.press(page, "Belangen melden")
    people.follow(page, "Vastleggen wie er was")
    for box in page.get_by_role("main").get_by_role("checkbox").all():
        box.check()
    people.press(page, "Vastleggen wie er was")
    people.expect_state(page, "gehouden")


def agree(page: Page) -> None:
    """Record a decision and an action of the meeting."""
    people.follow(page, "Besluit vastleggen")
    people.fill(page, "Besluit", "Wij oefenen deze winter.")
    people.press(page, "Besluit vastleggen")
    people.follow(page, "Actie vastleggen")
    people.fill(page, "Wat moet er gebeuren?", "Oefen in januari.")
    page.get_by_label("Wie doet het?").select_option(label="Bram Voorbeeld (secretaris)")
    people.fill(page, "Uiterlijk op", NEXT_WEEK)
    people.press(page, "Actie vastleggen")
    expect(page.get_by_role("main")).to_contain_text("Oefen in januari.")


def write_the_minutes(page: Page, other: Page, living: LivingHouse) -> str:
    """Write them in the admin, through a lost sign-in and a second writer; return their page."""
    people.follow(page, "Verslag schrijven")
    page.get_by_label("Tekst").fill("## De winter")
    page.get_by_role("button", name="Opslaan en opnieuw bewerken").click()
    expect(page.get_by_label("Tekst")).to_have_value("## De winter")
    other.goto(page.url)
    expect(other.get_by_role("main")).to_contain_text("heeft deze tekst ook open")

    page.get_by_label("Tekst").fill(TEXT)
    end_sign_in(living, page.context)
    page.get_by_role("button", name="Opslaan en opnieuw bewerken").click()
    page.get_by_text("Uw tekst is bewaard. Meld u aan").wait_for()
    page.get_by_label("Gebruikersnaam of e-mailadres").fill("secretaris")
    page.get_by_label("Wachtwoord").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_label("Tekst")).to_have_value(TEXT)
    page.get_by_role("button", name="Opslaan en opnieuw bewerken").click()

    other.get_by_label("Tekst").fill(OF_THE_CPO)
    other.get_by_role("button", name="Opslaan", exact=True).click()
    expect(other.get_by_role("main")).to_contain_text("Iemand anders sloeg dit verslag intussen op")
    expect(other.get_by_role("main")).to_contain_text("Wij zijn er klaar voor.")
    expect(other.get_by_label("Tekst")).to_have_value(OF_THE_CPO)
    page.get_by_role("link", name="Lezen en vaststellen").click()
    return page.url


def adopt(page: Page, minutes: str) -> None:
    """Adopt the minutes as the CPO, in the meeting that came after it."""
    page.goto(minutes)
    people.follow(page, "Verslag vaststellen")
    page.get_by_label("Vastgesteld in de vergadering").select_option(index=1)
    people.press(page, "Verslag vaststellen")
    people.expect_state(page, "vastgesteld")
    expect(page.get_by_role("main")).to_contain_text("Vastgesteld in")
