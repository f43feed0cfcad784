"""No response in time: nothing goes public by itself, and only under a standing decision (§3.6)."""

from datetime import timedelta

import pytest
from asking import main_text, refusal_of_the_database, signed_in, verbs
from django.urls import reverse
from django.utils import timezone
from later import a_late_signal, a_signal_without_response, a_standing_decision
from signal_forms import a_response, act_url, fresh

from building import a_signal, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.public_site.for_people import notices
from mit_waakstand.public_site.models import Publication
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import Signal, StandingDecision
from signals.states import SignalState
from signals.workflow import publishing, standing_decisions

pytestmark = pytest.mark.django_db

VERB = "publish-without-response"
CHECKED = {"personal_data_checked": "on"}


def published() -> Publication:
    return Publication.objects.get(kind="signaal")


def test_nothing_is_ever_published_by_itself() -> None:
    signal = a_late_signal()
    a_standing_decision()

    for days in (0, 1, 30):
        doing.sweep(timezone.now() + timedelta(days=days))

    assert fresh(signal).state == SignalState.ISSUED
    assert not Publication.objects.filter(kind="signaal").exists()


def test_by_default_there_is_no_standing_decision_and_so_no_publication(cpo: User) -> None:
    signal = a_late_signal()
    client = signed_in(cpo)

    page = client.get(reverse("signals:standing-decisions"))
    posted = client.post(act_url(signal, VERB), CHECKED)
    refusal = refusal_of_the_database(
        signal, state="gepubliceerd", published_at=timezone.now(), published_by_id=cpo.pk
    )

    assert "Er geldt nu geen vast besluit." in main_text(page)
    assert posted.status_code == 422
    assert "alleen onder een vast besluit van de CPO" in main_text(posted)
    assert "published_signal_has_a_response_or_a_standing_decision" in refusal
    assert not Publication.objects.filter(kind="signaal").exists()


def test_not_before_the_term_is_over(cpo: User) -> None:
    signal, decision = a_signal(SignalState.ISSUED), a_standing_decision()

    posted = signed_in(cpo).post(act_url(signal, VERB), CHECKED)
    refusal = refusal_of_the_database(
        signal,
        state="gepubliceerd",
        published_at=timezone.now(),
        published_by_id=cpo.pk,
        standing_decision_id=decision.pk,
    )

    assert posted.status_code == 422
    assert "De termijn van twee weken is nog niet verstreken." in main_text(posted)
    assert "alleen openbaar na de termijn" in refusal


def test_not_under_a_decision_that_has_ended(cpo: User) -> None:
    signal, decision = a_late_signal(), a_standing_decision()
    standing_decisions.end(decision, end_rationale="Klaar.", by=cpo, at=timezone.now())

    with pytest.raises(RefusedError):
        publishing.publish_without_response(
            signal, personal_data_checked=True, by=cpo, at=timezone.now()
        )
    refusal = refusal_of_the_database(
        signal,
        state="gepubliceerd",
        published_at=timezone.now() + timedelta(hours=1),
        published_by_id=cpo.pk,
        standing_decision_id=decision.pk,
    )

    assert "onder een vast besluit dat dan geldt" in refusal


def test_under_a_standing_decision_the_cpo_may_publish_a_late_signal(cpo: User) -> None:
    signal, decision = a_late_signal(), a_standing_decision()

    answer = signed_in(cpo).post(act_url(signal, VERB), CHECKED)

    after, content = fresh(signal), published().content
    assert answer.status_code == 302
    assert (after.state, after.standing_decision) == (SignalState.PUBLISHED, decision)
    assert content["reactie"] is None
    assert content["zonderReactie"]["vastBesluit"] == decision.public_text
    assert [file.name for file in published().published_files] == [
        f"{content['nummer'].lower()}-signaal.pdf"
    ]


def test_late_stays_late_when_it_was_published_without_a_response() -> None:
    signal = a_signal_without_response()

    today = timezone.localdate()

    assert signal.awaits_response()
    assert signal.is_overdue(today)
    assert Signal.objects.waiting_for_response().get() == signal
    assert Signal.objects.overdue(today).get() == signal


def test_the_response_is_added_when_it_comes_and_asks_for_an_aanvulling(
    cpo: User, sg_office: User
) -> None:
    signal = a_signal_without_response()
    before = verbs(signal, cpo)

    answer = signed_in(sg_office).post(act_url(signal, "add-response"), a_response())

    after = fresh(signal)
    assert answer.status_code == 302
    assert after.state == SignalState.PUBLISHED
    assert not after.awaits_response()
    assert "publish_supplement" not in before
    assert "publish_supplement" in verbs(after, cpo)
    worklist = main_text(signed_in(cpo).get(reverse("office:worklist")))
    assert "Aanvulling publiceren" in worklist or "Wacht op een nieuwe openbare versie" in worklist


def test_the_address_of_the_first_response_works_then_too(sg_office: User) -> None:
    signal = a_signal_without_response()

    answer = signed_in(sg_office).post(act_url(signal, "respond"), a_response())

    assert answer.status_code == 302
    assert fresh(signal).response_or_none() is not None


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE])
def test_nobody_but_the_cpo_publishes_without_a_response_or_decides(role: Role) -> None:
    signal, now = a_late_signal(), timezone.now()
    a_standing_decision()

    with pytest.raises(NotAllowedError):
        publishing.publish_without_response(
            signal, personal_data_checked=True, by=person(role), at=now
        )
    with pytest.raises(NotAllowedError):
        standing_decisions.decide(
            decided_on=now.date(), rationale="x", public_text="x", by=person(role), at=now
        )


def test_an_exercise_is_not_published_without_a_response_either(cpo: User) -> None:
    signal = a_late_signal(is_exercise=True)
    decision = a_standing_decision()

    posted = signed_in(cpo).post(act_url(signal, VERB), CHECKED)
    refusal = refusal_of_the_database(
        signal,
        state="gepubliceerd",
        published_at=timezone.now(),
        published_by_id=cpo.pk,
        standing_decision_id=decision.pk,
    )

    assert posted.status_code == 422
    assert "exercise_is_never_published" in refusal


# --- The standing decision itself --------------------------------------------------------------


def test_a_standing_decision_is_public_as_long_as_it_holds(cpo: User) -> None:
    decision = a_standing_decision()
    shown = [str(notice.html) for notice in notices.notices()]

    standing_decisions.end(decision, end_rationale="Niet nodig.", by=cpo, at=timezone.now())

    assert len(shown) == 1
    assert decision.public_text in shown[0]
    assert decision.rationale not in shown[0]
    assert notices.notices() == []


def test_one_standing_decision_holds_at_a_time(cpo: User) -> None:
    a_standing_decision()
    form = {"decided_on": "1-9-2026", "rationale": "Reden.", "public_text": "Tekst."}

    answer = signed_in(cpo).post(reverse("signals:standing-decision-decide"), form)

    assert answer.status_code == 409
    assert "Er geldt al een vast besluit." in main_text(answer)
    assert StandingDecision.objects.count() == 1


def test_a_standing_decision_does_not_change_and_ends_once(cpo: User) -> None:
    decision = a_standing_decision()
    refusal = refusal_of_the_database(decision, public_text="Anders.")
    standing_decisions.end(decision, end_rationale="Klaar.", by=cpo, at=timezone.now())

    with pytest.raises(ConflictError):
        standing_decisions.end(decision, end_rationale="Nog eens.", by=cpo, at=timezone.now())

    assert "Een vast besluit verandert niet meer" in refusal


def test_cpo_and_secretaris_find_the_standing_decisions_beside_the_decisions() -> None:
    roles = (Role.CPO, Role.SECRETARY, Role.SG_OFFICE)

    pages = {role: signed_in(person(role)).get(reverse("signals:decisions")) for role in roles}

    link = f'href="{reverse("signals:standing-decisions")}"'
    found = {role for role, page in pages.items() if link in page.content.decode()}
    assert found == {Role.CPO, Role.SECRETARY}
