"""What is adopted becomes public only when the CPO chooses so, with a PDF made when it froze."""

from pathlib import Path

import pikepdf
import pytest
from asking import main_text, signed_in
from building_editions import adopted
from building_kader import a_draft_of_the_kader, kader_in_force
from django.urls import reverse
from lxml import html

from afwegingskader.models import KaderEdition
from building import amsterdam, person
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.editions import workflow
from mit_waakstand.outbox import doing
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.register import verify
from mit_waakstand.workflow import NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db
MOMENT = amsterdam(2026, 11, 1)


def _with_pdf() -> KaderEdition:
    kader = kader_in_force()
    doing.sweep(kader.adopted_at)
    kader.refresh_from_db()
    return kader


def test_the_pdf_is_made_when_the_text_freezes_and_tagged() -> None:
    kader = _with_pdf()

    with pikepdf.open(vault.path_of(kader.pdf_checksum)) as made:
        metadata = bytes(made.Root.Metadata.read_bytes()).decode()
        assert made.Root.MarkInfo.Marked
    assert "pdfaid:part" in metadata
    assert "pdfuaid:part" in metadata


def test_without_its_pdf_a_version_is_not_made_public(cpo: User) -> None:
    kader = kader_in_force()

    with pytest.raises(RefusedError, match="De pdf wordt nog gemaakt"):
        workflow.publish(kader, by=cpo, at=MOMENT)

    assert not Publication.objects.filter(kind="versie").exists()


def test_only_the_cpo_makes_a_version_public() -> None:
    kader = kader_in_force()

    for role in set(Role) - {Role.CPO}:
        with pytest.raises(NotAllowedError):
            workflow.publish(kader, by=person(role), at=MOMENT)


def test_a_draft_is_never_public(cpo: User) -> None:
    draft = a_draft_of_the_kader()

    with pytest.raises(RefusedError):
        workflow.publish(draft, by=cpo, at=MOMENT)


def test_versions_have_public_pages_and_an_older_one_names_the_newer(
    cpo: User, public_root: Path
) -> None:
    first = _with_pdf()
    visitor = signed_in(cpo)
    visitor.post(reverse("afwegingskader:kaderedition-publish", args=[first.pk]), {"": ""})
    own = workflow.own(a_draft_of_the_kader(), reason="Ja.", by=cpo, at=MOMENT)
    adopted(own, by=cpo)
    doing.sweep(MOMENT.replace(year=2099))
    before = _text(public_root / "afwegingskader/versie/0-1/index.html")

    own.refresh_from_db()
    workflow.publish(own, by=cpo, at=MOMENT)
    doing.sweep(MOMENT.replace(year=2099))

    after = _text(public_root / "afwegingskader/versie/0-1/index.html")
    listed = _text(public_root / "afwegingskader/index.html")
    assert "Er is een nieuwere versie openbaar" not in before
    assert "Er is een nieuwere versie openbaar: Afwegingskader, versie 0.2." in after
    assert "Welk dilemma ligt er?" in after
    assert listed.index("versie 0.2") < listed.index("versie 0.1")
    pdf = public_root / "versies/afwegingskader-0-1/afwegingskader-0-1.pdf"
    assert pdf.read_bytes() == vault.read(first.pdf_checksum)
    assert verify() == []
    assert "Openbaar maken" not in main_text(signed_in(cpo).get(own.get_absolute_url()))


def _text(path: Path) -> str:
    (main,) = html.fromstring(path.read_bytes()).xpath("//main")
    return " ".join(main.text_content().split())
