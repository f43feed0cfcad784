"""Back and away: reopening, withdrawing, and what no signal ever does (domain §3.3)."""

import pytest
from asking import main_text, refusal_of_the_database, signed_in, told, verbs
from signal_forms import NOW, act_url, fresh

from building import TEXT, a_signal, a_weighing, answer_everything, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import Outcome, Signal
from signals.states import SignalState
from signals.workflow import signals, weighings

pytestmark = pytest.mark.django_db

NO_SUCH_STEP = "Deze stap bestaat niet voor een signaal."
NOT_THE_CPO = [Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR]
BEFORE_ISSUE = [SignalState.DRAFT, SignalState.ADOPTED]
AFTER_ISSUE = [SignalState.ISSUED, SignalState.ANSWERED, SignalState.PUBLISHED]


def test_reopening_makes_it_a_concept_again_and_says_why(cpo: User) -> None:
    signal = a_signal(SignalState.ADOPTED)
    read = signal.text_hash

    signed_in(cpo).post(act_url(signal, "reopen"), {"reason": "Een cijfer klopt niet."})

    signal = fresh(signal)
    assert signal.state == SignalState.DRAFT
    assert (signal.adopted_at, signal.adopted_by, signal.text_hash) == (None, None, "")
    assert read in signal.history.values_list("text_hash", flat=True)
    assert told(signal)[-1] == ("reopen", cpo.pk)
    assert "Een cijfer klopt niet." in Event.objects.about(signal)[0].payload


def test_after_reopening_the_text_changes_and_is_adopted_anew(cpo: User) -> None:
    signal = signals.reopen(a_signal(SignalState.ADOPTED), reason="Fout.", by=cpo, at=NOW)

    signal = signals.edit(signal, text="Beter.", by=cpo, at=NOW)
    signal = signals.adopt(signal, by=cpo, at=NOW)

    assert (signal.state, signal.text_hash) == (SignalState.ADOPTED, signal.hash_of_text())


@pytest.mark.parametrize("verb", ["reopen", "withdraw"])
def test_it_asks_for_a_reason(verb: str, cpo: User) -> None:
    signal = a_signal(SignalState.ADOPTED)

    sent = signed_in(cpo).post(act_url(signal, verb), {"reason": "  "})

    assert sent.status_code == 422
    assert 'href="#id_reason"' in sent.content.decode()
    with pytest.raises(RefusedError, match="kan alleen met een reden"):
        getattr(signals, verb)(signal, reason=" ", by=cpo, at=NOW)
    assert fresh(signal).state == SignalState.ADOPTED


@pytest.mark.parametrize("state", BEFORE_ISSUE)
def test_what_was_not_issued_is_withdrawn_with_a_reason_and_kept(
    state: SignalState, cpo: User, sg_office: User
) -> None:
    signal = a_signal(state)

    signed_in(cpo).post(act_url(signal, "withdraw"), {"reason": "Niet meer nodig."})

    signal = fresh(signal)
    page = main_text(signed_in(cpo).get(signal.get_absolute_url()))
    assert (signal.state, signal.withdrawn_by) == (SignalState.WITHDRAWN, cpo)
    assert signal.withdrawal_reason == "Niet meer nodig."
    assert "Niet meer nodig." in page
    assert signed_in(sg_office).get(signal.get_absolute_url()).status_code == 404


def test_closing_without_signal_withdraws_the_concept_with_the_outcome_as_reason(
    cpo: User,
) -> None:
    weighing = answer_everything(a_weighing())
    concept = signals.draft(weighing, title="Concept", by=cpo, at=NOW)
    weighings.close(
        weighing, outcome=Outcome.NO_SIGNAL, rationale="Klein.", urgency="Nacht.", by=cpo, at=NOW
    )

    after = fresh(concept)

    assert (after.state, after.withdrawal_reason) == (SignalState.WITHDRAWN, "Klein.")


@pytest.mark.parametrize("role", NOT_THE_CPO)
@pytest.mark.parametrize("verb", ["reopen", "withdraw"])
def test_only_the_cpo_goes_back(role: Role, verb: str) -> None:
    signal = a_signal(SignalState.ADOPTED)

    offered = verbs(signal, person(role))

    assert verb not in offered
    with pytest.raises(NotAllowedError):
        getattr(signals, verb)(signal, reason="Reden.", by=person(role), at=NOW)
    assert fresh(signal).state == SignalState.ADOPTED


@pytest.mark.parametrize("verb", ["reopen", "withdraw"])
@pytest.mark.parametrize("state", AFTER_ISSUE)
def test_an_issued_signal_does_not_go_back(verb: str, state: SignalState, cpo: User) -> None:
    signal = a_signal(state)
    target = SignalState.DRAFT if verb == "reopen" else SignalState.WITHDRAWN

    sent = signed_in(cpo).post(act_url(signal, verb), {"reason": "Reden."})
    refusal = refusal_of_the_database(signal, state=target)

    assert verb not in verbs(signal, cpo)
    assert sent.status_code == 409
    assert "Deze stap kan niet meer" in main_text(sent)
    assert refusal != ""
    assert fresh(signal).state == state


def a_withdrawn_signal() -> Signal:
    cpo = person(Role.CPO)
    return signals.withdraw(a_signal(SignalState.ADOPTED), reason="Reden.", by=cpo, at=NOW)


@pytest.mark.parametrize("verb", ["edit", "adopt", "reopen", "withdraw", "issue", "publish"])
def test_a_withdrawn_signal_does_nothing_any_more(verb: str, cpo: User) -> None:
    signal = a_withdrawn_signal()

    sent = signed_in(cpo).post(
        act_url(signal, verb), TEXT | {"reason": "Reden.", "personal_data_checked": "on"}
    )

    assert verbs(signal, cpo) == []
    assert sent.status_code == 409


@pytest.mark.parametrize("state", [s for s in SignalState if s != SignalState.WITHDRAWN])
def test_the_database_keeps_a_withdrawn_signal_withdrawn(state: SignalState) -> None:
    signal = a_withdrawn_signal()

    refusal = refusal_of_the_database(signal, state=state)

    assert NO_SUCH_STEP in refusal


SHORT_CUTS = [
    (SignalState.DRAFT, SignalState.ISSUED),
    (SignalState.DRAFT, SignalState.ANSWERED),
    (SignalState.DRAFT, SignalState.PUBLISHED),
    (SignalState.ADOPTED, SignalState.ANSWERED),
    (SignalState.ADOPTED, SignalState.PUBLISHED),
    (SignalState.ISSUED, SignalState.ADOPTED),
    (SignalState.ISSUED, SignalState.DRAFT),
    (SignalState.ANSWERED, SignalState.ISSUED),
    (SignalState.ANSWERED, SignalState.DRAFT),
    (SignalState.ANSWERED, SignalState.ADOPTED),
]


@pytest.mark.parametrize(("source", "target"), SHORT_CUTS)
def test_the_database_knows_no_short_cut(source: SignalState, target: SignalState) -> None:
    signal = a_signal(source)

    refusal = refusal_of_the_database(signal, state=target)

    assert NO_SUCH_STEP in refusal


@pytest.mark.parametrize("state", BEFORE_ISSUE)
def test_no_response_is_recorded_before_issue(state: SignalState, secretary: User) -> None:
    signal = a_signal(state)

    sent = signed_in(secretary).post(
        act_url(signal, "respond"),
        {"text": "Ja.", "signed_by": "SG", "dated_on": "1-9-2026", "sent_on": "1-9-2026"},
    )

    assert "respond" not in verbs(signal, secretary)
    assert sent.status_code == 409


def test_adopting_twice_is_told_to_the_second(cpo: User) -> None:
    signal = a_signal(SignalState.ADOPTED)

    with pytest.raises(ConflictError, match="De stand is nu “vastgesteld”"):
        signals.adopt(signal, by=cpo, at=NOW)
