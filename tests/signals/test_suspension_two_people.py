"""A suspension that is registered while somebody else acts, each on a connection of his own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from asking import BUTTON_ONLY, signed_in
from django.db import connection, connections, transaction
from django.urls import reverse
from django.utils import timezone
from test_two_people import at_one_moment, statuses, words

from building import a_commission, a_decision, a_signal, a_suspension, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.public_site.models import Publication
from mit_waakstand.trail.models import Event
from mit_waakstand.trail.verification import problems
from mit_waakstand.workflow import RefusedError
from signals.models import MinisterDecision, Signal, Suspension
from signals.states import SignalState, SuspensionState
from signals.workflow import signals, suspensions

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_register_one_suspension_once() -> None:
    suspension = a_suspension(SuspensionState.PROPOSED)
    address = reverse("signals:suspension-register", args=[suspension.pk])
    windows = [signed_in(person(Role.CPO)) for _ in range(2)]

    answers = at_one_moment(
        *(lambda window=window: window.post(address, BUTTON_ONLY) for window in windows)
    )

    assert statuses(answers) == [302, 409]
    assert "Misschien was iemand anders u voor" in words(answers, 409)
    assert Suspension.objects.get().state == SuspensionState.RUNNING
    assert Publication.objects.filter(kind=Publication.Kind.STANDING).count() == 1
    assert list(problems()) == []


def test_two_commissies_at_one_moment_propose_one_suspension() -> None:
    suspension = a_suspension(SuspensionState.DROPPED)
    other = a_commission(name="Commissie MIT goudkoorts")
    open_one = other.suspensions.get()
    drop = reverse("signals:suspension-drop", args=[open_one.pk])
    client = signed_in(person(Role.CPO))
    client.post(drop, {"reason": "Dubbel."})
    addresses = [
        reverse("signals:commission-propose", args=[commission.pk])
        for commission in (suspension.commission, other)
    ]
    windows = [signed_in(person(role)) for role in (Role.CPO, Role.SECRETARY)]

    answers = at_one_moment(
        *(
            lambda window=window, address=address: window.post(address, BUTTON_ONLY)
            for window, address in zip(windows, addresses, strict=True)
        )
    )

    assert statuses(answers)[0] == 302
    assert statuses(answers)[1] in {409, 422}
    assert Suspension.objects.open().count() == 1


def test_a_signal_is_issued_before_the_suspension_or_not_at_all() -> None:
    signal, suspension = a_signal(SignalState.ADOPTED), a_suspension(SuspensionState.PROPOSED)
    cpo, other = signed_in(person(Role.CPO)), signed_in(person(Role.CPO, "tweede-cpo"))

    issue, register = at_one_moment(
        lambda: cpo.post(reverse("signals:signal-issue", args=[signal.pk]), BUTTON_ONLY),
        lambda: other.post(
            reverse("signals:suspension-register", args=[suspension.pk]), BUTTON_ONLY
        ),
    )

    issued = Signal.objects.get().state == SignalState.ISSUED
    order = list(
        Event.objects.filter(verb__in=("issue", "register"))
        .exclude(subject="signals.trigger")
        .order_by("position")
        .values_list("verb", flat=True)
    )
    assert register.status_code == 302
    assert issue.status_code == (302 if issued else 422)
    assert order == (["issue", "register"] if issued else ["register"])


def test_who_issues_waits_for_who_is_registering_and_is_then_refused() -> None:
    signal, suspension = a_signal(SignalState.ADOPTED), a_suspension(SuspensionState.PROPOSED)
    cpo = person(Role.CPO)

    def issue() -> str:
        try:
            signals.issue(signal, by=cpo, at=timezone.now())
        except RefusedError as refusal:
            return refusal.message
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            suspensions.register(suspension, by=cpo, at=timezone.now())
            answer = pool.submit(issue)
            while not _somebody_waits() and not answer.done():
                pass
        said = answer.result()

    assert said == "De waakstand is opgeschort: er gaat geen signaal uit."
    assert Signal.objects.get().number is None


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_a_wrong_decision_is_replaced_once() -> None:
    decision = a_decision(a_signal(SignalState.ISSUED))
    address = reverse("signals:ministerdecision-replace", args=[decision.pk])
    form = {
        "kind": "tot_instelling",
        "decided_on": decision.decided_on.strftime("%d-%m-%Y"),
        "signals": [decision.signals.get().pk],
    }
    windows = [signed_in(person(role)) for role in (Role.SECRETARY, Role.SG_OFFICE)]

    answers = at_one_moment(
        *(lambda window=window: window.post(address, form) for window in windows)
    )

    assert statuses(answers) == [302, 409]
    assert MinisterDecision.objects.standing().count() == 1
    assert MinisterDecision.objects.count() == 2
