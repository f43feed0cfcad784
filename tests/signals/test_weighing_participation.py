"""Who takes part in a weighing: the draft list, invitations, declining, standpunten of others."""

from datetime import date

import pytest
from asking import main_text, refusal_of_the_database, signed_in, told, verbs
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from building import (
    a_signal,
    a_weighing,
    acts_for_the_cpo,
    amsterdam,
    an_expert,
    answer_everything,
    person,
)
from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.forms.participation import RecordForm
from signals.models import Outcome, Participant, Signal, Weighing
from signals.states import SignalState
from signals.workflow import weighings

pytestmark = pytest.mark.django_db

NOW = amsterdam(2026, 9, 2, hour=14)


def act_url(weighing: Weighing, verb: str) -> str:
    return reverse(f"signals:weighing-{verb}", args=[weighing.pk])


def a_second_expert() -> Expert:
    return an_expert(person(Role.EXPERT, "tweede-expert"))


def second() -> User:
    return person(Role.EXPERT, "tweede-expert")


def propose(weighing: Weighing, *experts: Expert) -> Weighing:
    return weighings.propose_expert(weighing, experts=experts, by=person(Role.SECRETARY), at=NOW)


def opine(weighing: Weighing, opinion: Outcome, *, by: User, why: str = "Mijn reden.") -> Weighing:
    return weighings.give_opinion(weighing, opinion=opinion, rationale=why, by=by, at=NOW)


def page_for(weighing: Weighing, user: User) -> str:
    return main_text(signed_in(user).get(weighing.get_absolute_url()))


# --- The draft list of the secretaris ---------------------------------------------------------


def test_the_secretaris_proposes_experts_who_are_told_nothing(secretary: User) -> None:
    weighing = a_weighing()
    signal = a_concept(weighing)

    propose(weighing, a_second_expert())

    proposed = weighing.participants.get(expert=a_second_expert())
    assert (proposed.invited_at, proposed.proposed_by) == (None, secretary)
    assert not Work.objects.about(proposed).exists()
    assert not weighing.is_visible_to(second())
    assert not signal.is_visible_to(second())
    client = signed_in(second())
    assert client.get(weighing.get_absolute_url()).status_code == 404
    assert weighing.situation.title not in main_text(client.get("/werk/"))
    assert told(weighing)[-1] == ("propose_expert", secretary.pk)


def a_concept(weighing: Weighing) -> Signal:
    signal = a_signal(SignalState.DRAFT)
    Signal.objects.filter(pk=signal.pk).update(weighing=weighing)
    return Signal.objects.get(pk=signal.pk)


@pytest.mark.parametrize("role", [Role.CPO, Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_only_the_secretaris_keeps_the_draft_list(role: Role) -> None:
    weighing = a_weighing()

    with pytest.raises(NotAllowedError):
        weighings.propose_expert(weighing, experts=[a_second_expert()], by=person(role), at=NOW)

    assert weighing.participants.count() == 1


def test_an_expert_is_proposed_once() -> None:
    weighing = a_weighing()

    with pytest.raises(RefusedError, match="Dina Proef staat al bij deze weging") as refusal:
        propose(weighing, an_expert())

    assert refusal.value.field == "experts"


def test_the_cpo_invites_all_proposed_experts_with_one_click(cpo: User) -> None:
    weighing = a_weighing()
    third = Expert.objects.create(name="Floris Proef", expertise="economie")
    propose(weighing, a_second_expert(), third)
    client = signed_in(cpo)
    page = main_text(client.get(weighing.get_absolute_url()))

    client.post(act_url(weighing, "invite"), {"experts": [a_second_expert().pk, third.pk]})

    assert "De secretaris stelt 2 experts voor." in page
    assert "Floris Proef uitnodigen" in page
    assert weighing.participants.proposed().count() == 0
    assert weighing.is_visible_to(second())


def test_the_cpo_finds_the_draft_list_under_nu_te_doen(cpo: User, secretary: User) -> None:
    propose(a_weighing(), a_second_expert())

    pages = [main_text(signed_in(user).get("/werk/")) for user in (cpo, secretary)]

    asked = ["Nodig de voorgestelde experts uit" in page for page in pages]
    assert asked == [True, False]


def test_an_expert_who_stays_on_the_draft_list_is_shown_as_not_invited(cpo: User) -> None:
    weighing = propose(a_weighing(), a_second_expert())

    pages = [page_for(weighing, user) for user in (cpo, person(Role.EXPERT))]

    assert ["Niet uitgenodigd." in page for page in pages] == [True, False]


def test_the_database_knows_no_taking_part_without_an_invitation() -> None:
    weighing = propose(a_weighing(), a_second_expert())
    proposed = weighing.participants.get(expert=a_second_expert())

    refusals = [
        refusal_of_the_database(proposed, took_part=True),
        refusal_of_the_database(proposed, declined_at=NOW),
    ]

    assert ["only_the_invited_take_part" in refusal for refusal in refusals] == [True, True]


def test_if_one_of_several_cannot_be_invited_nobody_is(cpo: User) -> None:
    weighing = a_weighing()

    with pytest.raises(RefusedError):
        weighings.invite_all(weighing, experts=[a_second_expert(), an_expert()], by=cpo, at=NOW)

    assert not weighing.participants.filter(expert=a_second_expert()).exists()


# --- Declining --------------------------------------------------------------------------------


def test_an_expert_declines_and_no_longer_sees_the_weighing(expert: User, cpo: User) -> None:
    weighing = a_weighing()
    client = signed_in(expert)

    answer = client.post(act_url(weighing, "decline"), {"reason": "Op reis."})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/werk/")
    assert client.get(weighing.get_absolute_url()).status_code == 404
    assert "Heeft zich afgemeld op" in page_for(weighing, cpo)
    assert "Reden: Op reis." in page_for(weighing, cpo)
    assert told(weighing)[-1] == ("decline", expert.pk)


def test_who_declined_can_be_invited_again_and_gets_mail_again(
    expert: User, cpo: User, mailoutbox: list[EmailMessage]
) -> None:
    now = timezone.now()
    weighing = a_weighing(at=now)
    doing.do_due(now)
    weighings.decline(weighing, by=expert, at=now)

    weighings.invite(weighing, expert=an_expert(), by=cpo, at=now)

    doing.do_due(timezone.now())
    assert [message.to for message in mailoutbox] == [[expert.email]] * 2
    assert weighing.is_visible_to(expert)


def test_who_took_part_does_not_decline(expert: User) -> None:
    weighing = opine(a_weighing(), Outcome.SIGNAL, by=expert)

    with pytest.raises(RefusedError, match="U nam al deel"):
        weighings.decline(weighing, by=expert, at=NOW)

    assert "decline" not in verbs(weighing, expert)
    taken = weighing.participants.get()
    assert "who_declined_took_no_part" in refusal_of_the_database(taken, declined_at=NOW)


@pytest.mark.parametrize("role", [Role.CPO, Role.SECRETARY, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_nobody_declines_for_an_expert(role: Role) -> None:
    weighing = a_weighing()

    with pytest.raises(NotAllowedError):
        weighings.decline(weighing, by=person(role), at=NOW)


def test_an_expert_who_acts_for_the_cpo_has_no_standpunt_without_an_invitation() -> None:
    weighing = a_weighing()
    acting = acts_for_the_cpo(second())
    a_second_expert()

    with pytest.raises(NotAllowedError):
        opine(weighing, Outcome.SIGNAL, by=acting)

    assert {"give_opinion", "decline"}.isdisjoint(verbs(weighing, acting))


# --- What the secretariat records -------------------------------------------------------------


def record(weighing: Weighing, **given: str) -> Weighing:
    return weighings.record_opinion(
        weighing,
        participant=weighing.participants.get(),
        by=person(Role.SECRETARY),
        at=NOW,
        **given,
    )


def test_the_secretaris_records_a_standpunt_in_the_words_of_the_expert(
    secretary: User, cpo: User
) -> None:
    weighing = a_weighing()

    record(weighing, opinion="signaal", rationale="Het gaat hard.", interests="Lid van X.")

    participant = Participant.objects.get()
    assert (participant.took_part, participant.opinion) == (True, "signaal")
    assert participant.recorded_by == secretary
    page = page_for(weighing, cpo)
    assert "Standpunt: signaal." in page
    assert "Vastgelegd door Bram Proef, in de woorden van de expert." in page
    assert "Gemelde belangen: Lid van X." in page
    assert told(weighing)[-1] == ("record_opinion", secretary.pk)


def test_taking_part_without_a_standpunt_counts_as_taking_part(cpo: User) -> None:
    weighing = record(answer_everything(a_weighing()))

    closed = weighings.close(
        weighing, outcome=Outcome.NO_SIGNAL, rationale="Klein.", by=cpo, at=NOW
    )

    assert closed.urgency == ""
    assert "Nam deel, zonder standpunt." in page_for(weighing, cpo)


def test_a_recorded_standpunt_has_reasons() -> None:
    with pytest.raises(RefusedError) as refusal:
        record(a_weighing(), opinion="signaal")

    assert refusal.value.field == "rationale"


def test_what_an_expert_wrote_himself_is_not_overwritten(expert: User) -> None:
    weighing = opine(a_weighing(), Outcome.SIGNAL, by=expert)

    with pytest.raises(RefusedError, match="gaf zelf al een standpunt") as refusal:
        record(weighing, opinion="geen_signaal", rationale="Anders.")

    assert refusal.value.field == "participant"
    assert Participant.objects.get().opinion == "signaal"


def test_an_expert_may_replace_what_was_recorded_for_him(expert: User) -> None:
    weighing = record(a_weighing(), opinion="signaal", rationale="Gehoord.")

    opine(weighing, Outcome.NO_SIGNAL, by=expert)

    participant = Participant.objects.get()
    assert (participant.opinion, participant.recorded_by) == ("geen_signaal", None)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_nobody_outside_the_secretariat_records_a_standpunt(role: Role) -> None:
    weighing = a_weighing()

    with pytest.raises(NotAllowedError):
        weighings.record_opinion(
            weighing, participant=weighing.participants.get(), by=person(role), at=NOW
        )


def test_only_of_an_invited_expert_is_it_recorded_that_he_took_part(secretary: User) -> None:
    weighing = propose(a_weighing(), a_second_expert())
    proposed = weighing.participants.get(expert=a_second_expert())

    with pytest.raises(RefusedError, match="uitgenodigd"):
        weighings.record_opinion(weighing, participant=proposed, by=secretary, at=NOW)


# --- What an expert sees of others ------------------------------------------------------------


def two_experts() -> Weighing:
    weighing = a_weighing()
    weighings.invite(weighing, expert=a_second_expert(), by=person(Role.CPO), at=NOW)
    weighings.give_opinion(
        weighing,
        opinion=Outcome.SIGNAL,
        rationale="Reden van Dina.",
        interests="Belang van Dina.",
        by=person(Role.EXPERT),
        at=NOW,
    )
    return weighing


def test_an_expert_sees_the_standpunt_of_another_after_he_gave_his_own() -> None:
    weighing = two_experts()
    before = page_for(weighing, second())

    opine(weighing, Outcome.NO_SIGNAL, by=second(), why="Reden van de tweede.")

    after = page_for(weighing, second())
    assert ["Reden van Dina." in page for page in (before, after)] == [False, True]
    assert "U ziet dit standpunt nadat u zelf een standpunt hebt gegeven." in before


def test_an_expert_never_sees_the_interests_of_others(cpo: User, expert: User) -> None:
    weighing = two_experts()

    seen = ["Belang van Dina." in page_for(weighing, user) for user in (cpo, expert, second())]

    assert seen == [True, True, False]


def test_an_expert_does_not_see_the_majority_before_his_own_standpunt(cpo: User) -> None:
    weighing = two_experts()

    seen = ["De meeste experts kiezen" in page_for(weighing, user) for user in (cpo, second())]

    assert seen == [True, False]


def test_the_minority_is_marked_on_the_page_and_after_closing(cpo: User, expert: User) -> None:
    weighing = answer_everything(two_experts())
    third = person(Role.EXPERT, "derde-expert")
    weighings.invite(weighing, expert=an_expert(third), by=cpo, at=NOW)
    opine(weighing, Outcome.SIGNAL, by=third)
    opine(weighing, Outcome.NO_SIGNAL, by=second())
    before = page_for(weighing, cpo)

    weighings.close(weighing, outcome=Outcome.SIGNAL, rationale="Reden.", by=cpo, at=NOW)

    after = page_for(weighing, expert)
    marked = "Standpunt: geen signaal. minderheidsstandpunt"
    assert [page.count("minderheidsstandpunt") for page in (before, after)] == [1, 1]
    assert marked in before
    assert marked in after


def test_a_majority_that_the_cpo_does_not_follow_is_marked_otherwise(cpo: User) -> None:
    weighing = answer_everything(two_experts())

    weighings.close(
        weighing,
        outcome=Outcome.NO_SIGNAL,
        rationale="Reden.",
        departure="Nieuw feit.",
        by=cpo,
        at=NOW,
    )

    assert "Standpunt: signaal. anders dan de uitkomst" in page_for(weighing, cpo)


# --- Form and day -----------------------------------------------------------------------------


def test_form_and_day_change_while_the_weighing_is_open_and_experts_get_mail(
    secretary: User, expert: User, mailoutbox: list[EmailMessage]
) -> None:
    weighing = a_weighing()
    doing.sweep(timezone.now())
    mailoutbox.clear()

    answer = signed_in(secretary).post(
        act_url(weighing, "reschedule"), {"form": "schriftelijk", "held_on": "5-9-2026"}
    )

    doing.sweep(timezone.now())
    weighing.refresh_from_db()
    assert answer.status_code == 302
    assert (weighing.form, weighing.held_on) == ("schriftelijk", date(2026, 9, 5))
    (message,) = mailoutbox
    assert message.to == [expert.email]
    assert message.subject == f"Weging {weighing.pk}: vorm of datum gewijzigd"
    assert "zaterdag 5 september 2026" in message.body


def test_form_and_day_of_a_closed_weighing_stay(secretary: User) -> None:
    weighing = a_weighing(Outcome.SIGNAL)

    with pytest.raises(ConflictError):
        weighings.reschedule(
            weighing, form="schriftelijk", held_on=NOW.date(), by=secretary, at=NOW
        )

    assert "reschedule" not in verbs(weighing, secretary)


def test_nothing_changed_is_said(secretary: User) -> None:
    weighing = a_weighing()

    with pytest.raises(RefusedError, match="Er is niets gewijzigd"):
        weighings.reschedule(
            weighing, form=weighing.form, held_on=weighing.held_on, by=secretary, at=NOW
        )


@pytest.mark.parametrize("seen", ["[" * 50_000, '{"1": ' * 50_000, "geen JSON", "[1]"])
def test_what_a_page_says_was_read_is_taken_for_nothing_when_it_cannot_be(seen: str) -> None:
    form = RecordForm({"seen": seen}, weighing=a_weighing())

    form.is_valid()

    assert form.cleaned_data["seen"] == {}
    assert "seen" not in form.errors
