"""Known before publication: a line without content, one question a day, and a log (§3.6)."""

from datetime import timedelta

import pytest
from asking import BUTTON_ONLY, main_text, refusal_of_the_database, signed_in, verbs
from django.core import mail
from django.utils import timezone
from later import a_leaked_signal
from signal_forms import act_url, fresh

from building import a_signal, person, respond
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site.for_people import home, notices
from mit_waakstand.public_site.models import Publication
from mit_waakstand.workflow import NotAllowedError, RefusedError
from signals.models import Leak
from signals.models.leak import PREPARED_LINE
from signals.states import SignalState
from signals.workflow import leaks, signals

pytestmark = pytest.mark.django_db


def home_page() -> str:
    return "".join(page.body.decode() for page in home.Home().all())


def shown() -> list[str]:
    return [str(notice.html) for notice in notices.notices()]


def test_reporting_makes_nothing_public(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    form = {"known_on": timezone.localdate().strftime("%d-%m-%Y"), "how": "Een krant."}

    answer = signed_in(cpo).post(act_url(signal, "report-leak"), form)

    page = main_text(signed_in(cpo).get(signal.get_absolute_url()))
    assert answer.status_code == 302
    assert "Een krant." in page
    assert shown() == []


def test_the_line_says_nothing_of_the_signal_and_goes_away_when_it_is_published(
    cpo: User,
) -> None:
    signal = a_leaked_signal()
    signed_in(cpo).post(act_url(signal, "show-line"), BUTTON_ONLY)
    on_the_home_page = home_page()
    respond(fresh(signal), on=timezone.now())
    doing.sweep(timezone.now())

    signals.publish(fresh(signal), personal_data_checked=True, by=cpo, at=timezone.now())

    line = Publication.objects.get(key="mededeling-1", version=1)
    assert PREPARED_LINE[:40] in on_the_home_page
    assert line.content["tekst"] == PREPARED_LINE
    assert not any(
        word in line.payload for word in (str(signal.number), signal.title, "zilverkoorts")
    )
    assert shown() == []
    assert PREPARED_LINE[:40] not in home_page()
    assert Leak.objects.get().line_ended_at is not None


def test_the_line_is_put_up_once(cpo: User) -> None:
    signal = a_leaked_signal()
    leaks.show_line(signal, by=cpo, at=timezone.now())

    posted = signed_in(cpo).post(act_url(signal, "show-line"), BUTTON_ONLY)

    assert "show_line" not in verbs(fresh(signal), cpo)
    assert posted.status_code == 409
    assert len(shown()) == 1


def test_the_sg_is_asked_to_respond_sooner_once_a_day(cpo: User, sg_office: User) -> None:
    signal, now = a_leaked_signal(), timezone.now()
    leaks.ask_sooner(signal, by=cpo, at=now)

    again = signed_in(cpo).post(act_url(signal, "ask-sooner"), BUTTON_ONLY)
    leaks.ask_sooner(signal, by=cpo, at=now + timedelta(days=1))
    doing.sweep(timezone.now())

    mails = [m for m in mail.outbox if "verzoek om eerder te reageren" in m.subject]
    assert again.status_code == 422
    assert "Vandaag is dit al gevraagd." in main_text(again)
    assert Work.objects.filter(kind="mail_sooner").count() == 2
    assert [m.to for m in mails] == [[sg_office.email]]
    assert signal.title not in mails[0].body


def test_cpo_and_secretary_see_who_opened_the_signal(cpo: User, sg_office: User) -> None:
    signal = a_leaked_signal()
    signed_in(sg_office).get(signal.get_absolute_url())

    pages = [
        main_text(signed_in(user).get(signal.get_absolute_url()))
        for user in (cpo, person(Role.SECRETARY), sg_office)
    ]

    assert [f"{sg_office.full_name} pagina" in page for page in pages] == [True, True, False]


@pytest.mark.parametrize("state", [SignalState.ADOPTED, SignalState.PUBLISHED])
def test_only_between_issue_and_publication(state: SignalState, cpo: User) -> None:
    signal = a_signal(state)

    posted = signed_in(cpo).post(
        act_url(signal, "report-leak"), {"known_on": "1-9-2026", "how": "x"}
    )

    assert "report_leak" not in verbs(signal, cpo)
    assert posted.status_code == 409
    assert not Leak.objects.exists()


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE])
def test_only_the_cpo_takes_these_steps(role: Role) -> None:
    signal, now = a_leaked_signal(), timezone.now()

    for act in (leaks.show_line, leaks.ask_sooner):
        with pytest.raises(NotAllowedError):
            act(signal, by=person(role), at=now)

    assert shown() == []


def test_an_exercise_gets_no_public_line(cpo: User) -> None:
    signal = a_leaked_signal(is_exercise=True)

    with pytest.raises(RefusedError):
        leaks.show_line(signal, by=cpo, at=timezone.now())
    refusal = refusal_of_the_database(
        signal.leak, line_key="mededeling-1", line_shown_at=timezone.now()
    )

    assert "Over een oefening komt geen openbare regel." in refusal


def test_what_was_reported_does_not_change() -> None:
    leak = a_leaked_signal().leak

    refusal = refusal_of_the_database(leak, how="Anders.")

    assert "verandert niet meer" in refusal
