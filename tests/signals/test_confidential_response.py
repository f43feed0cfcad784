"""A response that is confidential in part: two files, and only one goes out (domain §3.3)."""

import pytest
from asking import main_text, refusal_of_the_database, signed_in
from django.urls import reverse
from django.utils import timezone
from pdf_uploads import a_pdf, sent, with_attachment, with_author
from signal_forms import a_response, act_url, fresh, with_files

from building import a_decision, a_signal, person
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.public_site.models import Publication
from signals.models import Response, Signal
from signals.states import SignalState
from signals.workflow import signals

pytestmark = pytest.mark.django_db

WHOLE, PUBLIC = a_pdf(with_author), a_pdf(with_attachment)
GROUNDS = "Woo artikel 5.1, tweede lid, onder e"


def parts(**changes: object) -> dict[str, object]:
    """Return the form with whole letter, public version and grounds."""
    found = {
        "letter": sent(WHOLE, "geheel.pdf"),
        "public_letter": sent(PUBLIC, "openbaar.pdf"),
        "grounds": GROUNDS,
    } | changes
    return a_response(**{name: value for name, value in found.items() if value})


def a_confidential_response(sg_office: User) -> Signal:
    signal = a_signal(SignalState.ISSUED)
    signed_in(sg_office).post(act_url(signal, "respond"), parts())
    return with_files(signal)


def test_whole_letter_and_public_version_are_kept_byte_for_byte(sg_office: User) -> None:
    response = a_confidential_response(sg_office).response

    kept = [vault.read(sha) for sha in (response.original_sha256, response.public_sha256)]

    assert kept == [WHOLE, PUBLIC]
    assert response.is_partly_confidential()
    assert response.grounds == GROUNDS


def test_only_the_cleaned_public_version_crosses_the_hatch(cpo: User, sg_office: User) -> None:
    signal = a_confidential_response(sg_office)

    signals.publish(signal, personal_data_checked=True, by=cpo, at=timezone.now())

    publication = Publication.objects.get(kind="signaal")
    published = {file.sha256 for file in publication.published_files}
    response = signal.response
    assert response.copy_sha256 in published
    assert {response.original_sha256, response.public_sha256} & published == set()
    assert publication.content["reactie"]["gronden"] == GROUNDS
    assert publication.content["bestanden"][-1]["titel"].endswith("(openbare versie)")


@pytest.mark.parametrize("lacking", ["letter", "public_letter", "grounds"])
def test_the_three_parts_are_given_together(lacking: str, sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)

    answer = signed_in(sg_office).post(act_url(signal, "respond"), parts(**{lacking: None}))

    assert answer.status_code == 422
    assert f'href="#id_{lacking}"' in answer.content.decode()
    assert "<details open>" in answer.content.decode()
    assert not Response.objects.exists()


@pytest.mark.parametrize("column", ["public_sha256", "grounds"])
def test_the_database_knows_that_too(column: str) -> None:
    response = a_signal(SignalState.ANSWERED).response

    refusal = refusal_of_the_database(response, **{column: "a" * 64})

    assert "Een vastgelegde reactie verandert niet meer." in refusal


def test_the_whole_letter_is_for_secretariat_and_bureau_sg_only(sg_office: User) -> None:
    signal = a_confidential_response(sg_office)
    address = reverse("signals:signal-file", args=[signal.pk, "origineel"])
    roles = (Role.CPO, Role.SECRETARY, Role.SG_OFFICE, Role.EXPERT)

    statuses = {role: signed_in(person(role)).get(address).status_code for role in roles}
    pages = {r: main_text(signed_in(person(r)).get(signal.get_absolute_url())) for r in roles}

    assert statuses == dict.fromkeys(roles[:3], 200) | {Role.EXPERT: 404}
    assert "De hele brief van de SG, met het vertrouwelijke deel" in pages[Role.SG_OFFICE]
    assert "De hele brief van de SG" not in pages[Role.EXPERT]
    assert "De openbare versie van de brief van de SG" in pages[Role.EXPERT]


def test_the_form_of_bureau_sg_stays_short(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)

    page = signed_in(sg_office).get(act_url(signal, "respond")).content.decode()

    assert "<summary>Is een deel van de brief vertrouwelijk?</summary>" in page
    assert "<details open>" not in page
    assert "Zet deze zin in het formulier" not in page


def test_a_decision_that_is_there_already_can_be_referred_to(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    a_decision(signal)
    client = signed_in(sg_office)

    offered = client.get(act_url(signal, "respond"))
    filled = client.get(act_url(signal, "respond"), {"met": "besluit"})

    assert "Onder verwijzing naar het besluit van" in main_text(offered)
    assert "Onder verwijzing naar het besluit van" in filled.context["form"]["text"].value()
    assert fresh(signal).state == SignalState.ISSUED
