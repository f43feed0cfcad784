"""A link in a mail does one thing, once, until a day (issue 5 §2, robustness 12)."""

import logging
from datetime import timedelta

import pytest
import time_machine
from asking import main_text
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from building import person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.logs import without_personal_data
from mit_waakstand.personal_links import workflow
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.workflow import ConflictError

pytestmark = [pytest.mark.django_db, pytest.mark.urls("link_pages")]

MONTH = timedelta(days=30)


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def a_link(about: User, purpose: str = "confirm") -> PersonalLink:
    now = timezone.now()
    return workflow.make(purpose, about, at=now, expires_at=now + MONTH)


def path_of(link: PersonalLink) -> str:
    return link.address("trial-page").removeprefix("http://localhost:8000")


def test_looking_does_not_use_a_link_and_answering_does(expert: User) -> None:
    address = path_of(a_link(expert))

    looked = [Client().get(address).content for _ in range(3)]
    answered = Client().post(address).content
    again = Client().post(address)

    assert looked == [b"wilt u bevestigen?"] * 3
    assert answered == b"bevestigd"
    assert again.status_code == 410
    assert "Deze link werkt niet meer" in main_text(again)


def test_every_link_that_does_not_work_gives_the_same_page(expert: User, cpo: User) -> None:
    used, replaced, expired = a_link(expert), a_link(cpo), a_link(person(Role.SECRETARY))
    other = path_of(a_link(expert, purpose="answer"))
    workflow.use(used, at=timezone.now())
    a_link(cpo)
    tampered = path_of(used).replace(f"/{used.pk}.", f"/{used.pk + 1}.")
    addresses = [path_of(used), path_of(replaced), other, tampered, "/persoonlijk/x/"]

    with time_machine.travel(timezone.now() + MONTH, tick=False):
        late = Client().get(path_of(expired))
    pages = [Client().get(address) for address in addresses]

    assert {page.status_code for page in [*pages, late]} == {410}
    assert len({page.content for page in [*pages, late]}) == 1


def test_what_is_behind_a_link_stays_in_no_cache_and_no_index(expert: User) -> None:
    link = a_link(expert)

    answers = [Client().get(path_of(link)), Client().get("/persoonlijk/x/")]

    for answer in answers:
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Referrer-Policy"] == "same-origin"


def test_the_same_mail_sent_again_carries_the_same_address(expert: User) -> None:
    link = a_link(expert)

    again = PersonalLink.objects.get(pk=link.pk)

    assert path_of(again) == path_of(link)
    assert link.secret not in {str(value) for value in vars(again).values()}


def test_who_tries_links_has_to_wait() -> None:
    with time_machine.travel(timezone.now(), tick=False):  # within one minute
        answers = [Client().get("/persoonlijk/x/").status_code for _ in range(61)]

    assert answers == [410] * 60 + [429]


def test_the_secret_is_in_no_log(expert: User, caplog: pytest.LogCaptureFixture) -> None:
    link = a_link(expert)

    with caplog.at_level(logging.DEBUG):
        Client().get(path_of(link))

    event = without_personal_data(None, "", {"request": f"GET {path_of(link)}"})
    assert link.secret not in caplog.text
    assert event == {"request": "GET /persoonlijk/…/"}


def test_a_link_is_used_once_only(expert: User) -> None:
    link = a_link(expert)
    workflow.use(link, at=timezone.now())

    with pytest.raises(ConflictError, match="al gebruikt"):
        workflow.use(link, at=timezone.now())


def test_the_database_knows_one_open_link_for_each_purpose(expert: User) -> None:
    link = a_link(expert)
    twin = PersonalLink(
        purpose=link.purpose,
        subject=link.subject,
        subject_pk=link.subject_pk,
        made_at=link.made_at,
        expires_at=link.expires_at,
    )

    with (
        pytest.raises(IntegrityError, match="one_open_link_for_each_purpose"),
        transaction.atomic(),
    ):
        twin.save()
