"""Erasing a person: his name is nowhere any more, but in minutes and signals (domain §8)."""

from io import StringIO
from pathlib import Path

import pytest
from asking import main_text, signed_in
from building_experts import a_registered_expert, an_expertise, an_interest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from building import a_deputy, a_signal, a_weighing, person
from experts.models import Erasure, Expert
from experts.states import ExpertState
from experts.workflow import confirming, consents, erasing, register
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.keeping.models import KeptText
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.pdf.reading import texts_of
from mit_waakstand.trail import verification
from mit_waakstand.trail.models import Event
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import NotAllowedError
from signals.models import Signal
from signals.states import SignalState
from signals.workflow import weighings

pytestmark = pytest.mark.django_db

NAME, ADDRESS, OLD_NAME = "Floris de Bedachte", "floris@bedacht.invalid", "Floris Verzonnen"
WORDS = (NAME, ADDRESS, OLD_NAME)
# Adopted minutes and signals are archive records, and what the search and the site make of them.
ARCHIVE = {"signals_signal", "signals_historicalsignal", "office_searchentry"}


@pytest.fixture(autouse=True)
def _mail_as_files(settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"  # type: ignore[attr-defined]


def tables_with(*words: str) -> set[str]:
    """Return the names of the tables in which a row has one of these words, in any column."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            named = " OR ".join(["r::text ILIKE %s"] * len(words))
            cursor.execute(
                f'SELECT EXISTS (SELECT 1 FROM "{table}" r WHERE {named})',  # noqa: S608
                [f"%{word}%" for word in words],
            )
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def files_with(*words: str) -> set[Path]:
    """Return the files in which one of these words stands, those in a PDF too."""
    roots = (settings.PRIVATE_ROOT, settings.PUBLIC_ROOT, settings.EMAIL_FILE_PATH)
    files = [file for root in roots for file in Path(root).rglob("*") if file.is_file()]
    return {file for file in files if any(word in _text_of(file) for word in words)}


def _text_of(file: Path) -> str:
    data = file.read_bytes()
    if data.startswith(b"%PDF"):
        return " ".join(text for _, text in texts_of(data).texts)
    return data.decode(errors="replace")


def everywhere() -> Expert:
    """Return an expert whose name stands in every place where a name can stand."""
    now = timezone.now()
    secretary = person(Role.SECRETARY)
    account = User.objects.create_user("floris", ADDRESS, full_name=NAME, role=Role.EXPERT)
    expert = a_registered_expert(
        OLD_NAME, email=ADDRESS, user=account, expertises=(an_expertise(),)
    )
    renamed = register.Particulars(**(vars(register.particulars_of(expert)) | {"name": NAME}))
    expert = register.edit(expert, renamed, user=account, by=secretary, at=now)
    _, interest = an_interest(expert)
    expert.interests.filter(pk=interest).update(description=f"Stichting {NAME}")
    consents.record_consent(expert, by=secretary, at=now)
    confirming.ask(expert, by=secretary, at=now)
    weighings.invite(a_weighing(), expert=expert, by=person(Role.CPO), at=now)
    for user in (secretary, account):
        KeptText.objects.create(
            user=user, address="/werk/x/", data={"text": [f"Bel {NAME}"]}, page="x", saved_at=now
        )
    with recorded():
        told: dict[str, object] = {"reason": f"{NAME} belde."}
        record(Happening("note", "heeft iets opgeschreven", expert, secretary, now, told))
    doing.sweep(now)
    work = Work.objects.filter(kind="mail_own_record").get()
    work.outcome = f"de mailserver weigert deze mail: 550 <{ADDRESS}>"
    work.save()
    return Expert.objects.get(pk=expert.pk)


def erase(expert: Expert) -> Expert:
    return erasing.erase(expert, sure=True, by=person(Role.CPO), at=timezone.now())


def test_the_name_is_found_in_no_table_and_no_file_but_in_the_archive() -> None:
    signal = a_signal(SignalState.ANSWERED, text=f"Wij spraken met {NAME}.")
    expert = everywhere()
    before, files_before = tables_with(*WORDS), files_with(*WORDS)

    erase(expert)
    doing.sweep(timezone.now())

    assert before >= {
        "experts_expert",
        "experts_historicalexpert",
        "experts_interest",
        "accounts_user",
        "accounts_historicaluser",
        "keeping_kepttext",
        "outbox_work",
        "trail_event",
        *ARCHIVE,
    }
    letter = Path(settings.PRIVATE_ROOT) / signal_letter(signal)
    assert len(files_before) >= 3
    assert tables_with(*WORDS) == ARCHIVE
    assert files_with(*WORDS) == {letter}


def signal_letter(signal: Signal) -> str:
    checksum = Signal.objects.get(pk=signal.pk).letter_sha256
    return f"{checksum[:2]}/{checksum}"


def test_who_was_erased_is_out_and_the_number_stays() -> None:
    found = everywhere()
    account = found.user
    assert account is not None
    visitor = signed_in(account)
    weighing = found.participations.get().weighing

    erase(found)

    found.refresh_from_db()
    account.refresh_from_db()
    assert (found.state, found.name, found.user) == (ExpertState.ERASED, "Gewiste expert", None)
    assert (account.full_name, account.is_active) == ("Gewist account", False)
    assert visitor.get("/werk/").status_code == 302
    assert weighing.participants.filter(expert=found).exists()
    assert [old.name for old in found.history.all()] == ["Gewiste expert"]


def test_the_log_still_adds_up_after_its_words_were_blanked() -> None:
    expert = everywhere()
    place = Event.objects.get(verb="note").position

    erase(expert)

    event = Event.objects.get(position=place)
    assert (event.payload, event.salt) == ("", "")
    assert list(verification.problems()) == []


def test_only_an_event_that_was_listed_can_lose_its_words() -> None:
    a_registered_expert()

    with pytest.raises(DatabaseError, match="liggen vast"), transaction.atomic():
        Event.objects.update(salt="", payload="")


def test_the_page_says_what_stays_and_why_and_asks_to_be_sure(cpo: User) -> None:
    expert = everywhere()
    address = f"/werk/experts/{expert.pk}/wissen/"
    visitor = signed_in(cpo)

    page = main_text(visitor.get(address))
    unsure = visitor.post(address, {"csrfmiddlewaretoken": "x"})

    expert.refresh_from_db()
    assert "Dit kunt u niet terugdraaien" in page
    assert "Vastgestelde verslagen en signalen met wat erbij hoort blijven." in page
    assert "Van gebeurtenissen waarin de naam voorkomt (1) verdwijnt de inhoud." in page
    assert unsure.status_code == 422
    assert expert.state == ExpertState.IN_REGISTER


def test_the_secretaris_does_not_erase(secretary: User) -> None:
    expert = a_registered_expert()

    with pytest.raises(NotAllowedError):
        erasing.erase(expert, sure=True, by=secretary, at=timezone.now())

    assert "erase" not in [offer.step.verb for offer in expert.steps_for(secretary)]


def test_a_deputy_is_not_erased_while_he_is_one(expert: User, cpo: User) -> None:
    found = a_registered_expert(user=expert)
    a_deputy(expert)

    answer = signed_in(cpo).post(f"/werk/experts/{found.pk}/wissen/", {"sure": "on"})

    assert answer.status_code == 422
    assert "Deze persoon is waarnemer van de CPO." in main_text(answer)


def test_an_erasure_is_listed_without_a_name_and_never_taken_off() -> None:
    expert = everywhere()
    erase(expert)
    doing.sweep(timezone.now())

    (listed,) = (Path(settings.PRIVATE_ROOT) / "wissingen").iterdir()

    assert (listed.name, listed.read_bytes()) == (str(expert.reference), b"")
    with pytest.raises(DatabaseError, match="liggen vast"), transaction.atomic():
        Erasure.objects.all().delete()


def test_a_restored_backup_brings_nobody_back(tmp_path: Path) -> None:
    expert, other = everywhere(), a_registered_expert("Anna Aap")
    with transaction.atomic():
        erase(expert)
        doing.sweep(timezone.now())
        kept_elsewhere = tmp_path / "wissingen"
        kept_elsewhere.mkdir()
        (kept_elsewhere / str(expert.reference)).touch()
        (kept_elsewhere / "leesmij").touch()
        transaction.set_rollback(True)
    restored = tables_with(NAME)

    said = [run_reapply(kept_elsewhere) for _ in range(2)]

    expert.refresh_from_db()
    other.refresh_from_db()
    assert "experts_expert" in restored
    assert said == ["op de lijst: 1; opnieuw gewist: 1", "op de lijst: 1; opnieuw gewist: 0"]
    assert tables_with(*WORDS) == set()
    assert (expert.state, other.state) == (ExpertState.ERASED, ExpertState.IN_REGISTER)
    assert Event.objects.about(expert)[0].verb == "erase_again"


def run_reapply(place: Path) -> str:
    out = StringIO()
    call_command("reapply_erasures", list=place, stdout=out)
    return out.getvalue().strip()
