"""The dossiers that pages are about: held, packed, handed over; and what waits for its package."""

import io
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate
from pikepdf import Pdf

from mit_waakstand.accounts.models import User
from mit_waakstand.archive.models import Handover, Package, WooReview
from mit_waakstand.archive.tasks import make_archive_package, make_woo_inventory
from mit_waakstand.archive.workflow import handing_over, holding, packages, woo
from mit_waakstand.cleaning import clean_copy
from mit_waakstand.outbox.models import Work
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation
from mit_waakstand.uploads import Upload
from signals.workflow.decisions import Instituted, record_commission


def made(cpo: User, *, at: datetime) -> dict[str, Model]:
    """Return the records under the names that pages use."""
    situation = open_situation(disease="Zwartkoorts", by=cpo, at=at)
    holding.hold(situation, reason="Een rechter vraagt ernaar.", by=cpo, at=at)
    package = _packed(packages.request(situation, by=cpo, at=at))
    waiting = packages.request(open_situation(disease="Witkoorts", by=cpo, at=at), by=cpo, at=at)
    review = _listed(situation, cpo, at=at)
    return {
        "held_situation": situation,
        "woo_review": review,
        "adopted_woo": _adopted(_listed(situation, cpo, at=at), cpo, at=at),
        "package": package,
        "waiting_package": waiting,
        "handover": _handover(cpo, "Wilgenkoorts", at=at),
        "handed": _handed(_handover(cpo, "Berkenkoorts", at=at), cpo, at=at),
    }


def _packed(package: Package) -> Package:
    with transaction.atomic():
        make_archive_package(Work.objects.about(package).get())
    return Package.objects.get(pk=package.pk)


def _handover(cpo: User, disease: str, *, at: datetime) -> Handover:
    """Return a hand-over in an exercise, whose package was made."""
    situation = open_situation(disease=disease, is_exercise=True, by=cpo, at=at)
    instituted = Instituted(
        name=f"Commissie MIT {disease.lower()}",
        signed_on=localdate(at),
        in_force_from=localdate(at),
        scope="Adviseren over de gevolgen van maatregelen.",
        diseases=disease,
    )
    record_commission(instituted=instituted, exercise=situation, by=cpo, at=at)
    handover = handing_over.prepare(situation, by=cpo, at=at)
    _packed(handover.package)
    return Handover.objects.get(pk=handover.pk)


def _handed(handover: Handover, cpo: User, *, at: datetime) -> Handover:
    handed = handing_over.hand_over(
        handover,
        handed_on=localdate(at),
        received_by="De secretaris van de commissie",
        by=cpo,
        at=at,
    )
    letter = _a_letter()
    return handing_over.take_in(
        handed,
        title="Advies over scholen",
        file=Upload("advies.pdf", letter, clean_copy(letter)),
        given_on=localdate(at),
        given_by="De secretaris van de commissie",
        by=cpo,
        at=at,
    )


def _listed(situation: Situation, cpo: User, *, at: datetime) -> WooReview:
    review = woo.begin(situation, reference="Woo 2026-1", received_on=localdate(at), by=cpo, at=at)
    with transaction.atomic():
        make_woo_inventory(Work.objects.about(review).get())
    return WooReview.objects.get(pk=review.pk)


def _adopted(review: WooReview, cpo: User, *, at: datetime) -> WooReview:
    for document in review.documents.all():
        woo.judge(review, document=document, judgement="openbaar", by=cpo, at=at)
    return woo.adopt(review, by=cpo, at=at)


def _a_letter() -> bytes:
    with Pdf.new() as document:
        document.add_blank_page()
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()
