"""Publishing a signal: with its response, complete, and never an exercise (domain §3.3)."""

import pytest
from asking import (
    BUTTON_ONLY,
    buttons,
    main_text,
    refusal_of_the_database,
    signed_in,
    told,
)
from django.utils import timezone
from signal_forms import LATER, NOW, act_url, fresh, with_files

from building import a_signal, person, respond
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site.models import Publication
from mit_waakstand.workflow import ConflictError, NotAllowedError
from signals.states import Route, SignalState
from signals.workflow import signals, triggers

pytestmark = pytest.mark.django_db

OUTSIDE = [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR]


def test_publishing_makes_version_one_and_puts_the_baking(cpo: User) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED, at=NOW))

    signed_in(cpo).post(act_url(signal, "publish"), {"personal_data_checked": "on"})

    signal = fresh(signal)
    publication = Publication.objects.get()
    assert (signal.state, signal.published_by) == (SignalState.PUBLISHED, cpo)
    assert signal.published_at is not None
    assert (publication.key, publication.version) == ("miw-2026-01", 1)
    assert [file.name for file in publication.published_files] == [
        "miw-2026-01-signaal.pdf",
        "miw-2026-01-reactie.pdf",
    ]
    assert Work.objects.about(publication).get().kind == "bake"
    assert told(signal)[-1] == ("publish", cpo.pk)
    doing.sweep(timezone.now())
    page = signed_in(cpo).get(signal.get_absolute_url()).content.decode()
    assert "/signalen/miw-2026-01/" in page


def test_without_the_tick_nothing_is_published(cpo: User) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))

    answer = signed_in(cpo).post(act_url(signal, "publish"), BUTTON_ONLY)

    assert answer.status_code == 422
    assert "Controleer eerst of er persoonsgegevens in staan" in main_text(answer)
    assert 'href="#id_personal_data_checked"' in answer.content.decode()
    assert not Publication.objects.exists()
    assert fresh(signal).state == SignalState.ANSWERED


def test_without_pdfs_nothing_is_published(cpo: User) -> None:
    signal = a_signal(SignalState.ANSWERED)
    client = signed_in(cpo)

    page = client.get(signal.get_absolute_url())
    sent = client.post(act_url(signal, "publish"), {"personal_data_checked": "on"})

    assert buttons(page) == []
    assert "De PDF's worden nog gemaakt." in main_text(page)
    assert sent.status_code == 422
    assert "De PDF's worden nog gemaakt." in main_text(sent)
    assert not Publication.objects.exists()


def test_without_a_response_nothing_is_published(cpo: User) -> None:
    signal = with_files(a_signal(SignalState.ISSUED))
    client = signed_in(cpo)

    page = client.get(signal.get_absolute_url())
    sent = client.post(act_url(signal, "publish"), {"personal_data_checked": "on"})
    refusal = refusal_of_the_database(signal, state="gepubliceerd")

    assert buttons(page) == []
    assert sent.status_code == 409
    assert "published_signal_has_a_response_or_a_standing_decision" in refusal
    assert not Publication.objects.exists()


def test_an_a1_without_its_place_in_the_staatscourant_is_not_published(
    cpo: User, secretary: User
) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))
    bare = triggers.register(
        signal.weighing.situation,
        route=Route.A1_STATUS,
        happened_on=NOW.date(),
        by=secretary,
        at=NOW,
    )
    # The weighing is closed by now; nothing but the reference of its own trigger is taken away.
    own = signal.weighing.triggers.get()
    type(own).objects.filter(pk=own.pk).update(gazette_reference="")

    sent = signed_in(cpo).post(act_url(signal, "publish"), {"personal_data_checked": "on"})
    triggers.complete(own, gazette_reference="Stcrt. 2026, 7", by=secretary, at=LATER)
    again = signed_in(cpo).post(act_url(signal, "publish"), {"personal_data_checked": "on"})

    assert bare.weighing is None
    assert sent.status_code == 422
    assert "Vul bij de aanleiding eerst de vindplaats in de Staatscourant in." in main_text(sent)
    assert again.status_code == 302
    assert "Stcrt. 2026, 7" in Publication.objects.get().payload


@pytest.mark.parametrize("role", OUTSIDE)
def test_nobody_outside_the_secretariat_publishes(role: Role) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))

    with pytest.raises(NotAllowedError):
        signals.publish(signal, personal_data_checked=True, by=person(role), at=LATER)

    assert not Publication.objects.exists()


def test_an_exercise_is_never_published(cpo: User) -> None:
    signal = with_files(a_signal(SignalState.ANSWERED, is_exercise=True))
    client = signed_in(cpo)

    page = client.get(signal.get_absolute_url())
    sent = client.post(act_url(signal, "publish"), {"personal_data_checked": "on"})
    refusals = [
        refusal_of_the_database(
            signal, state="gepubliceerd", published_at=NOW, published_by_id=cpo.pk
        ),
        refusal_of_the_database(signal, is_exercise=False),
    ]

    assert str(signal.number).startswith("OEF-")
    assert buttons(page) == []
    assert sent.status_code == 422
    assert "Deze stap bestaat hier niet: publiceren." in main_text(sent)
    assert "exercise_is_never_published" in refusals[0]
    assert "Een oefening blijft een oefening, en echt blijft echt." in refusals[1]
    assert not Publication.objects.exists()


def test_a_real_signal_does_not_become_an_exercise() -> None:
    signal = a_signal(SignalState.DRAFT)

    refusals = [
        refusal_of_the_database(signal, is_exercise=True),
        refusal_of_the_database(signal.weighing.situation, is_exercise=True),
    ]

    assert all("echt blijft echt" in refusal for refusal in refusals)


def test_a_published_signal_stays_as_it_is(cpo: User, sg_office: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)

    for act in (
        lambda: signals.edit(signal, title="x", by=cpo, at=LATER),
        lambda: signals.adopt(signal, by=cpo, at=LATER),
        lambda: signals.issue(signal, by=cpo, at=LATER),
        lambda: respond(signal, on=timezone.now(), by=sg_office),
        lambda: signals.publish(signal, personal_data_checked=True, by=cpo, at=LATER),
    ):
        with pytest.raises(ConflictError):
            act()

    refusal = refusal_of_the_database(signal, state="reactie_ontvangen")
    assert "Een gepubliceerd signaal blijft gepubliceerd" in refusal
    assert fresh(signal).state == SignalState.PUBLISHED
