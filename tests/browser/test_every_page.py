"""Every page, for everybody who sees it: accessible, within the policy, and plainly what it is."""

import re
from collections.abc import Callable, Generator, Iterator

import looking
import pages
import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from living_house import LivingHouse
from pages import NOBODY, PAGES, WITHOUT_PAGE, Row
from playwright.sync_api import BrowserContext, Page, StorageState

ADMIN = "admin"  # the library's own pages; looked at apart
TOO_MANY_FIELDS = """() => {
  const form = document.querySelector('main form');
  for (let count = 0; count < 600; count += 1) {
    form.append(Object.assign(document.createElement('input'), {type: 'hidden', name: count}));
  }
  form.submit();
}"""


@pytest.fixture(scope="module")
def page_of(
    new_visit: Callable[..., BrowserContext], signed_in: Callable[[str], StorageState]
) -> Generator[Callable[[str], Page], None, None]:
    """Return the one page that a person uses for all visits."""
    seated: dict[str, Page] = {}

    def seat(who: str) -> Page:
        if who not in seated:
            state = {"storage_state": signed_in(who)} if who else {}
            context = new_visit(**state)
            context.add_init_script(looking.WATCH)
            seated[who] = context.new_page()
        return seated[who]

    yield seat
    for page in seated.values():
        page.context.close()


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_the_page_is_there_for_everybody(
    row: Row,
    page_of: Callable[[str], Page],
    living: LivingHouse,
    camera: Callable[[Page, str], None],
) -> None:
    page = page_of(row.who)
    response = page.goto(living.fill_in(row.address))
    assert response is not None
    assert response.status == row.status
    if row.press:
        page.get_by_role("main").get_by_role("button", name=row.press, exact=True).click()
        page.get_by_role("heading", name="Controleer wat u hebt ingevuld").wait_for()
    camera(page, row.file_name)

    found = looking.findings(page, is_exercise=row.is_exercise, has_errors=bool(row.press))

    assert row.heading in page.get_by_role("heading", level=1).inner_text()
    assert found == []


def test_a_form_that_was_open_too_long_gets_a_page_for_everybody(
    page_of: Callable[[str], Page],
) -> None:
    page = page_of(NOBODY)
    page.goto("/aanmelden/")
    page.context.clear_cookies()

    page.get_by_role("button", name="Aanmelden").click()

    heading = page.get_by_role("heading", level=1)
    assert heading.inner_text() == "Uw formulier is verlopen"
    assert looking.findings(page, is_exercise=False, has_errors=False) == []


def test_a_request_that_makes_no_sense_gets_a_page_for_everybody(
    page_of: Callable[[str], Page],
) -> None:
    page = page_of(NOBODY)
    page.goto("/aanmelden/")

    page.evaluate(TOO_MANY_FIELDS)
    page.get_by_role("heading", name="Dit verzoek begrijpen wij niet").wait_for()

    assert looking.findings(page, is_exercise=False, has_errors=False) == []


@pytest.mark.parametrize(
    ("status", "heading"), [(500, "Er ging iets mis"), (429, "Te veel pogingen")]
)
def test_a_page_that_nobody_can_ask_for_is_there_for_everybody(
    living: LivingHouse, page_of: Callable[[str], Page], status: int, heading: str
) -> None:
    file = living.plan.state_dir / f"{status}.html"
    page = page_of(NOBODY)
    page.route("**/ging-mis/", lambda route: route.fulfill(status=status, path=file))

    page.goto("/ging-mis/")

    assert page.get_by_role("heading", level=1).inner_text() == heading
    assert looking.findings(page, is_exercise=False, has_errors=False) == []


@pytest.mark.parametrize(
    ("who", "address"),
    [
        (pages.ADMINISTRATOR, "/beheer/"),
        (pages.ADMINISTRATOR, "/beheer/accounts/user/"),
        (pages.ADMINISTRATOR, "/beheer/accounts/user/1/change/"),
        (pages.ADMINISTRATOR, "/beheer/accounts/user/1/history/"),
        (pages.ADMINISTRATOR, "/beheer/signals/addressee/add/"),
        (pages.SECRETARY, "/beheer/draaiboek/minutes/"),
        (pages.SECRETARY, "/beheer/draaiboek/minutes/{minutes}/change/"),
        (pages.SECRETARY, "/beheer/draaiboek/minutes/{minutes}/history/"),
    ],
)
def test_the_library_s_own_pages_are_there_for_everybody(
    page_of: Callable[[str], Page], living: LivingHouse, who: str, address: str
) -> None:
    page = page_of(who)

    page.goto(living.fill_in(address))

    assert page.get_by_text(looking.DEMONSTRATION).is_visible()
    assert page.evaluate("window.violations") == []
    assert [*looking.axe(page), *looking.small(page)] == []


def test_the_list_names_every_address_of_the_house() -> None:
    listed = {row.name for row in PAGES} - {row.name for row in (*pages.PUBLIC, *pages.ERRORS)}

    assert listed | set(WITHOUT_PAGE) == set(names(get_resolver()))
    assert listed.isdisjoint(WITHOUT_PAGE)


SHAPES = (
    (r"/miw-[0-9-]+/", "/kenmerk/"),
    (r"/signalen/[0-9]{4}/", "/signalen/jaar/"),
    (r"/(binnen-de-termijn|buiten-de-termijn|zonder-reactie|verwijderd)/", "/soort/"),
    (r"/pagina-[0-9]+/\Z", "/"),  # a page of a list looks like the list
    (r"/versie-[0-9]+/", "/versie/"),
)


def shape(address: str) -> str:
    """Return an address with a word for what differs between pages of one kind."""
    for pattern, word in SHAPES:
        address = re.sub(pattern, word, address)
    return address


def test_the_list_names_every_kind_of_page_of_the_public_site(living: LivingHouse) -> None:
    folders = [file.parent for file in living.public_root.rglob("index.html")]
    baked = [
        f"/{folder.relative_to(living.public_root)}/".replace("/./", "/") for folder in folders
    ]

    named = {shape(living.fill_in(row.address)) for row in pages.PUBLIC}

    assert {shape(address) for address in baked} == named
    assert {"/", "/over/", "/signalen/jaar/soort/", "/signalen/kenmerk/versie/"} < named


SPOIL = """
document.title = 'Slecht';
document.querySelector('.mit-banner').remove();
document.querySelector('.nl-skip-link').remove();
document.querySelector('main').innerHTML = `<h1>Een</h1><h1>Twee</h1>
  <a href="/">klein</a> <button tabindex="-1">overgeslagen</button> <button>onzichtbaar</button>
  <p>breed</p> <img src="data:image/png,">`;
document.querySelector('main a').style.fontSize = '8px';
document.querySelector('main button:last-of-type').style.outline = 'none';
document.querySelector('main p').style.width = '900px';
document.querySelector('main p').style.color = '#999';
"""
WHAT_IS_SPOILT = (
    "main headings: ['Een', 'Twee']",
    "title is 'Slecht'",
    "does not say that this is a demonstration",
    'the first stop of the Tab key is a "MIT in waakstand',
    'not reached with the Tab key: button "overgeslagen"',
    'focus cannot be seen: button "onzichtbaar"',
    'target smaller than 24 px: a "klein"',
    "scrolls sideways at 320 px",
    "axe, image-alt",
    "axe, color-contrast",
    "policy: img-src",
)


def test_what_looks_at_pages_finds_what_is_wrong(page_of: Callable[[str], Page]) -> None:
    page = page_of(NOBODY)
    page.goto("/")
    page.evaluate(SPOIL)

    found = "\n".join(looking.findings(page, is_exercise=False, has_errors=False))

    assert [finding for finding in WHAT_IS_SPOILT if finding not in found] == []


SPOIL_MAIN = """
document.querySelector('main').insertAdjacentHTML('beforeend',
  '<button tabindex="-1">overgeslagen</button> <button>onzichtbaar</button>');
document.querySelector('main button:last-of-type').style.outline = 'none';
"""


def test_past_the_skip_link_it_finds_what_is_wrong_too(page_of: Callable[[str], Page]) -> None:
    page = page_of(NOBODY)
    page.goto("/")
    before = looking.findings(page, is_exercise=False, has_errors=False)
    page.reload()
    page.evaluate(SPOIL_MAIN)

    found = looking.findings(page, is_exercise=False, has_errors=False)
    reached, there = page.evaluate("[window.focused.length, looking.stops()]")

    assert before == []
    assert 'not reached with the Tab key: button "overgeslagen"' in found
    assert 'focus cannot be seen: button "onzichtbaar"' in found
    assert reached < there  # what stands round the main part was not walked again


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Yield the name of every address, with its namespace."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{prefix}{pattern.name}"
        elif pattern.namespace != ADMIN:
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)
