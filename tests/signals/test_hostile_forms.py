"""The drill that types hostile text: it knows every form, and finds what it is there to find."""

import csv
import io
from html import escape

import pytest
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver
from drill import verdicts_of_forms as verdicts
from drill.addresses import Address, addresses
from drill.filling import dense
from drill.furniture_of_forms import has_furniture
from drill.hostile import MARK, MARKUP, SHORT
from drill.one_form import of_address

from mit_waakstand.spreadsheets import safe_cell

PAGE = "<!doctype html><html lang=nl><title>x</title><main>{}</main>"
# Inside a text or an attribute they do nothing before they break out of it.
HARMLESS_IN_TEXT = ("' onfocus", '" onmouseover', "[", "]]>", "&lt;", "%3C", "\\u003c", "![", "-->")


def test_every_address_about_a_record_is_furnished() -> None:
    bare = [a.name for a in addresses() if not has_furniture(a)]

    assert bare == []


def test_only_the_admin_has_addresses_without_a_name() -> None:
    def nameless(patterns: list[object], path: str) -> set[str]:
        found = set()
        for pattern in patterns:
            here = f"{path}{pattern.pattern}"
            if isinstance(pattern, URLResolver):
                found |= nameless(pattern.url_patterns, here)
            elif isinstance(pattern, URLPattern) and not pattern.name:
                found.add(here)
        return found

    found = nameless(get_resolver().url_patterns, "")

    assert {path for path in found if not path.startswith("beheer/")} == set()
    assert {path.rsplit("/", 2)[-2] for path in found} == {"<path:object_id>", "beheer"}


RUNS = [piece for piece in MARKUP if not piece.startswith(HARMLESS_IN_TEXT) and "`" not in piece]


@pytest.mark.parametrize("piece", RUNS)
def test_markup_that_came_through_is_found_and_escaped_markup_is_not(piece: str) -> None:
    raw = PAGE.format(f"<p>{piece} </p>").encode("utf-8", "replace")
    safe = PAGE.format(f"<p title='{escape(piece)}'>{escape(piece)}</p>").encode("utf-8", "replace")

    assert list(verdicts.of_page(raw)) != [] or "javascript:xq7()>" in piece or "<!--" in piece
    assert list(verdicts.of_page(safe)) == []


def test_a_formula_in_a_cell_is_found_and_what_our_files_make_of_it_is_not() -> None:
    found = [piece for piece in SHORT if list(verdicts.of_table(as_file(piece)))]
    ours = [piece for piece in SHORT if list(verdicts.of_table(as_file(safe_cell(piece))))]

    assert len(found) >= 10
    assert ours == []


def as_file(cell: str) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerow([cell, "tekst", "-12"])
    return file.getvalue()


def test_a_forged_header_of_a_mail_or_an_answer_is_found() -> None:
    forged = EmailMessage("x", "x", to=["a@voorbeeld.invalid"], headers={f"X-{MARK}": "1"})
    told = EmailMessage(f"Over {MARK}", "x", to=["a@voorbeeld.invalid"])
    ours = EmailMessage("Uw werk", f"{MARK}", to=["a@voorbeeld.invalid"])
    away = HttpResponse(status=302, headers={"Location": f"//{MARK}.invalid/"})

    assert list(verdicts.of_mail(forged)) == [f"kopregels die niet van ons zijn: ['X-{MARK}']"]
    assert list(verdicts.of_mail(told)) == [f"inhoud in het onderwerp van een mail: 'Over {MARK}'"]
    assert list(verdicts.of_mail(ours)) == []
    assert len(list(verdicts.of_answer(away))) == 1


@pytest.mark.django_db
def test_a_form_is_found_filled_in_and_accepted() -> None:
    seen = []

    (result,) = of_address(
        Address("signals:propose", "werk/"),
        examples=2,
        begin=1,
        show=lambda entrance: seen.append(dense(entrance.controls)) or iter(()),
    )

    assert result.wrong == []
    assert (result.tried, result.read_everywhere, len(seen)) == (3, 1, 1)
    assert MARK.encode() in seen[0].body
