"""What the public page and the letter say of who did what, from the real workflow to the bytes."""

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from lxml import html
from pypdf import PdfReader
from pytest_django import Settings
from signal_forms import fresh, with_files

from building import a_signal, person, respond
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from signals import deadlines
from signals.models import Signal
from signals.states import SignalState
from signals.workflow import dates, delivery, signals
from signals.workflow.on_behalf import Agreed

pytestmark = pytest.mark.django_db


def issued_on_behalf(secretary: User, *, at: datetime) -> Signal:
    """Return a signal that the secretaris issued namens de CPO at ``at``, with its letter."""
    signal = a_signal(SignalState.ADOPTED, at=at - timedelta(hours=2))
    agreed = Agreed(agreed_at=at - timedelta(hours=1), agreed_way="telefoon")
    return with_files(signals.issue(signal, agreement=agreed, by=secretary, at=at))


def words_of(page: Path) -> str:
    (main,) = html.fromstring(page.read_text()).xpath("//main")
    return " ".join(main.text_content().split())


def test_the_letter_that_the_workflow_makes_is_signed_namens_de_cpo(
    cpo: User, secretary: User
) -> None:
    signal = issued_on_behalf(secretary, at=timezone.now() - timedelta(days=2))

    letter = PdfReader(io.BytesIO(vault.read(signal.letter_sha256)))

    paper = " ".join(" ".join(page.extract_text() for page in letter.pages).split())
    capacity = f"de Chief Preparedness Officer {cpo.full_name}"
    signed = f"namens deze, {secretary.full_name} secretaris van het MIT in waakstand"
    assert f"{capacity} {signed}" in paper


def test_the_public_reads_namens_de_cpo_the_corrected_date_and_that_the_minister_knew(
    cpo: User, secretary: User, settings: Settings
) -> None:
    now = timezone.now()
    signal = issued_on_behalf(secretary, at=now - timedelta(days=10))
    brought = now - timedelta(days=9)
    dates.propose_date(
        signal, issued_at=brought, reason="Op papier gebracht.", by=secretary, at=now
    )
    dates.confirm_date(fresh(signal), by=cpo, at=now)
    told = timezone.localdate(now - timedelta(days=3))
    office = person(Role.SG_OFFICE)
    delivery.inform_minister(fresh(signal), minister_informed_on=told, by=office, at=now)
    signal = with_files(respond(fresh(signal), on=now))
    agreed = Agreed(agreed_at=timezone.now(), agreed_way="mail")
    signals.publish(
        signal, personal_data_checked=True, agreement=agreed, by=secretary, at=timezone.now()
    )

    signal = with_files(signal)

    page = Path(settings.PUBLIC_ROOT) / "signalen" / str(signal.number).lower() / "index.html"
    words = words_of(page)
    assert "De secretaris deed dit namens de CPO: uitbrengen en publiceren." in words
    assert "Herstel van een datum" in words
    assert "De datum van uitbrengen is hersteld" in words
    assert "Op papier gebracht." in words
    assert "De secretaris-generaal informeert de Minister" in words
    assert deadlines.in_dutch(told) in words
    assert secretary.full_name not in words
