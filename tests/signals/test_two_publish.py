"""Two people who make something public at one moment, each on a connection (robustness 18)."""

import pytest
from asking import BUTTON_ONLY, signed_in
from django.utils import timezone
from later import (
    a_late_signal,
    a_message,
    a_prepared_correction,
    a_signal_without_response,
    a_standing_decision,
)
from signal_forms import a_response, act_url, an_agreement, fresh
from test_two_people import at_one_moment, statuses, words

from building import a_signal, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.public_site import register
from mit_waakstand.public_site.models import Publication
from mit_waakstand.trail.verification import problems
from signals.models import Message, Response, Revision, Signal
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
    assert statuses(answers) == [302, 409]
    assert lost.pop() in words(answers, 409)
    assert "Deze stap kan niet meer: correctie klaarzetten." in words(answers, 409)


def test_a_correction_published_twice_is_one_version() -> None:
    signal = a_prepared_correction()
    address = act_url(signal, "publish-correction")
    windows = [signed_in(person(Role.CPO)) for _ in range(2)]

    answers = at_one_moment(
        *(lambda window=window: window.post(address, CHECKED) for window in windows)
    )

    assert statuses(answers) == [302, 409]
    assert "Deze stap kan niet meer: correctie publiceren." in words(answers, 409)
    assert versions() == [1, 2]


def test_of_publishing_and_dropping_a_correction_one_wins_and_the_other_is_told() -> None:
    signal = a_prepared_correction()
    windows = [signed_in(person(Role.CPO)) for _ in range(2)]

    answers = at_one_moment(
        lambda: windows[0].post(act_url(signal, "publish-correction"), CHECKED),
        lambda: windows[1].post(act_url(signal, "drop-correction"), BUTTON_ONLY),
    )

    kept = Revision.objects.get()
    assert statuses(answers) == [302, 409]
    assert "Misschien was iemand anders u voor." in words(answers, 409)
    assert versions() == ([1, 2] if kept.version else [1])
    assert (kept.version is None) == (kept.dropped_at is not None)


def test_of_two_responses_to_a_public_signal_the_second_gets_a_readable_conflict() -> None:
    signal = a_signal_without_response()
    address = act_url(signal, "add-response")
    office, secretary = signed_in(person(Role.SG_OFFICE)), signed_in(person(Role.SECRETARY))

    answers = at_one_moment(
        lambda: office.post(address, a_response(text="Reactie van Chris.")),
        lambda: secretary.post(address, a_response(text="Reactie van Bram.")),
    )

    lost = {"Reactie van Chris.", "Reactie van Bram."} - {Response.objects.get().text}
    assert statuses(answers) == [302, 409]
    assert "Deze stap kan niet meer: reactie vastleggen." in words(answers, 409)
    assert lost.pop() in words(answers, 409)


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
    assert statuses(answers) in ([302, 302], [302, 409])
    assert versions() == [1, 2, 3][: 1 + statuses(answers).count(302)]
    is_corrected = answers[0].status_code == 302
    assert (newest["samenvatting"] == "Wij vragen nu om een commissie.") == is_corrected
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


def test_offline_against_a_correction_ends_offline_whoever_is_first() -> None:
    signal = a_prepared_correction()
    windows = [signed_in(person(Role.CPO)) for _ in range(2)]

    answers = at_one_moment(
        lambda: windows[0].post(act_url(signal, "take-offline"), {"reason": "Namen."}),
        lambda: windows[1].post(act_url(signal, "publish-correction"), CHECKED),
    )

    # A correction that came first was public for a moment, and is blanked with the rest.
    rows = Publication.objects.filter(kind="signaal").order_by("version")
    assert statuses(answers) in ([302, 302], [302, 409], [302, 422])
    assert [row.is_blank for row in rows] == [True] * (rows.count() - 1) + [False]
    assert rows[rows.count() - 1].content["wijziging"]["soort"] == "offline gehaald"
    assert not Revision.objects.prepared().exists()
    assert register.verify() == []
    assert list(problems()) == []
