"""Herstel van een datum: two people, one of them the CPO, and the old value stays (domain §3.3)."""

from datetime import date, timedelta

import pytest
from asking import (
    BUTTON_ONLY,
    buttons,
    main_text,
    refusal_of_sql,
    refusal_of_the_database,
    signed_in,
    verbs,
)
from asking_today import rows_for
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from later import a_message
from signal_forms import NOW, a_date, act_url, fresh, with_files

from building import a_decision, a_proposed_date, a_signal, person, received
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site.models import Publication
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals import public_page
from signals.deadlines import in_dutch
from signals.models import IssueDateCorrection, MessageKind, Signal
from signals.states import SignalState
from signals.workflow import dates, delivery, messages, signals
from signals.workflow.messages import ReceivedLetter
from signals.workflow.received import ResponseDates

pytestmark = pytest.mark.django_db

FROZEN_ISSUE = "Een uitgebracht signaal houdt zijn kenmerk, datum en termijn."
LATER = NOW + timedelta(days=2)


def proposed(signal: Signal, *, by: User, issued_at: object = NOW + timedelta(days=1)) -> Signal:
    return dates.propose_date(signal, issued_at=issued_at, reason="Papier.", by=by, at=LATER)


def test_a_confirmed_herstel_moves_the_term_and_keeps_the_old_values(
    cpo: User, secretary: User
) -> None:
    signal = proposed(a_signal(SignalState.ISSUED, at=NOW), by=secretary)
    before = (signal.issued_at, signal.response_due_on, signal.number)

    signal = dates.confirm_date(signal, by=cpo, at=LATER)

    signal, row = fresh(signal), IssueDateCorrection.objects.get()
    page = main_text(signed_in(secretary).get(signal.get_absolute_url()))
    assert before == (NOW, date(2026, 9, 15), "MIW-2026-01")
    assert (signal.issued_at, signal.response_due_on) == (
        NOW + timedelta(days=1),
        date(2026, 9, 16),
    )
    assert signal.number == "MIW-2026-01"
    assert (row.old_issued_at, row.old_response_due_on) == (NOW, date(2026, 9, 15))
    assert (row.proposed_by, row.confirmed_by, row.confirmed_as) == (secretary, cpo, "cpo")
    assert "De laatste dag van de termijn was eerst 15 september 2026" in page
    assert "uitgebracht wo 2 september 2026 + 14 dagen = wo 16 september 2026" in page


def test_nothing_changes_before_the_second_person_confirms(secretary: User) -> None:
    signal = proposed(a_signal(SignalState.ISSUED, at=NOW), by=secretary)

    page = main_text(signed_in(secretary).get(signal.get_absolute_url()))

    assert fresh(signal).issued_at == NOW
    assert "Er is herstel van de datum voorgesteld" in page


def test_the_other_person_is_asked_to_confirm_it(cpo: User, secretary: User) -> None:
    signal = received(a_proposed_date(by=secretary), at=timezone.now())

    page = signed_in(cpo).get(signal.get_absolute_url())
    asked = [[row.action for row in rows_for(user, localdate())] for user in (cpo, secretary)]

    assert buttons(page) == ["Herstel van de datum bevestigen"]
    assert asked == [["Herstel van de datum bevestigen"], ["Reactie vastleggen"]]


def test_bureau_sg_cpo_and_secretaris_are_told(cpo: User) -> None:
    signal = dates.confirm_date(a_proposed_date(), by=cpo, at=timezone.now())

    kinds = Work.objects.about(signal).filter(kind="mail_date_corrected")

    told = [work.details["recipient"] for work in kinds]
    roles = (Role.CPO, Role.SECRETARY, Role.SG_OFFICE)
    assert sorted(told) == sorted(f"user:{person(role).pk}" for role in roles)


@pytest.mark.parametrize("role", [Role.CPO, Role.SECRETARY])
def test_who_proposed_it_does_not_confirm_it(role: Role) -> None:
    signal = a_proposed_date(by=person(role))

    with pytest.raises(NotAllowedError, match="Een ander dan wie het herstel voorstelde"):
        dates.confirm_date(signal, by=person(role), at=timezone.now())

    assert "confirm_date" not in verbs(signal, person(role))
    assert fresh(signal).issued_at == signal.issued_at


def test_of_two_secretarissen_none_is_the_cpo(secretary: User) -> None:
    signal, second = a_proposed_date(by=secretary), person(Role.SECRETARY, "tweede-secretaris")

    with pytest.raises(NotAllowedError, match="De CPO is een van de twee"):
        dates.confirm_date(signal, by=second, at=timezone.now())

    assert "confirm_date" not in verbs(signal, second)


def test_the_database_wants_another_person_and_the_cpo(secretary: User, sg_office: User) -> None:
    signal = a_proposed_date(by=secretary)
    update = (
        "UPDATE signals_issuedatecorrection SET confirmed_at = now(), confirmed_by_id = %s,"
        " confirmed_as = 'secretaris' WHERE signal_id = %s"
    )

    same, no_cpo = (refusal_of_sql(update, [user.pk, signal.pk]) for user in (secretary, sg_office))

    assert "correction_is_confirmed_by_another_person" in same or "cpo_takes_part" in same
    assert "cpo_takes_part_in_a_correction" in no_cpo


def test_without_a_confirmed_herstel_the_database_keeps_the_moment(secretary: User) -> None:
    signal = a_proposed_date(by=secretary)
    row = signal.proposed_correction()
    assert row is not None

    refusal = refusal_of_the_database(
        signal, issued_at=row.issued_at, response_due_on=row.response_due_on
    )

    assert FROZEN_ISSUE in refusal


def test_a_confirmed_herstel_allows_exactly_its_own_values(cpo: User) -> None:
    signal = dates.confirm_date(a_proposed_date(), by=cpo, at=timezone.now())

    refusal = refusal_of_the_database(signal, issued_at=timezone.now())

    assert FROZEN_ISSUE in refusal


def test_a_proposal_can_lapse_and_another_one_follow(cpo: User, secretary: User) -> None:
    signal = dates.drop_date(a_proposed_date(by=secretary), by=cpo, at=timezone.now())

    again = signed_in(secretary).post(act_url(signal, "propose-date"), a_date())

    assert again.status_code == 302
    assert [row.is_open() for row in signal.corrections.all()] == [False, True]
    with pytest.raises(ConflictError, match="Deze stap kan niet meer"):
        dates.propose_date(
            signal,
            issued_at=timezone.now() - timedelta(days=2),
            reason="Nog een.",
            by=cpo,
            at=timezone.now(),
        )


def test_confirming_another_proposal_than_was_read_is_refused(cpo: User) -> None:
    signal = a_proposed_date()

    with pytest.raises(ConflictError, match="Er ligt intussen een ander voorstel"):
        dates.confirm_date(signal, seen=0, by=cpo, at=timezone.now())

    assert fresh(signal).has_proposed_date()


@pytest.mark.parametrize(
    ("issued_at", "words"),
    [
        (LATER + timedelta(minutes=1), "in de toekomst"),
        (NOW, "staat al vast"),
        (NOW - timedelta(days=1), "nog niet gewogen"),
    ],
    ids=["future", "same", "before the weighing"],
)
def test_a_moment_that_cannot_be_is_refused(issued_at: object, words: str, secretary: User) -> None:
    signal = a_signal(SignalState.ISSUED, at=NOW)

    with pytest.raises(RefusedError, match=words) as refusal:
        proposed(signal, by=secretary, issued_at=issued_at)

    assert refusal.value.field == "issued_at"


def test_the_new_moment_contradicts_nothing_else(secretary: User, sg_office: User) -> None:
    confirmed, informed = (a_signal(SignalState.ISSUED, at=NOW) for _ in range(2))
    received(confirmed)
    delivery.inform_minister(informed, minister_informed_on=NOW.date(), by=sg_office, at=NOW)
    answered = a_signal(SignalState.ANSWERED, at=NOW)
    late = NOW + timedelta(days=9, hours=24)

    for signal, words, issued_at in (
        (confirmed, "de ontvangst al bevestigd", NOW + timedelta(days=1)),
        (informed, "de Minister al geïnformeerd", NOW + timedelta(days=1)),
        (answered, "de reactie al verzonden", late),
    ):
        with pytest.raises(RefusedError, match=words):
            dates.propose_date(
                signal, issued_at=issued_at, reason="x", by=secretary, at=late + timedelta(days=1)
            )


TRACES = {
    "tussenbericht 1 al verzonden": lambda signal: a_message(signal, MessageKind.INTERIM),
    "er al over het signaal gesproken": lambda signal: a_message(signal, MessageKind.CONVERSATION),
    "aanvullend bericht 1 al verzonden": a_message,
    "er al een besluit van de minister over het signaal": a_decision,
}


@pytest.mark.parametrize("words", TRACES)
def test_a_herstel_does_not_go_past_what_was_recorded(
    words: str, cpo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    signal, now = a_signal(SignalState.ISSUED), timezone.now()
    TRACES[words](signal)
    tomorrow = now + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow + timedelta(hours=1))

    shown = main_text(signed_in(cpo).get(act_url(signal, "propose-date")))
    posted = signed_in(cpo).post(act_url(signal, "propose-date"), a_date(tomorrow))
    refusal = refusal_of_sql(
        "INSERT INTO signals_issuedatecorrection (signal_id, issued_at, response_due_on,"
        " old_issued_at, old_response_due_on, reason, proposed_at, proposed_by_id, proposed_as,"
        " confirmed_as) VALUES (%s, %s, %s, %s, %s, 'x', %s, %s, 'cpo', '')",
        [
            signal.pk,
            tomorrow,
            localdate(tomorrow) + timedelta(days=14),
            signal.issued_at,
            signal.response_due_on,
            tomorrow,
            cpo.pk,
        ],
    )

    assert f"toen was {words}" in shown
    assert posted.status_code == 422
    assert f"Toen was {words}." in main_text(posted)
    assert "Op dat moment was er al iets over dit signaal vastgelegd." in refusal


def test_what_came_in_after_the_proposal_stands_in_the_way(cpo: User, secretary: User) -> None:
    now = timezone.now()
    signal = a_proposed_date(by=secretary, days=1)
    sent_on = localdate(now) - timedelta(days=3)
    messages.record_interim(
        signal,
        letter=ReceivedLetter(
            text="Meer tijd.",
            signed_by="De SG",
            dates=ResponseDates(dated_on=sent_on, sent_on=sent_on, received_on=sent_on),
        ),
        by=secretary,
        at=now,
    )

    offer = fresh(signal).offer("confirm_date", cpo)
    posted = signed_in(cpo).post(act_url(signal, "confirm-date"), BUTTON_ONLY)
    refusal = refusal_of_sql(
        "UPDATE signals_issuedatecorrection SET confirmed_at = %s, confirmed_by_id = %s,"
        " confirmed_as = 'cpo' WHERE signal_id = %s",
        [now, cpo.pk, signal.pk],
    )
    dropped = signed_in(cpo).post(act_url(signal, "drop-date"), BUTTON_ONLY)

    assert offer is not None
    assert offer.obstacles == ("Toen was tussenbericht 1 al verzonden.",)
    assert posted.status_code == 422
    assert "Toen was tussenbericht 1 al verzonden." in main_text(posted)
    assert "was er al iets over dit signaal vastgelegd" in refusal
    assert dropped.status_code == 302


def test_the_record_says_everywhere_that_the_term_was_corrected(cpo: User, secretary: User) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))
    when = timezone.now() - timedelta(days=9)
    signal = dates.propose_date(
        signal, issued_at=when, reason="Papier.", by=secretary, at=timezone.now()
    )
    old_due = in_dutch(signal.response_due_on or localdate())
    signal = dates.confirm_date(signal, by=cpo, at=timezone.now())
    signals.publish(fresh(signal), personal_data_checked=True, by=cpo, at=timezone.now())
    client = signed_in(cpo)

    page = main_text(client.get(signal.get_absolute_url()))
    paper = main_text(client.get(reverse("signals:signal-a4", args=[signal.pk])))
    found = main_text(client.get(reverse("signals:signals")))
    publication = Publication.objects.get(kind="signaal")
    public = public_page.context(publication, [publication], [])

    files = "de brief met het signaal en de pdf van de reactie"
    facts = dict(public["facts"])
    assert f"De oude datum staat nog in: {files}." in page
    assert f"met als laatste dag {old_due}" in paper
    assert "datum van uitbrengen hersteld" in found
    assert f"De oude datum staat nog in: {files}." in facts["Herstel van een datum"]
    assert f"was eerst {old_due} en werd" in facts["Herstel van een datum"]
    assert "De datum van uitbrengen is hersteld" in [item["title"] for item in public["timeline"]]
    assert "(datum hersteld)" in public["line"]


@pytest.mark.parametrize("state", [SignalState.DRAFT, SignalState.ADOPTED, SignalState.PUBLISHED])
def test_only_between_issue_and_publication(state: SignalState, cpo: User) -> None:
    signal = a_signal(state)

    sent = signed_in(cpo).post(act_url(signal, "propose-date"), a_date())

    assert "propose_date" not in verbs(signal, cpo)
    assert sent.status_code == 409


def test_publication_waits_for_an_open_proposal_and_tells_of_the_herstel(
    cpo: User, secretary: User
) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))
    signed_in(secretary).post(
        act_url(signal, "propose-date"), a_date(timezone.now() - timedelta(days=9))
    )
    waits = fresh(signal).waits_for_correction()
    dates.confirm_date(fresh(signal), by=cpo, at=timezone.now())

    signals.publish(fresh(signal), personal_data_checked=True, by=cpo, at=timezone.now())

    (herstel,) = Publication.objects.get().content["herstel"]
    assert "voorstel tot herstel" in waits
    assert herstel["reden"] == "De mail kwam nooit aan."
    assert herstel["eersteLaatsteDag"] != herstel["laatsteDag"]
