"""Every answer of the office carries its security headers; nothing behind sign-in is kept."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from building import a_signal
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import doing
from signals.models import Signal
from signals.states import SignalState

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "midi=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
POLICY = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; img-src 'self'; script-src 'self'; "
    "style-src 'self'"
)
ADDRESSES = {
    "sign-in": ("/aanmelden/", 200),
    "worklist": ("/werk/", 200),
    "list": ("/werk/signalen/", 200),
    "not one's own": ("/werk/werk/", 403),
    "nothing there": ("/werk/signalen/0/", 404),
    "admin": ("/beheer/", 200),
    "health": ("/-/leeft", 200),
    "form that is only sent": ("/werk/werk/1/opnieuw/", 405),
}


@pytest.fixture
def visitor(cpo: User) -> Client:
    client = Client()
    client.force_login(cpo)
    return client


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name != "sign-in"])
def test_every_answer_carries_the_headers(visitor: Client, name: str) -> None:
    address, status = ADDRESSES[name]

    answer = visitor.get(address)

    assert answer.status_code == status
    assert {header: answer.headers.get(header) for header in EVERYWHERE} == EVERYWHERE
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_the_sign_in_page_carries_the_headers_for_a_stranger(client: Client) -> None:
    answer = client.get("/aanmelden/")

    assert {header: answer.headers.get(header) for header in EVERYWHERE} == EVERYWHERE
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_a_private_file_runs_nothing_and_is_not_kept(visitor: Client) -> None:
    signal = a_signal(SignalState.ISSUED)
    doing.sweep(timezone.now())

    answer = visitor.get(f"/werk/signalen/{signal.pk}/bestand/brief.pdf")

    assert answer.getvalue().startswith(b"%PDF-")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert {header: answer.headers.get(header) for header in EVERYWHERE} == EVERYWHERE


def test_a_private_file_is_not_there_for_who_may_not_see_the_signal(
    sg_office: User, visitor: Client
) -> None:
    issued, adopted = a_signal(SignalState.ISSUED), a_signal(SignalState.ADOPTED)
    doing.sweep(timezone.now())
    stranger, bureau = Client(), Client()
    bureau.force_login(sg_office)

    def ask(who: Client, signal: Signal) -> int:
        return who.get(f"/werk/signalen/{signal.pk}/bestand/brief.pdf").status_code

    assert [ask(who, issued) for who in (visitor, bureau, stranger)] == [200, 200, 302]
    assert [ask(who, adopted) for who in (visitor, bureau, stranger)] == [404, 404, 302]


def test_cookies_are_not_for_scripts_or_other_sites(client: Client, cpo: User) -> None:
    cpo.set_password("vier willekeurige woorden samen")
    cpo.save()

    client.get("/aanmelden/")
    client.post(
        "/aanmelden/", {"login": cpo.username, "password": "vier willekeurige woorden samen"}
    )

    assert set(client.cookies) == {"bekend", "csrf", "sessie"}
    for cookie in client.cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
            True,
            "Lax",
            "/",
            "",
        )
    assert int(client.cookies["sessie"]["max-age"] or 0) <= 8 * 60 * 60


@pytest.fixture
def over_https(settings: object) -> Callable[[], Client]:
    """The settings of an office, where everything goes over HTTPS."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    return Client


def test_plain_http_leads_to_https_but_health_is_asked_inside(
    over_https: Callable[[], Client],
) -> None:
    visitor = over_https()

    plain, health = visitor.get("/aanmelden/"), visitor.get("/-/leeft")
    safe = visitor.get("/aanmelden/", secure=True)

    assert plain.headers["Location"] == "https://testserver/aanmelden/"
    assert health.json() == {"leeft": True}
    assert safe.headers["Strict-Transport-Security"] == (
        "max-age=63072000; includeSubDomains; preload"
    )
