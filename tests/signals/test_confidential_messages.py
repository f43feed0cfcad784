"""A later letter of the SG that is confidential in part: as the response itself (domain §3.3)."""

import pytest
from asking import main_text, refusal_of_sql, refusal_of_the_database, signed_in
from django.urls import reverse
from django.utils import timezone
from later import a_message
from pdf_uploads import a_pdf, sent, with_attachment, with_author
from signal_forms import a_response, act_url, fresh, with_files

from building import a_signal, person
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.public_site.models import Publication
from signals import public_page
from signals.models import Message, Signal
from signals.states import SignalState
from signals.workflow import signals

pytestmark = pytest.mark.django_db

WHOLE, PUBLIC = a_pdf(with_author), a_pdf(with_attachment)
GROUNDS = "Woo artikel 5.1, tweede lid, onder e"
KINDS = [("record-interim", SignalState.ISSUED), ("record-further-response", SignalState.ANSWERED)]


def parts(**changes: object) -> dict[str, object]:
    """Return the form with whole letter, public version and grounds."""
    found = {
        "letter": sent(WHOLE, "geheel.pdf"),
        "public_letter": sent(PUBLIC, "openbaar.pdf"),
        "grounds": GROUNDS,
    } | changes
    return a_response(**{name: value for name, value in found.items() if value})


def a_confidential_letter(verb: str, state: SignalState) -> Signal:
    signal = a_signal(state)
    answer = signed_in(person(Role.SG_OFFICE)).post(act_url(signal, verb), parts())
    assert answer.status_code == 302
    return with_files(signal)


@pytest.mark.parametrize(("verb", "state"), KINDS)
def test_only_the_public_version_of_a_later_letter_goes_out(
    verb: str, state: SignalState, cpo: User, sg_office: User
) -> None:
    signal = a_confidential_letter(verb, state)
    message = signal.messages.get()
    if state == SignalState.ISSUED:
        signed_in(sg_office).post(act_url(signal, "respond"), a_response())
        signal = with_files(signal)

    signals.publish(fresh(signal), personal_data_checked=True, by=cpo, at=timezone.now())

    publication = Publication.objects.get(kind="signaal")
    published = {file.sha256 for file in publication.published_files}
    (shown,) = public_page.context(publication, [publication], [])["messages"]
    titles = [file["titel"] for file in publication.content["bestanden"]]
    kept = [vault.read(sha) for sha in (message.original_sha256, message.public_sha256)]
    assert kept == [WHOLE, PUBLIC]
    assert message.copy_sha256 in published
    assert {message.original_sha256, message.public_sha256} & published == set()
    assert publication.content["berichten"][0]["gronden"] == GROUNDS
    assert shown["grounds"] == GROUNDS
    assert any(title.endswith("(openbare versie)") for title in titles)


@pytest.mark.parametrize("lacking", ["letter", "public_letter", "grounds"])
def test_the_three_parts_of_a_later_letter_are_given_together(
    lacking: str, sg_office: User
) -> None:
    signal = a_signal(SignalState.ISSUED)

    answer = signed_in(sg_office).post(act_url(signal, "record-interim"), parts(**{lacking: None}))

    assert answer.status_code == 422
    assert f'href="#id_{lacking}"' in answer.content.decode()
    assert "<details open>" in answer.content.decode()
    assert not Message.objects.exists()


def test_the_database_wants_the_parts_together_and_keeps_them(cpo: User) -> None:
    message = a_confidential_letter("record-interim", SignalState.ISSUED).messages.get()
    supplement = a_message(fresh(message.signal))
    today = timezone.localdate()

    changed = refusal_of_the_database(message, grounds="Anders.")
    own = refusal_of_the_database(supplement, grounds="x", public_sha256="y")
    alone = refusal_of_sql(
        "INSERT INTO signals_message (signal_id, kind, sequence, text, dated_on, sent_on,"
        " received_on, signed_by, reference, spoken_with, letterhead, original_name,"
        " original_sha256, copy_sha256, pdf_sha256, public_name, public_sha256, grounds,"
        " recorded_at, recorded_by_id) VALUES (%s, 'tussenbericht', 9, 'x', %s, %s, %s, 'SG', '',"
        " '', '{}', '', '', '', '', '', '', 'gronden', now(), %s)",
        [message.signal_id, today, today, today, cpo.pk],
    )

    assert "Een vastgelegd bericht verandert niet meer." in changed
    assert "verandert niet meer" in own
    assert "confidential_message_has_a_public_version_with_grounds" in alone


def test_an_expert_reads_the_public_version_and_not_the_whole_letter(
    expert: User, cpo: User
) -> None:
    signal = a_confidential_letter("record-interim", SignalState.ISSUED)
    message = signal.messages.get()
    original, public = (
        reverse("signals:message-file", args=[message.pk, which])
        for which in ("origineel", "brief")
    )

    page = main_text(signed_in(expert).get(signal.get_absolute_url()))
    answers = {
        user: [signed_in(user).get(address).status_code for address in (original, public)]
        for user in (expert, cpo)
    }

    assert GROUNDS in page
    assert "met het vertrouwelijke deel" not in page
    assert answers == {expert: [404, 200], cpo: [200, 200]}
