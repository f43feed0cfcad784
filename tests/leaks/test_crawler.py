"""Whoever follows every link and guesses the rest finds what was published, and nothing else."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from crawling import (
    DOORS,
    FIXED,
    OFFICE,
    Ask,
    addresses_on_disk,
    allowed,
    asker,
    told_apart,
    walk,
)
from django.core.wsgi import get_wsgi_application
from leak_house import LeakHouse

from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.serving.published import PublishedPages
from signals.models import Signal

pytestmark = pytest.mark.django_db

# Of the lists a reader is led to those that say more than the one before.
LIST = re.compile(r"/signalen/(\d{4}/)?([a-z-]+/)?(pagina-\d+/)?\Z")
NOWHERE = "/heeft-nooit-bestaan/"
NOWHERE_INSIDE = "/werk/signalen/987654/"


@pytest.fixture(scope="module")
def django() -> object:
    """Return the application that stands behind the published pages."""
    return get_wsgi_application()


@pytest.fixture
def at(django: object) -> Callable[[Path], Ask]:
    """Return who answers for a public directory: the real layer of files, and Django behind it."""
    return lambda root: asker(PublishedPages(django, root))  # type: ignore[arg-type]


def guesses(house: LeakHouse) -> Iterator[str]:
    """Yield addresses at which what is not public could have stood."""
    for signal in (*house.hidden, house.offline):
        name = (signal.number or f"concept-{signal.pk}").lower()
        yield from _of_a_number(name, public=signal == house.offline)
        yield from (f"/signalen/{signal.pk}/", f"/signalen/{signal.pk}")
    for key in (signal.number.lower() for signal in house.published if signal.number):
        yield from (f"/signalen/{key}/{name}/" for name in ("versie-0", "versie-9", "concept"))
        yield f"/signalen/{key}/{key}-signaal-2.pdf"
    yield from (f"/register/{Publication.objects.count() + 1:06}.json", "/register/000000.json")
    for file in (path for path in house.private.rglob("*") if path.is_file()):
        yield f"/{file.name}.pdf"
    yield from (f"/{place}/" for place in ("concepten", "oefeningen", "private", "media", "vault"))
    yield from ("/signalen/2027/", "/signalen/pagina-0/", "/signalen/pagina-2/", "/404.html")


def _of_a_number(key: str, *, public: bool) -> Iterator[str]:
    folder = f"/signalen/{key}"
    if not public:
        yield from (f"{folder}/", f"{folder}/{key}.json")
    yield from (folder, f"{folder}/index.html", f"{folder}/versie-1/", f"{folder}/versie-0/")
    for name in ("signaal", "reactie", "reactie-brief", "aanvullend-bericht-1", "signaal-2"):
        yield f"{folder}/{key}-{name}.pdf"
    yield from (f"{folder.upper()}/", f"{folder}/index.html.br", f"/signalen/2026/{key}/")


def guesses_inside() -> Iterator[str]:
    """Yield addresses in the office of records that exist."""
    for pk in Signal.objects.values_list("pk", flat=True):
        yield from (f"/werk/signalen/{pk}/",)


def test_a_reader_finds_what_the_publications_allow_and_nothing_else(
    house: LeakHouse, at: Callable[[Path], Ask]
) -> None:
    expected = allowed()

    walked = walk(
        at(house.public), [*DOORS, *OFFICE, *guesses(house), *addresses_on_disk(house.public)]
    )

    found = {address for address, answer in walked.answers.items() if answer.status == 200}
    assert walked.problems(expected) == []
    assert found > {*FIXED, "/signalen/miw-2026-02/versie-1/"}
    assert len(found) > 60


def test_every_page_can_be_reached_from_the_front_door(
    house: LeakHouse, at: Callable[[Path], Ask]
) -> None:
    walked = walk(at(house.public), ["/"])

    pages = {address for address in addresses_on_disk(house.public) if address.endswith("/")}
    not_reached = {address for address in pages - walked.answers.keys() if not LIST.match(address)}
    assert len(pages) > 20
    assert not_reached == set()


def test_a_stray_file_is_found_although_nothing_leads_to_it(
    house: LeakHouse, tmp_path: Path, at: Callable[[Path], Ask]
) -> None:
    planted = house.copy(tmp_path)
    (planted / "signalen/miw-2026-05").mkdir()
    (planted / "signalen/miw-2026-05/index.html").write_text("<p>Te vroeg.</p>")

    problems = walk(at(planted), addresses_on_disk(planted)).problems(allowed())

    assert problems == ["unexplained: /signalen/miw-2026-05/"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("over/index.html", '<a href="/weg/">Weg</a>'),
        ("over/index.html", '<img src="/weg/" alt="">'),
        ("signalen/feed.atom", "<!-- https://waakstand.example/weg/ -->"),
        ("sitemap-paginas.xml", "<!-- https://waakstand.example/weg/ -->"),
        ("sitemap-diwoo-signalen-2026.xml", "<!-- https://waakstand.example/weg/ -->"),
        ("gegevens/signalen-2026.json", '"https://waakstand.example/weg/"'),
        ("robots.txt", "Sitemap: https://waakstand.example/weg/"),
    ],
)
def test_a_link_to_nothing_is_found_from_every_door(
    house: LeakHouse, tmp_path: Path, at: Callable[[Path], Ask], path: str, text: str
) -> None:
    planted = house.copy(tmp_path)
    file = planted / path
    file.write_text(file.read_text().replace("</main>", f"{text}</main>") + text)

    problems = walk(at(planted), DOORS).problems(allowed())

    assert problems == [f"dead link on /{path.removesuffix('index.html')}: /weg/"]


def test_an_unpublished_number_in_a_list_is_found(
    house: LeakHouse, tmp_path: Path, at: Callable[[Path], Ask]
) -> None:
    planted = house.copy(tmp_path) / "signalen/index.html"
    planted.write_text(planted.read_text().replace("/miw-2026-03/", "/miw-2026-05/"))

    problems = walk(at(planted.parents[1]), ["/signalen/"]).problems(allowed())

    assert "dead link on /signalen/: /signalen/miw-2026-05/" in problems


def test_an_answer_that_is_a_fault_is_found(house: LeakHouse) -> None:
    def broken(_environ: object, start_response: Callable[..., object]) -> list[bytes]:
        start_response("500 Internal Server Error", [])
        return []

    problems = walk(asker(PublishedPages(broken, house.public)), ["/weg/"]).problems(allowed())

    assert problems == ["fault 500: /weg/"]


def test_unpublished_and_never_existed_say_the_same_whatever_is_asked(
    house: LeakHouse, at: Callable[[Path], Ask]
) -> None:
    addresses = [*guesses(house)]

    answer = at(house.public)(NOWHERE)

    assert len(addresses) > 80
    assert (answer.status, answer.header("Cache-Control")) == (404, "no-store")
    assert (answer.header("ETag"), answer.header("Last-Modified")) == ("", "")
    assert told_apart(at(house.public), addresses, NOWHERE) == []


def test_a_stranger_cannot_tell_a_record_of_the_office_from_none(
    house: LeakHouse, at: Callable[[Path], Ask]
) -> None:
    addresses = [*guesses_inside()]

    assert len(addresses) == Signal.objects.count()
    assert at(house.public)(NOWHERE_INSIDE).status == 302
    assert told_apart(at(house.public), addresses, NOWHERE_INSIDE) == []


def test_an_address_that_betrays_itself_is_found(
    house: LeakHouse, tmp_path: Path, at: Callable[[Path], Ask]
) -> None:
    planted = house.copy(tmp_path)
    (planted / "signalen/miw-2026-05.txt").write_text("")

    found = told_apart(at(planted), ["/signalen/miw-2026-05.txt", "/ook-niet/"], NOWHERE)

    assert len(found) == 5
    assert found[:2] == ["GET /signalen/miw-2026-05.txt", "HEAD /signalen/miw-2026-05.txt"]
