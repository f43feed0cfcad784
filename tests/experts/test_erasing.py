"""Erasing a person: his name is nowhere any more, but in minutes and signals (domain §8)."""

from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from asking import main_text, signed_in
from building_erasing import (
    NAME,
    SAID,
    WORDS,
    a_document_that_names_him,
    a_signal_that_names_him,
    a_trigger_that_names_him,
    in_the_register,
    invited_to_meetings,
    invited_to_weighings,
    take_the_name_away,
)
from building_experts import a_registered_expert
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from lxml import html

from building import a_deputy, a_weighing, answer_everything, person
from draaiboek.models import Minutes
from experts.models import Erasure, Expert
from experts.states import ExpertState
from experts.workflow import erasing
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.pdf.reading import texts_of
from mit_waakstand.trail import verification
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import NotAllowedError
from signals.models import Outcome, Participant, Signal, Trigger, Weighing
from signals.workflow import triggers, weighings

pytestmark = pytest.mark.django_db

# The exceptions of domain §8: adopted minutes and signals are archive records and keep names. The
# history of both is theirs, and the search finds what stands in them.
ARCHIVE = {
    "draaiboek_minutes",
    "draaiboek_historicalminutes",
    "signals_signal",
    "signals_historicalsignal",
    "office_searchentry",
}


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


def erase(expert: Expert) -> Expert:
    return erasing.erase(expert, sure=True, by=person(Role.CPO), at=timezone.now())


@dataclass(frozen=True)
class Everywhere:
    """Where he stands: the records that matter to a test."""

    expert: Expert
    signal: Signal
    adopted: Minutes
    draft: Minutes
    weighing: Weighing
    closed: Weighing
    trigger: Trigger

    def files_of_the_archive(self) -> set[Path]:
        """The letter of the signal, the SG's own letter, and the minutes as a PDF."""
        signal = Signal.objects.get(pk=self.signal.pk)
        response = signal.response
        minutes = Minutes.objects.get(pk=self.adopted.pk)
        sums = (signal.letter_sha256, response.original_sha256, minutes.pdf_sha256)
        return {vault.path_of(checksum) for checksum in sums}

    def take_the_name_away(self) -> None:
        """Do what the page asks before somebody is erased."""
        take_the_name_away(self.trigger, self.weighing, self.draft)


def everywhere() -> Everywhere:
    """Return a person whose name stands in every place where a name can stand."""
    signal = a_signal_that_names_him()
    expert = in_the_register()
    weighing, closed = invited_to_weighings(expert)
    adopted, draft = invited_to_meetings(expert)
    trigger = a_trigger_that_names_him()
    return Everywhere(expert, signal, adopted, draft, weighing, closed, trigger)


def test_the_name_is_found_in_no_table_and_no_file_but_in_the_archive() -> None:
    stands = everywhere()
    doing.sweep(timezone.now())
    before, files_before = tables_with(*WORDS), files_with(*WORDS)
    stands.take_the_name_away()

    erase(stands.expert)
    doing.sweep(timezone.now())

    assert before == {
        *ARCHIVE,
        "accounts_historicaluser",
        "accounts_user",
        "draaiboek_historicalinvitation",
        "draaiboek_invitation",
        "experts_expert",
        "experts_historicalexpert",
        "experts_historicalinterest",
        "experts_importpreview",
        "experts_interest",
        "keeping_kepttext",
        "mfa_authenticator",
        "outbox_work",
        "signals_answer",
        "signals_historicalanswer",
        "signals_historicalinterestdeclaration",
        "signals_historicalparticipant",
        "signals_historicaltrigger",
        "signals_interestdeclaration",
        "signals_participant",
        "signals_trigger",
        "trail_event",
    }
    assert tables_with(*WORDS) == ARCHIVE
    assert len(files_before) > len(stands.files_of_the_archive())
    assert files_with(*WORDS) == stands.files_of_the_archive()


def test_the_page_shows_with_links_where_the_name_still_stands(cpo: User) -> None:
    stands = everywhere()
    address = f"/werk/experts/{stands.expert.pk}/wissen/"
    visitor = signed_in(cpo)

    page = html.fromstring(visitor.get(address).content)
    stands.take_the_name_away()
    afterwards = main_text(visitor.get(address))

    links = page.xpath("//section[@aria-labelledby='teksten']/ul[1]//a/@href")
    archive = page.xpath("//section[@aria-labelledby='teksten']/ul[last()]//a/@href")
    assert sorted(links) == sorted(
        one.get_absolute_url() for one in (stands.draft, stands.weighing, stands.trigger)
    )
    assert set(archive) == {stands.adopted.get_absolute_url(), stands.signal.get_absolute_url()}
    assert "In geen tekst die u nog kunt wijzigen" in afterwards


def test_a_family_name_alone_and_a_number_written_otherwise_are_found() -> None:
    expert = in_the_register()
    trigger = a_trigger_that_names_him()
    by, now = person(Role.SECRETARY), timezone.now()
    triggers.correct_facts(trigger, description="De heer BEDACHTE belde.", by=by, at=now)
    by_name = list(erasing.texts_naming(expert, at=now))
    triggers.correct_facts(trigger, description="Bel 070-123 45 67.", by=by, at=now)
    by_number = list(erasing.texts_naming(expert, at=now))
    triggers.correct_facts(trigger, description="Dat was een bedachten rust.", by=by, at=now)

    assert [one.url for one in by_name] == [trigger.get_absolute_url()]
    assert [one.url for one in by_number] == [trigger.get_absolute_url()]
    assert list(erasing.texts_naming(expert, at=now)) == []


def test_what_is_closed_keeps_a_name_that_was_typed_and_the_page_says_so(cpo: User) -> None:
    expert = in_the_register()
    weighing = answer_everything(a_weighing())
    closed = weighings.close(
        weighing,
        outcome=Outcome.NO_SIGNAL,
        rationale=SAID,
        urgency="Geen tijd.",
        by=cpo,
        at=timezone.now(),
    )

    (mention,) = erasing.texts_naming(expert, at=timezone.now())
    page = main_text(signed_in(cpo).get(f"/werk/experts/{expert.pk}/wissen/"))

    assert (mention.url, mention.is_fixed) == (closed.get_absolute_url(), True)
    assert "Dit ligt vast en verandert niet meer. De naam blijft hier staan:" in page


def test_a_file_that_somebody_sent_in_is_looked_into() -> None:
    expert = in_the_register()
    document = a_document_that_names_him()

    (mention,) = erasing.texts_naming(expert, at=timezone.now())

    assert (mention.what, mention.url) == (
        "versie van een document, het bestand",
        document.get_absolute_url(),
    )


def test_of_a_closed_weighing_only_interests_can_still_be_erased() -> None:
    expert = in_the_register()
    _, closed = invited_to_weighings(expert)
    erase(expert)
    participant = closed.participants.get(expert=expert)
    declaration = closed.declarations.get(user_id=expert.user_id)

    with pytest.raises(DatabaseError, match="gesloten"), transaction.atomic():
        Participant.objects.filter(pk=participant.pk).update(interests="", rationale="Anders.")

    assert (participant.interests, participant.rationale) == ("", "Te vroeg.")
    assert (declaration.statement, declaration.has_conflict) == ("gewist", True)


def test_who_was_erased_is_out_and_the_number_stays() -> None:
    found = in_the_register()
    weighing, _ = invited_to_weighings(found)
    account = found.user
    assert account is not None
    visitor = signed_in(account)

    erase(found)

    found.refresh_from_db()
    account.refresh_from_db()
    assert (found.state, found.name, found.user) == (ExpertState.ERASED, "Gewiste expert", None)
    assert (account.full_name, account.is_active) == ("Gewist account", False)
    assert visitor.get("/werk/").status_code == 302
    assert weighing.participants.filter(expert=found).exists()
    assert [old.name for old in found.history.all()] == ["Gewiste expert"]


def test_the_log_still_adds_up_after_its_words_were_blanked() -> None:
    expert = in_the_register()
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
    expert = in_the_register()
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
    expert = in_the_register()
    erase(expert)
    doing.sweep(timezone.now())

    (listed,) = (Path(settings.PRIVATE_ROOT) / "wissingen").iterdir()

    assert (listed.name, listed.read_bytes()) == (str(expert.reference), b"")
    with pytest.raises(DatabaseError, match="liggen vast"), transaction.atomic():
        Erasure.objects.all().delete()


def test_a_restored_backup_brings_nobody_back(tmp_path: Path) -> None:
    stands, other = everywhere(), a_registered_expert("Anna Aap")
    doing.sweep(timezone.now())
    stands.take_the_name_away()
    expert = stands.expert
    kept_elsewhere = tmp_path / "wissingen"
    kept_elsewhere.mkdir()
    (kept_elsewhere / str(expert.reference)).touch()
    (kept_elsewhere / "leesmij").touch()
    with transaction.atomic():
        erase(expert)
        transaction.set_rollback(True)
    restored = tables_with(NAME)

    said = [run_reapply(kept_elsewhere) for _ in range(2)]
    doing.sweep(timezone.now())

    expert.refresh_from_db()
    other.refresh_from_db()
    assert {"experts_expert", "draaiboek_invitation", "signals_historicaltrigger"} <= restored
    assert said == ["op de lijst: 1; opnieuw gewist: 1", "op de lijst: 1; opnieuw gewist: 0"]
    assert tables_with(*WORDS) == ARCHIVE
    assert files_with(*WORDS) == stands.files_of_the_archive()
    assert (expert.state, other.state) == (ExpertState.ERASED, ExpertState.IN_REGISTER)
    assert Event.objects.about(expert)[0].verb == "erase_again"


def run_reapply(place: Path) -> str:
    out = StringIO()
    call_command("reapply_erasures", list=place, stdout=out)
    return out.getvalue().strip()
