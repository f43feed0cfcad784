"""The yearly account: begun by itself, written, adopted, delivered, public (R-074)."""

import csv
import io
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from functools import partial

import page
import pytest
from asking import BUTTON_ONLY, main_text, refusal_of_the_database, signed_in, told, verbs
from building_yearly import (
    AN_EDIT,
    JANUARY,
    OCTOBER,
    a_delivered_account,
    a_written_account,
    an_account,
    an_adopted_account,
    made,
)
from pytest_django import Settings

from building import amsterdam, person
from mit_waakstand import vault
from mit_waakstand.accountability import Chapter, chapters
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.public_site import bake
from mit_waakstand.public_site.models import Publication
from mit_waakstand.readiness import Status
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from mit_waakstand.yearly import reminders, workflow
from mit_waakstand.yearly.composing import compose
from mit_waakstand.yearly.models import YearAccount
from mit_waakstand.yearly.money import amount_of, euros
from mit_waakstand.yearly.readiness import yearly_account
from mit_waakstand.yearly.states import AccountState

pytestmark = pytest.mark.django_db
TODAY = JANUARY.date()


def _breaks(year: int, today: date) -> Chapter:
    message = f"no chapter of {year} on {today}"
    raise ZeroDivisionError(message)


@pytest.fixture
def broken_chapter() -> Generator[None, None, None]:
    """Offer a chapter that fails, and take it away afterwards."""
    chapters("kapot")(_breaks)
    yield
    chapters._table.pop("kapot", None)  # noqa: SLF001


# --- It begins by itself --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "years"),
    [
        (amsterdam(2026, 9, 30, hour=23), []),
        (amsterdam(2026, 10, 1, hour=0), [2026]),
        (amsterdam(2027, 3, 1), [2026]),
    ],
)
def test_from_october_the_account_of_the_year_is_begun_once(now: object, years: list[int]) -> None:
    reminders.begin(now)
    reminders.begin(now)

    assert list(YearAccount.objects.values_list("year", flat=True)) == years


def test_what_begins_by_itself_is_told_as_an_event_of_nobody() -> None:
    account = an_account(at=OCTOBER)

    (event,) = Event.objects.about(account)
    assert (event.verb, event.by, account.state) == ("draft", None, AccountState.DRAFT)
    assert account.period() == (date(2026, 9, 1), date(2026, 10, 1))
    assert {chapter["name"] for chapter in account.chapters} == set(chapters)


def test_there_is_one_account_a_year_and_none_of_a_year_that_has_not_begun(cpo: User) -> None:
    an_account(at=OCTOBER)

    with pytest.raises(ConflictError):
        workflow.draft(2026, by=cpo, at=OCTOBER)
    with pytest.raises(RefusedError, match="begonnen"):
        workflow.draft(2027, by=cpo, at=OCTOBER)


# --- Writing --------------------------------------------------------------------------------------


def test_the_secretaris_writes_an_introduction_amounts_and_a_remark_to_each_chapter(
    secretary: User,
) -> None:
    account = an_account(at=OCTOBER)
    place = [chapter["name"] for chapter in account.chapters].index("signals")
    client = signed_in(secretary)

    answer = client.post(
        f"/werk/verantwoording/{account.pk}/bewerken/",
        AN_EDIT | {f"toelichting_{place}": "Er was geen reden voor een signaal."},
    )

    assert answer.status_code == 302
    stored = YearAccount.objects.get(pk=account.pk)
    assert stored.introduction == "Een rustig jaar."
    assert stored.remarks == {"signals": "Er was geen reden voor een signaal."}
    assert stored.amounts() == [("Secretariaat", "€ 42.500,00"), ("Oefening", "€ 1.250,50")]
    assert stored.spent() == Decimal("43750.50")


def test_an_amount_that_is_none_is_named_by_its_line(secretary: User) -> None:
    account = an_account(at=OCTOBER)

    page = signed_in(secretary).post(
        f"/werk/verantwoording/{account.pk}/bewerken/",
        AN_EDIT | {"spending": "Secretariaat = 10\nReizen = veel", "budget": "-1"},
    )

    text = main_text(page)
    assert page.status_code == 422
    assert "Regel 2: schrijf een omschrijving, dan = en een bedrag." in text
    assert "Vul een bedrag in, bijvoorbeeld 70.000,00" in text


def test_who_saves_second_is_told_and_loses_nothing(cpo: User, secretary: User) -> None:
    account = an_account(at=OCTOBER)
    read = workflow.written(account)
    save = partial(workflow.edit, account, remarks={}, budget=Decimal(1), spending=[], at=OCTOBER)

    save(introduction="Eerste.", seen=read, by=cpo)
    with pytest.raises(ConflictError):
        save(introduction="Tweede.", seen=read, by=secretary)

    assert YearAccount.objects.get().introduction == "Eerste."


def test_refreshing_makes_the_figures_anew_and_leaves_the_words(secretary: User) -> None:
    account = a_written_account(at=OCTOBER)

    account = workflow.refresh(account, by=secretary, at=JANUARY)

    assert account.counted_until == date(2026, 12, 31)
    assert account.introduction.startswith("Een rustig jaar.")
    assert "refresh" in [verb for verb, _ in told(account)]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("70.000,00", Decimal(70_000)),
        ("€ 1250,5", Decimal("1250.5")),
        ("-12", Decimal(-12)),
        ("1.25", None),
        ("1,234.50", None),
        ("veel", None),
        ("99999999999", None),
    ],
)
def test_amounts_are_read_as_dutch_people_write_them(written: str, amount: Decimal | None) -> None:
    assert amount_of(written) == amount


def test_amounts_are_written_as_dutch_people_read_them() -> None:
    assert euros(Decimal("1234567.8")) == "€ 1.234.567,80"


# --- Adopting -------------------------------------------------------------------------------------


def test_the_cpo_adopts_it_with_the_figures_of_that_moment_and_a_pdf(cpo: User) -> None:
    account = workflow.adopt(a_written_account(at=OCTOBER), by=cpo, at=JANUARY)
    made(account, at=JANUARY)

    stored = YearAccount.objects.get(pk=account.pk)
    assert (stored.state, stored.adopted_by) == (AccountState.ADOPTED, cpo)
    assert stored.counted_until == date(2026, 12, 31)
    assert stored.chapters == compose(2026, today=TODAY)
    assert vault.read(stored.pdf_sha256).startswith(b"%PDF-1.7")


def test_nothing_that_was_adopted_changes_not_even_in_the_database(secretary: User) -> None:
    account = an_adopted_account(at=JANUARY)
    client = signed_in(secretary)

    refused = client.post(f"/werk/verantwoording/{account.pk}/bewerken/", AN_EDIT)

    assert "edit" not in verbs(account, secretary)
    assert refused.status_code == 409
    frozen = "Een vastgestelde verantwoording verandert niet meer."
    assert frozen in refusal_of_the_database(account, introduction="Anders.")
    assert frozen in refusal_of_the_database(account, spending="[]")
    assert "wordt geen concept meer" in refusal_of_the_database(account, state="concept")
    assert "pdf van de verantwoording ligt vast" in refusal_of_the_database(account, pdf_sha256="")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CPO])
def test_nobody_but_the_cpo_adopts_or_publishes(role: Role) -> None:
    draft = a_written_account(at=OCTOBER)

    with pytest.raises(NotAllowedError):
        workflow.adopt(draft, by=person(role), at=JANUARY)
    with pytest.raises(NotAllowedError):
        workflow.publish(draft, checked=True, by=person(role), at=JANUARY)


def test_a_year_that_is_not_over_or_an_empty_introduction_is_not_adopted(
    cpo: User, settings: Settings
) -> None:
    written = a_written_account(at=OCTOBER)
    empty = workflow.draft(2027, at=JANUARY)

    with pytest.raises(RefusedError, match="Het jaar 2026 is nog niet om"):
        workflow.adopt(written, by=cpo, at=amsterdam(2026, 12, 31, hour=23))
    settings.DEMO = True
    with pytest.raises(RefusedError, match="De inleiding is nog leeg"):
        workflow.adopt(empty, by=cpo, at=JANUARY)


@pytest.mark.usefixtures("broken_chapter")
def test_a_chapter_that_fails_is_shown_and_keeps_the_account_from_being_adopted(cpo: User) -> None:
    account = a_written_account(at=OCTOBER)

    page = main_text(signed_in(cpo).get(account.get_absolute_url()))

    assert "De cijfers van dit hoofdstuk konden niet worden gemaakt" in page
    with pytest.raises(RefusedError, match="ontbreken de cijfers"):
        workflow.adopt(account, by=cpo, at=JANUARY)


# --- Delivering -----------------------------------------------------------------------------------


def test_to_whom_it_was_delivered_is_data_with_a_date(secretary: User) -> None:
    account = a_delivered_account(at=JANUARY)

    assert (account.state, account.delivered_by) == (AccountState.DELIVERED, secretary)
    page = main_text(signed_in(secretary).get(account.get_absolute_url()))
    assert "Aangeboden aan De secretaris-generaal van SZW op 11 januari 2027." in page
    assert "ligt vast" in refusal_of_the_database(account, delivered_to="Een ander")


@pytest.mark.parametrize(
    ("to", "on", "field"),
    [
        (" ", TODAY, "delivered_to"),
        ("SZW", date(2027, 1, 12), "delivered_on"),
        ("SZW", date(2027, 1, 10), "delivered_on"),
    ],
)
def test_it_is_delivered_to_somebody_after_it_was_adopted(
    secretary: User, to: str, on: date, field: str
) -> None:
    account = an_adopted_account(at=JANUARY)

    with pytest.raises(RefusedError) as refusal:
        workflow.deliver(account, delivered_to=to, delivered_on=on, by=secretary, at=JANUARY)

    assert refusal.value.field == field


def test_a_draft_is_neither_delivered_nor_published(cpo: User) -> None:
    account = a_written_account(at=OCTOBER)

    with pytest.raises(ConflictError):
        workflow.deliver(account, delivered_to="SZW", delivered_on=TODAY, by=cpo, at=JANUARY)
    with pytest.raises(ConflictError):
        workflow.publish(account, checked=True, by=cpo, at=JANUARY)

    assert "Alleen een vastgestelde verantwoording" not in refusal_of_the_database(
        account, introduction="Kan wel."
    )
    assert "public_account_was_adopted" in refusal_of_the_database(account, published_at=JANUARY)


# --- Public ---------------------------------------------------------------------------------------


def test_the_cpo_makes_it_public_once_as_page_pdf_and_data(cpo: User, settings: Settings) -> None:
    account = workflow.publish(an_adopted_account(at=JANUARY), checked=True, by=cpo, at=JANUARY)
    (publication,) = Publication.objects.filter(kind=Publication.Kind.ACCOUNT)
    bake.publication(publication)

    folder = settings.PUBLIC_ROOT / "verantwoording"
    page = (folder / str(account.year) / "index.html").read_text(encoding="utf-8")
    assert "Een rustig jaar." in page
    assert "€ 43.750,50" in page
    assert "Er was geen reden voor een signaal." in page
    pdf = folder / str(account.year) / f"verantwoording-{account.year}.pdf"
    assert vault.checksum_of(pdf.read_bytes()) == account.pdf_sha256
    assert f"Verantwoording over {account.year}" in (folder / "index.html").read_text()
    with pytest.raises(ConflictError):
        workflow.publish(account, checked=True, by=cpo, at=JANUARY)


def test_it_is_not_public_without_a_look_for_personal_data_or_without_its_pdf(
    cpo: User, settings: Settings
) -> None:
    account = an_adopted_account(at=JANUARY)
    settings.DEMO = True
    another = workflow.adopt(a_year_later(cpo), by=cpo, at=amsterdam(2028, 1, 10))

    with pytest.raises(RefusedError, match="persoonsgegevens"):
        workflow.publish(account, checked=False, by=cpo, at=JANUARY)
    with pytest.raises(RefusedError, match="pdf wordt nog gemaakt"):
        workflow.publish(another, checked=True, by=cpo, at=amsterdam(2028, 1, 11))

    assert not Publication.objects.filter(kind=Publication.Kind.ACCOUNT).exists()


def a_year_later(cpo: User) -> YearAccount:
    """Return the written account of the year after."""
    later = amsterdam(2028, 1, 9)
    return workflow.edit(
        workflow.draft(2028, at=later),
        introduction="Nog een jaar.",
        remarks={},
        budget=Decimal(70_000),
        spending=[],
        by=cpo,
        at=later,
    )


# --- Files and lists ------------------------------------------------------------------------------


def test_the_figures_are_a_spreadsheet_without_formulas_and_taking_it_is_told(
    secretary: User,
) -> None:
    account = workflow.edit(
        an_account(at=OCTOBER),
        introduction="",
        remarks={},
        budget=Decimal(70_000),
        spending=[workflow.Amount("=1+1", "10.00")],
        by=secretary,
        at=OCTOBER,
    )
    client = signed_in(secretary)

    answer = client.post(f"/werk/verantwoording/{account.pk}/bestand/", BUTTON_ONLY)

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["hoofdstuk", "cijfer", "waarde", "bijzonderheden"]
    assert ["Geld", "'=1+1", "10.00", ""] in rows
    assert ("export", secretary.pk) in told(account)


def test_the_list_asks_the_database_as_much_for_three_years_as_for_one(
    cpo: User, django_assert_num_queries: Callable[..., AbstractContextManager[None]]
) -> None:
    client = signed_in(cpo)
    client.get("/werk/verantwoording/")
    numbers = []

    for years in ([2026], [2027, 2028]):
        for year in years:
            workflow.draft(year, at=amsterdam(2028, 10, 1))
        with django_assert_num_queries(4):
            page = client.get("/werk/verantwoording/")
        numbers.append(main_text(page).count("Verantwoording over"))

    assert numbers == [1, 3]


def test_nu_te_doen_asks_for_it_until_it_was_delivered(cpo: User) -> None:
    account = a_written_account(at=OCTOBER)
    client = signed_in(cpo)

    assert "Verantwoording over 2026 Vul de verantwoording aan" in main_text(client.get("/werk/"))
    adopted = workflow.adopt(account, by=cpo, at=JANUARY)
    assert "Bied de verantwoording aan" in main_text(client.get("/werk/"))
    workflow.deliver(adopted, delivered_to="SZW", delivered_on=TODAY, by=cpo, at=JANUARY)
    assert "Verantwoording over 2026" not in main_text(client.get("/werk/"))


# --- Paraatheid -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (date(2026, 12, 31), Status.IN_ORDER),
        (date(2027, 1, 1), Status.ATTENTION),
        (date(2027, 7, 1), Status.NOT_IN_ORDER),
    ],
)
def test_the_account_of_last_year_is_asked_for_from_january_and_late_from_july(
    today: date, status: Status
) -> None:
    assert yearly_account(today).status == status


def test_adopting_the_account_mends_its_check(cpo: User) -> None:
    account = a_written_account(at=OCTOBER)
    before = yearly_account(date(2027, 7, 1))

    workflow.adopt(account, by=cpo, at=JANUARY)

    assert before.act is not None
    assert before.act.url == account.get_absolute_url()
    assert yearly_account(date(2027, 7, 1)).status == Status.IN_ORDER


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_the_pdf_lasts_and_everybody_can_read_it(profile: str) -> None:
    account = an_adopted_account(at=JANUARY)

    report = page.validate_pdf_bytes(vault.read(account.pdf_sha256), profile=profile)

    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
