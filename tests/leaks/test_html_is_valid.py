"""Every page is valid HTML, according to the Nu Html Checker."""

from pathlib import Path

import pytest
from asking import signed_in
from django.urls import reverse
from html_checker import errors_in
from leak_house import LeakHouse

from building import person
from mit_waakstand.accounts.roles import Role

pytestmark = pytest.mark.django_db


def office_pages(house: LeakHouse) -> dict[str, bytes]:
    """Return some of the main pages of the office, as the CPO reads them, and to sign in."""
    cpo = signed_in(person(Role.CPO))
    addresses = {name: reverse(name) for name in ("office:worklist", "signals:signals")}
    addresses["ask"] = reverse("aanspreekpunt:ask")
    for signal in (*house.published, *house.hidden):
        addresses[f"signal-{signal.pk}"] = reverse("signals:signal", args=[signal.pk])
    return {name: cpo.get(address).content for name, address in addresses.items()}


def test_every_page_is_valid_html_and_a_planted_error_is_found(
    house: LeakHouse, tmp_path: Path
) -> None:
    pages = sorted(house.public.rglob("*.html"))
    for name, body in office_pages(house).items():
        pages.append(tmp_path / f"{name.replace(':', '-')}.html")
        pages[-1].write_bytes(body)
    planted = tmp_path / "planted.html"
    planted.write_text(pages[0].read_text().replace("</main>", "<p><div>x</div></p></main>"))

    found = errors_in([*pages, planted])

    assert len(pages) > 35
    assert [error for error in found if "planted" in error] != []
    assert [error for error in found if "planted" not in error] == []
