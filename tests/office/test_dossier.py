"""The dossier for the evaluator: complete, checkable, without names, and its taking is told."""

import io
import zipfile

import pytest
from asking import BUTTON_ONLY, main_text, signed_in
from building_meetings import the_meeting_of_this_year
from building_readiness import a_norm, a_proof
from building_yearly import an_adopted_account
from django.utils import timezone

from building import a_signal, weegvragen_in_force
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.duties.models import ProofKind, Subject
from mit_waakstand.office import dossier
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import NotAllowedError
from signals.states import SignalState

pytestmark = pytest.mark.django_db
PAGE = "/werk/paraatheid/dossier/"


def opened(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def filled_house() -> None:
    now = timezone.now()
    weegvragen_in_force()
    a_signal(SignalState.ANSWERED)
    a_signal(SignalState.ISSUED, is_exercise=True)
    an_adopted_account()
    the_meeting_of_this_year()
    a_norm(Subject.RESTORE, 3, at=now)
    a_proof(ProofKind.BACKUP, done_on=now.date(), at=now)


def test_the_dossier_holds_accounts_figures_signals_versions_and_norms(cpo: User) -> None:
    filled_house()
    year = timezone.localdate().year

    files = opened(dossier.make(by=cpo, at=timezone.now()))

    assert files[f"verantwoordingen/verantwoording-{year}.pdf"].startswith(b"%PDF")
    assert "Signalen uitgebracht" in files[f"cijfers/cijfers-{year}.csv"].decode()
    signals = files["signalen.csv"].decode()
    assert (signals.count("MIW-"), signals.count("OEF-")) == (1, 0)
    assert "Weegvragen, versie" in files["versies.csv"].decode()
    assert "Proef met terugzetten" in files["normen.csv"].decode()
    assert "Reservekopie gemaakt" in files["vastgelegd.csv"].decode()
    assert '"gehouden";"3";"ja"' in files["vergaderingen.csv"].decode()


def test_every_file_stands_in_the_inventory_with_a_checksum_that_holds(cpo: User) -> None:
    filled_house()

    files = opened(dossier.make(by=cpo, at=timezone.now()))

    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    counted = set(files) - {"SHA256SUMS", "inventaris.csv"}
    assert {name: vault.checksum_of(files[name]) for name in counted} == sums
    assert all(name in files["inventaris.csv"].decode() for name in counted)


def test_the_lists_name_nobody_who_has_an_account(cpo: User) -> None:
    filled_house()
    names = User.objects.values_list("full_name", flat=True)

    files = opened(dossier.make(by=cpo, at=timezone.now()))

    lists = "".join(data.decode() for name, data in files.items() if name.endswith(".csv"))
    assert len(names) > 3
    assert [name for name in names if name in lists] == []


def test_taking_it_is_told_and_is_for_cpo_and_secretaris(cpo: User, sg_office: User) -> None:
    client = signed_in(cpo)

    answer = client.post(f"{PAGE}zip/", BUTTON_ONLY)

    assert answer.headers["Content-Type"] == "application/zip"
    assert "uiterlijk 1 september 2031" in main_text(client.get(PAGE))
    (event,) = Event.objects.filter(verb="export")
    assert (event.by, event.sentence) == (cpo, "heeft het evaluatiedossier gedownload")
    with pytest.raises(NotAllowedError):
        dossier.make(by=sg_office, at=timezone.now())
