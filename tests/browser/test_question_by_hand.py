"""A question from the public to its answer, by hand: by somebody whose browser runs no scripts."""

import re
from collections.abc import Callable

import mailbox_of_the_house as mailbox
from living_house import LivingHouse
from playwright.sync_api import BrowserContext, Page, expect

ADDRESS = "burger@verzonnen.example"
QUESTION = "Wat doet een lange sluiting van sportclubs met jongeren?"


def test_a_question_goes_from_the_public_page_to_an_answer_in_the_mailbox(
    living: LivingHouse,
    new_visit: Callable[..., BrowserContext],
    at_desk: Callable[..., Page],
) -> None:
    with new_visit(java_script_enabled=False) as context:
        citizen = context.new_page()
        citizen.goto("/contact/")
        citizen.get_by_role("link", name="Stel een vraag").click()
        citizen.get_by_label("Gevolgen van een pandemie voor de samenleving").check()
        citizen.get_by_role("textbox", name="Uw vraag").fill(QUESTION)
        citizen.get_by_label("Uw e-mailadres").fill(ADDRESS)
        citizen.get_by_role("button", name="Vraag versturen").click()
        (reference,) = re.findall(r"V-\w{4}-\w{4}", citizen.inner_text("main"))

    secretary = at_desk("secretaris", java_script_enabled=False)
    secretary.goto("/werk/")
    secretary.get_by_role("link", name=re.compile(reference)).first.click()
    expect(secretary.get_by_text(QUESTION)).to_be_visible()
    secretary.get_by_role("link", name="In behandeling nemen").click()
    secretary.get_by_role("button", name="In behandeling nemen").click()
    secretary.get_by_role("link", name="Antwoord mailen").click()
    secretary.get_by_role("textbox", name="Antwoord").fill("Beste vraagsteller,")
    secretary.get_by_label("Standaardantwoord").select_option("Waar onderzoek te vinden is")
    secretary.get_by_role("button", name="Invoegen").click()
    secretary.get_by_role("button", name="Antwoord mailen").click()
    expect(secretary.get_by_text("beantwoord", exact=True)).to_be_visible()

    mail = mailbox.newest_to(living, ADDRESS)
    assert mail.subject == f"Antwoord op uw vraag {reference}"
    assert mail.text.index("Beste vraagsteller,") < mail.text.index("kennisbasis van het SCP")
    assert "/werk/" not in mail.text
