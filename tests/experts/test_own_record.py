"""The yearly "klopt dit nog?": the mail, the page without an account, and one's own record."""

import json
from datetime import timedelta

import pytest
import time_machine
from asking import main_text, refusal_of_sql, signed_in, told
from building_experts import (
    AN_ADDRESS,
    a_registered_expert,
    an_expertise,
    an_institute,
    an_interest,
    own_form,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from lxml import html
from pytest_django import Settings

from building import amsterdam, an_expert, person
from experts.models import Expert, Interest
from experts.states import ExpertState
from experts.workflow import confirming, consents
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.trail.models import Event

pytestmark = pytest.mark.django_db

MORNING = amsterdam(2026, 11, 2, 9)
OWN = "/werk/mijn-gegevens/"


@pytest.fixture(autouse=True)
def _mail_in_memory(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()  # of how often one address asked


def the_link(expert: Expert) -> str:
    """Return the address in the mail, without the host."""
    link = PersonalLink.objects.about(expert, confirming.PURPOSE)[0]
    return link.address("experts:own-record-by-link").removeprefix("http://localhost:8000")


def asked(expert: Expert) -> str:
    """Return the address that the expert gets when the secretaris asks him."""
    confirming.ask(expert, by=person(Role.SECRETARY), at=timezone.now())
    return the_link(expert)


def test_who_is_new_is_asked_with_a_link_and_reminded_once() -> None:
    with time_machine.travel(MORNING, tick=False):
        expert = a_registered_expert(email=AN_ADDRESS, at=MORNING)
        doing.sweep(MORNING)
        doing.sweep(MORNING)

    for days in (13, 14, 15, 30):
        moment = MORNING + timedelta(days=days)
        with time_machine.travel(moment, tick=False):
            doing.sweep(moment)

    first, again = mail.outbox
    assert (first.to, first.subject) == (
        [AN_ADDRESS],
        "Kloppen uw gegevens nog? Register van het MIT in waakstand",
    )
    assert again.subject.startswith("Herinnering: ")
    assert the_link(expert) in first.body
    assert the_link(expert) in again.body
    assert "Floris" not in first.body
    assert Work.objects.filter(kind__startswith="mail_own_record").count() == 2


def test_who_confirmed_is_asked_again_after_eleven_months_and_not_before() -> None:
    expert = a_registered_expert(email=AN_ADDRESS)
    expert.asked_on = expert.confirmed_on = MORNING.date()
    expert.save()

    for days, number in ((334, 0), (335, 1)):
        moment = MORNING + timedelta(days=days)
        with time_machine.travel(moment, tick=False):
            doing.sweep(moment)
        assert len(mail.outbox) == number


def test_looking_changes_nothing_and_one_answer_confirms_and_corrects() -> None:
    expert = a_registered_expert(email=AN_ADDRESS)
    address, visitor = asked(expert), Client()

    looked = visitor.get(address)
    answered = visitor.post(
        address,
        own_form(
            expert,
            function="lector",
            expertises=[an_expertise("zorg").pk],
            institute=an_institute("SER").pk,
            named_in_public="ja",
            new_interest="commissaris bij een (verzonnen) bank",
        ),
    )
    again = visitor.post(address, own_form(expert))

    expert.refresh_from_db()
    assert "Floris de Bedachte" in main_text(looked)
    assert "Uw gegevens zijn bevestigd." in main_text(answered)
    assert again.status_code == 410
    assert (expert.function, expert.expertise_names(), str(expert.institute)) == (
        "lector",
        "zorg",
        "SER",
    )
    assert expert.confirmed_on == timezone.localdate()
    assert expert.has_consented()
    assert [one.description for one in expert.interests_on(timezone.localdate())] == [
        "commissaris bij een (verzonnen) bank"
    ]
    newest = Event.objects.about(expert)[0]
    assert (newest.verb, newest.by, newest.data) == ("confirm_own", None, {"corrected": True})


def test_what_is_wrong_in_the_answer_is_said_and_the_link_still_works() -> None:
    expert = a_registered_expert(email=AN_ADDRESS)
    a_registered_expert("Anna Aap", email="anna@instituut.invalid")
    address = asked(expert)

    wrong = Client().post(address, own_form(expert, email="anna@instituut.invalid"))
    right = Client().post(address, own_form(expert))

    assert wrong.status_code == 422
    assert "Dit adres staat al bij iemand anders in het register." in main_text(wrong)
    assert right.status_code == 200


def test_who_withdraws_by_the_link_leaves_the_register_with_his_consent() -> None:
    expert = a_registered_expert(email=AN_ADDRESS)
    consents.record_consent(expert, by=person(Role.CPO), at=timezone.now())
    address = asked(expert)

    unsure = Client().post(address, {"uit-register": "ja"})
    sure = Client().post(address, {"uit-register": "ja", "sure": "on"})

    expert.refresh_from_db()
    assert unsure.status_code == 422
    assert "U staat niet meer in het register." in main_text(sure)
    assert expert.state == ExpertState.LEFT
    assert not expert.has_consented()


def test_a_new_link_and_leaving_take_the_old_link_back(secretary: User) -> None:
    expert = a_registered_expert(email=AN_ADDRESS)
    first = asked(expert)
    second = asked(expert)
    before = [Client().get(address).status_code for address in (first, second)]

    signed_in(secretary).post(
        f"/werk/experts/{expert.pk}/uit-register/", {"csrfmiddlewaretoken": "x"}
    )

    assert before == [410, 200]
    assert Client().get(second).status_code == 410


def test_the_link_gives_a_copy_of_everything_and_so_does_the_account() -> None:
    expert = a_registered_expert(email=AN_ADDRESS, user=person(Role.EXPERT))
    consents.record_consent(expert, by=person(Role.CPO), at=timezone.now())
    an_interest(expert)
    address = asked(expert)

    by_link = json.loads(Client().get(f"{address}kopie/").content)
    by_account = json.loads(signed_in(person(Role.EXPERT)).get(f"{OWN}kopie/").content)

    assert by_link == by_account
    assert (by_link["naam"], by_link["e-mailadres"]) == ("Floris de Bedachte", AN_ADDRESS)
    assert by_link["belangen"][0]["belang"] == "lid van een raad van toezicht"
    assert len(by_link["toestemming om in het openbaar genoemd te worden"]) == 1


def test_an_expert_confirms_his_own_record_with_his_account_and_nobody_elses(expert: User) -> None:
    mine, other = an_expert(), a_registered_expert("Anna Aap")
    visitor = signed_in(expert)

    visitor.post(OWN, own_form(mine, function="hoogleraar", pk=other.pk))

    mine.refresh_from_db()
    assert (mine.function, mine.is_confirmed(timezone.localdate())) == ("hoogleraar", True)
    assert told(mine) == [("confirm_own", expert.pk)]
    assert told(other)[0][0] == "add"
    assert len(told(other)) == 1


def test_somebody_without_a_record_has_none_of_his_own() -> None:
    stranger = person(Role.EXPERT, "vreemde-expert")

    assert signed_in(stranger).get(OWN).status_code == 404


def test_refusing_to_be_named_has_no_effect_and_a_consent_can_be_taken_back(
    secretary: User,
) -> None:
    expert = a_registered_expert()
    page = f"/werk/experts/{expert.pk}/"
    visitor = signed_in(secretary)

    visitor.post(f"{page}toestemming/", {"csrfmiddlewaretoken": "x"})
    named = Expert.objects.named_in_public().count()
    visitor.post(f"{page}toestemming-intrekken/", {"csrfmiddlewaretoken": "x"})
    visitor.post(f"{page}toestemming/", {"csrfmiddlewaretoken": "x"})

    given = [(one.given_by, one.withdrawn_by) for one in expert.consents.order_by("pk")]
    assert named == 1
    assert given == [(secretary, secretary), (secretary, None)]
    assert Expert.objects.in_register().filter(pk=expert.pk).exists()


def test_the_database_changes_no_consent_after_it_was_given(secretary: User) -> None:
    expert = a_registered_expert()
    consents.record_consent(expert, by=secretary, at=timezone.now())

    refused = refusal_of_sql("UPDATE experts_consent SET given_at = now() WHERE id > %s", [0])

    assert "Een toestemming blijft vastliggen." in refused


def test_an_interest_holds_from_its_first_day_to_its_last(secretary: User) -> None:
    expert = a_registered_expert()
    today = timezone.localdate()
    _, number = an_interest(expert, since=today - timedelta(days=10))

    consents.end_interest(expert, interest=number, by=secretary, at=timezone.now())

    expert = Expert.objects.with_interests().get(pk=expert.pk)
    days = [today - timedelta(days=n) for n in (11, 10, 1, 0)]
    assert [len(expert.interests_on(day)) for day in days] == [0, 1, 1, 0]
    assert Interest.history.count() == 2


def test_the_page_of_an_expert_shows_consent_and_interests_with_a_way_to_end_them(
    cpo: User,
) -> None:
    expert = a_registered_expert()
    pk, interest = an_interest(expert)

    answer = signed_in(cpo).get(f"/werk/experts/{pk}/")

    links = html.fromstring(answer.content).xpath("//section[@aria-labelledby='belangen']//a/@href")
    assert "lid van een raad van toezicht" in main_text(answer)
    assert links == [f"/werk/experts/{pk}/belang/{interest}/"]


def test_who_has_no_address_is_not_asked_and_the_page_says_why(secretary: User) -> None:
    expert = a_registered_expert()

    answer = signed_in(secretary).get(f"/werk/experts/{expert.pk}/")

    assert "Vul eerst het e-mailadres van het werk in." in main_text(answer)


def test_what_the_secretaris_heard_by_telephone_confirms_too(secretary: User) -> None:
    expert = a_registered_expert(email=AN_ADDRESS)
    address = asked(expert)

    signed_in(secretary).post(
        f"/werk/experts/{expert.pk}/bevestigen/", {"csrfmiddlewaretoken": "x"}
    )

    expert.refresh_from_db()
    assert expert.is_confirmed(timezone.localdate())
    assert Client().get(address).status_code == 410
