"""A walk through the office: its clock, its people, what lies there, and the words they type."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from building_editions import adopted
from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate

from afwegingskader import workflow as weegvragen
from building import an_expert, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.deputies.models import Deputy
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation
from mit_waakstand.workflow import Record
from signals.models import (
    Commission,
    MinisterDecision,
    Proposal,
    Signal,
    Suspension,
    Trigger,
    Weighing,
)

REASON = "Een reden."
FEW_QUESTIONS = 2  # what the law asks of a weighing does not depend on how many there are
PDFS = (
    "make_letter",
    "make_response_pdf",
    "make_message_pdf",
    "make_corrected_pdf",
    "make_public_letter",
)
KINDS: dict[str, type[Record]] = {
    "aanleiding": Trigger,
    "weging": Weighing,
    "signaal": Signal,
    "opschorting": Suspension,
    "besluit": MinisterDecision,
    "commissie": Commission,
    "voorstel": Proposal,
    "waarneming": Deputy,
}
# By which way a record belongs to a situation.
SITUATION = {"aanleiding": "situation", "weging": "situation", "signaal": "weighing__situation"}


def exercise_of(place: Situation) -> Situation | None:
    """Return the exercise of which a suspension there is a part; None for a real one."""
    return place if place.is_exercise else None


def in_any(exercises: list[Situation | None]) -> Q:
    """Return the condition "of one of these exercises, or real"."""
    condition = Q(exercise__in=[exercise for exercise in exercises if exercise])
    return condition | Q(exercise=None) if None in exercises else condition


@dataclass
class Walk:
    """One walk. ``chance`` is dealt anew before each act, from what Hypothesis drew."""

    chance: Random = field(default_factory=lambda: Random(0))  # noqa: S311  (no secret)
    now: datetime = field(default_factory=lambda: timezone.now() - timedelta(days=500))
    situations: list[Situation] = field(default_factory=list)
    busy_with: list[Situation] | None = None  # where somebody is busy now; None: everywhere

    def __post_init__(self) -> None:
        """Let everybody come in; a short version of the weegvragen is in force."""
        short = weegvragen.load_starting_version()
        del short.content["questions"][FEW_QUESTIONS:]
        short.save()
        adopted(short, by=person(Role.CPO), at=self.now)
        self.expert = an_expert()
        self.people = [person(role) for role in Role]
        self.open_situation(is_exercise=False)
        self.open_situation(is_exercise=True)

    @property
    def today(self) -> date:
        """The day of the walk in Amsterdam."""
        return localdate(self.now)

    def by(self, role: Role) -> User:
        """Return the one who plays this part."""
        return next(user for user in self.people if user.role == role)

    def look_up_people(self) -> None:
        """Read again who acts for the CPO; what was refused may be left in memory only."""
        acting = ("acting_since", "acting_because", "acting_until")
        found = {pk: told for pk, *told in User.objects.values_list("pk", *acting)}
        for user in self.people:
            for name, value in zip(acting, found[user.pk], strict=True):
                setattr(user, name, value)

    def open_situation(self, *, is_exercise: bool) -> Situation:
        """Open a situation; in an exercise everybody takes part."""
        situation = open_situation(
            disease="zilverkoorts",
            is_exercise=is_exercise,
            participants=self.people if is_exercise else (),
            by=self.by(Role.SECRETARY),
            at=self.now,
        )
        self.situations.append(situation)
        return situation

    def places(self) -> list[Situation]:
        """Return the situations in which somebody may be busy now."""
        return self.busy_with or self.situations

    def pass_time(self, **time: int) -> None:
        """Let the clock run, never past the real one: nobody acts in the future."""
        self.now = min(self.now + timedelta(**time), timezone.now())

    def pick(self, choices: list[Any]) -> Any:
        """Return one of these."""
        return self.chance.choice(choices)

    def shuffled(self, choices: list[Any]) -> list[Any]:
        """Return these in some order."""
        return self.chance.sample(choices, len(choices))

    def words(self) -> str:
        """Return a reason, or sometimes the blank that a hurried person leaves."""
        return str(self.pick([*[REASON] * 23, "  "]))

    def day(self) -> date:
        """Return today, or sometimes a day that cannot be right."""
        return self.today + timedelta(days=int(self.pick([*[0] * 22, -400, 3])))

    def newest(self, kind: str, states: set[str] | frozenset[str] | None = None) -> list[Any]:
        """Return the newest records of a kind, in some order; those in these states only."""
        found = KINDS[kind]._default_manager.order_by("-pk")  # noqa: SLF001
        if states is not None:
            found = found.filter(state__in=states)
        if self.busy_with and kind in SITUATION:
            found = found.filter(**{f"{SITUATION[kind]}__in": self.busy_with})
        if self.busy_with and kind == "opschorting":
            found = found.filter(in_any([exercise_of(place) for place in self.busy_with]))
        return self.shuffled(list(found[:5]))

    def make_files(self, signal: Signal) -> None:
        """Let the outbox make the PDFs that wait for this signal; a publication needs them."""
        response = signal.response_or_none()
        about = [signal, *signal.messages.all(), *signal.revisions.all()]
        about += [response] if response else []
        for subject in about:
            for work in Work.objects.about(subject).filter(kind__in=PDFS, done_at=None):
                assert doing.do(work.pk)

    def lose_mail(self, signal: Signal) -> None:
        """Let a mail about this signal be refused for good, as a strange address is."""
        mail = Work.objects.about(signal).filter(kind__startswith="mail_", done_at=None).first()
        if mail is not None:
            mail.failed_at, mail.outcome = self.now, "SMTPRecipientsRefused: onbekend adres"
            mail.save()


Act = Callable[[Walk, Any, User], object]
