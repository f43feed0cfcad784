"""Namens de CPO: the secretaris issues and publishes with a recorded agreement (domain §3.3)."""

from datetime import timedelta

import pytest
from asking import main_text, refusal_of_sql, refusal_of_the_database, signed_in, told
from django.utils import timezone
from signal_forms import NOW, act_url, an_agreement, fresh, moment, with_files

from building import a_signal, acts_for_the_cpo, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.public_site.models import Publication
from mit_waakstand.workflow import RefusedError
from signals.models import CpoAgreement, Signal
from signals.states import SignalState
from signals.workflow import signals
from signals.workflow.on_behalf import Agreed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cpo")]


def agreed(**changes: object) -> Agreed:
    given = {"agreed_at": NOW - timedelta(minutes=20), "agreed_way": "telefoon"} | changes
    return Agreed(**given)


def adopted() -> Signal:
    return a_signal(SignalState.ADOPTED, at=NOW - timedelta(hours=2))


def test_the_secretaris_issues_namens_de_cpo(cpo: User, secretary: User) -> None:
    signal = signals.issue(adopted(), agreement=agreed(), by=secretary, at=NOW)

    kept = signal.agreements.get()
    page = main_text(signed_in(secretary).get(signal.get_absolute_url()))
    assert (kept.verb, kept.cpo, kept.way) == ("issue", cpo, "telefoon")
    assert (kept.agreed_at, kept.recorded_at) == (NOW - timedelta(minutes=20), NOW)
    assert (signal.issued_by, signal.letterhead["signatory"]) == (secretary, cpo.full_name)
    assert signal.letterhead["on_behalf_by"] == secretary.full_name
    assert "Bram Proef, namens de CPO (Anna Proef). Akkoord per telefoon op 1 september" in page
    assert told(signal)[-2:] == [("agree", secretary.pk), ("issue", secretary.pk)]


def test_the_form_asks_the_secretaris_and_not_the_cpo(cpo: User, secretary: User) -> None:
    signal = adopted()

    ours, theirs = (
        main_text(signed_in(user).get(act_url(signal, "issue"))) for user in (secretary, cpo)
    )

    assert "Wanneer ging de CPO akkoord?" in ours
    assert "Wie ging akkoord?" not in ours
    assert "Wanneer ging de CPO akkoord?" not in theirs


def test_without_agreement_the_secretaris_issues_nothing(secretary: User) -> None:
    signal = adopted()

    sent = signed_in(secretary).post(act_url(signal, "issue"), {"agreed_way": "telefoon"})

    assert sent.status_code == 422
    assert 'href="#id_agreed_at_0"' in sent.content.decode()
    with pytest.raises(RefusedError, match="Leg vast wanneer de CPO akkoord gaf"):
        signals.issue(signal, by=secretary, at=NOW)
    assert fresh(signal).number is None


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"agreed_at": NOW + timedelta(minutes=1)}, "agreed_at", "in de toekomst"),
        ({"agreed_at": NOW - timedelta(hours=3)}, "agreed_at", "niet ouder zijn"),
        ({"agreed_way": "duif"}, "way", "geen geldige keuze"),
    ],
    ids=["future", "before adoption", "way"],
)
def test_an_agreement_that_cannot_be_is_refused(
    changes: dict[str, object],
    field: str,
    words: str,
    secretary: User,
) -> None:
    signal = adopted()

    with pytest.raises(RefusedError, match=words) as refusal:
        signals.issue(signal, agreement=agreed(**changes), by=secretary, at=NOW)

    assert refusal.value.field == field
    assert not CpoAgreement.objects.exists()


def test_of_several_cpos_the_secretaris_says_which_one(secretary: User) -> None:
    signal, second = adopted(), person(Role.CPO, "tweede-cpo")
    page = main_text(signed_in(secretary).get(act_url(signal, "issue")))

    with pytest.raises(RefusedError, match="Kies wie van de CPO's") as refusal:
        signals.issue(signal, agreement=agreed(), by=secretary, at=NOW)
    signal = signals.issue(signal, agreement=agreed(cpo=second), by=secretary, at=NOW)

    assert "Wie ging akkoord?" in page
    assert refusal.value.field == "agreed_with"
    assert signal.agreements.get().cpo == second


def test_who_is_no_cpo_cannot_have_agreed(secretary: User, expert: User) -> None:
    signal = adopted()

    with pytest.raises(RefusedError, match="Kies wie"):
        signals.issue(signal, agreement=agreed(cpo=expert), by=secretary, at=NOW)

    assert fresh(signal).state == SignalState.ADOPTED


def test_the_secretaris_publishes_namens_de_cpo_and_the_public_reads_it(
    cpo: User, secretary: User
) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))
    form = {"personal_data_checked": "on"} | an_agreement()

    answer = signed_in(secretary).post(act_url(signal, "publish"), form)

    assert answer.status_code == 302
    assert fresh(signal).agreement_to("publish").cpo == cpo
    assert Publication.objects.get().content["namensDeCpo"] == ["publiceren"]


def test_an_agreement_to_publish_is_younger_than_the_response(secretary: User) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))
    early = moment("agreed_at", timezone.now() - timedelta(days=5))

    sent = signed_in(secretary).post(
        act_url(signal, "publish"), {"personal_data_checked": "on", "agreed_way": "mail"} | early
    )

    assert sent.status_code == 422
    assert "Het akkoord kan niet ouder zijn" in main_text(sent)


def test_the_database_refuses_a_secretaris_without_agreement(secretary: User) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))
    ready = adopted()

    issued = refusal_of_the_database(
        ready,
        state="uitgebracht",
        number="MIW-2026-77",
        issued_at=NOW,
        issued_by_id=secretary.pk,
        response_due_on=NOW.date(),
        deadline_rule="strict",
    )
    published = refusal_of_the_database(
        signal, state="gepubliceerd", published_at=timezone.now(), published_by_id=secretary.pk
    )

    assert "De secretaris brengt alleen uit met het akkoord van de CPO." in issued
    assert "De secretaris publiceert alleen met het akkoord van de CPO." in published


def test_an_agreement_never_changes(secretary: User) -> None:
    signal = signals.issue(adopted(), agreement=agreed(), by=secretary, at=NOW)
    key = [signal.agreements.get().pk]

    with pytest.raises(Exception, match="liggen vast"):
        refusal_of_sql("UPDATE signals_cpoagreement SET way = 'mail' WHERE id = %s", key)


def test_a_secretaris_who_is_acting_cpo_needs_no_agreement(secretary: User) -> None:
    acting = acts_for_the_cpo(secretary, at=NOW)
    signal = adopted()

    signal = signals.issue(signal, by=acting, at=NOW)

    assert signal.letterhead["acting"] is True
    assert signal.letterhead["on_behalf_by"] == ""
    assert not signal.agreements.exists()
