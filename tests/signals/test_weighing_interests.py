"""Interests in a weighing: who closes declared that he has none; the deputy takes over, visibly."""

from functools import partial

import pytest
from asking import buttons, main_text, refusal_of_sql, refusal_of_the_database, signed_in, told
from django.urls import reverse
from together import at_one_moment

from building import (
    a_trigger,
    a_weighing,
    acts_for_the_cpo,
    amsterdam,
    an_expert,
    answer_everything,
    declare,
    person,
)
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import InterestDeclaration, Outcome, Participant, Weighing
from signals.states import WeighingState
from signals.workflow import triggers, weighings

pytestmark = pytest.mark.django_db

NOW = amsterdam(2026, 9, 2, hour=14)
CLOSED = "Deze weging is gesloten en verandert niet meer."
NOBODY_DECLARED = "Meld eerst uw belangen, of dat u er geen hebt."


def close_url(weighing: Weighing) -> str:
    return reverse("signals:weighing-close", args=[weighing.pk])


def ready() -> Weighing:
    """Return a weighing in which only the interests of who closes can be missing."""
    weighing = answer_everything(a_weighing())
    weighing.declarations.all().delete()
    return weighings.give_opinion(
        weighing,
        opinion=Outcome.SIGNAL,
        rationale="Mijn reden.",
        by=person(Role.EXPERT),
        at=NOW,
    )


def close(weighing: Weighing, by: User) -> Weighing:
    return weighings.close(weighing, outcome=Outcome.SIGNAL, rationale="Reden.", by=by, at=NOW)


def closes_in_the_database(weighing: Weighing, by: User) -> str:
    return refusal_of_the_database(
        weighing,
        state="gesloten",
        outcome="signaal",
        rationale="x",
        closed_at=NOW,
        closed_by_id=by.pk,
    )


# --- Declaring --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.CPO, Role.SECRETARY, Role.EXPERT])
def test_cpo_secretaris_and_invited_expert_declare_their_own_interests(role: Role) -> None:
    weighing, someone = a_weighing(), person(role)

    declare(weighing, someone, conflict="Bestuurslid van X.", at=NOW)

    declared = InterestDeclaration.objects.get()
    assert (declared.user, declared.statement) == (someone, "Bestuurslid van X.")
    assert (declared.has_conflict, declared.declared_at) == (True, NOW)
    assert told(weighing)[-1] == ("declare_interests", someone.pk)


def test_an_expert_who_was_not_invited_declares_nothing() -> None:
    weighing = a_weighing()
    stranger = person(Role.EXPERT, "tweede-expert")
    an_expert(stranger)

    with pytest.raises(NotAllowedError):
        declare(weighing, stranger)


@pytest.mark.parametrize("role", [Role.SG_OFFICE, Role.ADMINISTRATOR, Role.DEPUTY])
def test_others_have_no_interests_to_declare(role: Role) -> None:
    with pytest.raises(NotAllowedError):
        declare(a_weighing(), person(role))


def test_a_conflict_is_explained(secretary: User) -> None:
    weighing = a_weighing()

    with pytest.raises(RefusedError) as refusal:
        weighings.declare_interests(weighing, has_conflict=True, by=secretary, at=NOW)

    assert refusal.value.field == "statement"
    declare(weighing, secretary)
    bare = refusal_of_the_database(InterestDeclaration.objects.get(), has_conflict=True)
    assert "conflict_of_interest_is_explained" in bare


def test_a_secretaris_who_declared_nothing_yet_is_shown_as_missing(cpo: User) -> None:
    weighing = a_weighing()
    person(Role.SECRETARY)
    declare(weighing, cpo)

    page = main_text(signed_in(cpo).get(weighing.get_absolute_url()))

    assert "Bram Proef (secretaris) nog niet gemeld" in page
    assert "Anna Proef (Chief Preparedness Officer) geen" in page


def test_an_expert_does_not_see_the_interests_of_cpo_and_secretaris(
    expert: User, cpo: User
) -> None:
    weighing = declare(a_weighing(), cpo, conflict="Bestuurslid van X.")

    page = main_text(signed_in(expert).get(weighing.get_absolute_url()))

    assert "Bestuurslid van X." not in page
    assert "Belangen van CPO en secretaris" not in page


# --- Closing ----------------------------------------------------------------------------------


def test_who_closes_declared_his_own_interests_first(cpo: User) -> None:
    weighing = ready()
    client = signed_in(cpo)

    page = client.get(weighing.get_absolute_url())
    sent = client.post(close_url(weighing), {"outcome": "signaal", "rationale": "Reden."})

    assert "Weging sluiten" not in buttons(page)
    assert NOBODY_DECLARED in main_text(page)
    assert sent.status_code == 422
    assert NOBODY_DECLARED in main_text(sent)
    assert "meldde eerst dat er geen belang is" in closes_in_the_database(weighing, cpo)


def test_who_has_a_conflict_does_not_close(cpo: User) -> None:
    weighing = declare(ready(), cpo, conflict="Bestuurslid van X.")
    client = signed_in(cpo)

    page = client.get(weighing.get_absolute_url())
    sent = client.post(close_url(weighing), {"outcome": "signaal", "rationale": "Reden."})

    assert "Weging sluiten" not in buttons(page)
    assert "Anna Proef (CPO) meldde een belang. Een waarnemer sluit deze weging." in main_text(page)
    assert sent.status_code == 422
    assert "meldde eerst dat er geen belang is" in closes_in_the_database(weighing, cpo)
    weighing.refresh_from_db()
    assert weighing.state == WeighingState.OPEN


def test_the_deputy_closes_for_a_cpo_with_a_conflict_visibly(cpo: User) -> None:
    weighing = declare(ready(), cpo, conflict="Bestuurslid van X.")
    deputy = acts_for_the_cpo(person(Role.DEPUTY))
    declare(weighing, deputy)

    weighing = close(weighing, deputy)

    event = Event.objects.about(weighing).first()
    assert event is not None
    assert (weighing.closed_by, weighing.closed_acting) == (deputy, True)
    assert (event.verb, event.capacity) == ("close", "waarnemend CPO")
    page = main_text(signed_in(cpo).get(weighing.get_absolute_url()))
    assert (
        "Anna Proef (CPO) meldde een belang. Fien Proef heeft deze weging gesloten, "
        "als waarnemend CPO."
    ) in page
    assert "Fien Proef (waarnemend CPO)" in page


def test_a_deputy_with_a_conflict_does_not_close_either(cpo: User) -> None:
    weighing = declare(ready(), cpo, conflict="Bestuurslid van X.")
    deputy = acts_for_the_cpo(person(Role.DEPUTY))
    declare(weighing, deputy, conflict="Ook van X.")

    with pytest.raises(RefusedError, match="De waarnemer sluit deze weging"):
        close(weighing, deputy)


def test_who_closes_is_not_himself_the_expert_who_took_part(expert: User) -> None:
    weighing = ready()
    acting = acts_for_the_cpo(expert)
    declare(weighing, acting)

    with pytest.raises(RefusedError) as refusal:
        close(weighing, acting)

    assert refusal.value.field == "urgency"
    assert "Er nam geen expert deel." in closes_in_the_database(weighing, acting)


def test_the_database_wants_an_expert_who_took_part_or_the_reason(cpo: User) -> None:
    weighing = answer_everything(a_weighing())

    refused = closes_in_the_database(weighing, cpo)

    assert "Er nam geen expert deel." in refused


def test_the_database_wants_the_reason_to_depart_from_the_majority(cpo: User) -> None:
    weighing = declare(ready(), cpo)
    Participant.objects.get()

    refused = refusal_of_the_database(
        weighing,
        state="gesloten",
        outcome="geen_signaal",
        rationale="x",
        closed_at=NOW,
        closed_by_id=cpo.pk,
    )

    assert "De meerderheid van de experts denkt er anders over." in refused


def test_the_closing_page_shows_standpunten_majority_and_interests(
    cpo: User, secretary: User
) -> None:
    weighing = declare(ready(), cpo)
    declare(weighing, secretary, conflict="Lid van Y.")

    page = main_text(signed_in(cpo).get(close_url(weighing)))

    assert "De meeste experts kiezen: signaal." in page
    assert "Standpunt: signaal. Mijn reden." in page
    assert "Lid van Y. Kan het oordeel raken." in page
    assert "Waarom wijkt u af van de meerderheid van de experts?" in page
    assert "Waarom kon geen expert deelnemen?" not in page


def test_without_experts_the_closing_page_asks_for_the_reason_of_haste_only(cpo: User) -> None:
    weighing = answer_everything(a_weighing())

    page = main_text(signed_in(cpo).get(close_url(weighing)))

    assert "Waarom kon geen expert deelnemen?" in page
    assert "Waarom wijkt u af" not in page


def test_what_was_declared_in_a_closed_weighing_stays(cpo: User, secretary: User) -> None:
    weighing = close(declare(ready(), cpo), cpo)
    declaration = weighing.declarations.get(user=cpo)

    refusals = [
        refusal_of_the_database(declaration, statement="Later bedacht."),
        refusal_of_sql("DELETE FROM signals_interestdeclaration WHERE id = %s", [declaration.pk]),
        refusal_of_sql(
            "INSERT INTO signals_interestdeclaration (weighing_id, user_id, statement,"
            " has_conflict, declared_at) VALUES (%s, %s, '', false, now())",
            [weighing.pk, secretary.pk],
        ),
        refusal_of_the_database(weighing, closed_acting=True),
    ]

    assert [CLOSED in refusal for refusal in refusals] == [True] * 4
    with pytest.raises(ConflictError):
        declare(weighing, secretary)


# --- Two people at one moment -----------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_at_one_moment_one_is_told_that_the_other_was_first() -> None:
    cpo, deputy = person(Role.CPO), person(Role.DEPUTY)
    weighing = declare(declare(ready(), cpo), acts_for_the_cpo(deputy))

    refusals = at_one_moment(partial(close, weighing, cpo), partial(close, weighing, deputy))

    told_off = [refusal for refusal in refusals if refusal is not None]
    assert [type(refusal) for refusal in told_off] == [ConflictError]
    assert "Misschien was iemand anders u voor." in told_off[0].message
    assert [event[0] for event in told(weighing)].count("close") == 1


@pytest.mark.django_db(transaction=True)
def test_a_standpunt_given_while_the_weighing_closes_counts_or_is_refused() -> None:
    cpo, expert = person(Role.CPO), person(Role.EXPERT)
    weighing = answer_everything(a_weighing())
    reason = {"rationale": "Reden.", "urgency": "Nacht.", "departure": "Feit."}

    closing, opining = at_one_moment(
        partial(weighings.close, weighing, outcome=Outcome.NO_SIGNAL, by=cpo, at=NOW, **reason),
        partial(
            weighings.give_opinion,
            weighing,
            opinion=Outcome.SIGNAL,
            rationale="Net op tijd.",
            by=expert,
            at=NOW,
        ),
    )

    participant = Participant.objects.get()
    assert closing is None
    assert participant.took_part == (opining is None)
    assert opining is None or isinstance(opining, ConflictError)


def test_a_trigger_that_joined_later_is_decided_with_the_others(cpo: User) -> None:
    weighing = declare(ready(), cpo)
    joined = triggers.weigh(a_trigger(situation=weighing.situation), by=cpo, at=NOW)

    close(weighing, cpo)

    joined.refresh_from_db()
    assert joined.state == "besloten_signaal"
