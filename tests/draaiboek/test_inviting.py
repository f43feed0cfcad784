"""People are invited by mail with an appointment, and answer without an account (issue 5 §2)."""

from datetime import timedelta
from email.message import Message

import pytest
import time_machine
from asking import buttons, main_text, signed_in, told
from building_meetings import HOUR, a_meeting, link_of, the_expert_of
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar, Event
from pytest_django import DjangoAssertNumQueries

from building import a_situation, an_expert, person
from draaiboek.models import Attendance, Invitation, Meeting, Reply
from draaiboek.states.meetings import MeetingState
from draaiboek.workflow import inviting, meetings, replying
from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.workflow import NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def without_account() -> Expert:
    return Expert.objects.create(
        name="Wout Proef", expertise="economie", email="wout@voorbeeld.invalid"
    )


def post() -> list[Message]:
    """Return the mails of all that was put, as they went out."""
    mail.outbox.clear()
    doing.sweep(timezone.now())
    return [message.message() for message in mail.outbox]


def to(address: str, messages: list[Message]) -> Message:
    (found,) = [message for message in messages if message["To"] == address]
    return found


def text_of(message: Message) -> str:
    part = message.get_payload()[0] if message.is_multipart() else message
    return part.get_payload(decode=True).decode()


def appointment_in(message: Message) -> tuple[str, Event]:
    (_, part) = message.get_payload()
    assert (part.get_content_type(), part.get_param("method")) == ("text/calendar", _method(part))
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


def _method(part: Message) -> str:
    return str(Calendar.from_ical(part.get_payload(decode=True))["METHOD"])


def path_of(link: object) -> str:
    return link.address("meeting-reply").removeprefix("http://localhost:8000")  # type: ignore[attr-defined]


def answered_with(invitation: Invitation, **form: str) -> int:
    return Client().post(path_of(link_of(invitation)), form).status_code


def test_an_expert_without_an_account_gets_a_mail_with_an_appointment_and_a_link(cpo: User) -> None:
    meeting, expert = a_meeting(with_expert=False), without_account()
    doing.sweep(timezone.now())

    inviting.invite(meeting, experts=[expert], by=cpo, at=timezone.now())

    message = to("wout@voorbeeld.invalid", post())
    method, event = appointment_in(message)
    words = text_of(message)
    assert message["Subject"] == f"Vergadering {meeting.pk}: uitnodiging"
    assert "nodigt u uit voor een vergadering" in words
    assert words.count("http") == 1
    assert link_of(the_expert_of(meeting)).address("meeting-reply") in words
    assert (method, event["SEQUENCE"], str(event["STATUS"])) == ("REQUEST", 0, "CONFIRMED")
    assert str(event["UID"]).startswith(f"vergadering-{meeting.pk}@")
    assert event.decoded("DTSTART") == meeting.starts_at.replace(microsecond=0)


def test_ten_experts_are_invited_with_as_many_questions_as_two(
    cpo: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    few, many = (a_meeting(with_expert=False) for _ in range(2))
    experts = [
        Expert.objects.create(name=f"Expert {number}", expertise="economie") for number in range(10)
    ]
    with CaptureQueriesContext(connection) as asked:
        inviting.invite(few, experts=experts[:2], by=cpo, at=timezone.now())

    with django_assert_num_queries(len(asked)):
        inviting.invite(many, experts=experts, by=cpo, at=timezone.now())

    invitations = many.invitations.filter(expert__in=experts)
    assert [invitation.name() for invitation in invitations.order_by("pk")] == [
        expert.name for expert in experts
    ]
    assert len({link_of(invitation).secret for invitation in invitations}) == len(experts)
    assert Work.objects.filter(subject_pk__in=invitations.values("pk")).count() == len(experts)


def test_what_is_made_together_has_its_first_version_too(cpo: User) -> None:
    meeting = a_meeting(with_expert=False)

    inviting.invite(meeting, experts=[without_account()], by=cpo, at=timezone.now())

    for record in (*meeting.invitations.all(), *meeting.items.all()):
        assert [version.history_type for version in record.history.all()] == ["+"]
    assert meeting.items.exists()


def test_no_mail_names_anybody_or_says_what_it_is_about(cpo: User) -> None:
    meeting = a_meeting(kind="anders")

    messages = post()

    whole = " ".join(f"{m['Subject']} {text_of(m)}" for m in messages)
    assert len(messages) == 3
    assert [name for name in (cpo.full_name, "Dina Proef", meeting.subject) if name in whole] == []


def test_the_link_opens_the_answer_and_nothing_else() -> None:
    invitation = the_expert_of(a_meeting())

    page = Client().get(path_of(link_of(invitation)))

    said = main_text(page)
    assert "Zaal 3, Den Haag" in said
    assert "Draaiboek" not in said  # the agenda
    assert "Anna Proef" not in said  # who else comes
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert Invitation.objects.get(pk=invitation.pk).reply == ""


def test_who_has_no_account_answers_and_changes_his_mind_until_the_meeting_begins() -> None:
    invitation = the_expert_of(a_meeting())

    answers = [answered_with(invitation, reply=reply) for reply in (Reply.YES, Reply.NO)]

    invitation.refresh_from_db()
    with time_machine.travel(invitation.meeting.starts_at, tick=False):
        too_late = answered_with(invitation, reply=Reply.YES)
    assert answers == [200, 200]
    assert (invitation.reply, invitation.replied_way) == (Reply.NO, "link")
    assert too_late == 410
    assert told(invitation.meeting)[-2:] == [("reply", 0), ("reply", 0)]


def test_a_hybrid_meeting_asks_how_somebody_takes_part() -> None:
    invitation = the_expert_of(a_meeting(form=Attendance.HYBRID))

    without, with_form = (
        answered_with(invitation, reply=Reply.YES),
        answered_with(invitation, reply=Reply.YES, joins=Attendance.ONLINE),
    )

    invitation.refresh_from_db()
    assert (without, with_form, invitation.joins) == (422, 200, Attendance.ONLINE)


def test_a_change_gives_a_higher_sequence_number_and_a_new_link(secretary: User) -> None:
    meeting = a_meeting()
    old = path_of(link_of(the_expert_of(meeting)))
    doing.sweep(timezone.now())

    later = meeting.starts_at + timedelta(days=1)
    meetings.reschedule(
        meeting,
        form=meeting.form,
        starts_at=later,
        ends_at=later + HOUR,
        place=meeting.place,
        by=secretary,
        at=timezone.now(),
    )

    method, event = appointment_in(to(person(Role.EXPERT).email, post()))
    assert (method, event["SEQUENCE"]) == ("REQUEST", 1)
    assert Client().get(old).status_code == 410
    assert Client().get(path_of(link_of(the_expert_of(meeting)))).status_code == 200


def test_calling_off_takes_the_appointment_out_of_every_calendar(secretary: User) -> None:
    meeting = a_meeting()
    invitation = the_expert_of(meeting)
    doing.sweep(timezone.now())

    meetings.cancel(meeting, reason="De voorzitter is ziek.", by=secretary, at=timezone.now())

    messages = post()
    method, event = appointment_in(to(person(Role.EXPERT).email, messages))
    assert len(messages) == 3
    assert (method, str(event["STATUS"]), event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert "ziek" not in text_of(messages[0])
    assert Client().get(path_of(link_of(invitation))).status_code == 410


def test_who_is_not_expected_any_more_does_not_see_the_meeting(cpo: User, expert: User) -> None:
    meeting = a_meeting()
    invitation = the_expert_of(meeting)
    before = signed_in(expert).get(meeting.get_absolute_url()).status_code

    inviting.withdraw_invitation(meeting, invitation=invitation, by=cpo, at=timezone.now())

    after = signed_in(expert).get(meeting.get_absolute_url()).status_code
    assert (before, after) == (200, 404)
    assert not Meeting.objects.visible_to(expert).exists()


def test_an_expert_invites_nobody_and_the_secretaris_proposes(secretary: User) -> None:
    meeting, expert = a_meeting(with_expert=False), without_account()

    with pytest.raises(NotAllowedError):
        inviting.invite(meeting, experts=[expert], by=secretary, at=timezone.now())
    inviting.propose(meeting, experts=[expert], by=secretary, at=timezone.now())

    page = signed_in(person(Role.CPO)).get(f"{meeting.get_absolute_url()}uitnodigen/")
    assert not meeting.invitations.standing().filter(expert=expert).exists()
    assert "checked" in str(page.content)


def test_in_an_exercise_only_participants_are_invited_and_every_line_says_so(cpo: User) -> None:
    meeting = a_meeting(is_exercise=True)
    messages = post()

    with pytest.raises(RefusedError, match="doet niet mee"):
        inviting.invite(meeting, experts=[without_account()], by=cpo, at=timezone.now())

    _, event = appointment_in(to(person(Role.EXPERT).email, messages))
    assert all(message["Subject"].startswith("OEFENING: ") for message in messages)
    assert str(event["SUMMARY"]).startswith("OEFENING: ")


def test_an_exercise_without_the_secretaris_does_not_tell_him(cpo: User, secretary: User) -> None:
    meeting = a_meeting(is_exercise=True, situation=a_situation(is_exercise=True))
    outsider = person(Role.SECRETARY, "andere-secretaris")

    assert set(meeting.invitations.values_list("user", flat=True)) >= {cpo.pk, secretary.pk}
    assert not Meeting.objects.visible_to(outsider).exists()


def test_an_account_answers_on_its_own_page(expert: User) -> None:
    meeting = a_meeting()
    page = signed_in(expert)

    answer = page.post(f"{meeting.get_absolute_url()}antwoord/", {"reply": Reply.YES})

    invitation = the_expert_of(meeting)
    assert answer.status_code == 302
    assert (invitation.reply, invitation.replied_way) == (Reply.YES, "account")


def test_what_somebody_said_by_telephone_is_written_down_with_who_did_it(secretary: User) -> None:
    meeting = a_meeting()

    replying.record_reply(
        meeting,
        invitation=the_expert_of(meeting),
        reply=Reply.YES,
        has_conflict=True,
        interests="Adviseert een vaccinmaker.",
        by=secretary,
        at=timezone.now(),
    )

    said = main_text(signed_in(secretary).get(meeting.get_absolute_url()))
    assert "Adviseert een vaccinmaker." in said
    assert f"vastgelegd door {secretary.full_name}" in said


def test_interests_of_others_are_not_for_an_expert(secretary: User, expert: User) -> None:
    meeting = a_meeting()
    replying.declare_interests(
        meeting, has_conflict=True, interests="Bijbaan.", by=secretary, at=timezone.now()
    )

    said = main_text(signed_in(expert).get(meeting.get_absolute_url()))

    assert "Bijbaan" in main_text(signed_in(secretary).get(meeting.get_absolute_url()))
    assert "Bijbaan" not in said
    assert "Genodigden" not in said


def test_who_comes_and_who_is_silent_is_counted(secretary: User) -> None:
    meeting = a_meeting()
    answered_with(the_expert_of(meeting), reply=Reply.MAYBE)

    page = signed_in(secretary).get(meeting.get_absolute_url())

    assert "0 komt, 1 misschien, 0 komt niet, 2 nog geen antwoord." in main_text(page)


def test_what_is_over_offers_no_invitations(cpo: User) -> None:
    meeting = a_meeting(MeetingState.HELD)

    page = signed_in(cpo).get(meeting.get_absolute_url())

    assert "Mensen uitnodigen" not in main_text(page)
    assert "Vastleggen wie er was" not in buttons(page)
    assert an_expert() is not None
