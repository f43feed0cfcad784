"""Whether what was published is online: visible to who waits for it, and what to do if not."""

from datetime import timedelta
from pathlib import Path

import pytest
from asking import BUTTON_ONLY, buttons, main_text, signed_in, told, verbs
from asking_today import rows_for
from django.urls import reverse
from django.utils import timezone
from ground.proving import looked_at_during
from later import a_message, a_signal_that_did_not_get_online, with_pdf
from pytest_django import Settings
from signal_forms import act_url, fresh
from time_machine import travel

from building import a_signal, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import MOST_ATTEMPTS, Work
from mit_waakstand.public_site.progress import BAKE, WITHOUT_WORDS, in_words
from mit_waakstand.worklist import Urgency
from signals.models import Signal
from signals.states import SignalState
from signals.workflow import publishing

pytestmark = pytest.mark.django_db


def page_of(signal: Signal, user: User) -> str:
    return main_text(signed_in(user).get(signal.get_absolute_url()))


def first_row(user: User) -> tuple[str, Urgency | None]:
    """Return what stands on top of Nu te doen, and how urgent that is."""
    rows = rows_for(user, timezone.localdate())
    return (rows[0].action, rows[0].urgency) if rows else ("", None)


@pytest.fixture
def somebody_elses_directory(settings: Settings, tmp_path: Path) -> Path:
    """Return a file that stands where the public pages should go."""
    settings.PUBLIC_ROOT = tmp_path / "van-iemand-anders"
    stranger = settings.PUBLIC_ROOT / "index.html"
    stranger.parent.mkdir()
    stranger.write_text("Niet van ons.")
    return stranger


def test_until_it_is_online_the_page_says_so_and_then_since_when(cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)

    waiting = page_of(signal, cpo)
    doing.do_due(timezone.now())
    online = page_of(signal, cpo)

    assert "Versie 1 wordt klaargezet." in waiting
    assert "Ververs deze pagina" in waiting
    assert "Versie 1 staat online sinds" in online
    assert "wordt klaargezet" not in online


def test_while_the_first_attempt_runs_nothing_is_said_to_have_failed(cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)

    with looked_at_during(BAKE, lambda: page_of(signal, cpo)) as seen:
        doing.do_due(timezone.now())

    (meanwhile,) = seen
    assert "Versie 1 wordt klaargezet. Dat duurt meestal enkele seconden. Ververs" in meanwhile
    assert "Versie 1 staat online sinds" in page_of(signal, cpo)


def test_a_failure_is_told_in_dutch_and_after_the_last_attempt_there_is_a_button(
    secretary: User, cpo: User, somebody_elses_directory: Path
) -> None:
    signal, start = a_signal(SignalState.PUBLISHED), timezone.now()
    doing.do_due(start)
    once = page_of(signal, secretary)
    for hours in range(1, MOST_ATTEMPTS):
        with travel(start + timedelta(hours=2 * hours)):
            doing.do_due(timezone.now())
    failed, answer = page_of(signal, secretary), signed_in(cpo).get(signal.get_absolute_url())
    somebody_elses_directory.unlink()

    signed_in(secretary).post(act_url(signal, "rebake"), BUTTON_ONLY)
    doing.do_due(timezone.now() + timedelta(seconds=1))

    assert "Poging 1 van 8 lukte nog niet. De openbare map bevat bestanden" in once
    assert "Publiceren is mislukt De openbare map bevat bestanden van iets anders." in failed
    assert "waren 8 pogingen" in failed
    assert "Openbare pagina opnieuw maken" in buttons(answer)
    assert told(signal)[-1] == ("rebake", secretary.pk)
    assert "Versie 1 staat online sinds" in page_of(signal, secretary)
    assert (somebody_elses_directory.parent / "signalen").is_dir()


def test_what_failed_stands_red_on_top_of_nu_te_doen_until_it_is_tried_again(cpo: User) -> None:
    signal = a_signal_that_did_not_get_online()
    before = {role: first_row(person(role)) for role in Role}

    publishing.rebake(signal, by=cpo, at=timezone.now())

    after = [first_row(person(role)) for role in Role]
    red = ("Publiceren is mislukt: probeer het opnieuw", Urgency.OVERDUE)
    assert {role for role, row in before.items() if row == red} == {Role.CPO, Role.SECRETARY}
    assert red not in after


def test_an_older_version_that_failed_is_no_trouble_once_a_newer_one_is_online(cpo: User) -> None:
    signal = a_signal_that_did_not_get_online()
    with_pdf(a_message(signal))
    publishing.publish_supplement(
        fresh(signal), reason="Nieuws.", personal_data_checked=True, by=cpo, at=timezone.now()
    )

    doing.do_due(timezone.now())

    assert first_row(cpo) == ("", None)
    assert "Versie 2 staat online sinds" in page_of(signal, cpo)
    assert "rebake" not in verbs(fresh(signal), cpo)


def test_what_did_not_fail_cannot_be_tried_again(cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)

    answer = signed_in(cpo).post(act_url(signal, "rebake"), BUTTON_ONLY)

    assert "rebake" not in verbs(signal, cpo)
    assert answer.status_code == 422
    assert "Deze stap bestaat hier niet: openbare pagina opnieuw maken." in main_text(answer)


def test_bureau_sg_and_experts_see_nothing_of_the_machine_room() -> None:
    signal = a_signal_that_did_not_get_online()

    pages = [page_of(signal, person(role)) for role in (Role.SG_OFFICE, Role.EXPERT)]

    assert [page for page in pages if "mislukt" in page or "wordt klaargezet" in page] == []


def test_the_beheerder_can_try_it_again_from_the_page_of_the_work() -> None:
    a_signal_that_did_not_get_online()
    work = Work.objects.get(kind="bake")

    client = signed_in(person(Role.ADMINISTRATOR))
    page = main_text(client.get(reverse("office:work")))
    client.post(reverse("office:work-retry", args=[work.pk]), BUTTON_ONLY)

    work.refresh_from_db()
    assert f"werk {work.pk}, bake" in page
    assert work.failed_at is None


def test_a_reason_never_shows_technical_words() -> None:
    assert in_words("OSError: [Errno 28] No space left on device") == "De schijf is vol."
    assert in_words("KeyError: 'titel'") == WITHOUT_WORDS
