"""From the records of the office to the publication: what becomes public, and nothing else."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.db import transaction

from building import a_signal, amsterdam
from mit_waakstand import vault
from mit_waakstand.public_site import bake, register
from mit_waakstand.public_site.models import Publication
from signals import public
from signals.models import Signal
from signals.states import SignalState

pytestmark = pytest.mark.django_db
ISSUED = amsterdam(2026, 9, 1, hour=16)


@pytest.fixture
def publication() -> Publication:
    a_signal(SignalState.PUBLISHED, at=ISSUED)
    return Publication.objects.get(kind="signaal")


def a_pdf() -> bytes:
    file = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(file)
    return file.getvalue()


def test_a_published_signal_is_in_the_register_with_everything_the_public_may_know(
    publication: Publication,
) -> None:
    assert publication.key == "miw-2026-01"
    assert publication.content == {
        "nummer": "MIW-2026-01",
        "oefening": False,
        "titel": "Stel een commissie MIT in",
        "strekking": {"code": "instellen", "omschrijving": "nu een commissie MIT instellen"},
        "samenvatting": "Wij vragen om een commissie.",
        "samenvattingEngels": "",
        "tekst": "Er is pandemisch potentieel.\n\n## Waarom\n\nDaarom.",
        "ondertekenaar": "Anna Proef",
        "hoedanigheid": "Chief Preparedness Officer",
        "namensDeCpo": [],
        "geadresseerde": "de secretaris-generaal van Sociale Zaken en Werkgelegenheid",
        "bijlagen": [],
        "afschriften": [],
        "ziekte": "zilverkoorts",
        "aanleidingen": [
            {
                "route": "a1",
                "omschrijving": "A1-status van een infectieziekte",
                "datum": "2026-09-01",
                "vindplaats": "Stcrt. 2026, 1",
                "nummerOmt": "",
            }
        ],
        "gewogenOp": "2026-09-01",
        "uitgebrachtOp": "2026-09-01T16:00:00+02:00",
        "termijn": {"regel": "strict", "laatsteDag": "2026-09-15"},
        "herstel": [],
        "ministerGeinformeerdOp": "",
        "reactie": {
            "tekst": "Wij nemen uw signaal over.",
            "ondertekenaar": "De SG",
            "kenmerk": "",
            "gedagtekendOp": "2026-09-10",
            "verzondenOp": "2026-09-10",
            "ontvangenOp": "2026-09-10",
            "dagenNaUitbrengen": 9,
            "binnenTermijn": True,
            "gronden": "",
        },
        "zonderReactie": None,
        "berichten": [],
        "besluiten": [],
        "bestanden": [
            {"naam": "miw-2026-01-signaal.pdf", "titel": "Signaal"},
            {"naam": "miw-2026-01-reactie.pdf", "titel": "Reactie van de secretaris-generaal"},
        ],
        "wijziging": {"soort": "eerste publicatie", "toelichting": ""},
    }


def test_the_published_files_are_the_letters_that_were_made_when_the_texts_froze(
    publication: Publication, public_root: Path
) -> None:
    signal = Signal.objects.get(number="MIW-2026-01")

    bake.publication(publication)

    folder = public_root / "signalen/miw-2026-01"
    letter = (folder / "miw-2026-01-signaal.pdf").read_bytes()
    response = (folder / "miw-2026-01-reactie.pdf").read_bytes()
    assert letter == vault.read(signal.letter_sha256)
    assert response == vault.read(signal.response.pdf_sha256)
    assert {letter[:5], response[:5]} == {b"%PDF-"}


def test_internal_reasons_and_opinions_stay_inside(
    publication: Publication, public_root: Path
) -> None:
    weighing = Signal.objects.get(number="MIW-2026-01").weighing
    inside = [weighing.rationale, weighing.participants.get().rationale, "Dina Proef"]

    bake.publication(publication)

    outside = b"".join(f.read_bytes() for f in public_root.rglob("*.[hj]*") if f.is_file())
    assert inside == ["Onze reden.", "Mijn reden.", "Dina Proef"]
    assert [text for text in inside if text.encode() in outside] == []
    assert json.loads(publication.payload)["titel"].encode() in outside


def test_the_secretary_generals_own_letter_is_published_as_a_copy_beside_the_text() -> None:
    signal = a_signal(SignalState.PUBLISHED, at=ISSUED)
    signal.response.copy_sha256 = vault.store(a_pdf())

    with transaction.atomic():
        publication = public.store(signal, at=ISSUED + timedelta(days=20))

    assert publication.version == 2
    assert [file.name for file in publication.published_files] == [
        "miw-2026-01-signaal.pdf",
        "miw-2026-01-reactie.pdf",
        "miw-2026-01-reactie-brief.pdf",
    ]


def test_an_exercise_does_not_cross_the_hatch() -> None:
    signal = a_signal(SignalState.PUBLISHED, at=ISSUED)
    signal.is_exercise = True

    with pytest.raises(register.ExerciseCannotBePublishedError), transaction.atomic():
        public.store(signal, at=ISSUED + timedelta(days=20))

    assert Publication.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "reason"),
    [(SignalState.ADOPTED, "was not issued"), (SignalState.ISSUED, "has no response")],
)
def test_a_signal_that_is_not_answered_is_not_published(state: SignalState, reason: str) -> None:
    signal = a_signal(state, at=ISSUED)

    with pytest.raises(ValueError, match=reason), transaction.atomic():
        public.store(signal, at=ISSUED + timedelta(days=20))

    assert Publication.objects.count() == 0


def test_before_publication_nothing_of_a_signal_is_public_anywhere(public_root: Path) -> None:
    a_signal(SignalState.ANSWERED, at=ISSUED)

    bake.everything()

    outside = b"".join(file.read_bytes() for file in public_root.rglob("*") if file.is_file())
    assert b"signalen" in outside
    assert [text for text in (b"MIW-2026-01", b"zilverkoorts") if text in outside] == []
