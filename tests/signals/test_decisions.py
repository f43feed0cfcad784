"""The decision of the Minister and the commissie MIT: what is recorded, by whom, and what follows
from it (domain §3.4)."""

from datetime import date, timedelta

import pytest
from asking import (
    main_text,
    refusal_of_sql,
    refusal_of_the_database,
    signed_in,
    told,
    verbs,
)
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from building import (
    a_commission,
    a_decision,
    a_signal,
    a_situation,
    person,
)
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import (
    Commission,
    DecisionKind,
    DecisionSignal,
    MinisterDecision,
    Purport,
    Signal,
)
from signals.states import DecisionState, SignalState
from signals.workflow import decisions, signals
from signals.workflow.decisions import Decided

pytestmark = pytest.mark.django_db

TODAY = localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def decided(kind: DecisionKind = DecisionKind.INSTITUTE, **known: object) -> Decided:
    return Decided(**{"kind": kind, "decided_on": TODAY} | known)


def a_signal_to_prepare() -> Signal:
    signal = a_signal(SignalState.DRAFT)
    cpo, at = person(Role.CPO), timezone.now()
    signal = signals.edit(signal, by=cpo, at=at, purport=Purport.PREPARE)
    return signals.issue(signals.adopt(signal, by=cpo, at=at), by=cpo, at=at)


# --- Who records, and about what --------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.CPO, Role.SECRETARY, Role.SG_OFFICE])
def test_these_roles_record_a_decision_about_an_issued_signal(role: Role) -> None:
    signal = a_signal(SignalState.ISSUED)

    decision = a_decision(signal, by=person(role), cabinet_meeting_on=TODAY)

    assert list(decision.signals.all()) == [signal]
    assert decision.state == DecisionState.RECORDED
    assert told(decision) == [("record", person(role).pk)]
    assert list(MinisterDecision.objects.about(signal)) == [decision]


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_nobody_else_records_one(role: Role) -> None:
    signal = a_signal(SignalState.ISSUED)

    with pytest.raises(NotAllowedError):
        a_decision(signal, by=person(role))

    assert not MinisterDecision.objects.exists()


def test_a_decision_may_name_no_signal_and_more_than_one() -> None:
    first = a_signal(SignalState.ISSUED)
    second = signals.draft(first.weighing, title="Nog een", by=person(Role.CPO), at=timezone.now())
    second = signals.edit(
        second, by=person(Role.CPO), at=timezone.now(), purport="instellen", summary="S", text="T"
    )
    second = signals.adopt(second, by=person(Role.CPO), at=timezone.now())
    second = signals.issue(second, by=person(Role.CPO), at=timezone.now())

    both = decisions.record_decision(
        first.weighing.situation,
        decided=decided(),
        signals=[first, second],
        by=person(Role.SG_OFFICE),
        at=timezone.now(),
    )
    none = a_decision(situation=a_situation())

    assert both.signals.count() == 2
    assert none.signals.count() == 0


def test_bureau_sg_records_only_about_issued_signals_it_sees(sg_office: User) -> None:
    adopted, issued = a_signal(SignalState.ADOPTED), a_signal(SignalState.ISSUED)

    for signal in (adopted, None):
        with pytest.raises(NotAllowedError):
            a_decision(signal, situation=issued.weighing.situation, by=sg_office)

    assert not MinisterDecision.objects.exists()


def test_bureau_sg_does_not_learn_of_a_situation_in_which_nothing_was_issued(
    sg_office: User, cpo: User
) -> None:
    known = a_decision(a_signal(SignalState.ISSUED))
    unseen = a_decision(situation=a_signal(SignalState.ADOPTED).weighing.situation)

    page = main_text(signed_in(sg_office).get(reverse("signals:decisions")))

    assert set(MinisterDecision.objects.visible_to(cpo)) == {known, unseen}
    assert list(MinisterDecision.objects.visible_to(sg_office)) == [known]
    assert page.count("Besloten tot instelling") == 1


def test_the_page_of_bureau_sg_does_not_show_the_title_of_the_situation(sg_office: User) -> None:
    situation = a_situation()
    situation.title = "Werktitel die niemand kent"
    situation.save()
    decision = a_decision(situation=situation)

    pages = [
        main_text(signed_in(user).get(decision.get_absolute_url()))
        for user in (person(Role.CPO), sg_office)
    ]

    assert ["Werktitel die niemand kent" in page for page in pages] == [True, False]


def test_a_decision_names_signals_of_its_own_situation_only(secretary: User) -> None:
    signal, elsewhere = a_signal(SignalState.ISSUED), a_situation()

    with pytest.raises(RefusedError, match="alleen signalen van deze situatie") as refusal:
        a_decision(signal, situation=elsewhere, by=secretary)

    assert refusal.value.field == "signals"


def test_a_decision_names_no_signal_that_was_not_issued_yet(secretary: User) -> None:
    adopted = a_signal(SignalState.ADOPTED)
    issued = a_signal(SignalState.ISSUED, at=timezone.now())

    with pytest.raises(RefusedError, match="niet uitgebracht"):
        a_decision(adopted, by=secretary)
    with pytest.raises(RefusedError, match="niet uitgebracht"):
        a_decision(issued, by=secretary, decided_on=YESTERDAY)

    assert not MinisterDecision.objects.exists()


@pytest.mark.parametrize("field", ["decided_on", "cabinet_meeting_on"])
def test_a_decision_is_not_of_tomorrow(field: str, secretary: User) -> None:
    with pytest.raises(RefusedError, match="in de toekomst") as refusal:
        a_decision(situation=a_situation(), by=secretary, **{field: TOMORROW})

    assert refusal.value.field == field


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://szw.nl/nota", "file:///etc/hosts"])
def test_the_link_to_the_beslisnota_is_a_web_address(link: str, secretary: User) -> None:
    good = a_decision(situation=a_situation(), note_link="https://www.rijksoverheid.nl/nota")

    with pytest.raises(RefusedError) as refusal:
        a_decision(situation=a_situation(), by=secretary, note_link=link)
    kept = refusal_of_the_database(good, note_link=link)

    assert refusal.value.field == "note_link"
    assert "een vastgelegd besluit verandert niet meer" in kept.lower()


# --- "Ja, tenzij" -----------------------------------------------------------------------------

DIFFERENT = [
    {"kind": DecisionKind.DO_NOT_INSTITUTE},
    {"kind": DecisionKind.HELD, "return_on": TOMORROW},
    {"differs_in_scope": True},
    {"differs_in_disease": True},
    {"differs_in_moment": True},
]


@pytest.mark.parametrize("difference", DIFFERENT, ids=str)
def test_a_decision_that_differs_has_reasons(
    difference: dict[str, object], secretary: User
) -> None:
    signal = a_signal(SignalState.ISSUED)

    with pytest.raises(RefusedError, match="Geef de motivering") as refusal:
        decisions.record_decision(
            signal.weighing.situation,
            decided=decided(**{"reasons": "  "} | difference),
            signals=[signal],
            by=secretary,
            at=timezone.now(),
        )
    decision = decisions.record_decision(
        signal.weighing.situation,
        decided=decided(**{"reasons": "Hierom."} | difference),
        signals=[signal],
        by=secretary,
        at=timezone.now(),
    )

    assert refusal.value.field == "reasons"
    assert decision.must_give_reasons()


def test_instituting_where_the_signal_asked_to_prepare_differs_in_strekking() -> None:
    signal = a_signal_to_prepare()

    with pytest.raises(RefusedError, match="Geef de motivering"):
        a_decision(signal)
    decision = a_decision(signal, reasons="Er is haast.")

    assert decision.differences() == ["strekking"]


def test_instituting_as_asked_needs_no_reasons() -> None:
    decision = a_decision(a_signal(SignalState.ISSUED))

    assert (decision.reasons, decision.differences()) == ("", [])


COPY = """
INSERT INTO signals_ministerdecision (situation_id, signal_count, state, kind, decided_on,
parliamentary_paper, gazette_reference, note_link, differs_in_purport, differs_in_scope,
differs_in_disease, differs_in_moment, reasons, return_on, recorded_at, recorded_by_id)
SELECT situation_id, signal_count, state, {kind}, decided_on, '', '', {link}, differs_in_purport,
{scope}, false, false, {reasons}, {return_on}, recorded_at, recorded_by_id
FROM signals_ministerdecision
"""
SAME = {"kind": "kind", "link": "''", "scope": "false", "reasons": "''", "return_on": "NULL"}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"kind": "'niet_instellen'"}, "decision_that_differs_has_reasons"),
        ({"scope": "true"}, "decision_that_differs_has_reasons"),
        ({"scope": "true", "reasons": "'   '"}, "decision_that_differs_has_reasons"),
        ({"kind": "'aangehouden'", "reasons": "'x'"}, "held_decision_has_a_return_date"),
        (
            {"kind": "'aangehouden'", "reasons": "'x'", "return_on": "decided_on"},
            "held_decision_returns_later",
        ),
        ({"link": "'javascript:alert(1)'"}, "decision_note_is_a_web_address"),
        ({"kind": "'misschien'"}, "decision_is_of_a_known_kind"),
    ],
)
def test_the_database_itself_refuses_a_decision_without_its_reasons(
    changes: dict[str, str], rule: str
) -> None:
    a_decision(a_signal(SignalState.ISSUED))

    assert rule in refusal_of_sql(COPY.format(**SAME | changes), [])


# --- Recorded is frozen -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [{"kind": "niet_instellen"}, {"reasons": "Anders."}, {"decided_on": YESTERDAY}],
    ids=str,
)
def test_a_recorded_decision_does_not_change(changes: dict[str, object]) -> None:
    decision = a_decision(a_signal(SignalState.ISSUED))

    assert "verandert niet meer" in refusal_of_the_database(decision, **changes)


def test_a_recorded_decision_keeps_its_signals() -> None:
    decision, other = a_decision(a_signal(SignalState.ISSUED)), a_signal(SignalState.ISSUED)
    named = decision.named.get()

    refusals = [
        refusal_of_sql("DELETE FROM signals_decisionsignal", []),
        refusal_of_sql("UPDATE signals_decisionsignal SET signal_id = %s", [other.pk]),
        refusal_of_sql(
            "INSERT INTO signals_decisionsignal (decision_id, signal_id) VALUES (%s, %s)",
            [decision.pk, other.pk],
        ),
    ]

    assert {refusal.split("\n")[0] for refusal in refusals} == {
        "Een vastgelegd besluit houdt zijn signalen."
    }
    assert DecisionSignal.objects.get() == named


def test_a_wrong_record_stays_beside_the_one_that_replaces_it(secretary: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    wrong = a_decision(signal, by=person(Role.SG_OFFICE))

    better = decisions.replace(
        wrong,
        decided=decided(DecisionKind.DO_NOT_INSTITUTE, reasons="Niet nodig."),
        signals=[signal],
        by=secretary,
        at=timezone.now(),
    )

    wrong.refresh_from_db()
    page = main_text(signed_in(secretary).get(wrong.get_absolute_url()))
    assert (wrong.state, better.replaces) == (DecisionState.REPLACED, wrong)
    assert list(MinisterDecision.objects.about(signal)) == [better]
    assert told(wrong) == [("record", person(Role.SG_OFFICE).pk), ("replace", secretary.pk)]
    assert "Deze vastlegging is vervangen" in page


def test_a_replaced_record_is_not_replaced_again(cpo: User) -> None:
    wrong = a_decision(a_signal(SignalState.ISSUED))
    signal = wrong.signals.get()
    decisions.replace(wrong, decided=decided(), signals=[signal], by=cpo, at=timezone.now())

    with pytest.raises(ConflictError, match="Deze stap kan niet meer"):
        decisions.replace(wrong, decided=decided(), signals=[signal], by=cpo, at=timezone.now())
    refusal = refusal_of_the_database(
        wrong, state="vastgelegd", replaced_at=None, replaced_by_id=None
    )

    wrong.refresh_from_db()
    assert verbs(wrong, cpo) == []
    assert "blijft vervangen" in refusal
    assert MinisterDecision.objects.count() == 2


# --- What follows -----------------------------------------------------------------------------


def test_a_decision_before_the_response_leaves_the_term_running_and_is_told(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    due = signal.response_due_on
    mail.outbox.clear()

    a_decision(signal, by=person(Role.SG_OFFICE))
    doing.sweep(timezone.now())
    row = main_text(signed_in(cpo).get(reverse("office:worklist")))

    signal.refresh_from_db()
    told_to = [m for m in mail.outbox if "besluit van de minister" in m.subject]
    assert (signal.state, signal.response_due_on) == (SignalState.ISSUED, due)
    assert sorted(m.to[0] for m in told_to) == sorted([cpo.email, person(Role.SECRETARY).email])
    assert {m.subject for m in told_to} == {
        f"Signaal {signal.number}: besluit van de minister vastgelegd"
    }
    assert "Het besluit is openbaar. Het signaal is dat nog niet." in told_to[0].body
    assert "Het besluit is openbaar, dit signaal nog niet" in row


def test_a_held_decision_returns_to_the_worklist_on_its_date(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    held = a_decision(signal, kind=DecisionKind.HELD, return_on=TOMORROW)

    before = list(MinisterDecision.objects.held_until(TODAY))
    after = list(MinisterDecision.objects.held_until(TOMORROW))

    assert (before, after) == ([], [held])
    decisions.replace(
        held,
        decided=decided(DecisionKind.HELD, reasons="R.", return_on=TOMORROW),
        signals=[signal],
        by=cpo,
        at=timezone.now(),
    )
    assert held not in MinisterDecision.objects.held_until(TOMORROW)


def test_a_later_decision_takes_the_held_one_off_the_worklist() -> None:
    signal = a_signal(SignalState.ISSUED)
    a_decision(signal, kind=DecisionKind.HELD, decided_on=YESTERDAY, return_on=TODAY)
    waiting = MinisterDecision.objects.held_until(TODAY).count()

    a_decision(signal)

    assert waiting == 1
    assert not MinisterDecision.objects.held_until(TODAY).exists()


def test_a_decision_in_an_exercise_is_for_its_participants(sg_office: User) -> None:
    decision = a_decision(a_signal(SignalState.ISSUED, is_exercise=True), by=sg_office)
    outsider = person(Role.CPO, "andere-cpo")
    mail.outbox.clear()

    doing.sweep(timezone.now())

    told_to = [m for m in mail.outbox if "besluit van de minister" in m.subject]
    assert decision.is_visible_to(sg_office)
    assert not decision.is_visible_to(outsider)
    assert outsider.email not in {m.to[0] for m in told_to}
    assert all("OEFENING" in m.subject + m.body for m in told_to)


# --- On the page ------------------------------------------------------------------------------


def the_form(signal: Signal, **changes: object) -> dict[str, object]:
    today = TODAY.strftime("%d-%m-%Y")
    return {"kind": "tot_instelling", "decided_on": today, "signals": [signal.pk]} | changes


def test_bureau_sg_records_a_decision_from_the_page_of_the_signal(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    client = signed_in(sg_office)
    address = f"{reverse('signals:decision-new')}?signaal={signal.pk}"

    page = client.get(signal.get_absolute_url())
    form = client.get(address)
    answer = client.post(address, the_form(signal))

    assert address in page.content.decode()
    assert "Situatie" not in main_text(form)
    assert answer.status_code == 302
    assert str(MinisterDecision.objects.get().signals.get()) == signal.number


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "niet_instellen"}, "Dit besluit wijkt af van het signaal. Geef de motivering."),
        ({"kind": "aangehouden", "reasons": "R"}, "Vul de dag in waarop het besluit terugkomt."),
        ({"return_on": "1-9-2030"}, "Alleen een aangehouden besluit komt terug op een dag."),
        ({"note_link": "javascript:alert(1)"}, "Vul een webadres in"),
        ({"signals": []}, "Kies een situatie, of een signaal."),
    ],
)
def test_the_form_says_at_its_field_what_is_wrong(
    changes: dict[str, object], words: str, secretary: User
) -> None:
    signal = a_signal(SignalState.ISSUED)

    answer = signed_in(secretary).post(reverse("signals:decision-new"), the_form(signal, **changes))

    assert answer.status_code == 422
    assert words in main_text(answer)
    assert not MinisterDecision.objects.exists()


def test_a_list_of_decisions_asks_as_much_for_three_as_for_one(
    cpo: User, django_assert_num_queries: object
) -> None:
    client = signed_in(cpo)

    for more in (1, 2):
        for _ in range(more):
            a_decision(a_signal(SignalState.ISSUED))
        with django_assert_num_queries(7):  # type: ignore[operator]
            client.get(reverse("signals:decisions"))

    assert MinisterDecision.objects.count() == 3


# --- The commissie ----------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.CPO, Role.SECRETARY, Role.SG_OFFICE])
def test_these_roles_record_a_commissie_also_without_any_signal(role: Role) -> None:
    commission = a_commission(by=person(role))

    assert commission.decision is None
    assert told(commission) == [("record", person(role).pk)]


def test_a_commissie_ends_after_it_began(secretary: User) -> None:
    with pytest.raises(RefusedError, match="vervalt na de dag waarop zij begint"):
        a_commission(by=secretary, lapses_on=TODAY)

    assert not Commission.objects.exists()


def test_a_commissie_knows_the_diseases_in_its_scope() -> None:
    commission = a_commission(diseases="Zilverkoorts\nGoudkoorts ")

    assert [commission.covers(d) for d in ("zilverkoorts", " GOUDKOORTS", "griep")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("lapses_on", [date(2030, 1, 1), None])
def test_its_end_changes_by_a_step_with_a_reason(lapses_on: date | None, cpo: User) -> None:
    commission, at = a_commission(lapses_on=TOMORROW), timezone.now()

    with pytest.raises(RefusedError):
        decisions.change_end(commission, lapses_on=lapses_on, reason=" ", by=cpo, at=at)
    changed = decisions.change_end(
        commission, lapses_on=lapses_on, reason="Verlengd.", by=cpo, at=at
    )

    change = commission.changes.get()
    assert changed.lapses_on == lapses_on
    assert (change.lapsed_on, change.lapses_on, change.reason) == (
        TOMORROW,
        lapses_on,
        "Verlengd.",
    )
    assert told(commission)[-1] == ("change_end", cpo.pk)


def test_the_database_keeps_a_recorded_commissie() -> None:
    commission = a_commission()

    assert "alleen de einddatum" in refusal_of_the_database(commission, scope="Iets anders.")
    assert "met een vastgelegde reden" in refusal_of_the_database(commission, lapses_on=TOMORROW)


def test_an_exercise_and_a_real_record_never_mix(secretary: User) -> None:
    practised = a_decision(a_signal(SignalState.ISSUED, is_exercise=True))
    real = a_decision(a_signal(SignalState.ISSUED))

    with pytest.raises(RefusedError, match="echt blijft echt"):
        a_commission(decision=practised, by=secretary)
    with pytest.raises(RefusedError, match="echt blijft echt"):
        a_commission(decision=real, exercise=practised.situation, by=secretary)

    assert a_commission(decision=practised, exercise=practised.situation).is_part_of_exercise()


def test_the_history_says_what_was_decided_about_which_signal(secretary: User) -> None:
    decision = a_decision(a_signal(SignalState.ISSUED), decided_on=TODAY)

    page = main_text(signed_in(secretary).get(decision.get_absolute_url()))

    assert f"Signalen: {decision.signals.get()}" in page
    assert "heeft een besluit van de minister vastgelegd" in page
