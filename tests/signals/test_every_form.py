"""Every form of the office in which somebody writes a text is kept while he writes."""

import pytest
from asking import signed_in
from django.urls import reverse
from lxml import html
from office_places import PLACES

from building import person
from mit_waakstand.accounts.roles import Role

pytestmark = pytest.mark.django_db

ROLES = (Role.CPO, Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE)
WRITES = "//form[@method='post'][.//textarea]"
KEPT = ".//input[@name='keep_as'][@data-keep]"
HAS_BUTTON = ".//button[@formaction='/werk/bewaard/']"


@pytest.mark.parametrize("name", PLACES)
def test_a_form_with_a_long_text_carries_a_slip_and_a_button(name: str) -> None:
    place = PLACES[name](False)  # noqa: FBT003
    address = reverse(name, args=place.arguments)
    answers = [signed_in(person(role)).get(address) for role in ROLES]

    pages = [a for a in answers if a.status_code == 200 and "html" in a.headers["Content-Type"]]
    forms = [form for page in pages for form in html.fromstring(page.content).xpath(WRITES)]

    assert [form for form in forms if not form.xpath(KEPT)] == []
    assert [form for form in forms if not form.xpath(HAS_BUTTON)] == []


def test_there_are_such_forms() -> None:
    place = PLACES["signals:signal-edit"](False)  # noqa: FBT003

    page = signed_in(person(Role.CPO)).get(reverse("signals:signal-edit", args=place.arguments))

    assert len(html.fromstring(page.content).xpath(WRITES)) == 1
