"""Paraatheid: what it shows to whom, and that no broken check takes it down (domain §6)."""

from collections.abc import Generator
from datetime import date, timedelta

import pytest
from asking import main_text, signed_in
from building_readiness import a_norm, a_proof
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from lxml import html

from building import amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.duties import workflow
from mit_waakstand.duties.models import Norm, Proof, ProofKind, Subject, Tally, months_later
from mit_waakstand.office import board, reminders
from mit_waakstand.readiness import Finding, Status, checks
from mit_waakstand.workflow import NotAllowedError, RefusedError

pytestmark = pytest.mark.django_db
NOW = amsterdam(2026, 11, 2)
TODAY = NOW.date()
PAGE = "/werk/paraatheid/"


def _breaks(today: date) -> Finding:
    message = f"no finding on {today}"
    raise ZeroDivisionError(message)


@pytest.fixture
def broken_check() -> Generator[str, None, None]:
    """Offer a check that fails, and take it away afterwards."""
    checks("kapot")(_breaks)
    yield "kapot"
    del checks._table["kapot"]  # noqa: SLF001


def test_the_page_says_how_many_are_not_in_order_and_groups_them_worst_first(cpo: User) -> None:
    page = signed_in(cpo).get(PAGE)

    text = main_text(page)
    rows = board.rows_for(cpo, timezone.localdate())
    places = [(list(board.HEADINGS).index(r.ground), board.PLACES.index(r.status)) for r in rows]
    red = sum(row.status == Status.NOT_IN_ORDER for row in rows)
    assert red > 0
    assert f"{red} niet op orde," in text
    assert places == sorted(places)
    assert [h.text for h in html.fromstring(page.content).xpath("//main//h2")] == [
        "Afgesproken",
        "Eigen norm",
        "Techniek",
    ]


def test_every_status_is_a_word_with_a_picture(cpo: User) -> None:
    page = html.fromstring(signed_in(cpo).get(PAGE).content)

    badges = page.xpath("//main//li//span[contains(@class, 'nl-data-badge')]")

    words = {" ".join(badge.text_content().split()) for badge in badges}
    assert len(badges) == len(list(checks))
    assert words <= {"op orde", "aandacht nodig", "niet op orde"}
    assert all(badge.xpath("./svg[@aria-hidden='true']") for badge in badges)


def test_a_check_that_fails_says_so_and_leaves_the_others(cpo: User, broken_check: str) -> None:
    text = main_text(signed_in(cpo).get(PAGE))

    assert f"Controle “{broken_check}” kon niet worden gecontroleerd" in text
    assert "1 kon niet worden gecontroleerd" in text
    assert "Waarnemers van de CPO" in text


def test_the_beheerder_sees_only_what_is_technical(administrator: User) -> None:
    text = main_text(signed_in(administrator).get(PAGE))

    assert "Reservekopie" in text
    assert "Afgesproken" not in text
    assert "Waarnemers" not in text


def test_an_act_that_is_somebody_elses_is_a_sentence_without_a_link(
    cpo: User, administrator: User
) -> None:
    own = {row.name: row.act for row in board.rows_for(administrator, TODAY)}
    other = {row.name: row.act for row in board.rows_for(cpo, TODAY)}

    assert own["mail arrives"] == board.Act("Stuur uzelf een proefmail", reverse("office:work"))
    assert other["mail arrives"] == board.Act("Stuur uzelf een proefmail", "")


def test_every_act_and_all_evidence_leads_to_a_page_that_opens(cpo: User) -> None:
    client = signed_in(cpo)
    rows = board.rows_for(cpo, timezone.localdate())
    urls = {link.url for row in rows for link in row.evidence}
    urls |= {row.act.url for row in rows if row.act and row.act.url}

    statuses = {url: client.get(url).status_code for url in urls}

    assert len(urls) > 3
    assert {url: code for url, code in statuses.items() if code != 200} == {}


def test_nu_te_doen_leads_to_paraatheid_as_long_as_something_is_red(
    cpo: User, administrator: User
) -> None:
    reminders.count(timezone.now() - timedelta(hours=1))
    reminders.count(timezone.now())

    assert "Paraatheid Bekijk wat niet op orde is" in main_text(signed_in(cpo).get("/werk/"))
    assert "Bekijk wat niet op orde is" not in main_text(signed_in(administrator).get("/werk/"))


def test_nu_te_doen_says_what_was_last_seen_on_the_page(cpo: User) -> None:
    Tally.objects.create(pk=Tally.ONLY, not_in_order=99, counted_at=NOW)
    client = signed_in(cpo)

    client.get(PAGE)

    red = board.red(board.rows_for(cpo, timezone.localdate()))
    assert f"{red} niet op orde, geteld om" in main_text(client.get("/werk/"))


# --- Norms of the CPO ----------------------------------------------------------------------------


def test_the_newest_norm_of_the_cpo_holds_and_the_others_are_ours(cpo: User) -> None:
    assert Norm.objects.value(Subject.RESTORE) == 12
    a_norm(Subject.RESTORE, 3, at=NOW)
    a_norm(Subject.RESTORE, 4, at=NOW + timedelta(days=1))

    in_force = Norm.objects.in_force()

    assert (in_force[Subject.RESTORE], in_force[Subject.EXERCISE]) == (4, 24)
    assert Norm.objects.value(Subject.RESTORE) == 4
    assert cpo.full_name in main_text(signed_in(cpo).get("/werk/paraatheid/normen/"))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CPO])
def test_nobody_but_the_cpo_sets_a_norm(role: Role) -> None:
    with pytest.raises(NotAllowedError):
        workflow.set_norm(
            subject=Subject.RESTORE, value=1, reason="Minder.", by=person(role), at=NOW
        )


@pytest.mark.parametrize(("value", "reason", "field"), [(0, "Nul.", "value"), (3, " ", "reason")])
def test_a_norm_is_a_number_with_a_reason(cpo: User, value: int, reason: str, field: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        workflow.set_norm(subject=Subject.RESTORE, value=value, reason=reason, by=cpo, at=NOW)

    assert refusal.value.field == field


def test_the_database_keeps_norms_and_proofs_as_they_were() -> None:
    norm = a_norm(Subject.RESTORE, 3, at=NOW)
    proof = a_proof(ProofKind.BACKUP, done_on=TODAY, at=NOW)

    refused = [
        _refused("UPDATE duties_norm SET value = 9 WHERE id = %s", norm.pk),
        _refused("DELETE FROM duties_proof WHERE id = %s", proof.pk),
    ]

    assert refused == [
        "Regels van duties_norm liggen vast.",
        "Regels van duties_proof liggen vast.",
    ]


def _refused(statement: str, pk: int) -> str:
    with (
        pytest.raises(ProgrammingError) as refusal,
        transaction.atomic(),
        connection.cursor() as own,
    ):
        own.execute(statement, [pk])
    return str(refusal.value).splitlines()[0]


# --- What people write down ----------------------------------------------------------------------


def test_what_was_done_is_written_down_from_the_act_of_its_check(secretary: User) -> None:
    client = signed_in(secretary)
    form = {"done_on": "1-9-2026", "succeeded": "ja", "note": "Zie de map."}

    answer = client.post("/werk/paraatheid/vastgelegd/terugzetten/", form)

    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    (proof,) = Proof.objects.all()
    assert (proof.kind, proof.done_on, proof.succeeded) == ("terugzetten", date(2026, 9, 1), True)
    assert "Het is vastgelegd." in html.fromstring(client.get(PAGE).content).text_content()


def test_only_a_plan_lies_in_the_future() -> None:
    tomorrow = TODAY + timedelta(days=1)
    a_proof(ProofKind.EVALUATION_PLANNED, done_on=tomorrow, at=NOW)

    with pytest.raises(RefusedError, match="toekomst"):
        a_proof(ProofKind.BACKUP, done_on=tomorrow, at=NOW)


def test_the_beheerder_writes_down_no_duty_of_the_miw(administrator: User) -> None:
    client = signed_in(administrator)

    page = client.get("/werk/paraatheid/vastgelegd/evaluatie_gehouden/")

    assert page.status_code == 403
    with pytest.raises(NotAllowedError):
        workflow.record_proof(
            kind=ProofKind.EVALUATION_HELD,
            done_on=TODAY,
            succeeded=True,
            note="Gehouden.",
            by=administrator,
            at=NOW,
        )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 2), -12, date(2025, 11, 2)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_one(
    day: date, months: int, expected: date
) -> None:
    assert months_later(day, months) == expected
