"""A dossier goes to a commissie MIT as a package, and its archive comes back (R-098)."""

from datetime import timedelta

import pytest
from asking import buttons, refusal_of_sql, refusal_of_the_database, signed_in, told
from building_archive import GIVEN, LETTER, RETURNED, a_handed_dossier, a_handover, made
from django.utils import timezone
from django.utils.timezone import localdate
from pdf_uploads import sent

from building import a_commission, a_situation
from mit_waakstand import cleaning, vault
from mit_waakstand.accounts.models import User
from mit_waakstand.archive.models import Handover, ReturnedFile
from mit_waakstand.archive.packing.sheets import sheets_of
from mit_waakstand.archive.states import HandoverState
from mit_waakstand.archive.workflow import handing_over
from mit_waakstand.uploads import Upload
from mit_waakstand.workflow import ConflictError, RefusedError
from mit_waakstand.working_days import in_dutch

pytestmark = pytest.mark.django_db
FILE = Upload("advies.pdf", LETTER, cleaning.clean_copy(LETTER))


def test_a_dossier_is_handed_over_when_its_package_was_made(cpo: User, secretary: User) -> None:
    handover = a_handover()
    browser = signed_in(cpo)

    too_soon = browser.post(f"{handover.get_absolute_url()}overdragen/", GIVEN)
    made(handover)
    offered = [buttons(signed_in(who).get(handover.get_absolute_url())) for who in (cpo, secretary)]
    done = browser.post(f"{handover.get_absolute_url()}overdragen/", GIVEN)

    handover.refresh_from_db()
    assert too_soon.status_code == 422
    assert "Het pakket wordt nog gemaakt" in too_soon.content.decode()
    assert offered == [["Overdracht vastleggen"], []]
    assert done.status_code == 302
    assert (handover.state, handover.handed_on) == (HandoverState.HANDED, localdate())
    assert [verb for verb, _ in told(handover)] == ["prepare", "hand_over"]
    refused = refusal_of_the_database(handover, received_by="")
    assert "verandert niet meer" in refused


def test_it_goes_to_the_commissie_that_sits_and_only_once(secretary: User) -> None:
    situation, now = a_situation(), timezone.now()

    with pytest.raises(RefusedError, match="nu geen commissie"):
        handing_over.prepare(situation, by=secretary, at=now)
    commission = a_commission()
    handover = handing_over.prepare(situation, by=secretary, at=now)
    with pytest.raises(ConflictError, match="al naar deze commissie"):
        handing_over.prepare(situation, by=secretary, at=now)

    assert handover.commission == commission
    assert Handover.objects.count() == 1


def test_what_comes_back_is_kept_byte_for_byte_and_belongs_to_the_dossier(secretary: User) -> None:
    handover = a_handed_dossier()
    address = f"{handover.get_absolute_url()}opnemen/"

    refused = signed_in(secretary).post(address, RETURNED | {"file": sent(b"MZ", "x.pdf")})
    taken = signed_in(secretary).post(address, RETURNED | {"file": sent(LETTER, "advies.pdf")})

    file = ReturnedFile.objects.get()
    assert (refused.status_code, taken.status_code) == (422, 302)
    assert vault.read(file.original_sha256) == LETTER
    (sheet,) = (s for s in sheets_of(handover.situation) if s.record == handover)
    assert file in sheet.inside
    handover.refresh_from_db()
    assert handover.state == HandoverState.RETURNED
    with pytest.raises(RefusedError, match="al opgenomen"):
        handing_over.take_in(
            handover,
            title="Advies",
            file=FILE,
            given_on=localdate(),
            given_by="De commissie",
            by=secretary,
            at=timezone.now(),
        )
    gone = refusal_of_sql("DELETE FROM archive_returnedfile WHERE id = %s", [file.pk])
    assert "verandert niet" in gone


def test_nothing_is_handed_over_before_it_was_there(cpo: User) -> None:
    handover, today = made(a_handover()), localdate()

    with pytest.raises(RefusedError, match=f"pas op {in_dutch(today)} klaargezet") as refused:
        handing_over.hand_over(
            handover,
            handed_on=today - timedelta(days=1),
            received_by="De commissie",
            by=cpo,
            at=timezone.now(),
        )
    assert refused.value.field == "handed_on"


def test_nothing_comes_back_before_it_went_or_in_the_future(cpo: User) -> None:
    handover, today = a_handed_dossier(), localdate()

    for day, message in (
        (today + timedelta(days=1), "toekomst"),
        (today - timedelta(days=1), f"pas op {in_dutch(today)} overgedragen"),
    ):
        with pytest.raises(RefusedError, match=message) as refused:
            handing_over.take_in(
                handover,
                title="Advies",
                file=FILE,
                given_on=day,
                given_by="De commissie",
                by=cpo,
                at=timezone.now(),
            )
        assert refused.value.field == "given_on"
