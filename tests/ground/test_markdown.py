"""Texts that people type become safe pages and readable mails."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from mit_waakstand.markdown import TextTooLarge, check_nesting, check_text, to_html, to_plain


def test_the_highest_heading_stands_below_the_heading_of_the_page() -> None:
    text = "### Aanleiding\n\n##### Onderwijs\n\n### Besluit"

    html = to_html(text)

    assert html == "<h2>Aanleiding</h2>\n<h3>Onderwijs</h3>\n<h2>Besluit</h2>\n"


def test_headings_start_where_the_page_asks_and_go_three_levels_deep() -> None:
    text = "# a\n\n## b\n\n### c\n\n#### d"

    html = to_html(text, first_heading=3)

    assert html == "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h5>d</h5>\n"


def test_a_heading_without_words_is_left_out() -> None:
    text = "#\n\nalinea\n\n## \n\nslot"

    html = to_html(text)

    assert html == "<p>alinea</p>\n<p>slot</p>\n"


def test_lists_quotes_emphasis_and_line_ends_are_kept() -> None:
    text = "- a\n  - *b*\n\n3. drie\n4. vier\n\n> citaat\n\n**vet**  \nregel"

    html = to_html(text)

    assert html == (
        "<ul>\n<li>a\n<ul>\n<li><em>b</em></li>\n</ul>\n</li>\n</ul>\n"
        '<ol start="3">\n<li>drie</li>\n<li>vier</li>\n</ol>\n'
        "<blockquote>\n<p>citaat</p>\n</blockquote>\n"
        "<p><strong>vet</strong><br>\nregel</p>\n"
    )


def test_links_lead_to_the_web_or_to_a_mail_address() -> None:
    text = "[site](https://a.example/x) <b@a.example> [](http://c.example)"

    html = to_html(text)

    assert html == (
        '<p><a href="https://a.example/x" rel="noopener noreferrer">site</a> '
        '<a href="mailto:b@a.example" rel="noopener noreferrer">b@a.example</a> '
        '<a href="http://c.example" rel="noopener noreferrer">http://c.example</a></p>\n'
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "/beheer/",
        "//a.example",
        "http://[",
        "mailto:",
        "https://overheid.example@elders.example",
        "https:",
    ],
)
def test_a_link_to_anything_else_stays_text(address: str) -> None:
    safe = to_html("[klik](https://a.example)")

    html = to_html(f"[klik]({address})")

    assert "<a " in safe
    assert html == f"<p>[klik]({address})</p>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<!-- weg -->", "<p>&lt;!-- weg --&gt;</p>\n"),
        ("`code`", "<p>`code`</p>\n"),
        ("    ingesprongen", "<p>ingesprongen</p>\n"),
        ("[1]: https://a.example", "<p>[1]: https://a.example</p>\n"),
        ("&#8238;omgekeerd", "<p>&amp;#8238;omgekeerd</p>\n"),
        ("kop\n---", "<p>kop\n---</p>\n"),
        ("![foto](x.png)", "<p>![foto](x.png)</p>\n"),
    ],
)
def test_what_is_not_in_the_subset_is_shown_as_it_was_typed(text: str, html: str) -> None:
    shown = to_html(text)

    assert shown == html


def test_invisible_and_damaged_characters_do_not_reach_the_page() -> None:
    text = "a\x00b\u202ec\u200bd\ufeffe\ud800f"

    html = to_html(text)

    assert html == "<p>abcde?f</p>\n"


def test_line_breaks_from_a_word_processor_become_our_own() -> None:
    text = "een\u2028twee\u2029drie"

    html = to_html(text)

    assert html == "<p>een\ntwee</p>\n<p>drie</p>\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\x00b", "stuurteken"),
        ("a\x1bb", "stuurteken"),
        ("\ud800", "beschadigd teken"),
        ("a\u202eb", "leesrichting"),
        ("a\u2066b", "leesrichting"),
        ("x" * 5_001, "woord in van meer dan 5000 tekens"),
        ("x " * 100_001, "te lang"),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_in_plain_dutch(text: str, message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        check_text(text)

    assert message in refusal.value.messages[0]


def test_an_ordinary_text_in_any_language_is_accepted() -> None:
    text = "Łukasz Őrsi,\tréunion\r\n日本語 🙂 👩\u200d⚕️ " + "x" * 5_000

    check_text(text)

    assert "日本語 🙂 👩\u200d⚕️" in to_html(text)


@pytest.mark.parametrize("text", [">" * 9_000 + "a", "- " * 5_000 + "a", "> " * 50_000])
def test_a_text_that_is_nested_too_deep_is_refused(text: str) -> None:
    with pytest.raises(TextTooLarge) as refusal:
        check_nesting(text)

    assert refusal.value.messages == [
        "De lijsten of citaten in de tekst zijn te diep genest. Maak de opbouw eenvoudiger.",
    ]


def test_what_is_nested_too_deep_all_the_same_is_shown_as_it_was_typed() -> None:
    text = f"Boven\n\n{'> ' * 40}<b>diep</b> [weg](https://scp.example)\n\n*onder*"

    assert to_html(text) == (
        f"<p>Boven</p>\n<p>{'&gt; ' * 40}&lt;b&gt;diep&lt;/b&gt; [weg](https://scp.example)</p>\n"
        "<p>*onder*</p>\n"
    )
    assert to_plain(text) == text


def test_a_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(TextTooLarge) as refusal:
        to_html("x" * 200_001)

    assert refusal.value.messages == [
        "De tekst is te lang: ten hoogste 200000 tekens passen erin.",
    ]


def test_a_mail_gets_the_words_without_the_marks() -> None:
    text = (
        "## Kop\n\nEen *zin* met [site](https://a.example),\n<https://b.example> en "
        "[c@d.example](mailto:c@d.example).\n\n- een\n- twee\n  1. a\n  2. b\n\n3. drie\n\n> citaat"
    )

    plain = to_plain(text)

    assert plain == (
        "Kop\n\nEen zin met site (https://a.example),\nhttps://b.example en c@d.example.\n\n"
        "- een\n- twee\n  1. a\n  2. b\n\n3. drie\n\ncitaat"
    )


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=400))
def test_no_text_at_all_breaks_the_page(text: str) -> None:
    html = to_html(text)

    assert html.encode().decode() == html
    assert "<script" not in html.lower()


@given(st.text(alphabet="#*_>-[]()<>!`&;:/.\\ \n1ax", max_size=300))
def test_no_combination_of_marks_opens_an_unknown_element(text: str) -> None:
    html = to_html(text)

    opened = {part.split(">")[0].split(" ")[0].strip("/") for part in html.split("<")[1:]}
    assert opened <= {
        "h2",
        "h3",
        "h4",
        "p",
        "br",
        *("blockquote", "ul", "ol", "li", "em", "strong", "a"),
    }
