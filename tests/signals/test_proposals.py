"""An expert proposes a weighing; the CPO answers with a reason (domain §2, route 3)."""

from uuid import uuid4

import pytest
from asking import main_text, refusal_of_the_database, signed_in, told, verbs
from asking_today import rows_for
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from building import a_proposal, a_situation, an_expert, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import Proposal
from signals.states import Route, TriggerState
from signals.workflow import proposals

pytestmark = pytest.mark.django_db

FORM = {"disease": "duinkoorts", "reasons": "Veel verzuim."}


def page_of(proposal: Proposal, verb: str = "") -> str:
    name = f"signals:proposal-{verb}" if verb else "signals:proposal"
    return reverse(name, args=[proposal.pk])


def asked_of(role: Role) -> list[str]:
    return [row.action for row in rows_for(person(role), timezone.localdate())]


def test_an_expert_proposes_and_cpo_and_secretaris_hear_of_it(expert: User) -> None:
    an_expert(expert)
    secretariat = {person(role).email for role in (Role.CPO, Role.SECRETARY)}

    signed_in(expert).post(reverse("signals:propose"), FORM)
    doing.do_due(timezone.now())

    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.submitted_by) == ("ingediend", expert)
    assert {message.to[0] for message in mail.outbox} == secretariat
    assert not any("duinkoorts" in message.subject for message in mail.outbox)
    assert asked_of(Role.CPO) == ["Beantwoord dit voorstel"]
    assert asked_of(Role.EXPERT) == ["Wacht op het antwoord van de CPO"]
    assert asked_of(Role.SG_OFFICE) == []


def test_taken_over_it_is_an_own_initiative_in_a_new_situation(cpo: User) -> None:
    proposal = a_proposal()

    signed_in(cpo).post(page_of(proposal, "take-over"), {"answer": "Goed gezien."})

    proposal.refresh_from_db()
    trigger = proposal.trigger
    assert trigger is not None
    assert (trigger.route, trigger.state) == (Route.OWN_INITIATIVE, TriggerState.REGISTERED)
    assert (trigger.situation.disease, trigger.description) == (
        "duinkoorts",
        "Er is veel verzuim in één regio.",
    )
    assert told(proposal)[-1] == ("take_over", cpo.pk)


def test_it_can_be_taken_over_into_a_situation_that_is_followed(cpo: User) -> None:
    proposal, situation = a_proposal(), a_situation()

    proposal = proposals.take_over(
        proposal, answer="Ja.", situation=situation, by=cpo, at=timezone.now()
    )

    assert proposal.trigger is not None
    assert proposal.trigger.situation == situation


def test_a_real_proposal_never_ends_in_an_exercise(cpo: User) -> None:
    proposal, exercise = a_proposal(), a_situation(is_exercise=True)

    with pytest.raises(RefusedError, match="gaan niet samen"):
        proposals.take_over(proposal, answer="Ja.", situation=exercise, by=cpo, at=timezone.now())

    assert Proposal.objects.get().trigger is None


def test_a_proposal_in_an_exercise_stays_there(cpo: User) -> None:
    proposal = a_proposal(is_exercise=True)

    proposal = proposals.take_over(proposal, answer="Ja.", by=cpo, at=timezone.now())

    assert proposal.trigger is not None
    assert proposal.trigger.situation == proposal.exercise


def test_the_expert_gets_the_answer_with_its_reason(cpo: User, expert: User) -> None:
    proposal = a_proposal()
    doing.do_due(timezone.now())
    mail.outbox.clear()

    signed_in(cpo).post(page_of(proposal, "reject"), {"answer": "Te klein."})
    doing.do_due(timezone.now())

    assert [message.to for message in mail.outbox] == [[expert.email]]
    assert "Te klein." in main_text(signed_in(expert).get(page_of(proposal)))
    assert asked_of(Role.EXPERT) == []


def test_an_expert_finds_his_own_proposals_only() -> None:
    proposal = a_proposal()
    stranger = person(Role.EXPERT, "vreemde-expert")
    an_expert(stranger)
    client = signed_in(stranger)

    listed = main_text(client.get(reverse("signals:proposals")))

    assert "Nog geen voorstellen" in listed
    assert client.get(page_of(proposal)).status_code == 404


@pytest.mark.parametrize("verb", ["take_over", "reject"])
def test_only_the_cpo_answers_and_with_a_reason(verb: str, cpo: User, secretary: User) -> None:
    proposal = a_proposal()
    answer = getattr(proposals, verb)

    with pytest.raises(NotAllowedError):
        answer(proposal, answer="x", by=secretary, at=timezone.now())
    with pytest.raises(RefusedError) as refusal:
        answer(proposal, answer=" ", by=cpo, at=timezone.now())

    assert refusal.value.field == "answer"
    assert verbs(proposal, secretary) == []
    assert Proposal.objects.get().trigger is None


def test_an_answer_is_given_once(cpo: User) -> None:
    proposal = proposals.reject(a_proposal(), answer="Nee.", by=cpo, at=timezone.now())

    with pytest.raises(ConflictError):
        proposals.take_over(proposal, answer="Toch.", by=cpo, at=timezone.now())

    said = refusal_of_the_database(proposal, answer="Anders.")
    assert said.startswith("Dit voorstel is beantwoord en verandert niet meer.")
    assert verbs(proposal, cpo) == []


@pytest.mark.parametrize("role", [Role.CPO, Role.SECRETARY, Role.SG_OFFICE])
def test_only_an_expert_proposes(role: Role) -> None:
    with pytest.raises(NotAllowedError):
        proposals.submit(by=person(role), at=timezone.now(), **FORM)

    assert not Proposal.objects.exists()


def test_the_same_form_sent_twice_is_one_proposal(expert: User) -> None:
    client, form = signed_in(expert), FORM | {"request_key": str(uuid4())}

    answers = [client.post(reverse("signals:propose"), form) for _ in range(2)]

    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Proposal.objects.count() == 1
