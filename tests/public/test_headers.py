"""The headers that Django's answers carry."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from mit_waakstand.headers import LASTING_HEADERS, OFFICE_HEADERS, PUBLIC_HEADERS
from mit_waakstand.middleware import SecurityHeaders


def answer(path: str, response: HttpResponse) -> HttpResponse:
    request = RequestFactory().get(path)
    answered = SecurityHeaders(lambda _: response)(request)
    assert isinstance(answered, HttpResponse)
    return answered


def test_an_office_page_carries_every_header_and_is_never_stored() -> None:
    response = answer("/werk/", HttpResponse())

    assert set(OFFICE_HEADERS) <= set(response.headers.items())
    assert response["Cache-Control"] == "no-store"


def test_a_page_that_wants_to_be_cached_is_not() -> None:
    page = HttpResponse(headers={"Cache-Control": "public, max-age=60"})

    response = answer("/werk/", page)

    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("status", "expected"), [(200, "max-age=60"), (404, "no-store")])
def test_a_static_file_keeps_its_own_terms_and_an_error_has_none(
    status: int, expected: str
) -> None:
    file = HttpResponse(status=status, headers={"Cache-Control": "max-age=60"})

    response = answer("/static/site.css", file)

    assert response["Cache-Control"] == expected
    assert response["X-Content-Type-Options"] == "nosniff"


def test_what_a_page_set_itself_stays() -> None:
    page = HttpResponse(headers={"Referrer-Policy": "no-referrer"})

    response = answer("/werk/", page)

    assert response["Referrer-Policy"] == "no-referrer"


def test_the_policy_reads_the_same_in_every_process() -> None:
    page = HttpResponse(
        headers={"Content-Security-Policy": "img-src 'self'; base-uri 'none'; default-src 'none'"}
    )

    response = answer("/werk/", page)

    assert response["Content-Security-Policy"] == (
        "base-uri 'none'; default-src 'none'; img-src 'self'"
    )


def test_every_table_names_every_header_once() -> None:
    tables = (OFFICE_HEADERS, PUBLIC_HEADERS, LASTING_HEADERS)
    names = [[name for name, _ in table] for table in tables]

    assert [len(set(table)) for table in names] == [len(table) for table in names]
