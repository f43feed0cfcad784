"""Where a publication stands on SCP's own site: recorded, never changed, asked for when set."""

from datetime import timedelta

import pytest
from asking import main_text, refusal_of_sql, signed_in, told, verbs
from asking_today import rows_for
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone
from later import a_message, with_pdf
from pytest_django import Settings
from signal_forms import TODAY, act_url, fresh

from building import a_signal, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.workflow import NotAllowedError
from signals.models import Elsewhere, Signal
from signals.states import SignalState
from signals.workflow import elsewhere, publishing

pytestmark = pytest.mark.django_db

ADDRESS = "https://www.scp.example/mit/miw-2026-01"


def recorded(signal: Signal, *, url: str = ADDRESS, by: User | None = None) -> Signal:
    return elsewhere.record_live(
        signal,
        url=url,
        live_on=timezone.localdate(),
        by=by or person(Role.SECRETARY),
        at=timezone.now(),
    )


def asked(role: Role) -> list[str]:
    return [row.action for row in rows_for(person(role), timezone.localdate())]


def test_address_day_and_who_recorded_it_stand_on_the_page_of_the_signal(secretary: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    client = signed_in(secretary)

    answer = client.post(act_url(signal, "record-live"), {"url": ADDRESS, "live_on": TODAY})

    row = Elsewhere.objects.get()
    page = client.get(signal.get_absolute_url())
    assert answer.status_code == 302
    assert (row.version, row.url, row.recorded_by) == (1, ADDRESS, secretary)
    assert told(signal)[-1] == ("record_live", secretary.pk)
    assert f'href="{ADDRESS}"' in page.content.decode()
    assert "Versie 1 staat op de website van het SCP sinds" in main_text(page)
    assert "Bram Proef" in main_text(page)


def test_a_mistake_is_put_right_by_recording_it_again(cpo: User) -> None:
    signal = recorded(a_signal(SignalState.PUBLISHED))

    recorded(signal, url=f"{ADDRESS}-goed", by=cpo)

    page = main_text(signed_in(cpo).get(signal.get_absolute_url()))
    assert [row.url for row in Elsewhere.objects.all()] == [f"{ADDRESS}-goed", ADDRESS]
    assert page.index(f"{ADDRESS}-goed") < page.index("Eerder vastgelegd")
    assert "liggen vast" in refusal_of_raw("UPDATE signals_elsewhere SET url = 'https://x.nl/'")
    assert "liggen vast" in refusal_of_raw("DELETE FROM signals_elsewhere")


def refusal_of_raw(statement: str) -> str:
    """Return the words with which PostgreSQL refuses a statement on rows that are fixed."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "url",
    [
        "http://www.scp.example/mit",
        "www.scp.example/mit",
        "javascript:alert(1)",
        "https://",
        "https://naam:wachtwoord@scp.example/",
        "https://scp.example\\@kwaad.example/",
        "https://scp.example/ met spatie",
        "https://" + "a" * 600 + ".nl",
    ],
)
def test_only_a_plain_https_address_is_taken(url: str, cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)

    answer = signed_in(cpo).post(act_url(signal, "record-live"), {"url": url, "live_on": TODAY})

    assert answer.status_code == 422
    assert 'href="#id_url"' in answer.content.decode()
    assert not Elsewhere.objects.exists()


@pytest.mark.parametrize("days", [1, -40])
def test_the_day_lies_between_publication_and_today(days: int, cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    day = (timezone.localdate() + timedelta(days=days)).strftime("%d-%m-%Y")

    answer = signed_in(cpo).post(act_url(signal, "record-live"), {"url": ADDRESS, "live_on": day})

    assert answer.status_code == 422
    assert 'href="#id_live_on"' in answer.content.decode()


def test_before_publication_there_is_nothing_to_record_at_any_level(cpo: User) -> None:
    signal = a_signal(SignalState.ANSWERED)
    form = {"url": ADDRESS, "live_on": TODAY}

    posted = signed_in(cpo).post(act_url(signal, "record-live"), form)
    refusal = refusal_of_sql(
        "INSERT INTO signals_elsewhere (signal_id, version, url, live_on, recorded_at,"
        " recorded_by_id) VALUES (%s, 1, %s, current_date, now(), %s)",
        [signal.pk, ADDRESS, cpo.pk],
    )

    assert "record_live" not in verbs(signal, cpo)
    assert posted.status_code == 409
    assert "Alleen een gepubliceerd signaal" in refusal


def test_it_is_for_cpo_and_secretaris_only() -> None:
    signal = a_signal(SignalState.PUBLISHED)

    for role in (Role.EXPERT, Role.SG_OFFICE):
        with pytest.raises(NotAllowedError):
            recorded(signal, by=person(role))

    assert not Elsewhere.objects.exists()


def test_nu_te_doen_asks_for_it_only_where_pages_are_placed_by_hand(
    settings: Settings, cpo: User
) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    ask = "Zet versie 1 op de website van het SCP en leg het adres vast"
    by_default = asked(Role.CPO)

    settings.SCP_PUBLICATION = "handmatig"
    by_hand = {role: asked(role) for role in Role}
    recorded(signal)
    afterwards = asked(Role.SECRETARY)
    with_pdf(a_message(fresh(signal)))
    publishing.publish_supplement(
        fresh(signal), reason="Nieuws.", personal_data_checked=True, by=cpo, at=timezone.now()
    )

    assert ask not in by_default
    assert {role for role, rows in by_hand.items() if ask in rows} == {Role.CPO, Role.SECRETARY}
    assert ask not in afterwards
    assert "Zet versie 2 op de website van het SCP en leg het adres vast" in asked(Role.SECRETARY)


def test_the_database_keeps_to_https_too(cpo: User) -> None:
    signal = a_signal(SignalState.PUBLISHED)

    refusal = refusal_of_sql(
        "INSERT INTO signals_elsewhere (signal_id, version, url, live_on, recorded_at,"
        " recorded_by_id) VALUES (%s, 1, 'http://x.nl/', current_date, now(), %s)",
        [signal.pk, cpo.pk],
    )

    assert "elsewhere_is_an_https_address" in refusal
