"""Roles are dated, who leaves is out at once everywhere, and each year somebody looks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from asking import main_text, refusal_of_sql, signed_in
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from time_machine import travel

from building import a_signal, a_weighing, amsterdam, person
from mit_waakstand.accounts.models import LiveSession, RoleAssignment, User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.calendar_feed import workflow as calendar
from mit_waakstand.duties.models import months_later
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.people import workflow
from mit_waakstand.people.models import AccessReview
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, RefusedError
from mit_waakstand.worklist import Urgency, rows
from signals.states import SignalState

pytestmark = pytest.mark.django_db

LATER = timedelta(minutes=11)
REASON = {"because": "uit dienst"}


def now() -> datetime:
    return timezone.now()


def test_a_new_role_ends_the_old_one_on_a_day_with_who_and_why(
    administrator: User, secretary: User
) -> None:
    at = now() + timedelta(days=1)

    workflow.change_role(secretary, role="cpo", because="benoemd", by=administrator, at=at)

    new, old = RoleAssignment.objects.of(secretary)
    assert (new.role, new.since, new.until, new.given_by, new.because) == (
        "cpo",
        at,
        None,
        administrator,
        "benoemd",
    )
    assert (old.role, old.until) == ("secretaris", new.since) or old.until is not None
    assert [event.verb for event in Event.objects.about(secretary)] == ["change_role"]


def test_postgresql_dates_a_role_whoever_changes_it(secretary: User) -> None:
    User.objects.filter(pk=secretary.pk).update(role=Role.EXPERT)
    User.objects.filter(pk=secretary.pk).update(is_active=False)

    roles = [(row.role, row.until is None) for row in RoleAssignment.objects.of(secretary)]
    said = refusal_of_sql(
        "INSERT INTO accounts_roleassignment (user_id, role, since, because) "
        "VALUES (%(u)s, 'cpo', now(), ''), (%(u)s, 'cpo', now(), '')".replace(
            "%(u)s", str(secretary.pk)
        ),
        [],
    )

    assert roles == [("expert", False), ("secretaris", False)]
    assert "one_role_at_a_time" in said


def test_who_is_given_another_role_signs_in_anew(administrator: User, secretary: User) -> None:
    inside = signed_in(secretary)

    workflow.change_role(secretary, role="expert", because="zo", by=administrator, at=now())

    assert inside.get("/werk/").status_code == 302


def test_nobody_changes_his_own_role_or_closes_his_own_account(administrator: User) -> None:
    acts = [
        lambda: workflow.change_role(
            administrator, role="cpo", because="zo", by=administrator, at=now()
        ),
        lambda: workflow.deactivate(administrator, because="zo", by=administrator, at=now()),
        lambda: workflow.reset_second_factor(
            administrator, because="zo", by=administrator, at=now()
        ),
    ]

    for act in acts:
        with pytest.raises(RefusedError, match="een andere beheerder"):
            act()


def test_who_is_deactivated_is_out_at_once_everywhere(administrator: User, expert: User) -> None:
    calendar_address = reverse("calendar_feed:feed", args=[calendar.renew(by=expert, at=now())])
    a_weighing()  # to which the expert was invited, by a link too
    assert PersonalLink.objects.open_at(now()).exists()
    inside = signed_in(expert)
    before = (inside.get("/werk/").status_code, Client().get(calendar_address).status_code)

    workflow.deactivate(expert, because="uit dienst", by=administrator, at=now())

    after = (inside.get("/werk/").status_code, Client().get(calendar_address).status_code)
    assert (before, after) == ((200, 200), (302, 404))
    assert not LiveSession.objects.filter(user=expert).exists()
    assert not PersonalLink.objects.open_at(now()).exists()
    workflow.reactivate(expert, because="terug", by=administrator, at=now())
    assert inside.get("/werk/").status_code == 302
    assert Client().get(calendar_address).status_code == 404


def test_an_account_is_closed_once(administrator: User, expert: User) -> None:
    workflow.deactivate(expert, because="zo", by=administrator, at=now())

    with pytest.raises(ConflictError):
        workflow.deactivate(expert, because="zo", by=administrator, at=now())


def test_resetting_a_second_factor_signs_out_and_tells_the_owner(
    administrator: User, cpo: User
) -> None:
    TOTP.activate(cpo, "JBSWY3DPEHPK3PXP")
    inside = signed_in(cpo)

    answer = signed_in(administrator).post(
        f"/werk/accounts/{cpo.pk}/tweede-stap/", {"because": "telefoon kwijt"}
    )
    doing.do_due(now())

    assert answer.status_code == 302
    assert not Authenticator.objects.exists()
    assert inside.get("/werk/").status_code == 302
    assert [sent.to for sent in mail.outbox] == [[cpo.email]]
    assert "heeft de tweede stap van uw aanmelding gewist" in mail.outbox[0].body


def test_the_gravest_acts_ask_again_after_ten_minutes_and_keep_what_was_typed(
    administrator: User, expert: User
) -> None:
    administrator.set_password("vier willekeurige woorden samen")
    administrator.save()
    address = f"/werk/accounts/{expert.pk}/sluiten/"
    start = amsterdam(2026, 9, 1)
    with travel(start, tick=False):
        client = signed_in(administrator)
        at_once = client.get(address).status_code
    with travel(start + LATER, tick=False):
        asked = client.post(address, REASON)
        expert.refresh_from_db()
        was_active = expert.is_active
        again = client.post(
            asked.headers["Location"], {"password": "vier willekeurige woorden samen"}
        )

    expert.refresh_from_db()
    assert (at_once, asked.status_code, was_active) == (200, 302, True)
    assert asked.headers["Location"].startswith("/aanmelden/opnieuw/")
    assert again.headers["Location"] == f"/werk/accounts/{expert.pk}/"
    assert not expert.is_active


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        (SignalState.ADOPTED, "uitbrengen"),
        (SignalState.ANSWERED, "publiceren"),
        (SignalState.PUBLISHED, "offline"),
    ],
)
def test_issuing_publishing_and_taking_away_ask_again_who_it_is(
    cpo: User, state: SignalState, verb: str
) -> None:
    cpo.set_password("vier willekeurige woorden samen")
    cpo.save()
    signal = a_signal(state)
    client = signed_in(cpo)
    address = reverse("signals:signal", args=[signal.pk])

    at_once = client.get(address + f"{verb}/").status_code
    with travel(now() + LATER):
        shown = client.get(address).status_code
        asked = client.get(address + f"{verb}/")

    assert (at_once, shown) == (200, 200)
    assert asked.headers["Location"].startswith("/aanmelden/opnieuw/?next=")


def test_correcting_an_address_in_the_admin_asks_again_who_it_is(
    administrator: User, expert: User
) -> None:
    administrator.set_password("vier willekeurige woorden samen")
    administrator.save()
    client = signed_in(administrator)
    address = f"/beheer/accounts/user/{expert.pk}/change/"

    with travel(now() + LATER):
        asked = client.post(address, {"full_name": "Een ander", "email": "ander@voorbeeld.invalid"})

    told = expert.email
    expert.refresh_from_db()
    assert asked.headers["Location"].startswith("/aanmelden/opnieuw/")
    assert expert.email == told


def test_the_old_address_is_told_when_the_beheerder_changes_it(
    administrator: User, expert: User
) -> None:
    old = expert.email
    form = {"full_name": expert.full_name, "email": "ander@voorbeeld.invalid"}

    signed_in(administrator).post(f"/beheer/accounts/user/{expert.pk}/change/", form)
    work = Work.objects.get(kind="mail_address_changed")
    doing.do(work.pk)

    (sent,) = mail.outbox
    assert sent.to == [old]
    assert "Bel dan direct de secretaris" in sent.body
    assert old not in str(work.details)
    assert "ander@voorbeeld.invalid" not in sent.body


def test_a_wrong_password_confirms_nothing(administrator: User, expert: User) -> None:
    administrator.set_password("vier willekeurige woorden samen")
    administrator.save()
    start = amsterdam(2026, 9, 1)
    with travel(start, tick=False):
        client = signed_in(administrator)
    with travel(start + LATER, tick=False):
        asked = client.post(f"/werk/accounts/{expert.pk}/sluiten/", REASON)
        said = client.post(asked.headers["Location"], {"password": "iets anders"})

    expert.refresh_from_db()
    assert "Dit is niet uw huidige wachtwoord." in main_text(said)
    assert expert.is_active


def test_a_review_takes_everybody_or_nobody(cpo: User, secretary: User, expert: User) -> None:
    workflow_of = signed_in(cpo)
    everybody = [cpo.pk, secretary.pk, expert.pk]

    one_missing = workflow_of.post("/werk/accounts/beoordelen/", {"correct": everybody[:2]})
    done = workflow_of.post("/werk/accounts/beoordelen/", {"correct": everybody})

    assert one_missing.status_code == 422
    assert "Niet iedereen is aangevinkt." in main_text(one_missing)
    assert done.status_code == 302
    made = AccessReview.objects.get()
    assert sorted(made.roles) == sorted([person.pk, person.role] for person in User.objects.all())
    with pytest.raises(DatabaseError, match="liggen vast"), transaction.atomic():
        AccessReview.objects.update(remarks="anders")


def test_the_review_of_access_stands_in_nu_te_doen_from_a_month_before(
    cpo: User, administrator: User, secretary: User
) -> None:
    first = localdate(RoleAssignment.objects.earliest("since").since)
    due = months_later(first, 12)

    def asked(someone: User, day: date) -> list[tuple[str, Urgency]]:
        return [(row.url, row.urgency) for row in rows["access review"](someone, day)]

    month_before = months_later(due, -1)
    review, accounts = "/werk/accounts/beoordelen/", "/werk/accounts/"
    assert asked(cpo, month_before) == asked(administrator, month_before) == []
    assert asked(cpo, due) == [(review, Urgency.SOON)]
    assert asked(administrator, due) == [(accounts, Urgency.SOON)]
    assert asked(cpo, due + timedelta(days=1)) == [(review, Urgency.OVERDUE)]
    assert asked(secretary, due) == []
    everybody = [cpo.pk, administrator.pk, secretary.pk]
    with travel(datetime.combine(due, time(12), UTC), tick=False):
        workflow.review(correct=everybody, remarks="", by=cpo, at=timezone.now())
    assert asked(cpo, due + timedelta(days=1)) == []


def test_the_list_asks_the_same_of_the_database_for_one_and_for_three(
    administrator: User, django_assert_num_queries: object
) -> None:
    client = signed_in(administrator)
    client.get("/werk/accounts/")
    person(Role.EXPERT)
    person(Role.CPO)

    with django_assert_num_queries(7):
        page = client.get("/werk/accounts/")

    assert main_text(page).count("functioneel beheerder") == 1
    assert main_text(page).count("expert") == 1
