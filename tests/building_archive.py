"""Builders for the archive: dossiers in each state, by the real steps."""

from datetime import datetime
from itertools import cycle

from building_meetings import a_meeting
from django.utils import timezone
from django.utils.timezone import localdate
from pdf_uploads import a_pdf

from building import a_commission, a_signal, a_situation, person
from draaiboek.workflow import agenda
from mit_waakstand.accounts.roles import Role
from mit_waakstand.archive.models import Dossier, Handover, Package, ReturnedFile, WooReview
from mit_waakstand.archive.workflow import handing_over, holding, packages, woo
from mit_waakstand.cleaning import clean_copy
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.situations.models import Situation
from mit_waakstand.uploads import Upload
from signals.states import SignalState
from signals.workflow import signals
from signals.workflow.signals import ResponseDates

WHY = {"reason": "Een rechter vraagt ernaar."}


def a_held_dossier(
    situation: Situation | None = None, *, is_exercise: bool = False, at: datetime | None = None
) -> Dossier:
    """Return the dossier of a situation, held by the secretaris."""
    return holding.hold(
        situation or a_situation(is_exercise=is_exercise),
        **WHY,
        by=person(Role.SECRETARY),
        at=at or timezone.now(),
    )


LETTER = a_pdf()


def a_full_dossier() -> Situation:
    """Return a situation with a signal that was answered by letter, and an item on an agenda."""
    signal = a_signal(SignalState.ISSUED)
    day = localdate()
    signals.respond(
        signal,
        text="Wij nemen uw signaal over.",
        signed_by="De SG",
        dates=ResponseDates(dated_on=day, sent_on=day, received_on=day),
        letter=Upload("brief van SZW.pdf", LETTER, clean_copy(LETTER)),
        by=person(Role.SG_OFFICE),
        at=timezone.now(),
    )
    elsewhere = a_meeting()
    for number in (signal.number, "MIW-2020-01"):
        agenda.write_item(
            elsewhere,
            subject=f"Over {number} \U0001f600",
            about_kind="signaal",
            about_number=str(number),
            by=person(Role.SECRETARY),
            at=timezone.now(),
        )
    return signal.weighing.situation


def a_requested_package(
    situation: Situation | None = None, *, is_exercise: bool = False
) -> Package:
    """Return a package that is going to be made."""
    situation = situation or a_situation(is_exercise=is_exercise)
    return packages.request(situation, by=person(Role.SECRETARY), at=timezone.now())


def a_package(situation: Situation | None = None, *, is_exercise: bool = False) -> Package:
    """Return a package that was made."""
    package = a_requested_package(situation, is_exercise=is_exercise)
    doing.do(Work.objects.about(package).get().pk)
    package.refresh_from_db()
    return package


GIVEN = {
    "handed_on": f"{localdate():%d-%m-%Y}",
    "received_by": "De secretaris van de commissie",
}
RETURNED = {
    "title": "Advies over scholen",
    "given_on": f"{localdate():%d-%m-%Y}",
    "given_by": "De secretaris van de commissie",
}


def a_handover(*, is_exercise: bool = False) -> Handover:
    """Return a hand-over to the commissie that sits, of which the package is being made."""
    situation = a_situation(is_exercise=is_exercise)
    a_commission(exercise=situation if is_exercise else None)
    return handing_over.prepare(situation, by=person(Role.SECRETARY), at=timezone.now())


def made(handover: Handover) -> Handover:
    """Return it with its package."""
    doing.do(Work.objects.about(handover.package).get().pk)
    return Handover.objects.get(pk=handover.pk)


def a_handed_dossier(*, is_exercise: bool = False) -> Handover:
    """Return a dossier that was given to the commissie."""
    return handing_over.hand_over(
        made(a_handover(is_exercise=is_exercise)),
        handed_on=localdate(),
        received_by="De secretaris van de commissie",
        by=person(Role.CPO),
        at=timezone.now(),
    )


def a_returned_file(*, is_exercise: bool = False) -> ReturnedFile:
    """Return a file that the commissie gave back."""
    handover = handing_over.take_in(
        a_handed_dossier(is_exercise=is_exercise),
        title="Advies over scholen",
        file=Upload("advies.pdf", LETTER, clean_copy(LETTER)),
        given_on=localdate(),
        given_by="De secretaris van de commissie",
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )
    return handover.files.get()


REQUEST = {"reference": "Woo 2026-1", "received_on": f"{localdate():%d-%m-%Y}"}
JUDGED = {"judgement": "deels", "grounds": ["5.1-2e"], "explanation": "Namen van experts."}


def a_review(situation: Situation | None = None, *, is_exercise: bool = False) -> WooReview:
    """Return an inventory for a Woo request, of which the documents are still to be listed."""
    return woo.begin(
        situation or a_situation(is_exercise=is_exercise),
        reference="Woo 2026-1",
        received_on=localdate(),
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )


def a_listed_review(situation: Situation | None = None, *, is_exercise: bool = False) -> WooReview:
    """Return an inventory with its documents."""
    review = a_review(situation, is_exercise=is_exercise)
    doing.do(Work.objects.about(review).get().pk)
    return WooReview.objects.get(pk=review.pk)


def judge_everything(review: WooReview, judgements: tuple[str, ...] = ("openbaar",)) -> WooReview:
    """Decide about every document of an inventory, in turn one of these."""
    for judgement, document in zip(cycle(judgements), review.documents.all(), strict=False):
        woo.judge(
            review,
            document=document,
            judgement=judgement,
            grounds=[] if judgement == "openbaar" else ["5.2-1"],
            by=person(Role.SECRETARY),
            at=timezone.now(),
        )
    return review


def an_adopted_review(
    situation: Situation | None = None,
    *,
    is_exercise: bool = False,
    judgements: tuple[str, ...] = ("openbaar",),
) -> WooReview:
    """Return an inventory that the CPO adopted."""
    review = judge_everything(a_listed_review(situation, is_exercise=is_exercise), judgements)
    return woo.adopt(review, by=person(Role.CPO), at=timezone.now())
