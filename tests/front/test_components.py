"""What the components say, read from their HTML as a browser would."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from lxml import html

DUE = date(2026, 9, 15)


def render(name: str, **context: object) -> html.HtmlElement:
    return html.fragment_fromstring(
        render_to_string(f"components/{name}.html", context), create_parent="main"
    )


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("days_left", "sentence"),
    [
        (5, "nog 5 dagen (uiterlijk dinsdag 15 september 2026)"),
        (1, "nog 1 dag (uiterlijk dinsdag 15 september 2026)"),
        (0, "Vandaag is de laatste dag (dinsdag 15 september 2026, tot 24.00 uur)"),
        (-1, "1 dag buiten de termijn (laatste dag was dinsdag 15 september 2026)"),
        (-2, "2 dagen buiten de termijn (laatste dag was dinsdag 15 september 2026)"),
    ],
)
def test_the_term_is_told_in_days_and_as_a_date(days_left: int, sentence: str) -> None:
    term = render("term", due=DUE, days_left=days_left)

    assert words(term) == sentence


@pytest.mark.parametrize(
    ("used_days", "outcome"), [("0 dagen", "binnen"), ("1 dag", "binnen"), ("16 dagen", "buiten")]
)
def test_an_answered_term_says_how_long_it_took(used_days: str, outcome: str) -> None:
    days = int(used_days.split(maxsplit=1)[0])

    term = render("term", due=DUE, used_days=days, in_time=outcome == "binnen")

    until = "die liep tot en met dinsdag 15 september 2026"
    assert words(term) == f"Reactie na {used_days} ({outcome} de termijn, {until})"


def test_the_computation_of_the_term_can_be_unfolded() -> None:
    computed = "uitgebracht di 1 september 2026 + 14 dagen = di 15 september 2026, 24:00"

    term = render("term", due=DUE, days_left=5, computed=[computed])

    assert words(term.find(".//details/summary")) == "Hoe is deze datum berekend?"
    assert words(term.find(".//details/ul/li")) == computed


def test_the_steps_tell_their_state_in_words() -> None:
    states = ["done", "current", "todo", "late", "skipped"]

    steps = render("steps", steps=[{"name": state, "state": state} for state in states])

    told = [words(step.find("span[2]")) for step in steps.iter("li")]
    assert told == ["gereed", "nu aan de beurt", "nog niet", "buiten de termijn", "overgeslagen"]


def test_one_step_is_marked_as_the_present_one() -> None:
    states = ["done", "current", "todo"]

    steps = render("steps", steps=[{"name": state, "state": state} for state in states])

    assert [words(step[0]) for step in steps.xpath(".//li[@aria-current='step']")] == ["current"]


def test_every_cell_of_a_table_repeats_its_column_for_phones() -> None:
    rows = [[{"url": "/werk/1/", "text": "MIW-2026-01"}, "Grijze koorts", "gepubliceerd"]]

    table = render("table", caption="Signalen", columns=["Signaal", "Ziekte", "Stand"], rows=rows)

    assert [cell.get("data-label") for cell in table.iter("td")] == ["Ziekte", "Stand"]
    assert [link.get("href") for link in table.xpath(".//th[@scope='row']/a")] == ["/werk/1/"]


def test_an_empty_fact_is_said_to_be_empty() -> None:
    facts = render("data_list", rows=[("Kenmerk", "MIW-2026-01"), ("Bijlagen", "")])

    assert [words(value) for value in facts.iter("dd")] == ["MIW-2026-01", "niet ingevuld"]


def test_a_fact_cannot_bring_markup_of_its_own() -> None:
    facts = render("data_list", rows=[("Titel", "<script>alert(1)</script>")])

    assert words(facts.find(".//dd")) == "<script>alert(1)</script>"
    assert facts.findall(".//script") == []


def test_a_file_shows_its_size_and_its_hash() -> None:
    file = {"label": "Signaal", "url": "a.pdf", "size": 183_422, "sha256": "9f86d081"}

    files = render("files", files=[file])

    assert words(files.find(".//li/p")) == "PDF, 179,1 KB"
    assert words(files.find(".//code")) == "9f86d081"


def test_the_last_crumb_is_the_page_itself() -> None:
    trail = render("breadcrumb", items=[("Signalen", "/signalen/"), ("MIW-2026-01", "")])

    assert [link.get("href") for link in trail.iter("a")] == ["/signalen/"]
    assert [words(crumb) for crumb in trail.xpath(".//*[@aria-current='page']")] == ["MIW-2026-01"]


def test_the_history_tells_the_hour_in_amsterdam() -> None:
    moment = datetime(2026, 9, 1, 22, 30, tzinfo=UTC)

    history = render(
        "history", items=[{"at": moment, "sentence": "De CPO bracht het signaal uit."}]
    )

    assert words(history.find(".//time")) == "2 september 2026, 00.30 uur"


def test_one_page_needs_no_pagination() -> None:
    one = render("pagination", number=1, count=1)
    first_of_two = render("pagination", number=1, count=2, next_url="?pagina=2")

    assert words(one) == ""
    assert words(first_of_two) == "Pagina 1 van 2 Volgende pagina"


@pytest.mark.parametrize("template", ["400.html", "403.html", "404.html", "500.html", "csrf.html"])
def test_error_pages_need_neither_request_nor_database(template: str) -> None:
    page = html.document_fromstring(render_to_string(template, {}))

    assert len(page.findall(".//h1")) == 1
    assert words(page.find(".//title")).endswith("– MIT in waakstand")


def test_a_public_page_links_within_the_path_it_is_published_under() -> None:
    context = {"public_root": "/mit/", "section": "signalen"}

    page = html.document_fromstring(render_to_string("public_base.html", context))

    links = [(link.get("href"), link.get("aria-current")) for link in page.xpath("//nav//a")]
    assert len(links) > 2
    assert [address for address, _ in links if not address.startswith("/mit/")] == []
    assert [address for address, here in links if here] == ["/mit/signalen/"]


@pytest.mark.parametrize(("demo", "banners"), [("ja", 1), ("", 0)])
def test_a_demonstration_says_so_on_every_page(demo: str, banners: int) -> None:
    page = html.document_fromstring(render_to_string("public_base.html", {"demo": demo}))

    found = [words(banner) for banner in page.xpath("//aside")]

    assert found == ["Demonstratie met fictieve gegevens"] * banners


def test_the_office_shows_who_is_signed_in_and_where_one_can_go() -> None:
    person = SimpleNamespace(
        is_authenticated=True, get_full_name="A. de Vries", part_in_words="secretaris"
    )
    places = [{"label": "Nu te doen", "url": "/werk/", "current": True}]

    page = html.document_fromstring(
        render_to_string("office_base.html", {"user": person, "navigation": places})
    )

    assert words(page.find(".//header//p")) == "A. de Vriessecretaris"
    assert [words(link) for link in page.xpath("//nav//a[@aria-current='page']")] == ["Nu te doen"]


def test_more_places_than_fit_on_a_telephone_fold_up_there() -> None:
    places = [{"label": f"Plek {number}", "url": "/", "current": False} for number in range(5)]
    menu = ".//nav//details[@class='mit-menu']"

    few, many = (
        html.document_fromstring(
            render_to_string("office_base.html", {"navigation": found, "navigation_folds": folds})
        )
        for found, folds in ((places[:4], False), (places, True))
    )

    assert few.find(menu) is None
    assert len(few.xpath("//nav//a")) == 4
    assert words(many.find(f"{menu}/summary")) == "Menu"
    assert len(many.xpath("//nav//details//a")) == 5
    assert len(many.xpath("//nav//a[not(ancestor::details)]")) == 5


def test_a_final_act_says_that_it_is_final() -> None:
    context = {
        "heading": "Signaal uitbrengen",
        "final": True,
        "consequences": ["U kunt de tekst niet meer wijzigen."],
        "submit_label": "Uitbrengen",
        "cancel_url": "/werk/",
    }

    page = html.document_fromstring(render_to_string("components/act_page.html", context))

    assert words(page.get_element_by_id("gevolgen")) == "Dit kunt u niet terugdraaien"
    assert [words(button) for button in page.xpath("//main//button")] == ["Uitbrengen"]
    assert [link.get("href") for link in page.xpath("//main//form//a")] == ["/werk/"]


def test_nothing_stands_inline_so_that_the_content_policy_can_be_strict() -> None:
    page = html.document_fromstring(render_to_string("404.html", {"demo": "ja"}))

    inline = page.xpath("//style | //script[not(@src)] | //@style | //@onclick | //@onsubmit")

    assert inline == []
