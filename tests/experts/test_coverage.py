"""The overview of expertises: gaps, single points, what one departure breaks, who dominates."""

from datetime import date, timedelta

import pytest
from asking import main_text, signed_in
from building_experts import a_registered_expert, an_expertise, an_institute
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from experts.coverage import coverage_on
from experts.models import Expert
from experts.states import Availability
from experts.workflow import register
from mit_waakstand.accounts.models import User

pytestmark = pytest.mark.django_db

PAGE = "/werk/experts/overzicht/"
TODAY = date(2026, 11, 2)


def a_confirmed_expert(name: str, *expertises: str, on: date = TODAY, **told: object) -> Expert:
    """Return an expert who counts for these expertises."""
    chosen = tuple(an_expertise(one) for one in expertises)
    expert = a_registered_expert(name, expertises=chosen, **told)  # type: ignore[arg-type]
    expert.confirmed_on = on
    expert.save()
    return expert


def test_only_who_is_available_and_confirmed_counts(cpo: User) -> None:
    a_confirmed_expert("Anna Aap", "economie")
    a_confirmed_expert("Bert Beer", "economie", availability=Availability.NOT_NOW)
    a_confirmed_expert("Cor de Das", "economie", on=TODAY - timedelta(days=366))
    gone = a_confirmed_expert("Dirk Duif", "economie")
    register.leave(gone, by=cpo, at=timezone.now())

    found = coverage_on(TODAY)

    (economics,) = (cover for cover in found.covers if cover.name == "economie")
    assert (economics.people, economics.in_register, economics.verdict) == (
        1,
        3,
        "rust op één persoon",
    )
    assert (found.people, found.in_register) == (1, 3)


def test_the_page_says_in_words_what_is_missing_and_what_rests_on_one_person(cpo: User) -> None:
    today = timezone.localdate()
    a_confirmed_expert("Anna Aap", "economie", "zorg", on=today, institute=an_institute("SCP"))
    for name in ("Bert Beer", "Cor de Das"):
        a_confirmed_expert(name, "sport", on=today, institute=an_institute("CPB"))
    wanted = an_expertise("sport")
    wanted.wanted = 3
    wanted.save()

    page = main_text(signed_in(cpo).get(PAGE))

    assert "Er tellen 3 van de 3 experts in het register mee" in page
    assert "Voor economie is er maar één persoon." in page
    assert "Voor onderwijs is er niemand." in page
    assert "Voor sport zijn er 2 mensen; u wilt er ten minste 3." in page
    assert "Vertrekt Anna Aap, dan is er niemand meer voor economie, zorg." in page


def test_the_picture_and_the_table_say_the_same(cpo: User) -> None:
    a_confirmed_expert("Anna Aap", "economie", on=timezone.localdate())

    page = html.fromstring(signed_in(cpo).get(PAGE).content)

    labels = page.xpath("//*[@class='mit-chart__label']/text()")
    values = page.xpath("//*[@class='mit-chart__value']/text()")
    rows = page.xpath("//details//tbody/tr")
    in_table = [(row.xpath("th//text()")[0], row.xpath("td[2]/text()")[0]) for row in rows]
    assert list(zip(labels, values, strict=True)) == in_table
    assert ("economie", "1") in in_table
    assert len(in_table) == 14


def test_no_organisation_has_the_upper_hand_unseen() -> None:
    for number in range(6):
        institute = "CPB" if number < 3 else ("PBL", "SER", "SCP")[number - 3]
        a_confirmed_expert(f"Expert {number}", "zorg", institute=an_institute(institute))

    found = coverage_on(TODAY)

    assert [(one.name, one.percentage) for one in found.dominating] == [("CPB", 50)]


def test_an_expertise_that_is_not_needed_any_more_is_not_missed() -> None:
    media = an_expertise("media")
    media.is_needed = False
    media.save()

    names = [cover.name for cover in coverage_on(TODAY).covers]

    assert "zorg" in names
    assert "media" not in names


def test_the_overview_asks_as_much_of_the_database_for_one_expert_as_for_three() -> None:
    counts = []
    for names in (["Anna Aap"], ["Bert Beer", "Cor de Das"]):
        for name in names:
            a_confirmed_expert(name, "zorg", "sport")
        with CaptureQueriesContext(connection) as asked:
            coverage_on(TODAY)
        counts.append(len(asked))

    assert counts == [4, 4]
