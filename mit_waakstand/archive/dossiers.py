"""What belongs to the dossier of a situation: every kind of record, and how it hangs together.

A test holds the table to the models: a new record that leads to a situation needs a row here.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from afwegingskader.models import Answer as KaderAnswer
from afwegingskader.models import Assessment
from afwegingskader.models import Participant as KaderParticipant
from draaiboek import models as draaiboek
from mit_waakstand.archive.models import (
    Dossier,
    Handover,
    Package,
    ReturnedFile,
    WooDocument,
    WooReview,
)
from mit_waakstand.situations.models import Participation, Situation
from signals import models as signals

AnyModel = type[models.Model]


@dataclass(frozen=True)
class Part:
    """One kind of record. ``paths`` lead to the situation, any of them is enough.

    ``of`` is the field (or road of fields) to the record in whose paper it stands, "" when it is a
    paper of its own. ``about`` leads to an agenda item: its record belongs here too when that item
    is about a signal of the situation.
    """

    model: AnyModel
    paths: tuple[str, ...]
    of: str = ""
    about: str | None = None

    def rows(self, *situations: int) -> "models.QuerySet[models.Model]":
        """Return the records of this kind in the dossiers of these situations, the oldest first."""
        wanted = Q(pk__in=[])
        for path in self.paths:
            wanted |= Q(**{f"{path}__in": situations})
        if self.about is not None:
            wanted |= Q(**{f"{self.about}about_number__in": _numbers(situations)})
        keys = self.model._base_manager.filter(wanted).values("pk")  # noqa: SLF001
        return self.model._base_manager.filter(pk__in=keys).order_by("pk")  # noqa: SLF001


def _of(road: str, *kinds: AnyModel) -> tuple[Part, ...]:
    """Return records that stand in the paper of the first one on the road."""
    first = road.partition("__")[0]
    return tuple(Part(kind, (road,), of=first) for kind in kinds)


INSTITUTED = ("decision__situation", "exercise", "triggers__situation")
PARTS: tuple[Part, ...] = (
    Part(Situation, ("pk",)),
    Part(Participation, ("situation",), of="situation"),
    *(Part(kind, ("situation",), of="situation") for kind in (Dossier, Package)),
    Part(Handover, ("situation",)),
    *_of("handover__situation", ReturnedFile),
    Part(WooReview, ("situation",)),
    *_of("review__situation", WooDocument),
    Part(signals.Trigger, ("situation",)),
    Part(signals.Proposal, ("trigger__situation", "exercise")),
    Part(signals.Weighing, ("situation",)),
    *_of("weighing__situation", signals.Participant, signals.InterestDeclaration, signals.Answer),
    Part(Assessment, ("situation",)),
    *_of("assessment__situation", KaderParticipant, KaderAnswer),
    Part(signals.Signal, ("weighing__situation",)),
    *_of(
        "signal__weighing__situation",
        *(signals.CpoAgreement, signals.Disclosure, signals.Receipt, signals.Message),
        *(signals.Response, signals.IssueDateCorrection, signals.Leak, signals.Revision),
        signals.Elsewhere,
    ),
    Part(signals.MinisterDecision, ("situation",)),
    *_of("decision__situation", signals.DecisionSignal),
    Part(signals.Commission, INSTITUTED),
    *(
        Part(kind, tuple(f"commission__{path}" for path in INSTITUTED), of="commission")
        for kind in (signals.CommissionChange, signals.Suspension)
    ),
    Part(draaiboek.Meeting, ("situation",), about="items__"),
    Part(draaiboek.AgendaItem, ("meeting__situation",), of="meeting", about=""),
    Part(draaiboek.MeetingDecision, ("meeting__situation",), of="meeting", about="item__"),
    *_of("meeting__situation", draaiboek.Invitation, draaiboek.Minutes, draaiboek.ActionItem),
    Part(draaiboek.PlaybookRun, ("situation",)),
    *_of("run__situation", draaiboek.RunStep, draaiboek.Inject, draaiboek.Lesson),
    Part(draaiboek.InjectResponse, ("inject__run__situation",), of="inject__run"),
)


def _numbers(situations: tuple[int, ...]) -> list[str]:
    """Return the numbers of the signals of these situations that were issued."""
    found = signals.Signal.objects.filter(weighing__situation__in=situations)
    return [str(number) for number in found.values_list("number", flat=True) if number]
