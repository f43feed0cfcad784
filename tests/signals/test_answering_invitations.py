"""An expert answers an invitation to a weighing by mail, without an account (issue 5 §2)."""

from datetime import timedelta
from email.message import Message

import pytest
import time_machine
from asking import main_text, signed_in
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from icalendar import Calendar

from building import a_situation, a_trigger, person, weegvragen_in_force
from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.workflow import RefusedError
from signals.models import Form, Participant, Weighing
from signals.models.participant import PURPOSE
from signals.states import Route
from signals.workflow import triggers, weighings

pytestmark = pytest.mark.django_db

ADDRESS = "wout@voorbeeld.invalid"


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def a_weighing_to_come(*, is_exercise: bool = False) -> Weighing:
    weegvragen_in_force()
    trigger = a_trigger(Route.A1_STATUS, situation=a_situation(is_exercise=is_exercise))
    day = localdate() + timedelta(days=3)
    by, at = person(Role.SECRETARY), timezone.now()
    triggers.weigh(trigger, form=Form.MEETING, held_on=day, by=by, at=at)
    return Weighing.objects.get()


def without_account() -> Expert:
    return Expert.objects.create(name="Wout Proef", expertise="economie", email=ADDRESS)


def invited(cpo: User) -> Participant:
    weighing = a_weighing_to_come()
    weighings.invite(weighing, expert=without_account(), by=cpo, at=timezone.now())
    return weighing.participants.get()


def mail_to(address: str) -> Message:
    mail.outbox.clear()
    doing.sweep(timezone.now())
    (found,) = [m for m in mail.outbox if m.to == [address] and m.subject.startswith("Weging")]
    return found.message()


def path_to(participant: Participant) -> str:
    (link, *_) = PersonalLink.objects.about(participant, PURPOSE)
    return link.address("weighing-answer-invitation").removeprefix("http://localhost:8000")


def test_an_expert_without_an_account_gets_an_appointment_and_a_link(cpo: User) -> None:
    participant = invited(cpo)

    words, part = mail_to(ADDRESS).get_payload()

    text = words.get_payload(decode=True).decode()
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    (event,) = calendar.walk("VEVENT")
    assert path_to(participant) in text
    assert text.count("http") == 1
    assert "zilverkoorts" not in text
    assert (str(calendar["METHOD"]), event.decoded("DTSTART")) == (
        "REQUEST",
        participant.weighing.held_on,
    )


def test_he_takes_part_and_can_still_change_his_mind(cpo: User) -> None:
    participant = invited(cpo)
    page = Client()

    yes = page.post(path_to(participant), {"takes_part": "ja"}).status_code
    said = main_text(signed_in(cpo).get(participant.weighing.get_absolute_url()))
    no = page.post(path_to(participant), {"takes_part": "nee", "reason": "Op reis."}).status_code

    participant.refresh_from_db()
    assert (yes, no) == (200, 200)
    assert "Doet mee, liet weten op" in said
    assert (participant.confirmed_at, participant.declined_because) == (None, "Op reis.")
    assert not participant.is_invited()


def test_the_link_shows_no_content_and_gives_no_standpunt(cpo: User) -> None:
    participant = invited(cpo)

    page = main_text(Client().get(path_to(participant)))

    assert "zilverkoorts" not in page
    assert "Weegvragen" not in page
    assert "legt in de samenkomst uw standpunt vast" in page


def test_after_taking_part_the_link_changes_nothing(cpo: User, secretary: User) -> None:
    participant = invited(cpo)
    weighings.record_opinion(
        participant.weighing, participant=participant, by=secretary, at=timezone.now()
    )

    answer = Client().post(path_to(participant), {"takes_part": "nee"})

    assert answer.status_code == 422
    assert Participant.objects.get().declined_at is None


def test_the_link_ends_with_the_day_of_the_weighing(cpo: User) -> None:
    participant = invited(cpo)
    path = path_to(participant)

    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        later = Client().get(path).status_code

    assert later == 410


def test_another_day_gives_a_new_link_and_a_higher_number(cpo: User, secretary: User) -> None:
    participant = invited(cpo)
    old = path_to(participant)
    _, first = mail_to(ADDRESS).get_payload()
    (before,) = Calendar.from_ical(first.get_payload(decode=True)).walk("VEVENT")

    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        weighings.reschedule(
            participant.weighing,
            form=Form.MEETING,
            held_on=participant.weighing.held_on + timedelta(days=1),
            by=secretary,
            at=timezone.now(),
        )
        _, second = mail_to(ADDRESS).get_payload()

    (after,) = Calendar.from_ical(second.get_payload(decode=True)).walk("VEVENT")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] >= before["SEQUENCE"]
    assert Client().get(old).status_code == 410


def test_who_does_not_answer_is_reminded_once_the_day_before(cpo: User) -> None:
    participant = invited(cpo)
    doing.sweep(timezone.now())
    mail.outbox.clear()
    before = participant.weighing.held_on - timedelta(days=1)

    with time_machine.travel(f"{before}T10:00:00+01:00", tick=False):
        for _ in range(2):
            doing.sweep(timezone.now())

    subjects = [m.subject for m in mail.outbox if m.to == [ADDRESS]]
    of_a_weighing = [subject for subject in subjects if "Weging" in subject]  # others have a day
    assert of_a_weighing == [f"Weging {participant.weighing_id}: wij horen graag of u meedoet"]


def test_in_an_exercise_nobody_from_outside_is_invited(cpo: User) -> None:
    weighing = a_weighing_to_come(is_exercise=True)

    with pytest.raises(RefusedError, match="neemt niet deel aan de oefening"):
        weighings.invite(weighing, expert=without_account(), by=cpo, at=timezone.now())

    assert not Participant.objects.filter(expert__email=ADDRESS).exists()
