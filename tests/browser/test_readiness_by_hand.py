"""The quiet side by hand: what is not in order is mended by doing what the page says.

Each journey works on records that no other test of the browser looks at.
"""

import re
from collections.abc import Callable
from datetime import date

import mailbox_of_the_house as mailbox
import people
from living_house import LivingHouse
from playwright.sync_api import BrowserContext, Page, expect

SignIn = Callable[..., Page]
TODAY = f"{date.today():%d-%m-%Y}"  # noqa: DTZ011  (as somebody types it in Dutch)
HANNA = "hanna@voorbeeld.invalid"


def test_paraatheid_turns_green_by_doing_what_it_says(at_desk: SignIn) -> None:
    secretary = at_desk("secretaris")
    secretary.goto("/werk/paraatheid/")
    finding = secretary.get_by_role("listitem").filter(has_text="Terugzetten beproefd")
    expect(finding).to_contain_text("mislukt")

    finding.get_by_role("link", name="Zet een kopie terug als proef en leg dat vast").click()
    people.fill(secretary, "Wanneer was het?", TODAY)
    people.choose(secretary, "Ja")
    people.fill(secretary, "Toelichting", "Teruggezet op een lege server, alles was er.")
    people.press(secretary, "Vastleggen")

    expect(finding.locator(".nl-data-badge")).to_have_text("op orde")
    expect(finding).to_contain_text("gelukt")


def test_an_expert_confirms_his_record_by_the_link_in_his_mail(
    living: LivingHouse, at_desk: SignIn, new_visit: Callable[..., BrowserContext]
) -> None:
    secretary = at_desk("secretaris")
    secretary.goto("/werk/experts/")
    people.follow(secretary, "Hanna Schaduw")
    record = secretary.url
    people.follow(secretary, "Vragen of dit nog klopt")
    people.press(secretary, "Vragen of dit nog klopt")

    link = mailbox.link_in(mailbox.newest_to(living, HANNA, about="Kloppen uw gegevens nog?"))
    with new_visit(java_script_enabled=False) as context:
        hanna = context.new_page()
        hanna.goto(link)
        expect(hanna.get_by_role("heading", level=1)).to_have_text("Kloppen uw gegevens nog?")
        people.fill(hanna, "Functie", "hoofd onderzoek (verzonnen)")
        people.press(hanna, "Bevestigen")
        expect(hanna.get_by_role("main")).to_contain_text("Dank")
        hanna.goto(link)
        expect(hanna.get_by_role("main")).to_contain_text("werkt niet meer")

    secretary.goto(record)
    expect(secretary.get_by_role("main")).to_contain_text("hoofd onderzoek (verzonnen)")
    expect(secretary.get_by_role("main")).to_contain_text("langs de persoonlijke link")


def test_an_exercise_goes_from_its_start_to_its_lessons(at_desk: SignIn) -> None:
    secretary = at_desk("secretaris")
    secretary.goto("/werk/uitvoeringen/")
    people.follow(secretary, "Uitvoering beginnen")
    secretary.get_by_label("Situatie").select_option("Oefening: mazelen (OEFENING)")
    people.press(secretary, "Beginnen")
    run = secretary.url
    expect(secretary.get_by_text("OEFENING").first).to_be_visible()

    page = secretary.get_by_role("main")
    secretary.get_by_role("button", name=re.compile("^Afvinken A1$")).click()
    expect(page).to_contain_text("1 van 29 stappen gedaan")
    secretary.get_by_role("link", name="Overslaan A3").click()
    people.fill(secretary, "Reden", "In deze oefening is er geen OMT.")
    people.press(secretary, "Overslaan")
    expect(page).to_contain_text("1 overgeslagen")
    secretary.goto(run)
    people.follow(secretary, "Afsluiten met een evaluatie")
    people.fill(secretary, "Evaluatie", "Wij wisten wie wat deed.")
    secretary.get_by_label("Waarom", exact=False).fill("De oefening stopte na de eerste dag.")
    people.press(secretary, "Afsluiten met een evaluatie")
    expect(page).to_contain_text("Leg nu de lessen vast.")
    people.follow(secretary, "Les vastleggen")
    people.fill(secretary, "Les", "Oefen ook het bellen.")
    secretary.get_by_label("Eigenaar").select_option("Bram Voorbeeld (secretaris)")
    people.fill(secretary, "Uiterlijk", TODAY)
    people.press(secretary, "Les vastleggen")
    expect(page).to_contain_text("De les is vastgelegd.")

    expect(page.get_by_text("In deze oefening is er geen OMT.").first).to_be_visible()
    expect(page).to_contain_text("Wij wisten wie wat deed.")
    secretary.goto("/werk/lessen/")
    expect(page).to_contain_text("Oefen ook het bellen.")
