"""Verstrekking: the CPO shares a draft; who, which version and why is kept (domain §5)."""

from datetime import timedelta

import pytest
from asking import main_text, refusal_of_sql, signed_in, told, verbs
from django.utils import timezone
from signal_forms import NOW, a_disclosure, act_url, fresh, moment

from building import a_signal, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.workflow import NotAllowedError
from signals.models import Disclosure
from signals.states import SignalState
from signals.workflow import signals

pytestmark = pytest.mark.django_db


def test_a_verstrekking_keeps_to_whom_which_text_and_why(cpo: User, secretary: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    read = signal.hash_of_text()
    signed_in(cpo).post(act_url(signal, "disclose"), a_disclosure())

    signals.edit(fresh(signal), text="Nieuwe tekst.", by=secretary, at=timezone.now())

    kept = Disclosure.objects.get()
    page = main_text(signed_in(secretary).get(signal.get_absolute_url()))
    assert (kept.shared_with, kept.organisation) == ("De directeur", "RIVM")
    assert (kept.reason, kept.recorded_by) == ("Feiten nagaan.", cpo)
    assert kept.text_hash == read
    assert kept.version.text == signal.text
    assert "aan De directeur (RIVM). Waarom: Feiten nagaan." in page
    assert told(signal)[-2][0] == "disclose"


def test_bureau_sg_learns_nothing_of_a_verstrekking(cpo: User, sg_office: User) -> None:
    signal = a_signal(SignalState.ADOPTED)
    signed_in(cpo).post(act_url(signal, "disclose"), a_disclosure())
    signals.issue(fresh(signal), by=cpo, at=timezone.now())

    ours, theirs = (
        main_text(signed_in(user).get(signal.get_absolute_url())) for user in (cpo, sg_office)
    )

    assert "Verstrekkingen van het concept" in ours
    assert "Verstrekking" not in theirs
    assert "Feiten nagaan." not in theirs


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EXPERT, Role.SG_OFFICE])
def test_only_the_cpo_chooses_to_share(role: Role) -> None:
    signal = a_signal(SignalState.DRAFT)

    with pytest.raises(NotAllowedError):
        signals.disclose(
            signal, shared_with="x", organisation="y", reason="z", by=person(role), at=NOW
        )

    assert "disclose" not in verbs(signal, person(role))
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("missing", ["shared_with", "organisation", "reason"])
def test_it_says_to_whom_and_why(missing: str, cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)

    answer = signed_in(cpo).post(act_url(signal, "disclose"), a_disclosure(**{missing: ""}))

    assert answer.status_code == 422
    assert f'href="#id_{missing}"' in answer.content.decode()


def test_it_is_not_in_the_future(cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    tomorrow = moment("shared_at", timezone.now() + timedelta(days=1))

    answer = signed_in(cpo).post(act_url(signal, "disclose"), a_disclosure() | tomorrow)

    assert answer.status_code == 422
    assert "Dit moment ligt in de toekomst." in main_text(answer)


def test_what_was_issued_is_no_draft_any_more(cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED)

    sent = signed_in(cpo).post(act_url(signal, "disclose"), a_disclosure())
    version = signal.history.latest().pk
    refusal = refusal_of_sql(
        "INSERT INTO signals_disclosure (signal_id, shared_with, organisation, reason, shared_at,"
        " text_hash, version_id, recorded_at, recorded_by_id)"
        " VALUES (%s, 'x', 'y', 'z', %s, 'h', %s, %s, %s)",
        [signal.pk, NOW, version, NOW, cpo.pk],
    )

    assert "disclose" not in verbs(signal, cpo)
    assert sent.status_code == 409
    assert "Een verstrekking gaat over een concept" in refusal


def test_a_verstrekking_never_changes(cpo: User) -> None:
    signal = a_signal(SignalState.DRAFT)
    signed_in(cpo).post(act_url(signal, "disclose"), a_disclosure())

    with pytest.raises(Exception, match="liggen vast"):
        refusal_of_sql("DELETE FROM signals_disclosure", [])

    assert Disclosure.objects.count() == 1
