"""Weighings: who takes part, what is answered, how they close, and that closed is closed."""

from datetime import date

import pytest
from asking import (
    BUTTON_ONLY,
    buttons,
    main_text,
    refusal_of_sql,
    refusal_of_the_database,
    signed_in,
    told,
    verbs,
)
from building_editions import adopted
from django.urls import reverse
from django.utils import timezone

from afwegingskader import workflow as weegvragen
from afwegingskader.models import WeighingQuestions
from building import (
    TEXT,
    a_situation,
    a_trigger,
    a_weighing,
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
from signals.models import Answer, Outcome, Participant, Signal, Weighing
from signals.states import SignalState, TriggerState, WeighingState
from signals.workflow import signals, triggers, weighings
from signals.workflow.weighings import Given

pytestmark = pytest.mark.django_db

NOW = amsterdam(2026, 9, 2, hour=14)
CLOSED = "Deze weging is gesloten en verandert niet meer."


def act_url(weighing: Weighing, verb: str) -> str:
    return reverse(f"signals:weighing-{verb}", args=[weighing.pk])


def a_second_expert() -> Expert:
    return an_expert(person(Role.EXPERT, "tweede-expert"))


def opine(weighing: Weighing, opinion: Outcome, *, by: User) -> Weighing:
    return weighings.give_opinion(weighing, opinion=opinion, rationale="Mijn reden.", by=by, at=NOW)


# --- Who may do what --------------------------------------------------------------------------


def test_an_open_weighing_offers_its_steps_to_these_roles_only() -> None:
    weighing = answer_everything(a_weighing())

    offered = {role: verbs(weighing, person(role)) for role in Role}

    assert offered == {
        Role.CPO: [
            "invite",
            "answer",
            "declare_interests",
            "record_opinion",
            "reschedule",
            "close",
        ],
        Role.SECRETARY: [
            "propose_expert",
            "answer",
            "declare_interests",
            "record_opinion",
            "reschedule",
        ],
        Role.EXPERT: ["declare_interests", "give_opinion", "decline"],
        Role.SG_OFFICE: [],
        Role.ADMINISTRATOR: [],
        Role.DEPUTY: [],
    }


def test_a_closed_weighing_offers_nothing() -> None:
    weighing = a_weighing(Outcome.SIGNAL)

    offered = {role: verbs(weighing, person(role)) for role in Role}

    assert set(map(tuple, offered.values())) == {()}


def test_opening_a_weighing_is_told_in_order(cpo: User) -> None:
    weighing = a_weighing()

    story = told(weighing)

    assert story == [("open", cpo.pk), ("invite", cpo.pk)]
    assert (weighing.opened_by, weighing.state) == (cpo, WeighingState.OPEN)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_nobody_outside_the_secretariat_opens_a_weighing(role: Role) -> None:
    trigger = a_trigger()
    adopted(weegvragen.load_starting_version(), by=person(Role.CPO), at=NOW)

    with pytest.raises(NotAllowedError):
        triggers.weigh(trigger, by=person(role), at=NOW)

    assert not Weighing.objects.exists()


def test_two_open_weighings_in_one_situation_are_refused(cpo: User) -> None:
    weighing = a_weighing()

    with pytest.raises(RefusedError) as refusal:
        weighings.open_weighing(
            weighing.situation,
            form="samenkomst",
            held_on=NOW.date(),
            by=cpo,
            at=NOW,
        )

    assert refusal.value.message == (
        "Iemand anders was u net voor. In deze situatie is al een weging open."
    )
    assert "one_open_weighing_in_a_situation" in refusal_of_sql(
        "INSERT INTO signals_weighing (situation_id, state, form, held_on, questions_id, outcome,"
        " rationale, departure, urgency, opened_at, opened_by_id, closed_acting)"
        " VALUES (%s, 'open', 'samenkomst', now(), %s, '', '', '', '', now(), %s, false)",
        [weighing.situation_id, weighing.questions_id, cpo.pk],
    )


# --- The pinned weegvragen --------------------------------------------------------------------


def a_next_version(cpo: User) -> WeighingQuestions:
    questions = [{"key": "anders", "question": "Anders?", "kind": "tekst", "source": "R-051"}]
    draft = WeighingQuestions.objects.create(number="0.2", content={"questions": questions})
    return adopted(draft, by=cpo, at=NOW)


def test_a_weighing_keeps_the_version_of_the_weegvragen_it_began_with(cpo: User) -> None:
    weighing = a_weighing()
    pinned = weighing.questions

    newer = a_next_version(cpo)

    page = main_text(signed_in(cpo).get(weighing.get_absolute_url()))
    assert "versie 0.1, vastgelegd bij het openen" in page
    assert f"controlegetal {pinned.checksum[:12]}" in page
    assert "Anders?" not in page
    refusal = refusal_of_the_database(weighing, questions_id=newer.pk)
    assert "Een weging houdt haar situatie en haar versie van de weegvragen." in refusal


def test_a_weighing_stays_in_its_situation() -> None:
    weighing = a_weighing()

    refusal = refusal_of_the_database(weighing, situation_id=a_situation().pk)

    assert "Een weging houdt haar situatie" in refusal


def test_a_new_weighing_uses_the_version_that_is_in_force(cpo: User) -> None:
    a_weighing()
    newer = a_next_version(cpo)

    weighing = a_weighing()

    assert weighing.questions == newer
    assert [question.key for question in weighing.questions.questions()] == ["anders"]


# --- Inviting ---------------------------------------------------------------------------------


def test_the_cpo_invites_an_expert_who_gets_mail(cpo: User) -> None:
    weighing, newcomer = a_weighing(), a_second_expert()
    client = signed_in(cpo)
    form = client.get(act_url(weighing, "invite"))

    answer = client.post(act_url(weighing, "invite"), {"experts": [newcomer.pk]})

    participant = weighing.participants.get(expert=newcomer)
    work = Work.objects.about(participant).get()
    assert answer.headers["Location"] == weighing.get_absolute_url()
    assert f'value="{newcomer.pk}"' in form.content.decode()
    assert f'value="{an_expert().pk}"' not in form.content.decode()
    assert (work.kind, work.details) == (
        "mail_invitation",
        {"recipient": f"user:{newcomer.user_id}"},
    )
    assert not participant.took_part


def test_of_an_expert_without_any_address_the_work_says_that_no_mail_went(cpo: User) -> None:
    weighing = a_weighing(at=timezone.now())
    outsider = Expert.objects.create(name="Floris Proef", expertise="economie")

    weighings.invite(weighing, expert=outsider, by=cpo, at=timezone.now())

    doing.do_due(timezone.now())
    participant = weighing.participants.get(expert=outsider)
    assert Work.objects.about(participant).get().outcome.startswith("niet verstuurd: er is geen")


def test_an_expert_is_invited_once(cpo: User) -> None:
    weighing = a_weighing()
    participant = weighing.participants.get()

    with pytest.raises(RefusedError, match="Deze expert is al uitgenodigd") as refusal:
        weighings.invite(weighing, expert=an_expert(), by=cpo, at=NOW)

    assert refusal.value.field == "experts"
    again = refusal_of_sql(
        "INSERT INTO signals_participant (weighing_id, expert_id, invited_at, interests, took_part,"
        " opinion, rationale, declined_because) VALUES (%s, %s, now(), '', false, '', '', '')",
        [weighing.pk, participant.expert_id],
    )
    assert "expert_is_invited_once" in again


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_only_the_cpo_invites(role: Role) -> None:
    weighing = a_weighing()

    with pytest.raises(NotAllowedError):
        weighings.invite(weighing, expert=a_second_expert(), by=person(role), at=NOW)

    assert weighing.participants.count() == 1


@pytest.mark.parametrize("has_account", [True, False])
def test_in_an_exercise_only_its_participants_are_invited(cpo: User, *, has_account: bool) -> None:
    weighing = a_weighing(is_exercise=True)
    outsider = a_second_expert() if has_account else Expert.objects.create(name="F", expertise="e")

    with pytest.raises(RefusedError, match="neemt niet deel aan de oefening"):
        weighings.invite(weighing, expert=outsider, by=cpo, at=NOW)

    assert not weighing.participants.filter(expert=outsider).exists()


# --- Answering --------------------------------------------------------------------------------


def test_weegvragen_can_be_answered_in_parts(secretary: User) -> None:
    weighing = a_weighing()
    client = signed_in(secretary)

    client.post(
        act_url(weighing, "answer"),
        {"potentieel_judgement": "ja", "potentieel_text": "Aannemelijk."},
    )
    client.post(
        act_url(weighing, "answer"),
        {
            "potentieel_judgement": "onzeker",
            "potentieel_text": "Toch niet zeker.",
            "snelheid_text": "Binnen een week.",
            "snelheid_by_date": "9-9-2026",
        },
    )

    answers = {answer.key: answer for answer in weighing.answers.all()}
    assert set(answers) == {"potentieel", "snelheid"}
    assert (answers["potentieel"].judgement, answers["potentieel"].text) == (
        "onzeker",
        "Toch niet zeker.",
    )
    assert answers["snelheid"].by_date == date(2026, 9, 9)
    earlier = answers["potentieel"].history.order_by("history_id").first()
    assert earlier.text == "Aannemelijk."
    form = client.get(act_url(weighing, "answer")).content.decode()
    assert "Toch niet zeker." in form
    assert 'value="09-09-2026"' in form


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"potentieel_judgement": "ja"}, "Geef een antwoord."),
        ({"potentieel_text": "Ja."}, "Kies ja, nee of onzeker."),
    ],
    ids=["no reason", "no judgement"],
)
def test_an_incomplete_answer_is_refused_at_its_field(
    given: dict[str, str], words: str, secretary: User
) -> None:
    weighing = a_weighing()

    answer = signed_in(secretary).post(
        act_url(weighing, "answer"), given | {"gevolgen_text": "Wel een goed antwoord."}
    )

    assert answer.status_code == 422
    assert words in main_text(answer)
    assert "Wel een goed antwoord." in main_text(answer)
    assert not weighing.answers.exists()


def test_a_weegvraag_of_another_version_is_refused(secretary: User) -> None:
    weighing = a_weighing()

    with pytest.raises(ConflictError, match="staat niet in de versie van deze weging"):
        weighings.answer(weighing, answers={"verzonnen": Given(text="x")}, by=secretary, at=NOW)

    assert not weighing.answers.exists()


def test_a_question_is_answered_once() -> None:
    weighing = answer_everything(a_weighing())

    refusal = refusal_of_sql(
        "INSERT INTO signals_answer (weighing_id, key, judgement, text)"
        " VALUES (%s, 'potentieel', 'ja', 'nog eens')",
        [weighing.pk],
    )

    assert "question_is_answered_once" in refusal


def test_a_judgement_that_does_not_exist_is_refused(secretary: User) -> None:
    weighing = a_weighing()
    answers = {"potentieel": Given(text="Ja.", judgement="misschien")}

    with pytest.raises(RefusedError):
        weighings.answer(weighing, answers=answers, by=secretary, at=NOW)

    assert not weighing.answers.exists()


# --- Standpunten ------------------------------------------------------------------------------


def test_an_invited_expert_gives_an_opinion_and_may_change_it(expert: User) -> None:
    weighing = a_weighing()
    client = signed_in(expert)
    first = {"opinion": "signaal", "rationale": "Het gaat snel.", "interests": "Lid van X."}
    client.post(act_url(weighing, "give-opinion"), first)
    form = client.get(act_url(weighing, "give-opinion")).content.decode()

    client.post(act_url(weighing, "give-opinion"), first | {"opinion": "geen_signaal"})

    participant = weighing.participants.get()
    assert "Het gaat snel." in form
    assert "Lid van X." in form
    declared = weighing.declarations.get(user=expert)
    assert (participant.opinion, declared.statement) == ("geen_signaal", "Lid van X.")
    assert participant.took_part
    assert participant.opined_at is not None
    assert told(weighing)[-2:] == [("give_opinion", expert.pk)] * 2


def test_an_opinion_has_reasons(expert: User) -> None:
    weighing = a_weighing()
    participant = weighing.participants.get()

    with pytest.raises(RefusedError, match="Geef bij uw standpunt een motivering") as refusal:
        weighings.give_opinion(weighing, opinion=Outcome.SIGNAL, rationale=" ", by=expert, at=NOW)

    assert refusal.value.field == "rationale"
    assert "opinion_has_reasons" in refusal_of_the_database(participant, opinion="signaal")


def test_an_opinion_is_one_of_two(expert: User) -> None:
    weighing = a_weighing()

    with pytest.raises(RefusedError):
        weighings.give_opinion(weighing, opinion="twijfel", rationale="Lastig.", by=expert, at=NOW)

    assert not weighing.experts_took_part()


def test_an_expert_who_was_not_invited_does_not_find_the_weighing() -> None:
    weighing = a_weighing()
    stranger = person(Role.EXPERT, "tweede-expert")
    an_expert(stranger)
    client = signed_in(stranger)

    answers = [
        client.get(weighing.get_absolute_url()),
        client.get(act_url(weighing, "give-opinion")),
        client.post(act_url(weighing, "give-opinion"), {"opinion": "signaal", "rationale": "x"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    with pytest.raises(NotAllowedError):
        opine(weighing, Outcome.SIGNAL, by=stranger)


def test_a_cpo_gives_no_opinion_in_the_place_of_an_expert(cpo: User) -> None:
    weighing = a_weighing()

    answer = signed_in(cpo).post(
        act_url(weighing, "give-opinion"), {"opinion": "signaal", "rationale": "x"}
    )

    assert answer.status_code == 403
    assert not weighing.experts_took_part()


@pytest.mark.parametrize(
    ("opinions", "majority"),
    [
        ((), ""),
        ((Outcome.SIGNAL,), Outcome.SIGNAL),
        ((Outcome.NO_SIGNAL, Outcome.NO_SIGNAL), Outcome.NO_SIGNAL),
        ((Outcome.SIGNAL, Outcome.NO_SIGNAL), ""),
    ],
    ids=["silent", "one", "agreed", "divided"],
)
def test_the_majority_of_the_experts(
    opinions: tuple[Outcome, ...], majority: str, cpo: User, expert: User
) -> None:
    weighing = a_weighing()
    weighings.invite(weighing, expert=a_second_expert(), by=cpo, at=NOW)
    people = [expert, a_second_expert().user]
    for opinion, someone in zip(opinions, people, strict=False):
        assert someone is not None
        opine(weighing, opinion, by=someone)

    answer = weighing.majority()

    assert answer == majority


# --- Closing ----------------------------------------------------------------------------------

REASONS = {"rationale": "Onze reden.", "urgency": "", "departure": ""}


def test_closing_decides_every_trigger_and_keeps_the_reasons(cpo: User, expert: User) -> None:
    weighing = answer_everything(a_weighing())
    triggers.weigh(a_trigger(situation=weighing.situation), by=cpo, at=NOW)
    opine(weighing, Outcome.SIGNAL, by=expert)

    answer = signed_in(cpo).post(act_url(weighing, "close"), {"outcome": "signaal", **REASONS})

    weighing.refresh_from_db()
    assert answer.status_code == 302
    assert (weighing.state, weighing.outcome) == (WeighingState.CLOSED, Outcome.SIGNAL)
    assert (weighing.closed_by, weighing.rationale) == (cpo, "Onze reden.")
    assert weighing.closed_at is not None
    assert [t.state for t in weighing.triggers.all()] == [TriggerState.SIGNAL] * 2
    assert told(weighing)[-1] == ("close", cpo.pk)
    assert {told(t)[-1][0] for t in weighing.triggers.all()} == {"decide_signal"}


@pytest.mark.parametrize(
    ("given", "opinion", "field", "words"),
    [
        ({"rationale": " "}, Outcome.SIGNAL, "rationale", "Sluiten kan alleen met een motivering."),
        (
            {"rationale": "Reden."},
            None,
            "urgency",
            "Er nam geen expert deel. Geef de reden waarom dat niet kon (spoed).",
        ),
        (
            {"rationale": "Reden."},
            Outcome.NO_SIGNAL,
            "departure",
            "De meerderheid van de experts denkt er anders over. Leg uit waarom u afwijkt.",
        ),
    ],
    ids=["no reasons", "no expert", "another outcome"],
)
def test_closing_asks_for_the_reason_that_is_missing(
    given: dict[str, str], opinion: Outcome | None, field: str, words: str, expert: User
) -> None:
    weighing = answer_everything(a_weighing())
    if opinion:
        opine(weighing, opinion, by=expert)

    with pytest.raises(RefusedError) as refusal:
        weighings.close(weighing, outcome=Outcome.SIGNAL, by=person(Role.CPO), at=NOW, **given)

    weighing.refresh_from_db()
    assert (refusal.value.field, refusal.value.message) == (field, words)
    assert weighing.state == WeighingState.OPEN
    assert weighing.triggers.get().state == TriggerState.WEIGHED


def test_the_page_says_at_the_field_what_is_missing(cpo: User) -> None:
    weighing = answer_everything(a_weighing())
    asked = main_text(signed_in(cpo).get(act_url(weighing, "close")))

    answer = signed_in(cpo).post(act_url(weighing, "close"), {"outcome": "geen_signaal", **REASONS})

    assert answer.status_code == 422
    assert "Geef de reden waarom dat niet kon (spoed)." in main_text(answer)
    assert 'href="#id_urgency"' in answer.content.decode()
    assert "Waarom kon geen expert deelnemen? Er nam" in asked
    assert "Onze reden." in main_text(answer)


def test_in_haste_the_cpo_closes_without_an_expert(cpo: User) -> None:
    weighing = answer_everything(a_weighing())

    weighing = weighings.close(
        weighing, outcome=Outcome.SIGNAL, rationale="Reden.", urgency="Nacht.", by=cpo, at=NOW
    )

    assert (weighing.state, weighing.urgency) == (WeighingState.CLOSED, "Nacht.")
    assert "Nacht." in main_text(signed_in(cpo).get(weighing.get_absolute_url()))


def test_a_cpo_who_departs_from_the_majority_says_why(cpo: User, expert: User) -> None:
    weighing = answer_everything(a_weighing())
    opine(weighing, Outcome.NO_SIGNAL, by=expert)

    weighing = weighings.close(
        weighing,
        outcome=Outcome.SIGNAL,
        rationale="Reden.",
        departure="Nieuw feit.",
        by=cpo,
        at=NOW,
    )

    assert weighing.departure == "Nieuw feit."
    assert "Nieuw feit." in main_text(signed_in(cpo).get(weighing.get_absolute_url()))


def test_a_weighing_with_open_weegvragen_is_not_closed(cpo: User, expert: User) -> None:
    weighing = a_weighing()
    opine(weighing, Outcome.SIGNAL, by=expert)
    client = signed_in(cpo)

    page = client.get(weighing.get_absolute_url())
    sent = client.post(act_url(weighing, "close"), {"outcome": "signaal", **REASONS})

    assert "Weging sluiten" not in buttons(page)
    assert "Beantwoord eerst nog 7 weegvragen" in main_text(page)
    assert sent.status_code == 422
    assert "Beantwoord eerst nog" in main_text(sent)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EXPERT])
def test_only_the_cpo_closes(role: Role, expert: User) -> None:
    weighing = answer_everything(a_weighing())
    opine(weighing, Outcome.SIGNAL, by=expert)
    client = signed_in(person(role))

    page = client.get(weighing.get_absolute_url())
    sent = client.post(
        act_url(weighing, "close"), {"outcome": "signaal", **REASONS, "urgency": "Nacht."}
    )

    assert "Weging sluiten" not in buttons(page)
    assert sent.status_code == 403
    weighing.refresh_from_db()
    assert weighing.state == WeighingState.OPEN


def test_an_outcome_is_one_of_two(cpo: User) -> None:
    weighing = answer_everything(a_weighing())

    with pytest.raises(RefusedError) as refusal:
        weighings.close(
            weighing, outcome="misschien", rationale="Reden.", urgency="Nacht.", by=cpo, at=NOW
        )

    assert refusal.value.field == "outcome"
    assert Weighing.objects.get().state == WeighingState.OPEN


@pytest.mark.parametrize(
    "changes",
    [{"state": "gesloten"}, {"outcome": "signaal"}, {"state": "gesloten", "outcome": "signaal"}],
    ids=str,
)
def test_the_database_closes_with_outcome_and_reasons_only(
    changes: dict[str, str], expert: User
) -> None:
    weighing = opine(a_weighing(), Outcome.SIGNAL, by=expert)

    refusal = refusal_of_the_database(weighing, **changes)

    assert "closed_weighing_has_outcome_and_reasons" in refusal


def test_no_signal_withdraws_the_concepts_of_the_weighing(cpo: User, expert: User) -> None:
    weighing = answer_everything(a_weighing())
    concept = signals.draft(weighing, title=TEXT["title"], by=cpo, at=NOW)
    elsewhere = signals.draft(a_weighing(), title="Een ander", by=cpo, at=NOW)
    opine(weighing, Outcome.NO_SIGNAL, by=expert)

    weighings.close(weighing, outcome=Outcome.NO_SIGNAL, rationale="Klein.", by=cpo, at=NOW)

    concept.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (concept.state, concept.withdrawn_by) == (SignalState.WITHDRAWN, cpo)
    assert concept.withdrawn_at == NOW
    assert told(concept)[-1] == ("withdraw", cpo.pk)
    assert elsewhere.state == SignalState.DRAFT
    assert verbs(concept, cpo) == []


def test_a_signal_outcome_keeps_the_concepts(cpo: User, expert: User) -> None:
    weighing = answer_everything(a_weighing())
    concept = signals.draft(weighing, title=TEXT["title"], by=cpo, at=NOW)
    opine(weighing, Outcome.SIGNAL, by=expert)

    weighings.close(weighing, outcome=Outcome.SIGNAL, rationale="Groot.", by=cpo, at=NOW)

    concept.refresh_from_db()
    assert concept.state == SignalState.DRAFT


# --- Closed is closed -------------------------------------------------------------------------


def test_a_closed_weighing_takes_no_steps_any_more(cpo: User, expert: User) -> None:
    weighing = a_weighing(Outcome.SIGNAL)
    newcomer = a_second_expert()

    refusals = []
    for take in (
        lambda: weighings.invite(weighing, expert=newcomer, by=cpo, at=NOW),
        lambda: answer_everything(weighing, at=NOW),
        lambda: opine(weighing, Outcome.SIGNAL, by=expert),
        lambda: weighings.close(
            weighing, outcome=Outcome.SIGNAL, rationale="Nog eens.", by=cpo, at=NOW
        ),
    ):
        with pytest.raises(ConflictError) as refusal:
            take()
        refusals.append(refusal.value.message)

    assert all("De stand is nu “gesloten”" in message for message in refusals)


def test_the_pages_of_a_closed_weighing_refuse_with_a_conflict(cpo: User) -> None:
    weighing = a_weighing(Outcome.SIGNAL)
    client = signed_in(cpo)

    answers = [
        client.post(act_url(weighing, "invite"), {"experts": [a_second_expert().pk]}),
        client.post(act_url(weighing, "answer"), {"gevolgen_text": "Later bedacht."}),
        client.post(act_url(weighing, "close"), {"outcome": "signaal", **REASONS}),
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert "Later bedacht." in main_text(answers[1])


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": "geen_signaal"},
        {"rationale": "Andere reden."},
        {"state": "open"},
        {"held_on": date(2020, 1, 1)},
        {"closed_at": NOW},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_the_database_keeps_a_closed_weighing_as_it_is(changes: dict[str, object]) -> None:
    weighing = a_weighing(Outcome.SIGNAL)

    refusal = refusal_of_the_database(weighing, **changes)

    assert CLOSED in refusal


def test_the_database_keeps_answers_and_opinions_of_a_closed_weighing() -> None:
    weighing = a_weighing(Outcome.SIGNAL)
    participant, answer = Participant.objects.get(), Answer.objects.first()
    assert answer is not None
    newcomer = a_second_expert()

    refusals = [
        refusal_of_the_database(participant, opinion="geen_signaal"),
        refusal_of_the_database(answer, text="Later bedacht."),
        refusal_of_sql("DELETE FROM signals_answer WHERE id = %s", [answer.pk]),
        refusal_of_sql("DELETE FROM signals_participant WHERE id = %s", [participant.pk]),
        refusal_of_sql("DELETE FROM signals_weighing WHERE id = %s", [weighing.pk]),
        refusal_of_sql(
            "INSERT INTO signals_participant (weighing_id, expert_id, invited_at, interests,"
            " took_part, opinion, rationale, declined_because)"
            " VALUES (%s, %s, now(), '', false, '', '', '')",
            [weighing.pk, newcomer.pk],
        ),
        refusal_of_sql(
            "INSERT INTO signals_answer (weighing_id, key, judgement, text)"
            " VALUES (%s, 'nieuw', '', 'x')",
            [weighing.pk],
        ),
    ]

    assert [CLOSED in refusal for refusal in refusals] == [True] * 7


def test_extra_fields_in_a_form_change_nothing(cpo: User, expert: User) -> None:
    weighing = answer_everything(a_weighing())
    opine(weighing, Outcome.SIGNAL, by=expert)
    smuggled = {
        "state": "open",
        "closed_at": "2020-01-01",
        "closed_by": str(expert.pk),
        "questions": "1",
        "situation": "1",
    }

    signed_in(cpo).post(act_url(weighing, "close"), {"outcome": "signaal", **REASONS, **smuggled})

    after = Weighing.objects.get()
    assert (after.state, after.closed_by) == (WeighingState.CLOSED, cpo)
    assert after.closed_at is not None
    assert after.closed_at.year != 2020


# --- A concept of a signal --------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [None, Outcome.SIGNAL])
def test_a_concept_starts_under_an_open_weighing_or_one_with_a_signal(
    outcome: Outcome | None, secretary: User
) -> None:
    weighing = a_weighing(outcome)
    client = signed_in(secretary)
    page = client.get(weighing.get_absolute_url())

    answer = client.post(act_url(weighing, "draft"), {"title": "Stel een commissie in"})

    concept = Signal.objects.get()
    assert act_url(weighing, "draft") in page.content.decode()
    assert answer.headers["Location"] == reverse("signals:signal-edit", args=[concept.pk])
    assert (concept.state, concept.number) == (SignalState.DRAFT, None)
    assert (concept.drafted_by, concept.title) == (secretary, "Stel een commissie in")
    assert told(concept) == [("draft", secretary.pk)]


def test_a_concept_does_not_start_under_a_weighing_without_signal(secretary: User) -> None:
    weighing = a_weighing(Outcome.NO_SIGNAL)
    client = signed_in(secretary)

    page = client.get(weighing.get_absolute_url())
    sent = client.post(act_url(weighing, "draft"), {"title": "Toch maar wel"})

    assert act_url(weighing, "draft") not in page.content.decode()
    assert sent.status_code == 422
    assert "Deze weging is gesloten met “geen signaal”." in main_text(sent)
    assert "Toch maar wel" in sent.content.decode()
    assert not Signal.objects.exists()


def test_a_concept_has_a_title(secretary: User) -> None:
    weighing = a_weighing()

    answer = signed_in(secretary).post(act_url(weighing, "draft"), BUTTON_ONLY)

    assert answer.status_code == 422
    assert "Vul dit veld in." in main_text(answer)
    assert not Signal.objects.exists()


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_nobody_outside_the_secretariat_starts_a_concept(role: Role) -> None:
    weighing = a_weighing()

    with pytest.raises(NotAllowedError):
        signals.draft(weighing, title="x", by=person(role), at=NOW)

    assert not Signal.objects.exists()


def test_in_an_exercise_only_participants_start_a_concept() -> None:
    weighing = a_weighing(is_exercise=True)
    outsider = person(Role.SECRETARY, "andere-secretaris")

    with pytest.raises(RefusedError, match="bij deze weging geen signaal opstellen"):
        signals.draft(weighing, title="x", by=outsider, at=NOW)

    assert not Signal.objects.exists()
