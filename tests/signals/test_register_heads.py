"""Each head of the register leaves the house, and every kind of version keeps the chain whole."""

from io import StringIO
from pathlib import Path

import pytest
from asking import main_text, signed_in
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.utils import timezone
from later import a_message, a_prepared_correction, with_pdf
from pytest_django import Settings
from signal_forms import fresh
from test_new_versions import corrected, newest

from building import a_signal, person
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site import register
from mit_waakstand.public_site.models import Publication
from signals.models import Signal
from signals.states import SignalState
from signals.workflow import publishing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings: Settings) -> Path:
    settings.SG_ADDRESS = "bureau-sg@voorbeeld.invalid"
    return Path(settings.PUBLIC_ROOT)


def head() -> str:
    return str(register.head())


def sweep() -> None:
    doing.sweep(timezone.now())


def verify(site: Path, kept: str) -> str:
    """Return what the command says of site and database, with a head that was kept."""
    out = StringIO()
    call_command("verify_register", str(site), head=kept, stdout=out)
    call_command("verify_register", head=kept, stdout=out)
    return out.getvalue()


def mails(mailoutbox: list[EmailMessage], words: str) -> list[EmailMessage]:
    sweep()
    return [message for message in mailoutbox if words in message.subject]


def test_every_kind_of_version_keeps_the_chain_whole(cpo: User, site: Path) -> None:
    signal, now = a_signal(SignalState.PUBLISHED), timezone.now
    heads = [head()]
    with_pdf(a_message(signal))
    publishing.publish_supplement(
        fresh(signal), reason="Bericht.", personal_data_checked=True, by=cpo, at=now()
    )
    heads.append(head())
    sweep()
    whole = verify(site, heads[0])
    corrected(a_prepared_correction(fresh(signal)))
    heads.append(head())
    sweep()
    whole += verify(site, heads[1])
    publishing.remove(fresh(signal), reason="Een verkeerd document.", by=cpo, at=now())
    heads.append(head())
    sweep()

    whole += "".join(verify(site, kept) for kept in heads)

    kinds = [
        row.content["wijziging"]["soort"] for row in Publication.objects.filter(kind="signaal")
    ]
    assert kinds == ["eerste publicatie", "aanvulling", "correctie", "verwijderd"]
    assert len(set(heads)) == 4
    assert whole.count("het register klopt") == 2 * 6


def test_the_head_goes_with_the_mail_at_issue(mailoutbox: list[EmailMessage]) -> None:
    a_signal(SignalState.PUBLISHED)
    before = head()

    a_signal(SignalState.ISSUED)

    message = mails(mailoutbox, "MIW-2026-02: reactie uiterlijk")[0]
    assert before in message.body
    assert message.body.count("http") == 1


def test_the_new_head_goes_with_the_mail_at_every_publication(
    cpo: User, mailoutbox: list[EmailMessage]
) -> None:
    person(Role.SG_OFFICE)
    signal = a_signal(SignalState.PUBLISHED)
    first = head()
    publishing.remove(fresh(signal), reason="Weg.", by=cpo, at=timezone.now())

    told = mails(mailoutbox, "openbaar (versie 1)"), mails(mailoutbox, "is nu een mededeling")

    assert [len(found) for found in told] == [2, 2]
    assert all(first in message.body for message in told[0])
    assert all(head() in message.body for message in told[1])
    assert signal.title not in "".join(message.body for message in mailoutbox)


def test_an_exercise_sends_no_mail_about_publication() -> None:
    a_signal(SignalState.ANSWERED, is_exercise=True)
    sweep()

    assert not Work.objects.filter(kind="mail_published").exists()


def test_the_head_stands_on_the_next_letter_in_the_feed_and_in_the_office(
    cpo: User, site: Path
) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    sweep()

    letter = a_signal(SignalState.ISSUED).letterhead["register_head"]
    page = main_text(signed_in(cpo).get(signal.get_absolute_url()))

    feed = next(site.rglob("feed.atom")).read_text()
    assert letter == head()
    assert head() in feed
    assert f"Registratie {newest().position} in het openbare register" in page
    assert head() in page


def test_baking_that_fails_leaves_the_register_whole_and_the_sweep_redoes_it(site: Path) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    sweep()
    kept = head()
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    second = Signal.objects.get(pk=a_signal(SignalState.PUBLISHED).pk)
    missing = vault.path_of(second.letter_sha256)
    missing.rename(missing.with_suffix(".weg"))
    sweep()
    in_between = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    missing.with_suffix(".weg").rename(missing)

    Work.objects.filter(kind="bake", done_at=None).update(next_try_at=timezone.now())
    sweep()

    assert in_between == before
    assert verify(site, kept).count("het register klopt") == 2
    assert (site / f"register/{newest().position:06}.json").exists()
    assert signal.number != second.number
