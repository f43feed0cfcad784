"""The demonstration: made by real steps, invented throughout, and it adds up (issue 2, §4)."""

import logging
from io import BytesIO, StringIO
from pathlib import Path

import every_state
import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import Settings

from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.demo import people
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site import register
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.models import Event
from mit_waakstand.trail.verification import problems
from signals.models import Message, MessageKind, Response, Signal, Trigger
from signals.states import Route, SignalState, TriggerState

pytestmark = pytest.mark.django_db

INVENTED = "(verzonnen ziekte)"
REAL_PEOPLE_SAY_NOTHING = ("verzonnen", "fictief", "oefen")


def load() -> str:
    """Return what the command says."""
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue().strip()


@pytest.fixture
def loaded(settings: Settings, caplog: pytest.LogCaptureFixture) -> list[str]:
    settings.DEMO = True
    caplog.set_level(logging.INFO)
    return load().splitlines()


def in_words(checksum: str) -> str:
    pages = PdfReader(BytesIO(vault.read(checksum))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_without_mit_demo_nothing_is_loaded(settings: Settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="alleen met MIT_DEMO=1"):
        load()

    assert not User.objects.exists()


def test_the_demonstration_tells_the_whole_story_and_adds_up(
    loaded: list[str],
    caplog: pytest.LogCaptureFixture,
    mailoutbox: list[EmailMessage],
    settings: Settings,
) -> None:
    assert [line[:18] for line in loaded] == ["De demonstratie wo", "De demonstratie is"]
    assert [record.message for record in caplog.records] == []  # no line for each piece of work
    _it_has_the_accounts()
    _it_shows_every_state_of_every_workflow()
    _it_shows_what_is_beside_the_states()
    _it_invents_every_disease_and_takes_every_route()
    _it_replays_two_historical_cases_as_exercises()
    _it_puts_nothing_in_the_mouth_of_a_real_person()
    _everything_verifies()
    _no_exercise_is_public(Path(settings.PUBLIC_ROOT))
    _every_mail_says_what_it_is(mailoutbox)
    _loading_again_does_nothing()


def _it_has_the_accounts() -> None:
    accounts = {user.username: user for user in User.objects.all()}

    assert set(accounts) == set(people.PEOPLE)
    assert all(user.email.endswith(".invalid") for user in accounts.values())
    assert accounts["cpo"].check_password("demonstratie-2026")


def _it_shows_every_state_of_every_workflow() -> None:
    assert every_state.in_the_tables() == every_state.STATES
    assert every_state.in_the_records() == every_state.expected()


def _it_shows_what_is_beside_the_states() -> None:
    today = timezone.localdate()
    shown = {
        "triggers": every_state.triggers(),
        "weighings": every_state.weighings(),
        "signals": every_state.signals(today),
        "messages": every_state.messages(),
        "decisions": every_state.decisions(today),
    }

    missing = [
        f"{subject}: {what}"
        for subject, found in shown.items()
        for what, is_there in found.items()
        if not is_there
    ]

    assert missing == []


def _it_invents_every_disease_and_takes_every_route() -> None:
    real_situations = Situation.objects.filter(is_exercise=False)
    routes = {trigger.route for trigger in Trigger.objects.filter(situation__is_exercise=False)}

    assert all(INVENTED in situation.disease for situation in real_situations)
    assert routes == set(Route.values)


def _it_replays_two_historical_cases_as_exercises() -> None:
    exercises = Situation.objects.filter(is_exercise=True).exclude(historical_case="")
    measles, corona = exercises.order_by("opened_at")

    assert "28 maart 2024" in measles.historical_case
    assert measles.triggers.get().state == TriggerState.NOT_CONVENED
    days = {trigger.route: trigger.happened_on.isoformat() for trigger in corona.triggers.all()}
    assert days == {"omt": "2020-01-24", "a1": "2020-01-28"}
    signal = corona.weighings.get().signals.get()
    assert (signal.state, signal.is_exercise) == (SignalState.ANSWERED, True)
    assert str(signal.number).startswith("OEF-")


def _it_puts_nothing_in_the_mouth_of_a_real_person() -> None:
    received = Message.objects.filter(kind__in=(MessageKind.INTERIM, MessageKind.FURTHER))
    letters = [*Response.objects.all(), *received]
    signed = [letter.signed_by.lower() for letter in letters]
    exercise = Response.objects.get(signal__is_exercise=True)

    assert len(signed) == 6
    assert all(any(word in name for word in REAL_PEOPLE_SAY_NOTHING) for name in signed)
    letter = in_words(exercise.pdf_sha256)
    assert "Oefenreactie" in letter
    assert "OEFENING" in letter
    assert "Demonstratie met fictieve gegevens" in letter


def _everything_verifies() -> None:
    unfinished = Work.objects.exclude(kind="bake").filter(done_at=None)

    assert list(problems()) == []
    assert register.verify() == []
    assert [(work.kind, work.outcome) for work in unfinished] == []
    assert not Work.objects.failed().exists()
    assert all(signal.letter_sha256 for signal in Signal.objects.exclude(number=None))


def _no_exercise_is_public(folder: Path) -> None:
    call_command("bake", stdout=StringIO())
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = {str(path.relative_to(folder)) for path in files}
    published = Signal.objects.filter(state=SignalState.PUBLISHED)
    exercise = Signal.objects.get(is_exercise=True, number__startswith="OEF-")

    words = b"".join(path.read_bytes() for path in files)
    addresses = {f"signalen/{str(signal.number).lower()}/index.html" for signal in published}
    assert len(addresses) == 3
    assert addresses <= pages
    assert all(str(signal.number).encode() in words for signal in published)
    assert str(exercise.number).encode() not in words
    assert not [page for page in pages if "oef" in page.lower()]
    hidden = Signal.objects.filter(is_exercise=False).exclude(state=SignalState.PUBLISHED)
    assert not [signal for signal in hidden if signal.title.encode() in words]


def _every_mail_says_what_it_is(mails: list[EmailMessage]) -> None:
    assert mails
    assert all("Demonstratie met fictieve gegevens." in mail.body for mail in mails)
    about_exercises = [mail for mail in mails if "OEF-" in mail.subject]
    assert about_exercises
    assert all(mail.subject.startswith("OEFENING: ") for mail in about_exercises)


def _loading_again_does_nothing() -> None:
    before = (User.objects.count(), Signal.objects.count(), Event.objects.count())

    said = load()

    assert said == "De database is niet leeg; er is niets geladen."
    assert (User.objects.count(), Signal.objects.count(), Event.objects.count()) == before
