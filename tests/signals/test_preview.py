"""The preview: exactly the page that would be baked, for CPO and secretaris, and kept nowhere."""

from pathlib import Path

import pytest
from asking import signed_in
from django.urls import reverse
from django.utils import timezone
from later import a_late_signal, a_message, a_prepared_correction, a_standing_decision, with_pdf
from lxml import html
from signal_forms import with_files
from time_machine import travel

from building import a_signal, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site.models import Publication
from mit_waakstand.trail.models import Event, Reading
from signals.models import CpoAgreement, Signal
from signals.states import SignalState
from signals.workflow import publishing, signals

pytestmark = pytest.mark.django_db


def address(signal: Signal, slug: str = "publiceren", *rest: str) -> str:
    name = "signals:signal-preview-file" if rest else "signals:signal-preview"
    return reverse(name, args=[signal.pk, slug, *rest])


def words_of(page: bytes, unknown: str) -> str:
    """Return the page without the mark of a preview and without the hash that is still unknown."""
    root = html.fromstring(page)
    for banner in root.xpath("//aside[contains(@class, 'mit-banner--preview')]"):
        banner.drop_tree()
    text = html.tostring(root, encoding="unicode").replace("VOORVERTONING: ", "")
    return " ".join(text.replace(unknown, "volgt bij publicatie").split())


def a_supplement() -> Signal:
    signal = a_signal(SignalState.PUBLISHED)
    with_pdf(a_message(signal, text="Nog een brief."))
    return signal


def a_correction() -> Signal:
    signal = a_prepared_correction(response_text="Anders overgetypt.")
    doing.sweep(timezone.now())
    return signal


def one_without_response() -> Signal:
    a_standing_decision()
    return a_late_signal()


CASES = {
    "publiceren": (lambda: with_files(a_signal(SignalState.ANSWERED)), signals.publish),
    "zonder-reactie": (one_without_response, publishing.publish_without_response),
    "aanvulling": (a_supplement, publishing.publish_supplement),
    "correctie": (a_correction, publishing.publish_correction),
}


@pytest.mark.parametrize("slug", CASES)
def test_it_is_exactly_the_page_that_is_baked_afterwards(
    slug: str, cpo: User, settings: object
) -> None:
    make, act = CASES[slug]
    signal = make()
    reason = {"reason": signal.news_in_words()} if slug == "aanvulling" else {}
    with travel(timezone.now(), tick=False):
        before = signed_in(cpo).get(address(signal, slug))
        act(signal, personal_data_checked=True, by=cpo, at=timezone.now(), **reason)
    doing.sweep(timezone.now())
    shelf = Path(settings.PUBLIC_ROOT) / "signalen" / str(signal.number).lower()  # type: ignore[attr-defined]
    baked = (shelf / "index.html").read_bytes()

    newest = Publication.objects.filter(kind="signaal").latest("version")
    assert before.status_code == 200
    assert words_of(before.content, newest.hash) == words_of(baked, newest.hash)


def test_nobody_can_take_it_for_the_real_page(cpo: User) -> None:
    answer = signed_in(cpo).get(address(with_files(a_signal(SignalState.ANSWERED))))

    root = html.fromstring(answer.content)
    (banner,) = root.xpath("//aside[@aria-label='Voorvertoning']")
    assert root.findtext(".//title").startswith("VOORVERTONING: ")
    assert "deze pagina is nog niet openbaar" in banner.text_content()
    assert root.xpath("//body")[0].xpath("./aside[contains(@class, 'preview')]")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_looking_writes_nothing_anywhere(secretary: User, settings: object) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))
    client = signed_in(secretary)
    kept = (Publication, Work, Event, Reading, CpoAgreement)
    files = sorted(Path(settings.PUBLIC_ROOT).rglob("*"))  # type: ignore[attr-defined]
    before = [model.objects.count() for model in kept]

    answer = client.get(address(signal))

    assert "De secretaris deed dit namens de CPO: publiceren." in answer.content.decode()
    assert [model.objects.count() for model in kept] == before
    assert sorted(Path(settings.PUBLIC_ROOT).rglob("*")) == files  # type: ignore[attr-defined]


def test_every_link_of_the_preview_leads_somewhere(cpo: User) -> None:
    signal = a_correction()
    client, page = signed_in(cpo), address(signal, "correctie")
    links = html.fromstring(client.get(page).content).xpath("//main//a/@href")
    own = {link for link in links if not link.startswith(("/", "#", "http"))}

    found = {link: client.get(f"{page}{link}").status_code for link in own}

    key = str(signal.number).lower()
    assert found == {
        f"{key}-signaal.pdf": 200,
        f"{key}-reactie-verbeterd-1.pdf": 200,
        f"{key}.json": 200,
        "versie-1/": 302,
    }


@pytest.mark.parametrize("name", ["iets-anders.pdf", "versie-9/", "../..", "x.json"])
def test_what_would_not_be_public_cannot_be_asked_this_way(name: str, cpo: User) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))

    answer = signed_in(cpo).get(f"{address(signal)}{name}")

    assert answer.status_code == 404


def test_it_is_for_cpo_and_secretaris_only() -> None:
    signal = a_supplement()
    places = [(), (f"{str(signal.number).lower()}-signaal.pdf",)]
    roles = [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR]

    answers = [
        signed_in(person(role)).get(address(signal, "aanvulling", *place))
        for role in roles
        for place in places
    ]

    assert {answer.status_code for answer in answers} == {403}


@pytest.mark.parametrize("state", [SignalState.DRAFT, SignalState.ISSUED])
def test_before_there_is_something_to_publish_there_is_no_preview(
    state: SignalState, cpo: User
) -> None:
    signal = a_signal(state)

    answers = [signed_in(cpo).get(address(signal, slug)) for slug in CASES]

    assert [(a.status_code, a.headers.get("Location")) for a in answers] == [
        (302, signal.get_absolute_url())
    ] * len(CASES)


def test_an_exercise_has_no_preview(cpo: User) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED, is_exercise=True))

    answer = signed_in(cpo).get(address(signal))

    assert answer.status_code == 302
