"""Somebody sets up a key and an app, and signs in with them: Chromium's own virtual key answers."""

import time
from collections.abc import Callable, Generator
from urllib.parse import urlsplit

import looking
import psycopg
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from living_house import DATABASE, LivingHouse
from people import fill, follow, press
from playwright.sync_api import BrowserContext, Page, expect

from mit_waakstand.embedded.plan import DEMO_PASSWORD

WHO, STEPS = "sleutel", "/account/tweede-stap/"
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
Camera = Callable[[Page, str], None]


@pytest.fixture
def page(new_visit: Callable[..., BrowserContext]) -> Generator[Page, None, None]:
    """A browser with a security key in it."""
    with new_visit() as context:
        context.add_init_script(looking.WATCH)
        page = context.new_page()
        chromium = context.new_cdp_session(page)
        chromium.send("WebAuthn.enable")
        chromium.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        yield page


def first_step(page: Page) -> None:
    page.goto("/aanmelden/")
    fill(page, "Gebruikersnaam of e-mailadres", WHO)
    page.get_by_label("Wachtwoord").fill(DEMO_PASSWORD)
    press(page, "Aanmelden")


def sign_out(page: Page) -> None:
    page.goto("/afmelden/")
    press(page, "Afmelden")


def looked_at(page: Page, camera: Camera, name: str) -> list[str]:
    camera(page, name)
    return looking.findings(page, is_exercise=False, has_errors=False)


def test_a_key_and_an_app_open_the_house_and_the_last_of_them_goes_too(
    page: Page, camera: Camera
) -> None:
    first_step(page)
    page.goto(STEPS)
    follow(page, "Sleutel toevoegen")
    press(page, "Sleutel toevoegen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw herstelcodes")
    found = looked_at(page, camera, "herstelcodes")

    sign_out(page)
    first_step(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tweede stap")
    found += looked_at(page, camera, "tweede-stap")
    press(page, "Sleutel gebruiken")
    page.wait_for_url("**/werk/")

    page.goto(f"{STEPS}app/")
    secret = page.locator("main code").inner_text()
    fill(page, "Code", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    press(page, "App instellen")
    expect(page.get_by_text("Uw app is ingesteld.")).to_be_visible()
    found += looked_at(page, camera, "stappen-ingesteld")
    for address in ("/aanmelden/opnieuw/code/", "/aanmelden/opnieuw/sleutel/"):
        page.goto(address)
        found += looked_at(page, camera, address.strip("/").replace("/", "-"))
    press(page, "Sleutel gebruiken")
    page.wait_for_url("**/werk/")

    page.goto(f"{STEPS}herstelcodes/nieuw/")
    found += looked_at(page, camera, "nieuwe-herstelcodes")
    page.goto(STEPS)
    follow(page, "Sleutel 1 weghalen")
    found += looked_at(page, camera, "sleutel-weghalen")
    press(page, "Sleutel weghalen")
    follow(page, "App losmaken")
    found += looked_at(page, camera, "app-losmaken")
    press(page, "App losmaken")
    expect(page.get_by_text("Uw app is losgemaakt.")).to_be_visible()

    assert found == []


def test_a_warning_comes_before_the_end_and_one_press_keeps_somebody_in(
    page: Page, living: LivingHouse, camera: Camera
) -> None:
    page.clock.install()
    first_step(page)
    page.wait_for_url("**/werk/")
    warning = page.get_by_role("region", name="Uw aanmelding")
    was_hidden = warning.is_hidden()

    seen_long_ago(living, page, minutes=26)
    page.clock.run_for("25:01")
    expect(warning.get_by_text("Wij melden u af over 4 minuten.")).to_be_visible()
    found = looked_at(page, camera, "sessie-loopt-af")
    warning.get_by_role("button", name="Aangemeld blijven").click()
    expect(warning).to_be_hidden()
    seen_long_ago(living, page, minutes=31)
    page.clock.run_for("25:01")
    expect(warning.get_by_role("link", name="Opnieuw aanmelden")).to_be_visible()

    assert was_hidden
    assert found == []


def seen_long_ago(living: LivingHouse, page: Page, *, minutes: int) -> None:
    """Move the last sign of life of this browser back, as time does."""
    (key,) = [one["value"] for one in page.context.cookies() if one["name"] == "sessie"]
    url = urlsplit(living.services.database_url)._replace(path=f"/{DATABASE}").geturl()
    statement = (
        "UPDATE accounts_livesession SET seen_at = now() - make_interval(mins => %s) "
        "WHERE session_key = %s"
    )
    with psycopg.connect(url, autocommit=True) as connection:
        assert connection.execute(statement, [minutes, key]).rowcount == 1
