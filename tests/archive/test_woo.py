"""An inventory for a Woo request: the system suggests, a person decides, nothing goes public."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from asking import main_text, refusal_of_the_database, signed_in, told
from building_archive import (
    LETTER,
    a_full_dossier,
    a_listed_review,
    a_review,
    an_adopted_review,
    judge_everything,
)
from django.utils import timezone
from django.utils.timezone import localdate

from building import a_situation, person
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.archive.grounds import Ground
from mit_waakstand.archive.models import WooReview
from mit_waakstand.archive.states import WooState
from mit_waakstand.archive.workflow import woo
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site.models import Publication
from mit_waakstand.workflow import ConflictError, RefusedError

pytestmark = pytest.mark.django_db


def test_every_document_is_listed_with_the_grounds_that_fit_it() -> None:
    review = a_listed_review(a_full_dossier())

    documents = {one.name: one for one in review.documents.all()}

    (weighing,) = (one for name, one in documents.items() if name.startswith("wegingen/"))
    (letter,) = (one for name, one in documents.items() if name.endswith("brief van SZW.pdf"))
    assert Ground.OPINION in [one["grond"] for one in weighing.suggestions]
    assert Ground.PRIVACY in [one["grond"] for one in weighing.suggestions]
    assert vault.read(letter.sha256) == LETTER
    assert {one.judgement for one in documents.values()} == {""}  # nothing is decided by itself
    names = person(Role.EXPERT).full_name
    assert all(names not in str(one.suggestions) for one in documents.values())


def test_a_person_decides_and_who_keeps_back_names_a_ground(secretary: User, cpo: User) -> None:
    review = a_listed_review()
    first, *others = review.documents.all()
    now = timezone.now()
    read = woo.judged(first)

    with pytest.raises(RefusedError, match="Kies een grond") as refused:
        woo.judge(review, document=first, judgement="niet", by=secretary, at=now)
    woo.judge(
        review,
        document=first,
        judgement="deels",
        grounds=[Ground.PRIVACY],
        explanation="Namen van experts.",
        seen=read,
        by=secretary,
        at=now,
    )
    with pytest.raises(ConflictError, match="deels openbaar"):
        woo.judge(review, document=first, judgement="openbaar", seen=read, by=cpo, at=now)

    first.refresh_from_db()
    assert refused.value.field == "grounds"
    assert (first.judgement, first.grounds, first.judged_by) == ("deels", ["5.1-2e"], secretary)
    assert others == []
    without = refusal_of_the_database(first, grounds="[]")
    assert "woo_document_kept_back_names_a_ground" in without
    assert [verb for verb, _ in told(review)] == ["begin", "judge"]


def test_the_cpo_adopts_when_everything_was_decided_and_then_nothing_changes(
    cpo: User, secretary: User
) -> None:
    review = a_listed_review()

    too_soon = signed_in(cpo).post(f"{review.get_absolute_url()}vaststellen/", {"x": ""})
    judge_everything(review)
    refused = signed_in(secretary).post(f"{review.get_absolute_url()}vaststellen/", {"x": ""})
    adopted = woo.adopt(review, by=cpo, at=timezone.now())

    assert "Beoordeel eerst nog 1 document" in too_soon.content.decode()
    assert (too_soon.status_code, refused.status_code) == (422, 403)
    assert adopted.state == WooState.ADOPTED
    document = adopted.documents.first()
    with pytest.raises(ConflictError):
        woo.judge(adopted, document=document, judgement="openbaar", by=cpo, at=timezone.now())
    assert "verandert niet meer" in refusal_of_the_database(document, explanation="Toch anders")
    assert "verandert niet meer" in refusal_of_the_database(adopted, reference="X")


def test_the_zip_holds_what_may_be_open_and_the_list_and_nothing_goes_public(
    secretary: User,
) -> None:
    review = an_adopted_review(a_full_dossier(), judgements=("niet", "openbaar", "deels"))

    packed = woo.pack(review, by=secretary, at=timezone.now())
    assert packed.package is not None
    doing.do(Work.objects.about(packed.package).get().pk)

    packed.package.refresh_from_db()
    with zipfile.ZipFile(vault.path_of(packed.package.sha256)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    rows = list(csv.reader(io.StringIO(files["woo-inventaris.csv"].decode()), delimiter=";"))[1:]
    documents = list(review.documents.all())
    assert [row[1] for row in rows] == [one.name for one in documents]
    given = {data for name, data in files.items() if "/" in name}
    assert given == {vault.read(one.sha256) for one in documents if one.judgement != "niet"}
    assert "klaar" in main_text(signed_in(secretary).get(packed.package.get_absolute_url()))
    assert not Publication.objects.exists()
    with pytest.raises(ConflictError):
        woo.pack(review, by=secretary, at=timezone.now())


def test_a_request_is_not_received_tomorrow(secretary: User) -> None:
    tomorrow = localdate() + timedelta(days=1)

    with pytest.raises(RefusedError, match="toekomst") as refused:
        woo.begin(
            a_situation(),
            reference="Woo 2026-1",
            received_on=tomorrow,
            by=secretary,
            at=timezone.now(),
        )

    assert refused.value.field == "received_on"
    assert not WooReview.objects.exists()
    assert a_review().listed_at is None
