"""What the virus scanner holds: refused, told to the beheerder, and its bytes nowhere."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

import pytest
from asking import BUTTON_ONLY, buttons, main_text, refusal_of_sql, signed_in, told, verbs
from building_experts import a_file
from building_readiness import found
from building_scanning import HELD, a_held_file, a_settled_file
from clamd_by_hand import EICAR, PROGRAM, answering, clamd
from django.conf import settings as django_settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from pdf_uploads import a_pdf, sent
from pikepdf import Pdf, Stream
from pytest_django import Settings
from signal_forms import a_response, act_url

from building import a_draft_of_the_weegvragen, a_signal, person
from draaiboek.models import PlaybookDocument
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.office.views import rows_for
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.readiness import Status
from mit_waakstand.scanning import workflow
from mit_waakstand.scanning.models import HeldFile, HeldState
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import Response
from signals.states import SignalState

pytestmark = pytest.mark.django_db
needs_clamd = pytest.mark.skipif(not PROGRAM.exists(), reason="clamd is er niet (bin/setup.sh)")

ADD = "draaiboek:document-add"
HOLDS = "De virusscanner houdt dit bestand tegen. Het is niet bewaard."
SILENT = "De virusscanner antwoordt nu niet. Daarom is dit bestand niet aangenomen."
NAME = "geheim plan over koorts.pdf"
LIST = reverse("scanning:held-files")


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Generator[str, None, None]:
    with clamd(tmp_path_factory.mktemp("scanner") / "c") as (_, path):
        yield path


def with_a_virus(document: Pdf) -> None:
    document.pages[0].obj.Contents = document.make_indirect(Stream(document, EICAR))


def a_document_form(file: SimpleUploadedFile) -> dict[str, object]:
    return {
        "kind": "reglement",
        "title": "Reglement van het MIT",
        "readers": "miw",
        "dated_on": "1-9-2026",
        "file": file,
    }


def in_the_vault() -> list[Path]:
    return [path for path in Path(django_settings.PRIVATE_ROOT).rglob("*") if path.is_file()]


def mails() -> list[Work]:
    return list(Work.objects.filter(kind__in=("mail_held_file", "mail_scanner_silent")))


# --- On the way in ----------------------------------------------------------------------------


@needs_clamd
def test_a_file_with_a_virus_leaves_only_that_it_came(
    scanner: str, settings: Settings, secretary: User, administrator: User
) -> None:
    settings.CLAMAV = scanner
    virus = a_pdf(with_a_virus)

    answer = signed_in(secretary).post(reverse(ADD), a_document_form(sent(virus, NAME)))

    held = HeldFile.objects.get()
    assert answer.status_code == 422
    assert HOLDS in main_text(answer)
    assert "Reglement van het MIT" in answer.content.decode()
    assert (held.state, held.held_by, held.page, held.field) == (
        HeldState.HELD,
        secretary,
        ADD,
        "Bestand (pdf)",
    )
    assert (held.finding, held.checksum, held.size) == (
        "Proef.Eicar.UNOFFICIAL",
        vault.checksum_of(virus),
        len(virus),
    )
    assert in_the_vault() == []
    assert not PlaybookDocument.objects.exists()
    assert told(held) == [("hold", secretary.pk)]
    assert [work.details for work in mails()] == [{"recipient": f"user:{administrator.pk}"}]
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(h)::text FROM scanning_heldfile h")
        assert "koorts" not in cursor.fetchone()[0]


@needs_clamd
def test_a_clean_file_passes_and_nobody_hears_of_it(
    scanner: str, settings: Settings, secretary: User
) -> None:
    settings.CLAMAV = scanner
    file = a_pdf()  # each has a number of its own

    answer = signed_in(secretary).post(reverse(ADD), a_document_form(sent(file)))

    version = PlaybookDocument.objects.get().versions.get()
    assert answer.status_code == 302
    assert vault.read(version.file_checksum) == file
    assert not HeldFile.objects.exists()


@needs_clamd
def test_a_virus_is_held_whatever_the_form_and_the_kind_of_file(
    scanner: str, settings: Settings, secretary: User, sg_office: User
) -> None:
    settings.CLAMAV = scanner
    signal = a_signal(SignalState.ISSUED)
    draft = a_draft_of_the_weegvragen()
    take_in = reverse("afwegingskader:weighingquestions-take-in", args=[draft.pk])
    yaml = SimpleUploadedFile("versie.yaml", b"soort: x # " + EICAR)

    answers = [
        signed_in(sg_office).post(
            act_url(signal, "respond"), a_response(letter=sent(a_pdf(with_a_virus)))
        ),
        signed_in(secretary).post(
            reverse("experts:import"), {"file": a_file("naam;vakgebied", EICAR.decode())}
        ),
        signed_in(secretary).post(take_in, {"file": yaml}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert all(HOLDS in main_text(answer) for answer in answers)
    assert [held.field for held in HeldFile.objects.order_by("pk")] == [
        "Brief van de SG (pdf)",
        "CSV-bestand",
        "Bestand (YAML)",
    ]
    assert not Response.objects.exists()


def test_with_the_scanner_away_the_file_is_refused_and_what_was_typed_stays(
    settings: Settings, secretary: User, administrator: User
) -> None:
    settings.CLAMAV = ("127.0.0.1", 1)
    visitor = signed_in(secretary)

    answers = [visitor.post(reverse(ADD), a_document_form(sent(a_pdf()))) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert SILENT in main_text(answers[1])
    assert "Reglement van het MIT" in answers[1].content.decode()
    assert in_the_vault() == []
    assert not PlaybookDocument.objects.exists()
    assert not HeldFile.objects.exists()
    hours = {f"{work.key}" for work in mails()}
    assert len(hours) == len(mails()) <= 2  # one an hour; a test may run while an hour ends
    assert {work.subject_pk for work in mails()} == {administrator.pk}


# --- What the beheerder knows -----------------------------------------------------------------


def test_the_beheerder_reads_who_when_where_and_what_and_no_content(administrator: User) -> None:
    held = a_held_file()
    visitor = signed_in(administrator)

    listed = main_text(visitor.get(LIST))
    page = visitor.get(held.get_absolute_url())

    who = held.held_by.full_name
    assert all(words in listed for words in (who, held.finding, "tegengehouden"))
    shown = main_text(page)
    assert all(
        words in shown
        for words in (who, held.field, held.page, held.finding, held.checksum, "66,4")
    )
    assert buttons(page) == ["Afhandelen"]


def test_an_empty_list_says_so(administrator: User) -> None:
    words = main_text(signed_in(administrator).get(LIST))

    assert "De virusscanner heeft nog niets tegengehouden." in words
    assert "Er is geen virusscanner ingesteld." in words


@pytest.mark.parametrize("number", [1, 3])
def test_a_longer_list_asks_no_more(
    number: int,
    administrator: User,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for _ in range(number):
        a_held_file()
    visitor = signed_in(administrator)

    with django_assert_num_queries(5):
        visitor.get(LIST)


def test_the_alarm_goes_to_the_beheerder_without_names(administrator: User) -> None:
    held = a_held_file()

    doing.sweep(timezone.now())

    (letter,) = [sent for sent in mail.outbox if "ALARM" in sent.subject]
    assert letter.to == [administrator.email]
    assert letter.subject == "ALARM: de virusscanner hield een bestand tegen"
    assert held.get_absolute_url() in letter.body
    assert held.held_by.full_name not in letter.body
    assert held.finding not in letter.body


def test_a_held_file_asks_for_action_until_it_is_settled(administrator: User) -> None:
    held = a_held_file()
    before = rows_for(administrator, localdate())

    workflow.settle(held, how="Gebeld; vals alarm.", by=administrator, at=timezone.now())

    assert [row.url for row in before if row.title == "Virusscanner"] == [held.get_absolute_url()]
    assert [r for r in rows_for(administrator, localdate()) if r.title == "Virusscanner"] == []


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_knows_of_it(role: Role) -> None:
    held = a_held_file()

    someone = person(role)

    assert list(HeldFile.objects.visible_to(someone)) == []
    assert verbs(held, someone) == []
    assert [row for row in rows_for(someone, localdate()) if row.title == "Virusscanner"] == []


# --- Settling ---------------------------------------------------------------------------------


def settle_url(held: HeldFile) -> str:
    return reverse("scanning:heldfile-settle", args=[held.pk])


def test_settling_tells_who_when_and_how(administrator: User) -> None:
    held = a_held_file()
    visitor = signed_in(administrator)

    visitor.post(settle_url(held), {"how": "Gebeld; de computer is nagekeken."})

    held.refresh_from_db()
    assert (held.state, held.settled_by, held.settled_how) == (
        HeldState.SETTLED,
        administrator,
        "Gebeld; de computer is nagekeken.",
    )
    assert told(held) == [("hold", held.held_by_id), ("settle", administrator.pk)]
    assert "Gebeld; de computer is nagekeken." in main_text(visitor.get(held.get_absolute_url()))


def test_settling_asks_what_was_done(administrator: User) -> None:
    held = a_held_file()

    answer = signed_in(administrator).post(settle_url(held), {"how": "", **BUTTON_ONLY})

    assert answer.status_code == 422
    with pytest.raises(RefusedError, match="Schrijf op wat u hebt gedaan"):
        workflow.settle(held, how=" ", by=administrator, at=timezone.now())
    held.refresh_from_db()
    assert held.state == HeldState.HELD


def test_what_is_settled_stays_settled(administrator: User) -> None:
    settled = a_settled_file()
    visitor = signed_in(administrator)

    page = visitor.get(settled.get_absolute_url())
    answer = visitor.post(settle_url(settled), {"how": "Nog eens."})

    assert buttons(page) == []
    assert answer.status_code == 409
    with pytest.raises(ConflictError):
        workflow.settle(settled, how="Nog eens.", by=administrator, at=timezone.now())
    refusal = refusal_of_sql(
        "UPDATE scanning_heldfile SET settled_how = 'anders' WHERE id = %s", [settled.pk]
    )
    assert "Dit bestand is afgehandeld." in refusal


def test_only_the_beheerder_settles(secretary: User) -> None:
    with pytest.raises(NotAllowedError):
        workflow.settle(a_held_file(), how="Niets.", by=secretary, at=timezone.now())


@pytest.mark.parametrize(
    "change", ["finding = 'niets'", "checksum = repeat('0', 64)", "held_by_id = NULL"]
)
def test_the_database_keeps_what_was_found(change: str) -> None:
    held = a_held_file()

    update = f"UPDATE scanning_heldfile SET {change} WHERE id = %s"  # noqa: S608  (of this test)
    changed = refusal_of_sql(update, [held.pk])
    gone = refusal_of_sql("DELETE FROM scanning_heldfile WHERE id = %s", [held.pk])

    assert "Wat de virusscanner tegenhield, ligt vast." in changed
    assert "Wat de virusscanner tegenhield, ligt vast." in gone


@pytest.mark.parametrize(
    "wrong", [{"finding": ""}, {"checksum": "abc"}, {"state": HeldState.SETTLED}]
)
def test_the_database_takes_nothing_by_halves(wrong: dict[str, str]) -> None:
    facts = {"finding": "x", "checksum": HELD.checksum, "state": HeldState.HELD, **wrong}

    refusal = refusal_of_sql(
        "INSERT INTO scanning_heldfile (state, held_at, held_by_id, page, field, finding, "
        "checksum, size, settled_how) VALUES (%s, now(), %s, 'p', 'v', %s, %s, 1, '')",
        [facts["state"], person(Role.SECRETARY).pk, facts["finding"], facts["checksum"]],
    )

    assert "held_file_says_what_was_found" in refusal or "settled_file_says_when" in refusal


# --- Whether it is there ----------------------------------------------------------------------


def test_a_silent_scanner_makes_the_house_not_ready(settings: Settings) -> None:
    settings.CLAMAV = ("127.0.0.1", 1)

    finding = found("virus scanner", localdate())

    assert finding.status == Status.NOT_IN_ORDER
    assert "wordt elk bestand geweigerd" in finding.reason


@pytest.mark.parametrize(
    ("days", "status"), [(0, Status.IN_ORDER), (7, Status.IN_ORDER), (8, Status.ATTENTION)]
)
def test_a_list_of_viruses_older_than_a_week_asks_attention(
    days: int, status: Status, settings: Settings
) -> None:
    of_day = date(2026, 11, 22)
    said = b"ClamAV 1.4.3/27823/Sun Nov 22 09:42:13 2026\0"

    with answering(said) as settings.CLAMAV:
        finding = found("virus scanner", of_day + timedelta(days=days))

    assert finding.status == status
    assert "van 22 november 2026" in finding.reason


@needs_clamd
def test_the_page_says_that_the_scanner_answers(
    scanner: str, settings: Settings, administrator: User, client: Client
) -> None:
    settings.CLAMAV = scanner
    client.force_login(administrator)

    words = main_text(client.get(LIST))

    assert "antwoordt, met een eigen lijst." in words
