"""Deputies are recorded in advance, begin with a reason, and stop; the CPO can end it at once."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from asking import main_text, refusal_of_sql, refusal_of_the_database, signed_in, told, verbs
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from together import at_one_moment

from building import a_deputy, a_signal, acts_for_the_cpo, amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.deputies import workflow as deputies
from mit_waakstand.deputies.models import Deputy, DeputyState
from mit_waakstand.outbox import doing
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.states import SignalState
from signals.workflow import signals

pytestmark = pytest.mark.django_db
NOW = amsterdam(2026, 9, 1)
PAGE = "/werk/waarneming/"


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def appointed(user: User, **changes: object) -> Callable[[], Deputy]:
    given = {
        "appointed_by": "De directeur van het SCP",
        "appointed_on": date(2026, 9, 1),
        "by": person(Role.CPO),
        "at": NOW,
    }
    return partial(deputies.appoint, user=user, **(given | changes))


# --- Recording in advance ---------------------------------------------------------------------


def test_the_cpo_records_a_deputy_with_who_appointed_him(cpo: User) -> None:
    deputy = a_deputy(at=NOW)

    stored = Deputy.objects.get(pk=deputy.pk)
    assert (stored.user, stored.state) == (person(Role.SECRETARY), DeputyState.STANDING_BY)
    assert (stored.appointed_by, stored.appointed_on) == (
        "De directeur van het SCP",
        date(2026, 9, 1),
    )
    assert (stored.recorded_at, stored.recorded_by) == (NOW, cpo)
    assert told(stored) == [("appoint", cpo.pk)]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CPO])
def test_nobody_but_the_cpo_records_a_deputy(role: Role) -> None:
    act = appointed(person(Role.DEPUTY), by=person(role))

    with pytest.raises(NotAllowedError):
        act()

    assert not Deputy.objects.exists()


def test_a_deputy_who_acts_does_not_appoint_or_end_deputies() -> None:
    acting = acts_for_the_cpo(person(Role.SECRETARY), at=NOW)
    (own,) = Deputy.objects.all()

    with pytest.raises(NotAllowedError):
        appointed(person(Role.EXPERT), by=acting)()
    with pytest.raises(NotAllowedError):
        deputies.end(own, reason="Klaar.", by=acting, at=NOW)

    assert verbs(own, acting) == ["stand_down"]


def test_there_are_two_deputies_and_never_three() -> None:
    a_deputy(person(Role.SECRETARY), at=NOW)
    a_deputy(person(Role.EXPERT), at=NOW)

    with pytest.raises(RefusedError) as refusal:
        appointed(person(Role.DEPUTY))()

    assert refusal.value.message == "Er zijn al twee waarnemers. Beëindig eerst een waarneming."
    third = "INSERT INTO deputies_deputy (user_id, state, place, appointed_by, appointed_on,"
    third += " recorded_at, recorded_by_id) VALUES (%s, 'aangewezen', %s, 'x', now(), now(), %s)"
    values = [person(Role.DEPUTY).pk, 2, person(Role.CPO).pk]
    assert "at_most_two_deputies_at_a_time" in refusal_of_sql(third, values)
    values[1] = 3
    assert "a_deputy_has_one_of_two_places" in refusal_of_sql(third, values)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"appointed_by": " "}, "appointed_by", "Vul in wie de waarnemer heeft aangewezen."),
        ({"ends_on": date(2026, 8, 31)}, "ends_on", "De einddatum ligt in het verleden"),
    ],
)
def test_an_appointment_that_is_not_complete_is_refused_at_its_field(
    changes: dict[str, object], field: str, said: str
) -> None:
    act = appointed(person(Role.DEPUTY), **changes)

    with pytest.raises(RefusedError) as refusal:
        act()

    assert (refusal.value.field, said in refusal.value.message) == (field, True)


@pytest.mark.parametrize("role", [Role.CPO, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_bureau_sg_the_beheerder_and_the_cpo_are_no_deputies(role: Role) -> None:
    act = appointed(person(role))

    with pytest.raises(RefusedError) as refusal:
        act()

    assert refusal.value.field == "user"


def test_nobody_is_deputy_twice_at_a_time(secretary: User) -> None:
    a_deputy(secretary, at=NOW)

    with pytest.raises(RefusedError) as refusal:
        appointed(secretary)()

    assert refusal.value.message == "Deze persoon is al waarnemer."


def test_an_appointment_whose_last_day_is_past_makes_room(secretary: User) -> None:
    acts_for_the_cpo(secretary, at=NOW, ends_on=date(2026, 9, 5))
    a_deputy(person(Role.EXPERT), at=NOW)

    appointed(person(Role.DEPUTY), at=amsterdam(2026, 9, 6))()

    current = [deputy.user for deputy in Deputy.objects.current()]
    assert current == [person(Role.DEPUTY), person(Role.EXPERT)]
    assert fresh(secretary).acting_since is None


def test_what_was_recorded_stays_as_it_was() -> None:
    deputy = a_deputy(at=NOW)

    refused = refusal_of_the_database(deputy, appointed_by="Iemand anders")

    assert "Een vastgelegde waarnemer verandert niet." in refused


# --- Beginning and stopping -------------------------------------------------------------------


def test_a_deputy_begins_with_a_reason_and_cpo_and_secretaris_get_mail(
    secretary: User, cpo: User, mailoutbox: list[EmailMessage]
) -> None:
    expert = person(Role.EXPERT)
    deputy = a_deputy(expert, at=NOW)

    deputies.activate(deputy, reason="De CPO is ziek.", by=expert, at=NOW)

    doing.sweep(timezone.now())
    stored = fresh(expert)
    assert (stored.acting_since, stored.acting_because) == (NOW, "De CPO is ziek.")
    assert Deputy.objects.get().state == DeputyState.ACTING
    assert told(deputy) == [("appoint", cpo.pk), ("activate", expert.pk)]
    assert Event.objects.about(deputy)[0].data["reason"] == "De CPO is ziek."
    assert {message.to[0] for message in mailoutbox} == {cpo.email, secretary.email}
    for message in mailoutbox:
        assert message.subject == f"Waarneming {deputy.pk}: een waarnemer treedt op voor de CPO"
        assert "Dina" not in message.subject + message.body
        assert message.body.count("http") == 1


def test_beginning_needs_a_reason(secretary: User) -> None:
    deputy = a_deputy(secretary, at=NOW)

    with pytest.raises(RefusedError) as refusal:
        deputies.activate(deputy, reason=" ", by=secretary, at=NOW)

    assert refusal.value.field == "reason"
    assert fresh(secretary).acting_since is None


@pytest.mark.parametrize("role", [Role.CPO, Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_nobody_begins_for_somebody_else(role: Role) -> None:
    deputy = a_deputy(person(Role.SECRETARY), at=NOW)

    with pytest.raises(NotAllowedError):
        deputies.activate(deputy, reason="Ziek.", by=person(role), at=NOW)

    assert "activate" not in verbs(deputy, person(role))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (amsterdam(2026, 9, 11), "Uw aanwijzing als waarnemer is afgelopen."),
        (amsterdam(2026, 8, 31), "Uw aanwijzing als waarnemer is nog niet ingegaan."),
    ],
)
def test_nobody_begins_outside_the_days_of_the_appointment(
    secretary: User, moment: timezone.datetime, said: str
) -> None:
    deputy = a_deputy(secretary, at=NOW, ends_on=date(2026, 9, 10))

    with pytest.raises(RefusedError) as refusal:
        deputies.activate(deputy, reason="Ziek.", by=secretary, at=moment)

    assert refusal.value.message == said


def test_nobody_begins_twice(secretary: User) -> None:
    acts_for_the_cpo(secretary, at=NOW)
    (deputy,) = Deputy.objects.all()

    with pytest.raises(ConflictError):
        deputies.activate(deputy, reason="Nog eens.", by=secretary, at=NOW)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EXPERT, Role.DEPUTY])
def test_the_database_lets_nobody_act_who_was_not_appointed(role: Role) -> None:
    someone = person(role)

    refused = refusal_of_sql(
        "UPDATE accounts_user SET acting_since = now(), acting_because = 'x' WHERE id = %s",
        [someone.pk],
    )

    assert "Alleen wie vooraf is vastgelegd als waarnemer, treedt op." in refused


def test_the_database_knows_no_acting_without_a_reason_or_after_the_last_day(
    secretary: User,
) -> None:
    acts_for_the_cpo(secretary, at=NOW, ends_on=date(2026, 9, 10))
    change = "UPDATE accounts_user SET {} WHERE id = %s"

    without = refusal_of_sql(change.format("acting_because = ''"), [secretary.pk])
    longer = refusal_of_sql(change.format("acting_until = NULL"), [secretary.pk])
    moved = refusal_of_sql(change.format("role = 'bureau_sg'"), [secretary.pk])

    assert "acting_says_since_when_and_why" in without
    assert "Alleen wie vooraf is vastgelegd" in longer
    assert "only_who_can_be_a_deputy_acts" in moved


def test_a_deputy_stops_and_can_begin_again(secretary: User) -> None:
    acts_for_the_cpo(secretary, at=NOW)
    (deputy,) = Deputy.objects.all()

    deputies.stand_down(deputy, by=secretary, at=NOW)

    assert fresh(secretary).acting_since is None
    assert verbs(Deputy.objects.get(), fresh(secretary)) == ["activate"]
    assert not fresh(secretary).may("signal.adopt")


def test_the_database_keeps_appointment_and_acting_together(secretary: User) -> None:
    acts_for_the_cpo(secretary, at=NOW)
    (deputy,) = Deputy.objects.all()

    refused = refusal_of_the_database(deputy, state="aangewezen")

    assert "Deze waarnemer treedt nog op." in refused


# --- Out at once (robustness 12) --------------------------------------------------------------


def may_adopt(client: Client) -> int:
    signal = a_signal(SignalState.DRAFT)
    return client.get(reverse("signals:signal-adopt", args=[signal.pk])).status_code


def test_a_deputy_who_is_ended_by_the_cpo_is_out_at_once(cpo: User) -> None:
    deputy = acts_for_the_cpo(person(Role.DEPUTY))
    client = signed_in(deputy)
    before = may_adopt(client)

    deputies.end(Deputy.objects.get(), reason="Terug.", by=cpo, at=timezone.now())

    assert (before, may_adopt(client)) == (200, 403)
    assert Deputy.objects.get().state == DeputyState.ENDED
    assert fresh(deputy).acting_since is None


def test_a_deputy_who_is_made_inactive_is_out_at_once() -> None:
    deputy = acts_for_the_cpo(person(Role.DEPUTY))
    client = signed_in(deputy)
    before = may_adopt(client)

    deputy.is_active = False
    deputy.save()

    assert (before, may_adopt(client)) == (200, 302)
    assert deputy not in User.objects.with_role(Role.CPO)
    with pytest.raises(NotAllowedError):
        signals.issue(a_signal(SignalState.ADOPTED), by=deputy, at=timezone.now())


def test_an_ended_waarneming_is_over_for_good(cpo: User, secretary: User) -> None:
    deputy = deputies.end(a_deputy(secretary, at=NOW), reason="Klaar.", by=cpo, at=NOW)

    with pytest.raises(ConflictError):
        deputies.activate(deputy, reason="Toch.", by=secretary, at=NOW)

    assert [verbs(deputy, person(role)) for role in (Role.CPO, Role.SECRETARY)] == [[], []]
    reopened = refusal_of_the_database(deputy, state="aangewezen", ended_at=None, ended_by_id=None)
    assert "Deze waarneming is beëindigd." in reopened


def test_ending_needs_a_reason(cpo: User) -> None:
    with pytest.raises(RefusedError) as refusal:
        deputies.end(a_deputy(at=NOW), reason="", by=cpo, at=NOW)

    assert refusal.value.field == "reason"


def test_the_beheerder_gives_nobody_who_acts_a_role_that_cannot(administrator: User) -> None:
    deputy = acts_for_the_cpo(person(Role.DEPUTY))

    answer = signed_in(administrator).post(
        f"/werk/accounts/{deputy.pk}/rol/", {"role": "bureau_sg", "because": "andere baan"}
    )

    assert answer.status_code == 422
    assert "Beëindig eerst de waarneming." in answer.content.decode()
    assert fresh(deputy).role == Role.DEPUTY


# --- On screen --------------------------------------------------------------------------------


def test_the_page_says_who_acts_since_when_and_why(secretary: User) -> None:
    acts_for_the_cpo(person(Role.EXPERT))

    page = main_text(signed_in(secretary).get(PAGE))

    assert "Dina Proef waarnemend CPO Aangewezen doorDe directeur van het SCP" in page
    assert "RedenDe CPO is ziek." in page
    assert "Dina Proef is begonnen met waarnemen voor de CPO." in page


def test_an_empty_page_says_what_to_do(cpo: User) -> None:
    page = main_text(signed_in(cpo).get(PAGE))

    assert "Er is nu geen waarnemer" in page
    assert "Waarnemer vastleggen" in page


def test_a_deputy_finds_his_own_waarneming_under_nu_te_doen() -> None:
    expert = person(Role.EXPERT)
    a_deputy(expert)

    page = main_text(signed_in(expert).get(reverse("office:worklist")))

    assert "U bent waarnemer: begin met waarnemen als dat nodig is" in page
    assert "Beginnen met waarnemen" in main_text(signed_in(expert).get(PAGE))


def test_the_cpo_sees_who_acts_and_which_waarneming_is_over(cpo: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    acts_for_the_cpo(person(Role.SECRETARY))
    a_deputy(person(Role.EXPERT), at=timezone.now() - timedelta(days=9), ends_on=yesterday)

    page = main_text(signed_in(cpo).get(reverse("office:worklist")))

    assert "Treedt op als waarnemend CPO – Bram Proef" in page
    assert "De waarneming is afgelopen – Dina Proef" in page


def test_a_refused_appointment_gives_the_page_again_with_what_was_typed(cpo: User) -> None:
    form = {
        "user": person(Role.DEPUTY).pk,
        "appointed_by": "De SG van SZW",
        "appointed_on": "1-9-2026",
        "ends_on": "1-8-2026",
    }

    answer = signed_in(cpo).post(f"{PAGE}vastleggen/", form)

    assert answer.status_code == 422
    assert "De einddatum ligt in het verleden" in main_text(answer)
    assert "De SG van SZW" in answer.content.decode()


def test_an_appointment_by_hand_ends_on_the_page_of_deputies(cpo: User) -> None:
    form = {
        "user": person(Role.DEPUTY).pk,
        "appointed_by": "De SG van SZW",
        "appointed_on": "1-9-2026",
    }

    answer = signed_in(cpo).post(f"{PAGE}vastleggen/", form)

    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert Deputy.objects.get().appointed_by == "De SG van SZW"


# --- Two people at one moment -----------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_deputies_recorded_at_one_moment_one_gets_the_last_place() -> None:
    a_deputy(person(Role.SECRETARY), at=NOW)
    acts = [appointed(person(role)) for role in (Role.EXPERT, Role.DEPUTY)]

    refusals = at_one_moment(*acts)

    assert sorted(refusal is None for refusal in refusals) == [False, True]
    assert Deputy.objects.current().count() == 2


@pytest.mark.django_db(transaction=True)
def test_beginning_and_being_ended_at_one_moment_leave_nobody_acting_without_appointment(
    cpo: User, secretary: User
) -> None:
    deputy = a_deputy(secretary, at=NOW)

    at_one_moment(
        partial(deputies.activate, deputy, reason="Ziek.", by=secretary, at=NOW),
        partial(deputies.end, deputy, reason="Klaar.", by=cpo, at=NOW),
    )

    assert Deputy.objects.get().state == DeputyState.ENDED
    assert fresh(secretary).acting_since is None


# --- Who is told that it ends -----------------------------------------------------------------


def told_by_mail(mailoutbox: list[EmailMessage], words: str) -> list[str]:
    """Return whom the outbox told this in a subject, in alphabetical order."""
    doing.sweep(timezone.now())
    return sorted(message.to[0] for message in mailoutbox if words in message.subject)


@pytest.mark.parametrize("ending", ["stand_down", "end"])
def test_cpo_deputy_and_secretaris_are_told_that_a_waarneming_ends(
    ending: str, cpo: User, secretary: User, mailoutbox: list[EmailMessage]
) -> None:
    deputy = acts_for_the_cpo(person(Role.DEPUTY))
    appointment = Deputy.objects.get()

    if ending == "end":
        deputies.end(appointment, reason="De CPO is terug.", by=cpo, at=timezone.now())
    else:
        deputies.stand_down(appointment, by=deputy, at=timezone.now())
    words = "aanwijzing van een waarnemer" if ending == "end" else "waarneming is gestopt"
    readers = told_by_mail(mailoutbox, words)

    about = [message for message in mailoutbox if words in message.subject]
    assert readers == sorted(user.email for user in (cpo, secretary, deputy))
    assert about[0].subject.startswith(f"Waarneming {appointment.pk}: ")
    assert not any(deputy.full_name in f"{m.subject} {m.body}" for m in about)


def test_who_it_concerns_is_told_once_that_the_last_day_is_past(
    cpo: User, secretary: User, mailoutbox: list[EmailMessage]
) -> None:
    now = timezone.now()
    deputy = acts_for_the_cpo(
        person(Role.DEPUTY), at=now - timedelta(days=5), ends_on=localdate(now) - timedelta(days=1)
    )

    readers = told_by_mail(mailoutbox, "waarneming is gestopt")
    again = told_by_mail(mailoutbox, "waarneming is gestopt")

    assert readers == again == sorted(user.email for user in (cpo, secretary, deputy))
