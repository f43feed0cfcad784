"""Two people who make something public at one moment, each on a connection (robustness 18)."""

import pytest
from asking import signed_in
from django.utils import timezone
from later import a_late_signal, a_message, a_prepared_correction, a_standing_decision
from signal_forms import a_response, act_url, an_agreement, fresh
from test_two_people import at_one_moment, statuses, words

from building import a_signal, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.public_site import register
from mit_waakstand.public_site.models import Publication
from mit_waakstand.trail.verification import problems
from signals.models import Message, Revision, Signal
from signals.states import SignalState

pytestmark = pytest.mark.django_db(transaction=True)

CHECKED = {"personal_data_checked": "on"}


def versions() -> list[int]:
    found = Publication.objects.filter(kind="signaal").order_by("version")
    return [publication.version for publication in found]


def test_of_two_corrections_one_is_prepared_and_the_other_is_told() -> None:
    signal = a_signal(SignalState.PUBLISHED)
    address = act_url(signal, "prepare-correction")
    windows = [signed_in(person(Role.CPO)) for _ in range(2)]
    forms = [{"reason": "Fout.", "summary": f"Verbetering {number}."} for number in (1, 2)]

    answers = at_one_moment(
        *(
            lambda window=window, form=form: window.post(address, form)
            for window, form in zip(windows, forms, strict=True)
        )
    )

    kept = Revision.objects.get()
    lost = {"Verbetering 1.", "Verbetering 2."} - {kept.summary}
    assert statuses(answers) == [302, 422]
    assert lost.pop() in words(answers, 422)
    assert "correctie klaarzetten" in words(answers, 422)


def test_a_correction_published_twice_is_one_version() -> None:
    signal = a_prepared_correction()
    address = act_url(signal, "publish-correction")
    windows = [signed_in(person(Role.CPO)) for _ in range(2)]

    answers = at_one_moment(
        *(lambda window=window: window.post(address, CHECKED) for window in windows)
    )

    assert statuses(answers) == [302, 422]
    assert versions() == [1, 2]


def test_an_aanvulling_against_a_correction_gives_two_versions_in_one_order() -> None:
    signal = a_prepared_correction()
    a_message(fresh(signal))
    doing.sweep(timezone.now())
    cpo, secretary = signed_in(person(Role.CPO)), signed_in(person(Role.SECRETARY))
    supplement = CHECKED | {"reason": "Een bericht."} | an_agreement()

    answers = at_one_moment(
        lambda: cpo.post(act_url(signal, "publish-correction"), CHECKED),
        lambda: secretary.post(act_url(signal, "publish-supplement"), supplement),
    )

    # The correction may have taken the message along: then there is nothing left to add.
    newest = Publication.objects.filter(kind="signaal").latest("version").content
    assert statuses(answers) in ([302, 302], [302, 422])
    assert versions() == [1, 2, 3][: 1 + statuses(answers).count(302)]
    assert newest["samenvatting"] == "Wij vragen nu om een commissie."
    assert len(newest["berichten"]) == 1
    assert register.verify() == []
    assert list(problems()) == []


def test_publishing_without_a_response_against_the_response_loses_neither() -> None:
    signal = a_late_signal()
    a_standing_decision()
    cpo, office = signed_in(person(Role.CPO)), signed_in(person(Role.SG_OFFICE))

    answers = at_one_moment(
        lambda: cpo.post(act_url(signal, "publish-without-response"), CHECKED),
        lambda: office.post(act_url(signal, "respond"), a_response(text="Net op tijd.")),
    )

    after = Signal.objects.get(pk=signal.pk)
    assert statuses(answers) == [302, 409]
    assert (after.state, after.awaits_response()) in {
        (SignalState.PUBLISHED, True),
        (SignalState.ANSWERED, False),
    }


def test_two_messages_at_one_moment_get_two_numbers() -> None:
    signal = a_signal(SignalState.ISSUED)
    windows = [signed_in(person(Role.CPO)) for _ in range(2)]
    address = act_url(signal, "send-message")

    answers = at_one_moment(
        *(lambda window=window: window.post(address, {"text": "Nieuws."}) for window in windows)
    )

    assert statuses(answers) == [302, 302]
    assert sorted(message.name() for message in Message.objects.all()) == [
        "aanvullend bericht 1",
        "aanvullend bericht 2",
    ]
