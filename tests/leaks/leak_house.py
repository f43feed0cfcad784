"""A house full of what is not public, beside a baked site; made once, by the real steps."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from building_editions import adopted
from building_kader import a_draft_of_the_kader, an_assessment
from django.conf import settings
from django.core import mail
from django.utils import timezone
from later import a_prepared_correction, a_signal_without_response

from aanspreekpunt.models import Topic
from aanspreekpunt.workflow import questions
from aanspreekpunt.workflow.questions import Asked
from afwegingskader.workflow import assessments
from afwegingskader.workflow.assessments import Filled
from building import a_proposal, a_signal, a_situation, a_suspension, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.editions import workflow as editions
from mit_waakstand.outbox import doing
from mit_waakstand.public_site import bake
from signals.models import Signal
from signals.states import SignalState, SuspensionState
from signals.workflow import publishing

SECRET, EXERCISE = "kwartel", "pekel"
HOSTILE = (
    '<script src="https://kwaad.example/x.js"></script><img src=file:///etc/passwd onerror=x()>'
    '<link rel=attachment href="file:///etc/passwd"><style>@import url(//kwaad.example/)</style>'
    "<svg onload=x()><script>x()</script></svg> [klik](javascript:x())"
    " ![beeld](http://169.254.169.254/) <iframe src=http://169.254.169.254></iframe>"
)


@dataclass(frozen=True)
class LeakHouse:
    """The site as it is, and as it was baked before there was anything to hide."""

    public: Path
    before: Path
    private: Path
    published: tuple[Signal, ...]
    offline: Signal
    hidden: tuple[Signal, ...]
    subjects: tuple[str, ...]

    def secrets(self) -> tuple[str, ...]:
        """Return words that stand in what is not public, and nowhere else."""
        numbers = (signal.number for signal in self.hidden if signal.number)
        return (SECRET, EXERCISE, "voorbeeld.invalid", str(self.private), *numbers)

    def copy(self, scratch: Path) -> Path:
        """Return a site to plant something in."""
        return shutil.copytree(self.public, scratch / "planted", dirs_exist_ok=True)


def furnish(directory: Path) -> LeakHouse:
    """Fill the database of this moment, and bake the public directory of the settings."""
    public, before = Path(settings.PUBLIC_ROOT), directory / "before"
    published = (
        a_signal(SignalState.PUBLISHED, title=HOSTILE[:150], summary=HOSTILE, text=HOSTILE),
        _corrected(a_prepared_correction()),
        a_signal_without_response(),
    )
    offline = _offline(a_signal(SignalState.PUBLISHED, text="Hier staat een kwartelnaam."))
    _bake()
    shutil.copytree(public, before)
    hidden = _hidden()
    _bake()
    return LeakHouse(
        public=public,
        before=before,
        private=Path(settings.PRIVATE_ROOT),
        published=published,
        offline=offline,
        hidden=hidden,
        subjects=tuple(message.subject for message in mail.outbox),
    )


def _hidden() -> tuple[Signal, ...]:
    """Make everything that is not public: signals in each state, real and of an exercise."""
    words = _words(SECRET)
    of_an_exercise = _words(EXERCISE)
    a_situation(disease="kwartelkoorts zonder meer")
    a_proposal()
    questions.ask(
        Asked(text=f"Vraag over {SECRET}s", topic=Topic.OTHER, name=f"K. {SECRET}"),
        at=timezone.now(),
    )
    a_suspension(
        SuspensionState.RUNNING, exercise=a_situation(is_exercise=True, disease="pekelpest")
    )
    _hidden_kader()
    states = (SignalState.DRAFT, SignalState.ISSUED, SignalState.ANSWERED)
    return (
        *(a_signal(state, **words) for state in states),
        a_signal(SignalState.ANSWERED, is_exercise=True, **of_an_exercise),
    )


def _hidden_kader() -> None:
    """Make a version that was adopted and is not public, a draft, and uses of them."""
    cpo, now = person(Role.CPO), timezone.now()
    values = {"question": f"Wat doet een {SECRET}?", "kind": "tekst"}
    draft = editions.own(a_draft_of_the_kader(), reason="Bekeken.", by=cpo, at=now)
    draft = editions.change_item(draft, key="dilemma", values=values, by=cpo, at=now)
    adopted(draft, by=cpo)
    a_draft_of_the_kader("0.3")
    for is_exercise, word in ((False, SECRET), (True, EXERCISE)):
        used = an_assessment(is_exercise=is_exercise, title=f"Geen {word}s meer")
        filled = {"dilemma": Filled(given={"text": f"Te veel {word}s."})}
        assessments.answer(used, answers=filled, by=cpo, at=now)


def _words(secret: str) -> dict[str, str]:
    return {
        "disease": f"{secret}koorts",
        "title": f"Titel over {secret}s",
        "summary": f"Samengevat: {secret}.",
        "text": f"Er is {secret}nood.\n\n## Waarom\n\nDaarom.",
    }


def _corrected(signal: Signal) -> Signal:
    doing.sweep(timezone.now())
    return publishing.publish_correction(
        Signal.objects.get(pk=signal.pk),
        personal_data_checked=True,
        by=person(Role.CPO),
        at=timezone.now(),
    )


def _offline(signal: Signal) -> Signal:
    doing.sweep(timezone.now())
    return publishing.take_offline(
        Signal.objects.get(pk=signal.pk),
        reason="Er stond een naam in.",
        by=person(Role.CPO),
        at=timezone.now(),
    )


def _bake() -> None:
    """Let the outbox make letters, send mail and bake; then make the site equal to the register."""
    doing.sweep(timezone.now())
    bake.everything()
